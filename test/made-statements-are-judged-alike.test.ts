/** What must not change an accusation: the order of rows inside a day, names and references, payments that bear no charge. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { auditFiles } from "../src/domain/audit/audit-files.ts";
import { ACCUSATIONS, type AuditResult } from "../src/domain/audit/audit-result.ts";
import { readInWords } from "../src/engine/read-in-words.ts";
import { ENGLISH } from "../src/words/say-english.ts";

const PACK = shippedPack("ng");
type Row = { readonly day: number; readonly text: string; readonly kobo: number };

async function audit(rows: readonly Row[]): Promise<AuditResult> {
  let held = 5_000_000_00;
  const two = (n: number) => String(n).padStart(2, "0");
  const money = (kobo: number) =>
    `${kobo < 0 ? "-" : ""}${Math.floor(Math.abs(kobo) / 100)}.${two(Math.abs(kobo) % 100)}`;
  const lines = rows.map(({ day, text, kobo }) => {
    held += kobo;
    return `2026-03-${two(day)},${text},${money(kobo)},${money(held)}`;
  });
  const text = `Period:,2026-03-01 to 2026-03-31,,\nDate,Narration,Amount,Balance\n${lines.join("\n")}\n`;
  const read = await readInWords(new TextEncoder().encode(text), {}, PACK);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(PACK, [read.file], { accountType: "savings", engineVersion: "0", say: ENGLISH });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer;
}

const accused = ({ lines }: AuditResult) => {
  const found = lines.filter(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict));
  return { count: found.length, over: found.reduce((sum, { over }) => sum + Math.round(Number(over) * 100), 0) };
};

const WHO = ["ADA OBI", "MUSA BELLO", "IFE ALADE", "UCHE EKE"];
/** Payments and fees, right and too high, and what came back of both; levies; shops. */
const row = fc.oneof(
  fc.record({
    day: fc.integer({ min: 3, max: 9 }),
    text: fc.constantFrom(...WHO.map((who) => `TRANSFER TO ${who}/GTB`)),
    kobo: fc.constantFrom(-3_000_00, -20_000_00, -80_000_00),
  }),
  fc.record({
    day: fc.integer({ min: 3, max: 9 }),
    text: fc.constant("TRANSFER CHARGE + VAT"),
    kobo: fc.constantFrom(-10_75, -26_88, -53_75),
  }),
  fc.record({ day: fc.integer({ min: 3, max: 9 }), text: fc.constant("STAMP DUTY"), kobo: fc.constant(-50_00) }),
  fc.record({
    day: fc.integer({ min: 3, max: 9 }),
    text: fc.constantFrom(...WHO.map((who) => `RVSL TRANSFER TO ${who}/GTB`)),
    kobo: fc.constantFrom(20_000_00, 80_000_00),
  }),
  fc.record({
    day: fc.integer({ min: 3, max: 9 }),
    text: fc.constant("RVSL TRANSFER CHARGE + VAT"),
    kobo: fc.constantFrom(26_88, 53_75),
  }),
  fc.record({
    day: fc.integer({ min: 3, max: 9 }),
    text: fc.constantFrom("POS PURCHASE SHOP", "AIRTIME MTN"),
    kobo: fc.constant(-1_500_00),
  }),
);
const byDay = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => a.day - b.day);
/** The statement goes on for weeks: what had to come back can be seen missing. */
const LAST: Row = { day: 28, text: "POS PURCHASE SHOP", kobo: -900_00 };
const statement = fc.array(row, { minLength: 2, maxLength: 24 }).map((rows) => [...byDay(rows), LAST]);
const RUNS = { numRuns: 120 };

describe("accusations", () => {
  test("are as many and of the same sum in whatever order the rows of a day stand", async () => {
    await fc.assert(
      fc.asyncProperty(statement, fc.infiniteStream(fc.nat()), async (rows, chance) => {
        const order = rows.map((one) => ({ one, key: chance.next().value as number }));
        const turned = order.sort((a, b) => a.one.day - b.one.day || a.key - b.key).map(({ one }) => one);
        expect(accused(await audit(turned))).toEqual(accused(await audit(rows)));
      }),
      RUNS,
    );
  });

  test("of two fees that one payment may have are judged by the lesser, whichever stands first", async () => {
    const payments = [-80_000_00, -3_000_00].map((kobo) => ({ day: 6, text: "TRANSFER TO ADA OBI/GTB", kobo }));
    const fees = [-53_75, -26_88].map((kobo) => ({ day: 8, text: "TRANSFER CHARGE + VAT", kobo }));
    for (const paid of [payments, payments.toReversed()])
      for (const taken of [fees, fees.toReversed(), fees.map((fee, i) => ({ ...fee, day: 9 - i }))])
        expect(accused(await audit([...paid, ...byDay(taken), LAST]))).toEqual({ count: 1, over: 16_13 });
  });

  test("lay a charge that several payments make right where it leaves what is too high least so, in any order", async () => {
    const payments = [-3_000_00, -80_000_00].map((kobo) => ({ day: 4, text: "TRANSFER TO ADA OBI/GTB", kobo }));
    const back = { day: 4, text: "RVSL TRANSFER TO ADA OBI/GTB", kobo: 80_000_00 };
    const fee = { day: 4, text: "TRANSFER CHARGE + VAT", kobo: -53_75 };
    const part = { day: 4, text: "RVSL TRANSFER CHARGE + VAT", kobo: 26_88 };
    const next = [-10_75, -53_75].map((kobo) => ({ ...fee, day: 5, kobo }));
    const whole = { ...part, day: 5, kobo: 53_75 };
    for (const paid of [payments, payments.toReversed()])
      for (const rows of [
        [...paid, back, fee, part, ...next, whole],
        [fee, part, back, ...paid, whole, ...next.toReversed()],
      ])
        expect(accused(await audit([...rows, LAST]))).toEqual({ count: 1, over: 16_12 });
  });

  test("count what came back of one of several equal charges, wherever it stands in its day", async () => {
    const before: Row[] = [
      { day: 4, text: "TRANSFER TO ADA OBI/GTB", kobo: -80_000_00 },
      { day: 4, text: "TRANSFER CHARGE + VAT", kobo: -10_75 },
    ];
    const payment = { day: 5, text: "TRANSFER TO ADA OBI/GTB", kobo: -3_000_00 };
    const fee = { day: 5, text: "TRANSFER CHARGE + VAT", kobo: -53_75 };
    const back = { day: 5, text: "RVSL TRANSFER CHARGE + VAT", kobo: 26_88 };
    for (const day of [
      [back, payment, fee, fee],
      [payment, fee, back, fee],
      [fee, back, payment, fee],
      [fee, fee, payment, back],
    ])
      expect(accused(await audit([...before, ...day, LAST]))).toEqual({ count: 1, over: 16_12 });
  });

  test("do not become more by a payment that can have no such charge", async () => {
    await fc.assert(
      fc.asyncProperty(statement, fc.integer({ min: 3, max: 9 }), async (rows, day) => {
        const more = byDay([...rows, { day, text: "POS PURCHASE OTHER SHOP", kobo: -4_000_00 }]);
        expect(accused(await audit(more)).count).toBeLessThanOrEqual(accused(await audit(rows)).count);
      }),
      RUNS,
    );
  });

  test("stay the same when people, shops and banks have other names", async () => {
    const other: Readonly<Record<string, string>> = {
      "ADA OBI": "KEMI SANI",
      "MUSA BELLO": "JOHN DOGO",
      "IFE ALADE": "REV PETER",
      "UCHE EKE": "CHARITY LEVI",
      SHOP: "STALL",
    };
    await fc.assert(
      fc.asyncProperty(statement, async (rows) => {
        const renamed = rows.map((one) => ({
          ...one,
          text: Object.entries(other).reduce((text, [from, to]) => text.replace(from, to), one.text),
        }));
        expect(accused(await audit(renamed))).toEqual(accused(await audit(rows)));
      }),
      RUNS,
    );
  });

  test("need a payment: a fee or levy whose only payment is taken away is accused of nothing", async () => {
    const charge = fc.constantFrom(
      { text: "TRANSFER CHARGE + VAT", kobo: -53_75 },
      { text: "TRANSFER CHARGE ADA OBI", kobo: -50_00 },
      { text: "STAMP DUTY", kobo: -50_00 },
      { text: "FGN STAMP DUTY - ADA OBI", kobo: -50_00 },
      { text: "ATM WITHDRAWAL CHARGE", kobo: -5_000_00 / 100 },
      { text: "VAT ON TRANSFER CHARGE", kobo: -9_00 },
    );
    await fc.assert(
      fc.asyncProperty(charge, fc.integer({ min: 5, max: 25 }), async (one, day) => {
        const shop = { day: 2, text: "POS PURCHASE SHOP", kobo: -900_00 };
        expect(accused(await audit([shop, { day, ...one }, { ...shop, day: 28 }])).count).toBe(0);
      }),
      RUNS,
    );
  });
});
