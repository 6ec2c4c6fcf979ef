import { describe, expect, test } from "vitest";
import { readInWords } from "../engine/read-in-words.ts";

// Wordings of alerts that no set had: verbs that lead to or from the account, Pidgin, a clock before the day, other words for what remains.

const ROWS = [
  ["2026-02-03", "-5000.00", "45000.00"],
  ["2026-02-19", "12500.50", "57500.50"],
] as const;

async function read(out: string, into: string, between = "\n\n") {
  const answer = await readInWords(new TextEncoder().encode(`${out}${between}${into}`), {}, { banks: [], layouts: [] });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { statements, warnings } = answer.file;
  return {
    lines: statements.flatMap(({ lines }) => lines.map(({ date, amount, balance }) => [date, amount, balance])),
    rejected: statements.flatMap(({ rejected }) => rejected),
    codes: warnings.map(({ code }) => code).filter((code) => code !== "date_order_assumed"),
    words: statements.flatMap(({ lines }) => lines.map(({ narration }) => narration)),
  };
}
const WHOLE = { lines: ROWS, rejected: [], codes: [] };

const OUT = "N5,000.00";
const INTO = "N12,500.50";
const AFTER_OUT = "N45,000.00";
const AFTER_IN = "N57,500.50";

describe.each([
  ["has left", "has landed in"],
  ["just left", "just landed in"],
  ["has gone out of", "has come into"],
  ["was taken from", "was added to"],
  ["was removed from", "was loaded into"],
  ["don comot from", "don enter"],
  ["don waka comot from", "don land inside"],
  ["don leave", "don drop for"],
  ["was paid out of", "was paid into"],
  ["transferred out of", "transferred into"],
])("a sum that %s, and one that %s the account", (out, into) => {
  test.each([
    ["your account 012****789 on 03-Feb-2026", "your account 012****789 on 19-Feb-2026", "Bal:"],
    ["your wallet. 03 Feb 2026, 10:15 AM", "your wallet. 19 Feb 2026, 10:15 AM", "Wetin remain:"],
    ["acct **789 on 03/02/2026 at 10:15", "acct **789 on 19/02/2026 at 11:15", "Your balance na"],
    ["ur card ***4321 03-Feb-2026 10:15", "ur card ***4321 19-Feb-2026 10:15", "You've"],
  ])("named as %s", async (from, to, remains) => {
    const first = `${OUT} ${out} ${from}. ${remains} ${AFTER_OUT}`;
    const second = `${INTO} ${into} ${to}. ${remains} ${AFTER_IN}`;
    expect(await read(first, second)).toMatchObject(WHOLE);
    expect(await read(first, second, "\n")).toMatchObject(WHOLE);
    expect(await read(`MADE UP: ${first}`, `MADE UP: ${second}`)).toMatchObject(WHOLE);
  });
});

test.each([
  ["You moved", "You got"],
  ["You don send", "You don receive"],
  ["We don comot", "We don put"],
  ["You have been charged", "You have been paid"],
  ["Money don comot:", "Money don land:"],
  ["Withdrawal of", "Deposit of"],
  ["Purchase:", "Refund:"],
])("the verb or noun before the sum: %s, %s", async (out, into) => {
  const lines = (day: string, at: string) => [
    `${at}${out} ${OUT} for POS SHOPRITE ${day} 03-Feb-2026. Remaining: ${AFTER_OUT}`,
    `${at}${into} ${INTO} from ADA OBI ${day} 19-Feb-2026. Remaining: ${AFTER_IN}`,
  ];
  for (const [first = "", second = ""] of [lines("on", ""), lines("-", ""), lines("on", "Hi Ada. ")])
    expect(await read(first, second)).toMatchObject(WHOLE);
});

test.each([
  ["10:15 03-Feb-2026: ", "11:20 19-Feb-2026: "],
  ["3 Feb 2026, 10:15am - ", "19 Feb 2026, 11:20am - "],
  ["03/02/2026 10:15 ", "19/02/2026 11:20 "],
])("a day and a clock before the sentence: %s", async (first, second) => {
  expect(
    await read(`${first}${OUT} debited. Bal ${AFTER_OUT}`, `${second}${INTO} credited. Bal ${AFTER_IN}`),
  ).toMatchObject(WHOLE);
});

test.each(["Outflow|Inflow", "Money out|Money in", "Amt out|Amt in"])(
  "labels that say the side: %s",
  async (labels) => {
    const [out, into] = labels.split("|");
    for (const mark of ["\n", "; "])
      expect(
        await read(
          [`${out}: ${OUT}`, "Acct: **789", "Date: 03-Feb-2026", `Bal: ${AFTER_OUT}`].join(mark),
          [`${into}: ${INTO}`, "Acct: **789", "Date: 19-Feb-2026", `Bal: ${AFTER_IN}`].join(mark),
        ),
      ).toMatchObject(WHOLE);
  },
);

test.each([
  `${OUT} moved to your savings pocket on 03-Feb-2026. Bal: ${AFTER_OUT}`,
  `${OUT} paid into ADA OBI's account from your account on 03-Feb-2026. Bal: ${AFTER_OUT}`,
  `${OUT} landed in ADA OBI's account on 03-Feb-2026. Bal: ${AFTER_OUT}`,
  `${OUT} vamoosed on 03-Feb-2026. Bal: ${AFTER_OUT}`,
  `Make a deposit of ${OUT} before 03-Feb-2026 and win`,
  `Withdrawal of ${OUT} requested on 03-Feb-2026`,
  `Refund of ${OUT} initiated on 03-Feb-2026`,
])("no side is told to the reader by: %s", async (text) => {
  const known = `${INTO} was credited to your account on 19-Feb-2026. Bal: ${AFTER_IN}`;
  for (const between of ["\n\n", "\n"]) {
    const { lines, rejected, codes } = await read(text, known, between);
    expect(lines.filter(([day]) => day === "2026-02-03" || lines.length > 1)).toEqual([]);
    if (text.includes("Bal")) expect(rejected.length + codes.length).toBeGreaterThan(0);
  }
});

test.each(["for 08031234567", "to DSTV", "at SHOPRITE"])(
  "what was bought %s, with the verb behind it",
  async (what) => {
    expect(
      await read(
        `Airtime of ${OUT} ${what} was bought from your wallet on 03-Feb-2026. Balance ${AFTER_OUT}`,
        `Your wallet has been topped up with ${INTO} on 19-Feb-2026. Balance ${AFTER_IN}`,
      ),
    ).toMatchObject(WHOLE);
  },
);
