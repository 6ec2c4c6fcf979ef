import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../../e2e/support/test-server.ts";
import { ADDRESSES, EXAMPLE_RECEIPT, exampleTarget } from "./addresses.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const ALL = ADDRESSES.map((address) => [`${address.method} ${address.path}`, address] as const);

describe.each(ALL)("%s", (_, address) => {
  const whole = exampleTarget(address, EXAMPLE_RECEIPT);
  const ask = (more: string) =>
    app.inject({
      method: address.method.toUpperCase() as "GET",
      url: `${whole}${whole.includes("?") ? "&" : "?"}${more}`,
      ...(address.sent.json ? { payload: address.sent.json as Record<string, unknown> } : {}),
    });
  const names = Object.keys(address.query?.shape ?? {});

  test("refuses a parameter that it does not have, by its name, also where the answer without it is kept", async () => {
    await app.inject({ method: address.method.toUpperCase() as "GET", url: whole });
    for (const name of ["colour", "__proto__", "constructor", "utm_source"]) {
      const answer = await ask(`${name}=red`);
      expect([answer.statusCode, answer.json().param], name).toEqual([400, name]);
      expect(answer.json().code).toBe(address.path === "/charge" ? "bad_fact" : "bad_field");
      expect(answer.headers["access-control-allow-origin"]).toBe("*");
    }
  });

  test("names the nearest parameter where a letter is missing", async () => {
    for (const name of names.filter((one) => one.length > 3)) {
      const slip = `${name.slice(0, 2)}${name.slice(3)}`;
      if (names.includes(slip)) continue;
      expect((await ask(`${slip}=1`)).json().detail, slip).toMatch(new RegExp(`Did you mean .*\\b${name}\\b`));
    }
  });

  test("takes each of its parameters, and the language of the site", async () => {
    for (const name of [...names, "lang"]) {
      const { param, detail = "" } = (await ask(`${name}=`)).json();
      expect(param === name && /takes no/.test(detail), name).toBe(false);
    }
  });
});

test("what is no list of the API takes whatever is asked behind it", async () => {
  expect((await app.inject("/api/v1/openapi.json?v=2")).statusCode).toBe(200);
  expect((await app.inject("/fees?utm_source=x")).statusCode).toBe(200);
});

test("an address without parameters says so", async () => {
  const { detail } = (await app.inject(`/api/v1/reports/${EXAMPLE_RECEIPT}?colour=red`)).json();
  expect(detail).toContain("it takes no parameters");
});

test("each address that takes a bank or a service names the nearest of one that it does not know", async () => {
  const near = { bank: ["ng.gtbnk", "ng.gtbank"], service: ["alert.smss", "alert.sms"] } as const;
  for (const [, address] of ALL)
    for (const [name, [asked, meant]] of Object.entries(near)) {
      if (address.method !== "get" || !(name in (address.query?.shape ?? {}))) continue;
      const url = exampleTarget({ ...address, sent: { query: { ...address.sent.query, [name]: asked } } }, "");
      const { detail } = (await app.inject(url)).json();
      expect(detail, url).toMatch(new RegExp(`Did you mean .*${meant.replace(".", "\\.")}`));
    }
});
