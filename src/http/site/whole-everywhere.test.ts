import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { chargeCommand } from "../../cli/charge.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { ChargeAnswer } from "../../domain/fees/charge-answer.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { exactMoney } from "../../domain/money/money-words.ts";
import { KEEPS, PAYEES } from "../../words/en/names.ts";

/** Actions of different services and sums, each with what a person may type for it; what leaves the account is worked out by the engine. */
const ACTIONS: readonly (readonly [service: string, facts: Readonly<Record<string, string>>, typed: string | null])[] =
  [
    ["transfer.interbank", { amount: "60000.00" }, "transfer 60k"],
    ["transfer.interbank", { amount: "4000.00" }, "send 4,000 to another bank"],
    ["transfer.intrabank", { amount: "90000.00" }, null],
    ["transfer.rtgs", { amount: "20000000.00" }, "rtgs 20 million"],
    ["transfer.incoming", { amount: "15000.00" }, null],
    ["atm.off_us", { amount: "45000.00" }, "withdraw 45k at another bank's atm"],
    ["card.maintenance", { account: "savings" }, "card maintenance on a savings account"],
    ["cheque.returned_unfunded", { amount: "900000.00" }, "bounced cheque of 900,000"],
    ["cash.withdrawal", { amount: "800000.00", weekTotal: "800000.00", customer: "individual" }, null],
    ["account.statement", { pages: "6" }, null],
    ["levy.electronic_transfer", { amount: "25000.00", party: "sender" }, null],
  ];

let app: FastifyInstance;
beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const get = async (url: string) => {
  const { statusCode, body } = await app.inject({ url });
  expect([url, statusCode]).toEqual([url, 200]);
  return body;
};
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test.each(ACTIONS)(
  "%s %j costs the same in all, and for the same, wherever it is asked",
  async (service, facts, typed) => {
    const query = new URLSearchParams({ service, ...facts });
    const told = JSON.parse(await get(`/api/v1/charge?${query}&whole=true`)) as ChargeAnswer;
    const { leaves, also = [], maximum } = told;
    if (!leaves) throw new Error("nothing is known of it");
    const most = exactMoney(parseMinor(leaves.high) ?? 0n, told.currency);

    const { answer } = JSON.parse(await get(`/charge.json?${query}`));
    expect(answer.leaves).toEqual(leaves);
    expect(answer.also.map((duty: { service: string }) => duty.service)).toEqual(also.map((duty) => duty.service));

    const csv = await get(`/charge.csv?${query}`);
    expect(csv).toMatch(
      new RegExp(`^leaves_account,.*,${leaves.low.replace(".", "\\.")},${leaves.high.replace(".", "\\.")},`, "m"),
    );
    for (const duty of also) expect(csv).toMatch(new RegExp(`^duty,${duty.service},.*,${duty.payee},`, "m"));

    const page = textOf(await get(`/charge?${query}`));
    if (leaves.high !== "0.00") expect(page).toContain(most);
    if (maximum) expect(page).toContain(KEEPS[told.payee]);
    for (const duty of also) expect(page).toContain(KEEPS[duty.payee]);

    let said = "";
    const terminal = {
      out: (text: string) => (said += text),
      err: (text: string) => (said += text),
      write: async () => {},
    };
    const pack = shippedPack();
    const flags = Object.entries(facts).flatMap(([name, value]) =>
      name === "amount" || name === "account" ? [`--${name}`, value] : ["--fact", `${name}=${value}`],
    );
    const command = chargeCommand(
      () => () => pack,
      () => "2026-11-24" as CivilDate,
      () => process.stdin,
    );
    await command.run([service, ...flags], terminal as unknown as Parameters<typeof command.run>[1]);
    if (leaves.high !== "0.00") expect(said).toContain(leaves.high);
    for (const duty of also) expect(said).toContain(`(${duty.service}), kept by ${PAYEES[duty.payee]}`);

    if (also.length > 0) expect(textOf(await get(`/fees/${service}`))).toContain("What leaves your account in all");
    if (typed !== null) expect(textOf(await get(`/?q=${encodeURIComponent(typed)}`))).toContain(most);
  },
);

test("while a question is open no total stands alone: its least and its most, and what would settle it", async () => {
  // a duty that falls away between accounts of one owner
  const own = textOf(await get("/charge?service=transfer.intrabank&amount=20000"));
  expect(own).toContain("Leaves your account on top, at least ₦0.00");
  expect(own).toContain("Leaves your account on top, at most ₦50.00");
  expect(own).toMatch(/To know more, tell us: Do both accounts have one owner/);
  // a part without an end: what is known of the rest is the least, and nothing is said to be the most
  const wallet = textOf(await get("/charge?service=transfer.interbank&amount=20000&bank=ng.opay"));
  expect(wallet).toContain("Leaves your account on top, at least ₦50.00");
  expect(wallet).not.toContain("at most ₦");
  // what was taken is not called right by the dearer of two cases
  const asked = textOf(await get(`/?q=${encodeURIComponent("bank charged 1290 for 40000 at atm of another bank")}`));
  expect(asked).toContain("at least ₦215.00 and at most ₦1,290.00");
  expect(asked).not.toContain("Yes, ₦");
});

test("whether a sum is right stands as the answer, and a wallet is not given the figure of the banks", async () => {
  const asked = (q: string) => get(`/?q=${encodeURIComponent(q)}`);
  expect(await asked("may my bank take 103.75 for sending 60,000?")).toMatch(/<p class="most">Yes, ₦103\.75 is right/);
  const wallet = await asked("what did OPay take 10 naira for");
  expect(textOf(wallet)).toContain("the first three transfers of a day are free, then 10 each");
  expect(wallet).not.toMatch(/<p class="most">/);
  expect(await asked("transfer charge")).toMatch(/<p class="most">₦10 to ₦50/);
});
