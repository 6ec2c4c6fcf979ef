import { describe, expect, test } from "vitest";
import type { Layout } from "../../domain/fees/pack.ts";
import type { ReadOptions } from "../../domain/statements/statement.ts";
import { readDelimited } from "../text/delimited-text.ts";
import { readTableIn } from "./read-table-in.ts";

const BANKS = [{ id: "xx.made_up", name: "Made-up Bank", aliases: ["MUB"] }];
const HEAD = "Date,Narration,Reference,Debit,Credit,Balance";

function read(text: string, options: ReadOptions = {}, layouts: readonly Layout[] = []) {
  const found = readTableIn(readDelimited(text).rows, { banks: BANKS, layouts }, options);
  if (!found) throw new Error("no table");
  const {
    statements: [statement],
    warnings,
  } = found;
  return {
    ...statement,
    amounts: statement.lines.map((line) => line.amount),
    days: statement.lines.map((line) => line.date as string),
    words: statement.lines.map((line) => line.narration),
    warned: warnings.map((warning) => warning.code),
  };
}

describe("data rows", () => {
  const statement = read(`Made-up Bank Plc
Account Name:,ANY BODY
Account Number:,0123456789
Account Type:,SAVINGS ACCOUNT
Currency:,NGN
Period:,01-Jan-2026 TO 31-Jan-2026

${HEAD}
01-Jan-2026,Balance B/F,,,,"1,000.00"
02-Jan-2026,POS SHOP,R1,100.00,,900.00
,wrapped on,,,,
${HEAD}
03-Jan-2026,TRF FROM FRIEND,R2,,50.00,950.00
Page 1 of 2,,,,,
,,TOTALS,100.00,50.00,
31-Jan-2026,Closing Balance,,,,950.00
*** END OF STATEMENT ***
`);

  test("are counted from 1, without header, repeated header, wrapped text, forward, total and page rows", () => {
    expect(statement.lines.map(({ row, date, amount, narration }) => [row, date, amount, narration])).toEqual([
      [1, "2026-01-02", "-100.00", "POS SHOP wrapped on"],
      [2, "2026-01-03", "50.00", "TRF FROM FRIEND"],
    ]);
    expect(statement.rejected).toEqual([]);
  });

  test("are proven by the balance between the printed ends", () => {
    expect([statement.opening, statement.closing, statement.chain]).toEqual([
      "1000.00",
      "950.00",
      { state: "complete", breaks: [] },
    ]);
  });

  test("belong to the account that the head names, its number masked", () => {
    expect(statement.bank).toBe("xx.made_up");
    expect(statement.account).toEqual({
      masked: "******6789",
      currency: "NGN",
      type: "savings",
      product: "SAVINGS ACCOUNT",
    });
    expect(statement.holder).toBe("ANY BODY");
    expect(statement.period).toEqual({ from: "2026-01-01", to: "2026-01-31" });
  });

  test("a holder called like a bank does not name the bank", () => {
    expect(
      read(`Account Name:,MUB TRADERS\n${HEAD}\n02-Jan-2026,x,,1.00,,9.00\n03-Jan-2026,y,,1.00,,8.00\n`).bank,
    ).toBeNull();
  });
});

describe("a row that cannot be read", () => {
  const rows = (middle: string) =>
    `${HEAD}\n02-Jan-2026,a,,100.00,,900.00\n${middle}\n04-Jan-2026,c,,10.00,,840.00\n05-Jan-2026,d,,10.00,,830.00\n`;

  test("is rejected with its number, its text and the reason", () => {
    const { rejected, amounts } = read(rows("03-Jan-2026,b,,12..34,,850.00"));
    expect(rejected).toEqual([
      {
        row: 2,
        raw: "03-Jan-2026,b,,12..34,,850.00",
        reason: { code: "row.not_an_amount", facts: { text: "12..34" } },
      },
    ]);
    expect(amounts).toEqual(["-100.00", "-10.00", "-10.00"]);
  });

  test("leaves the chain whole where the balances on both sides prove the gap", () => {
    expect(read(rows("03-Jan-2026,b,,12..34,,850.00")).chain.state).toBe("complete");
    expect(read(rows("31-Feb-2026,b,,50.00,,850.00")).chain.state).toBe("complete");
  });

  test("breaks the chain where nothing proves the gap", () => {
    expect(read(rows("03-Jan-2026,b,,12..34,,")).chain).toEqual({ state: "broken", breaks: [3] });
  });

  test("with a sum on both sides is not added up", () => {
    expect(read(rows("03-Jan-2026,b,,60.00,10.00,850.00")).rejected[0]?.reason).toEqual({ code: "row.both_sides" });
  });

  test("without a date stands under the day above only where its neighbours agree", () => {
    expect(read(rows(",b,,50.00,,850.00")).rejected[0]?.reason).toEqual({ code: "row.without_date" });
    const same = `${HEAD}\n02-Jan-2026,a,,100.00,,900.00\n,b,,50.00,,850.00\n02-Jan-2026,c,,10.00,,840.00\n`;
    expect(read(same).days).toEqual(["2026-01-02", "2026-01-02", "2026-01-02"]);
  });

  test("a day printed once a day holds for the rows below it", () => {
    const text = `${HEAD}\n02-Jan-2026,a,,1.00,,99.00\n,b,,1.00,,98.00\n,c,,1.00,,97.00\n03-Jan-2026,d,,1.00,,96.00\n,e,,1.00,,95.00\n`;
    expect(read(text).days.map((day) => day.slice(8))).toEqual(["02", "02", "02", "03", "03"]);
  });
});

describe("the balance", () => {
  test("tells that the newest row stands first", () => {
    const { order, chain, opening, closing } = read(
      `${HEAD}\n02-Jan-2026,b,,,5.00,95.00\n02-Jan-2026,a,,10.00,,90.00\n`,
    );
    expect([order, chain.state, opening, closing]).toEqual(["newest_first", "complete", "100.00", "95.00"]);
  });

  test("names the row at which it breaks", () => {
    const rows = ["a,,1.00,,99.00", "b,,1.00,,98.00", "c,,1.00,,90.00", "d,,1.00,,89.00"];
    expect(read(`${HEAD}\n${rows.map((row) => `02-Jan-2026,${row}`).join("\n")}\n`).chain).toEqual({
      state: "broken",
      breaks: [3],
    });
  });

  test("that does not follow from the sums at all proves nothing", () => {
    const rows = Array.from({ length: 6 }, (_, i) => `0${i + 1}-Jan-2026,x,,${i + 1}.00,,${i % 2}00.00`);
    const { chain, warned } = read(`${HEAD}\n${rows.join("\n")}\n`);
    expect(chain.state).toBe("absent");
    expect(warned).toContain("balance_unproven");
  });

  test("wins against a header that means the opposite, and that is said", () => {
    const rows = ["a,,,10.00,90.00", "b,,5.00,,95.00", "c,,,20.00,75.00"];
    const { amounts, warned } = read(`${HEAD}\n${rows.map((row) => `02-Jan-2026,${row}`).join("\n")}\n`);
    expect(amounts).toEqual(["-10.00", "5.00", "-20.00"]);
    expect(warned).toContain("direction_by_balance");
  });

  test("puts a single sum that stands in the wrong column on its side", () => {
    const rows = ["a,,10.00,,90.00", "b,,,5.00,85.00", "c,,20.00,,65.00", "d,,,15.00,80.00"];
    const { amounts, warned } = read(`${HEAD}\n${rows.map((row) => `02-Jan-2026,${row}`).join("\n")}\n`);
    expect(amounts).toEqual(["-10.00", "-5.00", "-20.00", "15.00"]);
    expect(warned).toContain("side_by_balance");
  });

  test("gives unsigned sums their side", () => {
    const text = `Opening Balance,100.00\nDate,Reference,Narration,Amount,Balance\n02-Jan-2026,S1,a,10.00,90.00\n03-Jan-2026,S2,b,30.00,120.00\n`;
    expect(read(text).amounts).toEqual(["-10.00", "30.00"]);
  });

  test("proves rows that stand in no order", () => {
    const rows = [
      "05-Jan-2026,c,,5.00,,80.00",
      "02-Jan-2026,a,,10.00,,90.00",
      "04-Jan-2026,b,,5.00,,85.00",
      "03-Jan-2026,d,,10.00,,70.00",
    ];
    expect(read(`${HEAD}\n${rows.join("\n")}\n`)).toMatchObject({ order: "unordered", chain: { state: "complete" } });
  });

  test("is absent where none is printed, unless the ends and the sum prove it", () => {
    const rows = "Date,Narration,Amount\n02-Jan-2026,a,-10.00\n03-Jan-2026,b,4.00\n";
    expect(read(rows).chain.state).toBe("absent");
    expect(read(`Opening Balance:,100.00\nClosing Balance:,94.00\n${rows}`).chain.state).toBe("complete");
    expect(read(`Opening Balance:,100.00\nClosing Balance:,95.00\n${rows}`).chain.state).toBe("broken");
  });

  test("drops a row that a page break printed twice, and keeps equal rows otherwise", () => {
    const row = "02-Jan-2026,a,,10.00,,90.00";
    expect(read(`${HEAD}\n${row}\n${HEAD}\n${row}\n03-Jan-2026,b,,1.00,,89.00\n`).amounts).toEqual(["-10.00", "-1.00"]);
    expect(read(`${HEAD}\n${row}\n02-Jan-2026,a,,10.00,,80.00\n`).amounts).toEqual(["-10.00", "-10.00"]);
  });
});

describe("direction", () => {
  test("is read from words and marks", () => {
    expect(read("Date,Narration,Amount,Dr/Cr\n02-Jan-2026,a,10.00,DR\n02-Jan-2026,b,5.00,CR\n").amounts).toEqual([
      "-10.00",
      "5.00",
    ]);
    expect(read("Date,Narration,Amount\n02-Jan-2026,a,10.00 DR\n02-Jan-2026,b,5.00 CR\n").amounts).toEqual([
      "-10.00",
      "5.00",
    ]);
  });
  test("that nothing tells is said", () => {
    expect(read("Date,Narration,Amount\n02-Jan-2026,a,10.00\n").warned).toContain("direction_assumed");
  });
});

describe("numbers and dates", () => {
  test("that could be read in two ways are settled by the balance", () => {
    const text = "Date;Narration;Amount;Balance\n02-Jan-2026;a;-1.500;8.500\n03-Jan-2026;b;2.500;11.000\n";
    expect(read(text).amounts).toEqual(["-1.500", "2.500"]);
    expect(read("Date;Narration;Amount\n02-Jan-2026;a;-1.500\n").warned).toContain("decimals_assumed");
  });
  test("follow the printed period, or what the person says", () => {
    const rows = "Date,Narration,Amount\n09/01/2025,a,-1.00\n10/02/2025,b,-1.00\n";
    expect(read(`Period:,01/09/2025 TO 30/11/2025\n${rows}`).days).toEqual(["2025-09-01", "2025-10-02"]);
    expect(read(rows, { dateOrder: "mdy" }).days).toEqual(["2025-09-01", "2025-10-02"]);
    expect(read("Date,Narration,Amount\n09/01/2025,a,-1.00\n").warned).toContain("date_order_assumed");
  });
});

test("a person may name the columns of a file without a header", () => {
  const text = "02-Jan-2026,note,10.00,,90.00\n03-Jan-2026,more,,5.00,95.00\n";
  const { amounts, words } = read(text, { columns: ["date", "narration", "debit", "credit", "balance"] });
  expect(amounts).toEqual(["-10.00", "5.00"]);
  expect(words).toEqual(["note", "more"]);
});

test("a comma that nobody quoted stays in the narration", () => {
  expect(
    read("Date,Narration,Debit,Credit,Balance\n02-Jan-2026,RENT, IKEJA,10.00,,90.00\n03-Jan-2026,x,1.00,,89.00\n")
      .words,
  ).toEqual(["RENT, IKEJA", "x"]);
});

test("equal rows that no page break parts are payments of their own, even where their balance is the same", () => {
  const row = "05-Jan-2026,POS SHOP,,10.00,,90.00";
  expect(read(`${HEAD}\n${row}\n${row}\n06-Jan-2026,POS BAR,,5.00,,85.00\n`).words.length).toBe(3);
});

describe("a column that names accounts", () => {
  const table = (...rows: string[]) =>
    readTableIn(readDelimited(`Date,Account Number,Narration,Amount,Balance\n${rows.join("\n")}\n`).rows, {
      banks: [],
      layouts: [],
    });
  const rows = [
    "2026-01-02,0123456789,POS A,-10.00,90.00",
    "2026-01-02,9876543210,POS B,-5.00,45.00",
    "2026-01-03,0123456789,POS C,-10.00,80.00",
    "2026-01-03,9876543210,POS D,-5.00,40.00",
  ];

  test("keeps the words, marks and decimals of each account with its own rows", () => {
    const head = "Date,Account Number,Narration,Amount,Dr/Cr,Balance";
    const found = readTableIn(
      readDelimited(
        [
          head,
          "2026-01-02,0123456789,POS A,10.5,DR,89.500",
          "2026-01-02,9876543210,POS B,5.00,CR,50.00",
          "2026-01-03,0123456789,POS C,10.25,CR,99.750",
          "2026-01-03,9876543210,POS D,5.125,DR,44.875",
        ].join("\n"),
      ).rows,
      { banks: [], layouts: [] },
    );
    expect(found?.statements.map(({ lines }) => lines.map(({ amount, balance }) => [amount, balance]))).toEqual([
      [
        ["-10.5", "89.500"],
        ["10.25", "99.750"],
      ],
      [
        ["5.00", "50.00"],
        ["-5.125", "44.875"],
      ],
    ]);
  });

  test("keeps several accounts apart, each proved by its own balance, rows counted in the file", () => {
    const read = table(...rows);
    expect(read?.warnings.map(({ code }) => code)).toContain("several_accounts");
    expect(
      read?.statements.map(({ account, chain, lines }) => [account.masked, chain.state, lines.map(({ row }) => row)]),
    ).toEqual([
      ["******6789", "complete", [1, 3]],
      ["******3210", "complete", [2, 4]],
    ]);
  });

  test("is the other side's account where the balance runs through all rows", () => {
    const other = [
      "2026-01-02,0123456789,TRF A,-10.00,90.00",
      "2026-01-02,9876543210,TRF B,-5.00,85.00",
      "2026-01-03,0123456789,TRF C,-10.00,75.00",
    ];
    expect(table(...other)?.statements).toHaveLength(1);
  });

  test("is the other side's account where no balance is printed and most numbers stand once", () => {
    const bare = ["0123456789", "1111111111", "2222222222", "3333333333"].map((n) => `2026-01-02,${n},TRF,-10.00,`);
    expect(table(...bare)?.statements).toHaveLength(1);
  });
});
