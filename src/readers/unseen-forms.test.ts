import { describe, expect, test } from "vitest";
import { tellReading } from "../../test/support/tell-reading.ts";
import { readInWords } from "../engine/read-in-words.ts";

// Forms that none of the sets before had, each in at least three variants: whose currency and words stood elsewhere, and texts and lists that were refused.

const ROWS = [
  ["2026-01-05", "RENT TO OBI", "-50.00", "950.00"],
  ["2026-01-17", "PAY FROM EZE", "700.00", "1650.00"],
  ["2026-01-30", "COFFEE AT BALO", "-5.25", "1644.75"],
] as const;

async function read(text: string) {
  const answer = await readInWords(new TextEncoder().encode(text), {}, { banks: [], layouts: [] });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { statements, warnings } = answer.file;
  const lines = statements.flatMap((one) => one.lines);
  expect(lines.map(({ date, amount }) => [date, amount])).toEqual(ROWS.map(([day, , sum]) => [day, sum]));
  return {
    currencies: statements.map(({ account }) => account.currency),
    words: lines.map(({ narration }) => narration),
    balances: lines.map(({ balance }) => balance),
    codes: warnings.map(({ code }) => code),
  };
}
const WORDS = ROWS.map(([, words]) => words);
const BALANCES = ROWS.map(([, , , balance]) => balance);
const table = (labels: string, rows: readonly (readonly string[])[]): string =>
  [labels, ...rows.map((cells) => cells.join(";"))].join("\n");

describe("the currency", () => {
  test.each([
    ["Para Birimi;TRY", "TRY"],
    ["Měna;CZK", "CZK"],
    ["Conta;0123456789 - EUR - Conta Extracto", "EUR"],
    ["Account 0123456789 (KES)", "KES"],
  ])("is a code alone or behind the account's number, in any language: %s", async (head, code) => {
    expect((await read(table(`${head}\nDate;Description;Amount;Balance`, ROWS))).currencies).toEqual([code]);
  });

  test.each([
    ["Amount (€)", "EUR"],
    ["Amount(EUROS)", "EUR"],
    ["Amount £", "GBP"],
    ["Amount $", null],
  ])("is told by the mark in a label, unless several have it: %s", async (label, code) => {
    expect((await read(table(`Date;Description;${label};Balance`, ROWS))).currencies).toEqual([code]);
  });
});

test.each([
  ["Data;Operazione;Dettagli;Importo", 1],
  ["Datum;Typ;Zpráva pro příjemce;Objem", 1],
  ["Day;Sort of thing;What it was;Amount", 1],
])("the words are what each row says, not the kind that several share: %s", async (labels, _at) => {
  const rows = ROWS.map(([day, words, sum]) => [
    day,
    sum.startsWith("-") ? "Outgoing card payment" : "Incoming",
    words,
    sum,
  ]);
  expect((await read(table(labels, rows))).words).toEqual(WORDS);
});

describe("a list", () => {
  const coded = (sum: string): number => Math.round(Number(sum) * 100);
  test("with an object a line", async () => {
    const text = ROWS.map(([date, narration, sum, balance]) =>
      JSON.stringify({ date, narration, amount: sum.replace("-", ""), type: sum < "0" ? "debit" : "credit", balance }),
    ).join("\n");
    expect(await read(text)).toMatchObject({ words: WORDS, balances: BALANCES });
  });
  test.each([
    ["value", (sum: string) => ({ value: { unscaledValue: String(coded(sum)), scale: "2" }, currencyCode: "SEK" })],
    ["no value", (sum: string) => ({ unscaledValue: coded(sum), scale: 2, currencyCode: "SEK" })],
    ["a third of a hundredth", (sum: string) => ({ unscaledValue: coded(sum) * 10, scale: 3, currencyCode: "SEK" })],
  ])("whose sums are a number and its scale: %s", async (_what, amount) => {
    const list = ROWS.map(([day, words, sum]) => ({
      amount: amount(sum),
      description: words,
      dates: { booked: day, value: day },
    }));
    const answer = await readInWords(
      new TextEncoder().encode(JSON.stringify({ transactions: list })),
      {},
      { banks: [], layouts: [] },
    );
    expect(answer.ok && answer.file.statements[0]?.lines.map((line) => [line.date, Number(line.amount)])).toEqual(
      ROWS.map(([day, , sum]) => [day, Number(sum)]),
    );
    expect(answer.ok && answer.file.statements[0]?.account.currency).toBe("SEK");
  });
  test.each(["IN", "CREDIT", "inflow"])(
    "whose sums are in the smallest parts of their currency, %s for money in",
    async (into) => {
      const out = { IN: "OUT", CREDIT: "DEBIT", inflow: "outflow" }[into];
      const list = ROWS.map(([day, words, sum]) => ({
        transactionTime: `${day}T10:00:00Z`,
        amount: { currency: "GBP", minorUnits: Math.abs(coded(sum)) },
        direction: sum < "0" ? out : into,
        reference: words,
        description: words,
      }));
      expect(await read(JSON.stringify({ items: list }))).toMatchObject({ currencies: ["GBP"], words: WORDS });
    },
  );
  // a Kuwaiti dinar has a thousand parts, and of a made-up code nobody knows
  test.each(["KWD", "TND", "QQQ"])(
    "never a hundredth of what they say where %s is counted in its parts",
    async (currency) => {
      const list = ROWS.map(([day, words, sum]) => ({
        date: day,
        amount: { currency, minorUnits: coded(sum) },
        description: words,
      }));
      const answer = await readInWords(
        new TextEncoder().encode(JSON.stringify({ items: list })),
        {},
        { banks: [], layouts: [] },
      );
      const lines = answer.ok ? answer.file.statements.flatMap((one) => one.lines) : [];
      expect(lines.map(({ amount }) => amount)).not.toContain("-50.00");
      if (answer.ok) expect(answer.file.warnings).not.toEqual([]);
    },
  );
  test.each(["amount_in_kobo", "amountInCents", "amount in pence"])(
    "whose fields say that they count hundredths: %s",
    async (name) => {
      const list = ROWS.map(([day, words, sum]) => ({ date: day, description: words, [name]: coded(sum) }));
      const answer = await read(JSON.stringify(list));
      expect(answer).toMatchObject({ words: WORDS, codes: [] });
      const small = list.map((one, i) => (i === 0 ? { ...one, [name]: -50 } : one));
      expect((await tellReading(JSON.stringify(small))).codes).toContain("unit_by_label");
    },
  );
});

describe("a text", () => {
  const line = (cells: readonly string[], mark: string) =>
    `${mark}${cells.map((cell) => ` ${cell} `).join(mark)}${mark}`;
  test.each(["│", "┃", "║"])("whose table is drawn with %s", async (mark) => {
    const drawn = [["Date", "Details", "Amount", "Balance"], ...ROWS].map((cells) => line(cells, mark));
    expect(await read(["┌───┬───┐", ...drawn, "└───┴───┘"].join("\n"))).toMatchObject({
      words: WORDS,
      balances: BALANCES,
    });
  });
  test.each([" ............... ", " . . . . . . . . ", "................"])(
    "with points that lead to the sum: %s",
    async (points) => {
      const rows = ROWS.map(
        ([day, words, sum, balance]) =>
          `${day} ${words.padEnd(15)}${points}${sum.padStart(10)}  ${balance.padStart(10)}`,
      );
      expect(await read(`Statement\n\n${rows.join("\n")}\n`)).toMatchObject({ balances: BALANCES });
    },
  );
  test("whose cells are set apart by carets, words on several lines", async () => {
    const rows = ROWS.map(([day, words, sum, balance]) => `${day}^"${words}\nLAGOS"^${sum}^${balance}`);
    expect(await read(`Date^Narration^Amount^Balance\n${rows.join("\n")}`)).toMatchObject({ balances: BALANCES });
  });
});

test.each(["Call 0700 for help.", "Download our app today.", "Not you? Reply STOP to block."])(
  "the balance behind an alert's details is read, whatever follows it: %s",
  async (more) => {
    const text = ROWS.map(
      ([day, words, sum, balance]) =>
        `Made Up Bank: NGN${sum.replace("-", "")} was ${sum < "0" ? "withdrawn from" : "deposited into"} your account 00XXXX1234 on ${day}. Details: ${words}. Your balance is NGN${balance}. ${more}`,
    );
    expect(await read(text.join("\n\n"))).toMatchObject({ words: WORDS, balances: BALANCES });
  },
);
