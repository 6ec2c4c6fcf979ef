import fc from "fast-check";
import { expect, test } from "vitest";
import { asHtml, asPdf, asXlsx } from "../../test/support/made-files.ts";
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
import { readAlerts } from "./alerts/read-alerts.ts";
import { readCamt } from "./camt/read-camt.ts";
import { FILE_READERS } from "./file-readers.ts";
import { readAggregatorJson } from "./json/read-aggregator-json.ts";
import { readMt940 } from "./mt940/read-mt940.ts";
import { readOfx } from "./ofx/read-ofx.ts";
import { isRefusal, type ReaderAnswer } from "./proof/reader-answer.ts";
import { readQif } from "./qif/read-qif.ts";
import { readStatementFile } from "./read-statement-file.ts";
import { unitsOf } from "./text/exact-number.ts";

type Chain = "complete" | "absent";

function expectSame(answer: ReaderAnswer, made: MadeStatement, chain: Chain, closing: boolean): void {
  if (isRefusal(answer)) throw new Error(answer.message.code);
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

test("any statement as alerts of one line each, or as sentences, reads back the same", () => {
  const oneLine = (made: MadeStatement): string => asAlerts(made).replace(/\n(?!\n)/g, " ");
  const sentences = (made: MadeStatement): string =>
    asAlerts(made).replace(
      /Acct: (.*)\nAmt: NGN(.*) (DR|CR)\nDesc: (.*)\nAvail Bal: (.*)\nDate: (\S+) (.*)\n/g,
      (_all, account, amount, side, narration, balance, date, time) =>
        `NGN${amount} has been ${side === "DR" ? "debited from" : "credited to"} your account ${account} on ${date} at ${time}. Desc: ${narration}. Avail Bal: ${balance}\n`,
    );
  fc.assert(
    fc.property(madeStatement, (made) => {
      for (const text of [oneLine(made), sentences(made)])
        expectSame(readAlerts(text), made, made.lines.length > 1 ? "complete" : "absent", false);
    }),
    { numRuns: 60 },
  );
});

const AS_FILES = {
  workbook: asXlsx,
  "workbook of typed cells": (made: MadeStatement) => asXlsx(made, "typed"),
  "table of a page": (made: MadeStatement) => new TextEncoder().encode(asHtml(made)),
};
test.each(Object.entries(AS_FILES))(
  "any statement as a %s reads back the same, balance proved",
  async (_name, print) => {
    await fc.assert(
      fc.asyncProperty(madeStatement, async (made) => {
        const answer = await readStatementFile(print(made), {}, { banks: [], layouts: [] }, FILE_READERS);
        if (!answer.ok) throw new Error(answer.refusal.message.code);
        expectSame({ ...answer.file, format: "" }, made, "complete", false);
      }),
      { numRuns: 40 },
    );
  },
);

test("any statement as a PDF: every row reads back the same, or is told as one that could not be read", async () => {
  await fc.assert(
    fc.asyncProperty(madeStatement, async (made) => {
      const answer = await readStatementFile(asPdf(made), {}, { banks: [], layouts: [] }, FILE_READERS);
      if (!answer.ok) throw new Error(answer.refusal.message.code);
      const [statement] = answer.file.statements;
      const rejected = new Set(statement?.rejected.map(({ row }) => row));
      const wanted = made.lines
        .map(({ date, cents }, i) => ({ row: i + 1, date, amount: unitsOf(decimal(cents)) }))
        .filter(({ row }) => !rejected.has(row));
      expect(statement?.lines.map(({ row, date, amount }) => ({ row, date, amount: unitsOf(amount) }))).toEqual(wanted);
      // only a text that ends in digits against the sum leaves it open where the sum begins
      for (const row of rejected) expect(made.lines[row - 1]?.narration).toMatch(/7781$/);
    }),
    { numRuns: 60 },
  );
});
