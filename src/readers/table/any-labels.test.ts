import { describe, expect, test } from "vitest";
import { FIRST_READERS, readStatementFile } from "../read-statement-file.ts";

// A table is read whatever its columns are called, and what its cells do not prove is said.

const AROUND = { banks: [], layouts: [] };

async function read(...rows: readonly string[]) {
  const answer = await readStatementFile(new TextEncoder().encode(rows.join("\n")), {}, AROUND, FIRST_READERS);
  if (!answer.ok) return answer.refusal.code;
  const { statements, warnings } = answer.file;
  return {
    warned: warnings.map(({ code }) => code),
    statements: statements.map(({ lines, rejected, chain, account, opening }) => ({
      lines: lines.map(({ date, amount, balance, narration }) => [date, amount, balance, narration]),
      rejected: rejected.map(
        ({ row, reason }) => `${row} ${[reason.code, ...Object.values(reason.facts ?? {})].join(" ")}`,
      ),
      chain: chain.state,
      currency: account.currency,
      opening,
    })),
  };
}
const only = async (...rows: readonly string[]) => {
  const answer = await read(...rows);
  if (typeof answer === "string") throw new Error(answer);
  expect(answer.statements.length).toBe(1);
  return { warned: answer.warned, ...(answer.statements[0] as (typeof answer.statements)[number]) };
};

describe("labels that nobody knows", () => {
  test("leave it to the cells: of many numbers the sum and the balance are those that follow from each other", async () => {
    const found = await only(
      "Bank of Nowhere",
      "Zed;Wek;Kam;Pru;Bor;Sul",
      "2026-01-05;kiosk two;7,00;-40,00;1,50;960,00",
      "2026-01-06;wages;7,00;500,00;2,25;1.460,00",
      "2026-01-07;kiosk one;7,00;-60,00;1,75;1.400,00",
    );
    expect(found).toMatchObject({ chain: "complete", opening: "1000.00", rejected: [], warned: [] });
    expect(found.lines[0]).toEqual(["2026-01-05", "-40.00", "960.00", "kiosk two"]);
  });

  test("beside two that are known are enough for a header", async () => {
    const found = await only("Date,Wek,Amount", "2026-01-05,kiosk,-4.00", "2026-01-06,wages,9.00");
    expect(found.lines).toEqual([
      ["2026-01-05", "-4.00", null, "kiosk"],
      ["2026-01-06", "9.00", null, "wages"],
    ]);
  });

  test("of one side are told by the other, and a balance by its word", async () => {
    const found = await only(
      "Date,Description,Paid In,Zog,Cleared Balance Now",
      "2026-01-05,kiosk,,4.00,96.00",
      "2026-01-06,wages,9.00,,105.00",
    );
    expect(found).toMatchObject({ chain: "complete", opening: "100.00" });
    expect(found.lines.map(([, amount]) => amount)).toEqual(["-4.00", "9.00"]);
  });

  test("give no words from a column of ids", async () => {
    const found = await only(
      "Date,Amount,Balance,Foo,Bar",
      "2026-01-05,-4.00,96.00,AB12CD34EF56GH78,kiosk",
      "2026-01-06,9.00,105.00,AB12CD34EF56GH79,wages",
    );
    expect(found.lines.map(([, , , words]) => words)).toEqual(["kiosk", "wages"]);
  });

  test("over one row without a word make no list of payments", async () => {
    expect(await read("Acct,Made,Count,Sum", "50001,2026-01-05,3,-64321.50")).toBe("no_table");
  });
});

describe("two columns of sums without a header", () => {
  const rows = [
    "2026-01-05;kiosk;;4,00",
    "2026-01-06;wages;900,00;",
    "2026-01-07;kiosk;;6,00",
    "2026-01-08;rent;;70,00",
  ];
  test("are money out where the most sums are, and that is said to be a guess", async () => {
    const found = await only(...rows);
    expect(found.warned).toContain("direction_assumed");
    expect(found.lines.map(([, amount]) => amount)).toEqual(["-4.00", "900.00", "-6.00", "-70.00"]);
  });
  test("are what the balance proves, whichever stands first", async () => {
    const balances = ["96,00", "996,00", "990,00", "920,00"];
    const found = await only(...rows.map((row, i) => `${row};${balances[i]}`));
    expect(found).toMatchObject({ chain: "complete", warned: [] });
    expect(found.lines.map(([, amount]) => amount)).toEqual(["-4.00", "900.00", "-6.00", "-70.00"]);
  });
});

test("a comma for decimals is no mark between cells, however evenly it cuts", async () => {
  const found = await only("08 Oct 2026;car care;402,50", "09 Oct 2026;kiosk;12,00", "10 Oct 2026;kiosk;13,75");
  expect(found.lines[0]).toEqual(["2026-10-08", "402.50", null, "car care"]);
});

test("cells that a spreadsheet was told to take as texts are read like others", async () => {
  const found = await only(
    "Date,Description,Debit,Credit,Balance",
    '="05-01-2026",kiosk,="1,150.00",,="8,850.00"',
    '="06-01-2026",wages,,="150.00",="9,000.00"',
  );
  expect(found).toMatchObject({ chain: "complete", opening: "10000.00" });
});

test("a table of which no day can be read rejects its rows and does not pass as empty", async () => {
  const found = await only("Date,Description,Amount,Balance", "soonish,kiosk,-4.00,96.00", "later,kiosk,-4.00,92.00");
  expect(found).toMatchObject({ lines: [], rejected: [expect.stringMatching(/^1 /), expect.stringMatching(/^2 /)] });
});

test("sums cut at their own commas are put together where only one way fits the columns", async () => {
  const head = "Date,Reference,Debits,Credits,Balance,Branch,Remarks";
  const found = await only(
    head,
    "05/01/2026,R1,5,000.00,,1,195,000.00,V 1,cash",
    "16/01/2026,R2,,50,000.00,1,245,000.00,V 1,wages",
  );
  expect(found).toMatchObject({ chain: "complete", opening: "1200000.00" });
  expect(found.lines.map(([, amount, balance]) => [amount, balance])).toEqual([
    ["-5000.00", "1195000.00"],
    ["50000.00", "1245000.00"],
  ]);
});

test.each([
  "R 1,250.00",
  "R1250.00",
  "Rs.1,250.00",
  "KSh 1,250.00",
  "GH₵1,250.00",
  "1250.00 zł",
  "R$ 1,250.00",
  "₹1,250.00",
  "XOF 1250.00",
  "1,250.00 UGX",
])("%s is a sum", async (sum) => {
  const found = await only("Date,Description,Debit,Credit", `2026-01-05,kiosk,"${sum}",`, `2026-01-06,x,,"${sum}"`);
  expect(found.lines.map(([, amount]) => amount)).toEqual(["-1250.00", "1250.00"]);
});

test("a comma before two digits groups nothing: where the file writes points the sum is not read", async () => {
  const found = await only(
    "Date,Description,Amount",
    "2026-01-05,a,-1800.00",
    '2026-01-06,b,"-23,90"',
    "2026-01-07,c,5.10",
  );
  expect(found.rejected).toEqual(["2 row.not_an_amount -23,90"]);
});

describe("a column of fees", () => {
  const HEAD = "Date,Description,Amount,Fee,Balance";
  const rows = [
    "2026-01-05,kiosk,-40.00,0.00,960.00",
    "2026-01-06,abroad,-100.00,2.50,857.50",
    "2026-01-07,monthly,,7.50,850.00",
  ];
  test("becomes lines of its own where the balance moved by sum and fee", async () => {
    const found = await only(HEAD, ...rows);
    expect(found).toMatchObject({ chain: "complete", opening: "1000.00", rejected: [] });
    expect(found.lines).toEqual([
      ["2026-01-05", "-40.00", "960.00", "kiosk"],
      ["2026-01-06", "-100.00", null, "abroad"],
      ["2026-01-06", "-2.50", "857.50", "FEE abroad"],
      ["2026-01-07", "-7.50", "850.00", "monthly"],
    ]);
  });
  test("does so in a file that runs backwards too", async () => {
    const found = await only(HEAD, ...rows.toReversed());
    expect(found).toMatchObject({ chain: "complete", opening: "1000.00", rejected: [] });
    expect(found.lines.map(([, amount]) => amount)).toEqual(["-7.50", "-2.50", "-100.00", "-40.00"]);
  });
  test("does not stand in for a sum that cannot be read, or that stands on both sides", async () => {
    const found = await only(
      "Date,Description,Debit,Credit,Fee,Balance",
      "2026-01-05,kiosk,40.00,,0.00,960.00",
      "2026-01-06,abroad,100.00,,2.50,857.50",
      "2026-01-07,both,7.00,9.00,1.50,856.00",
      "2026-01-08,torn,x,,1.50,854.50",
      "2026-01-09,monthly,,,4.50,850.00",
    );
    expect(found.rejected).toEqual(["4 row.both_sides", "5 row.not_an_amount x"]);
    expect(found.lines.map(([, amount]) => amount)).toEqual(["-40.00", "-100.00", "-2.50", "-4.50"]);
  });
  test("makes no lines where the sums hold the fees already, or where nothing proves it", async () => {
    const inside = await only(HEAD, "2026-01-05,kiosk,-40.00,1.00,960.00", "2026-01-06,abroad,-100.00,2.50,860.00");
    expect(inside).toMatchObject({ chain: "complete", warned: ["fees_beside"] });
    expect(inside.lines.length).toBe(2);
    const alone = await only("Date,Description,Amount,Fee", "2026-01-05,kiosk,-40.00,1.00", "2026-01-06,x,5.00,");
    expect(alone.warned).toEqual(["fees_beside"]);
    expect(alone.lines.length).toBe(2);
  });
});

describe("a row that says it failed", () => {
  const HEAD = "Date,Description,Amount,Status,Balance";
  test("is no line, and is told with its own word", async () => {
    const found = await only(
      HEAD,
      "2026-01-05,a,-40.00,Successful,960.00",
      "2026-01-06,b,-10.00,FAILED,960.00",
      "2026-01-07,c,-5.00,Successful,955.00",
    );
    expect(found).toMatchObject({ chain: "complete", opening: "1000.00" });
    expect(found.rejected).toEqual(["2 row.status FAILED"]);
  });
  test("is one all the same where the balance moved by it", async () => {
    const found = await only(
      HEAD,
      "2026-01-05,a,-40.00,Pending,960.00",
      "2026-01-06,b,-10.00,Pending,950.00",
      "2026-01-07,c,-5.00,Pending,945.00",
    );
    expect(found).toMatchObject({ chain: "complete", rejected: [] });
  });
});

test("a column of currencies whose balances run apart is one statement for each", async () => {
  const answer = await read(
    "Date,Description,Amount,Currency,Balance",
    "2026-01-05,a,-40.00,NGN,960.00",
    "2026-01-05,b,-1.00,USD,9.00",
    "2026-01-06,c,-10.00,NGN,950.00",
    "2026-01-07,d,-2.00,USD,7.00",
    "2026-01-08,e,50.00,NGN,1000.00",
  );
  expect(answer).toMatchObject({
    warned: ["several_accounts"],
    statements: [
      { currency: "NGN", chain: "complete", opening: "1000.00" },
      { currency: "USD", chain: "complete", opening: "10.00" },
    ],
  });
});

test("a list of a card without a balance does not tell spending from refunds, and says so", async () => {
  const found = await only(
    "Date,Description,Card Member,Amount",
    "2026-01-05,shop,A OBI,29.99",
    "2026-01-06,back,A OBI,-15.00",
  );
  expect(found.warned).toEqual(["direction_assumed"]);
});

test("what a column of accounts holds is a number, or it names none", async () => {
  const found = await only(
    "Account,Date,Description,Amount",
    "Checking,2026-01-05,a,-4.00",
    "Checking,2026-01-06,b,9.00",
  );
  expect(found.lines.length).toBe(2);
});

test("a balance that other languages bring forward opens the statement", async () => {
  const found = await only(
    "Data;Historico;Valor;Saldo",
    ";Saldo Anterior;;1000,00",
    "05/01/2026;a;-40,00;960,00",
    "06/01/2026;b;-10,00;950,00",
  );
  expect(found).toMatchObject({ opening: "1000.00", chain: "complete", rejected: [] });
});
