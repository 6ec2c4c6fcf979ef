import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../../e2e/support/test-server.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import { createPackStore } from "../../db/pack-store.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { ListedFee, Pack } from "../../domain/fees/pack.ts";

const database = await testDatabase();
const store = createPackStore(database.open().kysely);
const app = await testServer({ ctx: { packs: store, today: () => "2026-11-24" as CivilDate } });
afterAll(() => app.close());

const FEE = "ng.gtbank.sms";
const CHANGE = "2026-06-01" as CivilDate;
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
let before = "";

const each = (amount: string) => ({ kind: "fixed", amount, unit: { per: "message" } }) as const;

/** The pack with made-up prices of one fee, which stand nowhere else on a page. */
function priced(pack: Pack, version: string, ...rows: readonly Partial<ListedFee>[]): Pack {
  const fee = pack.listedFees.find((one) => one.id === FEE) as ListedFee;
  const rest = pack.listedFees.filter((one) => one !== fee);
  const streams = pack.streams as NonNullable<Pack["streams"]>;
  return {
    ...pack,
    version,
    streams: { ...streams, tariffs: { ...streams.tariffs, [fee.bank]: version } },
    listedFees: [...rest, ...rows.map((row) => ({ ...fee, ...row }))],
  };
}

beforeAll(async () => {
  const pack = shippedPack("ng");
  await store.loadPack(priced(pack, "2027.1.1", { price: each("5.55") }));
  await pause();
  before = new Date().toISOString();
  await pause();
  const [old, next] = [
    { price: each("5.55"), until: CHANGE },
    { price: each("7.77"), from: CHANGE },
  ];
  await store.loadPack(priced(pack, "2027.1.2", old, next));
});

/** `₦5.55, each message` is one cell of a table; as data it has no sign. */
const as = (form: string, price: string): string => {
  const sum = price.replace(/^₦|, .*$/g, "");
  return form === ".csv" ? `,${sum},` : form === ".json" ? sum : price;
};

describe("a fee that changed on 1 June, and that we learned of later", () => {
  const OLD = "₦5.55, each message";
  const NEW = "₦7.77, each message";
  const asked = () =>
    [
      ["today", "", NEW, OLD],
      ["on the day it changed", `?on=${CHANGE}`, NEW, OLD],
      ["on the day before", "?on=2026-05-31", OLD, NEW],
      ["today, as we knew it before", `?known=${before}`, OLD, NEW],
      ["on the day it changed, as we knew it before", `?on=${CHANGE}&known=${before}`, OLD, NEW],
    ] as const;

  for (const path of ["/fees/alert.sms", "/banks/ng.gtbank"])
    for (const form of ["", ".json", ".csv"])
      test(`${path}${form} tells old and new by day and by knowledge`, async () => {
        for (const [when, query, there, gone] of asked()) {
          const { statusCode, body } = await app.inject(`${path}${form}${query}`);
          expect(statusCode, when).toBe(200);
          expect(body, when).toContain(as(form, there));
          expect(body, when).not.toContain(as(form, gone));
        }
      });

  test("the JSON names the day, the knowledge and the version that answered", async () => {
    const then = (await app.inject(`/fees/alert.sms.json?on=2026-05-31&known=${before}`)).json();
    expect(then).toMatchObject({ on: "2026-05-31", known: before, version: "2027.1.1" });
    expect((await app.inject("/fees/alert.sms.json")).json()).toMatchObject({ known: null, version: "2027.1.2" });
  });

  test("before anything was known there is no answer", async () => {
    expect((await app.inject("/fees/alert.sms.json?known=2020-01-01")).statusCode).toBe(404);
  });
});
