import { afterAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { answerCharge } from "../../domain/fees/charge-answer.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { answerShape, problemShape } from "./api-shapes.ts";

const pack = shippedPack();
const app = await testServer();
afterAll(() => app.close());

const ask = (payload: string, url = "/api/v1/charge") =>
  app.inject({ method: "POST", url, payload, headers: { "content-type": "application/json" } });
const question = { id: "q1", jurisdiction: "ng", service: "transfer.interbank", on: "2026-02-01", amount: "20000.00" };

describe("POST /api/v1/charge", () => {
  test("gives the very answer of the command line", async () => {
    const answer = await ask(JSON.stringify({ ...question, bank: "ng.gtbank" }));
    expect(answer.statusCode).toBe(200);
    expect(answerShape.parse(answer.json())).toEqual(
      answerCharge({ ...question, bank: "ng.gtbank" }, () => pack, CHARGE_ENGLISH),
    );
    expect(answer.json().maximum).toEqual({ fee: "25.00", tax: "1.88", total: "26.88" });
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
  });

  test.each([
    ["{", 400, "bad_json", null],
    ["[]", 400, "bad_json", null],
    ["", 400, "bad_json", null],
    [JSON.stringify({ ...question, on: "2026-02-30" }), 400, "bad_date", "on"],
    [JSON.stringify({ ...question, amount: 5 }), 400, "bad_amount", "amount"],
    [JSON.stringify({ ...question, amount: undefined }), 400, "missing_field", "amount"],
    [JSON.stringify({ ...question, facts: { party: "bank" } }), 400, "bad_fact", "party"],
    [JSON.stringify({ ...question, service: "unknown" }), 404, "unknown_service", "service"],
    [JSON.stringify({ ...question, jurisdiction: "xx" }), 404, "unknown_jurisdiction", "jurisdiction"],
  ])("refuses %s with %d %s", async (body, status, code, param) => {
    const answer = await ask(body);
    expect(answer.statusCode).toBe(status);
    expect(problemShape.parse(answer.json())).toMatchObject({ code, param });
  });

  test("before anything was known there is no answer", async () => {
    expect((await ask(JSON.stringify(question), "/api/v1/charge?known=2020-01-01")).statusCode).toBe(404);
  });
});

test("a fee with two prices comes page by page without a row lost or told twice", async () => {
  const [fee, ...rest] = pack.listedFees as [(typeof pack.listedFees)[number], ...typeof pack.listedFees];
  const day = "2026-06-01" as CivilDate;
  const changed = { ...pack, listedFees: [{ ...fee, until: day }, { ...fee, from: day }, ...rest] };
  const server = await testServer({ ctx: contextOf(changed) });
  const seen: string[] = [];
  let next: string | null = "/api/v1/fees?limit=1";
  while (next) {
    const page: { data: { id: string; from: string }[]; next: string | null } = (await server.inject(next)).json();
    seen.push(...page.data.map((row) => `${row.id} ${row.from}`));
    next = page.next;
  }
  await server.close();
  expect(seen.length).toBe(changed.listedFees.length);
  expect(new Set(seen).size).toBe(seen.length);
});
