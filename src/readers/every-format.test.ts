import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asAlerts,
  asCamt,
  asMonoJson,
  asMt940,
  asOfx1,
  asOfx2,
  asQif,
  closingOf,
  decimal,
  type MadeStatement,
  madeStatement,
} from "../../test/support/made-statement.ts";
import { unitsOf } from "./exact-number.ts";
import { readAggregatorJson } from "./read-aggregator-json.ts";
import { readAlerts } from "./read-alerts.ts";
import { readCamt } from "./read-camt.ts";
import { readMt940 } from "./read-mt940.ts";
import { readOfx } from "./read-ofx.ts";
import { readQif } from "./read-qif.ts";
import { isRefusal, type ReaderAnswer } from "./reader-answer.ts";

type Chain = "complete" | "absent";

function expectSame(answer: ReaderAnswer, made: MadeStatement, chain: Chain, closing: boolean): void {
  if (isRefusal(answer)) throw new Error(answer.message);
  expect(answer.statements).toHaveLength(1);
  const [statement] = answer.statements;
  expect(statement?.rejected).toEqual([]);
  expect(statement?.lines.map(({ date, amount, narration }) => ({ date, amount: unitsOf(amount), narration }))).toEqual(
    made.lines.map(({ date, cents, narration }) => ({ date, amount: unitsOf(decimal(cents)), narration })),
  );
  expect(statement?.chain.state).toBe(chain);
  if (closing) expect(unitsOf(statement?.closing ?? "0.01")).toBe(unitsOf(decimal(closingOf(made))));
}

const FORMATS: readonly (readonly [string, (made: MadeStatement) => ReaderAnswer, Chain, boolean])[] = [
  ["OFX 1", (made) => readOfx(asOfx1(made)), "absent", true],
  ["OFX 2 with decimal commas", (made) => readOfx(asOfx2(made)), "absent", true],
  ["QIF", (made) => readQif(asQif(made), { dateOrder: "dmy" }), "absent", false],
  ["MT940", (made) => readMt940(asMt940(made)), "complete", true],
  ["camt.053 version 8", (made) => readCamt(asCamt(made)), "complete", true],
  ["camt.053 version 2 with prefixes", (made) => readCamt(asCamt(made, "n1:", "02")), "complete", true],
];

test.each(FORMATS)("any statement printed as %s reads back the same", (_name, read, chain, closing) => {
  fc.assert(
    fc.property(madeStatement, (made) => expectSame(read(made), made, chain, closing)),
    { numRuns: 60 },
  );
});

test("any statement as Mono's JSON reads back the same, balance proved", () => {
  fc.assert(
    fc.property(madeStatement, (made) => {
      expectSame(readAggregatorJson(asMonoJson(made)), made, made.lines.length > 1 ? "complete" : "absent", false);
    }),
    { numRuns: 60 },
  );
});

test("any statement as pasted alerts reads back the same, balance proved", () => {
  fc.assert(
    fc.property(madeStatement, (made) => {
      expectSame(readAlerts(asAlerts(made)), made, made.lines.length > 1 ? "complete" : "absent", false);
    }),
    { numRuns: 60 },
  );
});
