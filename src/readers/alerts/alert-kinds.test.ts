import { expect, test } from "vitest";
import { FILE_READERS } from "../file-readers.ts";
import { readStatementFile } from "../read-statement-file.ts";

// Kinds of alerts that were once read wrong without a word, or rejected although they can be read: days that begin with
// their year, blocks without a sum, fields inside of descriptions, negative balances, and sides that the balances deny.

async function read(text: string) {
  const answer = await readStatementFile(new TextEncoder().encode(text), {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok)
    return { lines: [], rejected: [], codes: [answer.refusal.code], chains: [], doubts: [], currency: null };
  const { statements, warnings } = answer.file;
  const lines = statements.flatMap((one) => one.lines);
  return {
    lines: lines.map(({ date, amount, balance }) => [date, Number(amount), balance === null ? null : Number(balance)]),
    rejected: statements.flatMap(({ rejected }) => rejected.map(({ raw }) => raw)),
    codes: warnings.map(({ code }) => code),
    chains: statements.map(({ chain }) => chain.state),
    doubts: lines.map(({ doubt }) => doubt ?? null),
    currency: statements[0]?.account.currency ?? null,
  };
}
const block = (sum: string, day: string, balance: string, desc = "A"): string =>
  `Acct: ****1234\nAmt: ${sum}\nDesc: ${desc}\nDate: ${day}\nBal: ${balance}\n`;
const days = (...list: readonly string[]): string =>
  list.map((day, i) => block("NGN5.00 DR", day, `NGN${95 - 5 * i}.00`)).join("\n");
const OTHER = "\nAcct: 99****99\nAmt: NGN5.00 DR\nDesc: B\nDate: 14-Mar-2025\n";

test.each<[string, string, readonly string[]]>([
  ["year first, a day apart", days("25-03-13", "25-03-14"), ["2025-03-13", "2025-03-14"]],
  ["year first, months apart", days("25/03/13", "25/04/14", "25/05/20"), ["2025-03-13", "2025-04-14", "2025-05-20"]],
  ["year first with its time", days("25-03-13 10:12", "25-03-14 11:12:00"), ["2025-03-13", "2025-03-14"]],
  ["day first, a day apart", days("13-03-25", "14-03-25"), ["2025-03-13", "2025-03-14"]],
  ["day first, alone", days("13/03/25"), ["2025-03-13"]],
  ["month first", days("03/13/25", "03/14/25"), ["2025-03-13", "2025-03-14"]],
  ["year first beside a whole day", days("25-03-13") + OTHER, ["2025-03-13", "2025-03-14"]],
  ["day first beside a whole day", days("22-03-25") + OTHER, ["2025-03-22", "2025-03-14"]],
  ["a month of one digit", days("22/3/26"), ["2026-03-22"]],
  [
    "two banks, each in its own order",
    `${days("25-03-13", "25-03-14")}${OTHER.replace("14-Mar-2025", "15/03/25")}${OTHER.replace("14-Mar-2025", "16/03/25")}`,
    ["2025-03-13", "2025-03-14", "2025-03-15", "2025-03-16"],
  ],
])("days are settled by all alerts of a paste: %s", async (_what, text, expected) => {
  const { lines, codes, doubts } = await read(text);
  expect(lines.map(([day]) => day)).toEqual(expected);
  expect({ codes, doubts }).toEqual({ codes: [], doubts: expected.map(() => null) });
});

test.each([
  ["25-03-13", "2025-03-13"],
  ["22-03-25", "2025-03-22"],
  ["25-03-15", "2025-03-15"],
])("a day alone of which nothing says where its year stands is doubtful: %s", async (day, expected) => {
  const { lines, codes, doubts } = await read(days(day));
  expect(lines.map(([date]) => date)).toEqual([expected]);
  expect({ codes, doubts }).toEqual({ codes: ["year_place_assumed"], doubts: ["day"] });
});

const LAST = block("NGN5.00 DR", "15-Mar-2025", "NGN85.00");
test.each([
  "Acct: ****1234\nDesc: LOST\nDate: 14-Mar-2025\nBal: NGN90.00\n",
  "Acct: ****1234\nAmt: \nDesc: LOST\nDate: 14-Mar-2025\nBal: NGN90.00\n",
  "Acct: ****1234\nAmt: DR\nDesc: LOST\nDate: 14-Mar-2025\n",
  "Acct: ****1234\nDesc: LOST\nDate: 14-Mar-2025\n",
  "Debit Alert\nAcct: ****1234\nRef: LOST\nDate: 14-Mar-2025\n",
  "Acct: ****1234\nDebit\nDesc: LOST\nDate: 14-Mar-2025\nAvail Bal: NGN90.00\n",
  "Acct: ****1234\nAmt: NGN1,O00.00 DR\nDesc: LOST\nDate: 14-Mar-2025\nBal: NGN90.00\n",
])("a block without a readable sum is rejected with its text: %j", async (lost) => {
  for (const gap of ["\n", ""]) {
    const { lines, rejected } = await read(`${days("13-Mar-2025")}${gap}${lost}${gap}${LAST}`);
    expect(lines.map(([day]) => day)).toEqual(["2025-03-13", "2025-03-15"]);
    expect(rejected).toEqual([expect.stringContaining("LOST")]);
  }
});

test("a sentence of a payment that is not understood does not vanish into the alert before it", async () => {
  const said = "Your acct ****1234 has been debited with NGN5.00 on 13-Mar-2025.";
  expect((await read(`${said}\nMr Obi took NGN7.00, which was sent on 14-Mar-2025\n`)).codes).toEqual([
    "message_unread",
  ]);
  expect((await read(`NGN7.00 came and was sent on to Obi on 12-Mar-2025\n${said}`)).codes).toEqual(["message_unread"]);
  expect((await read(`${said}\nYour transfer of NGN7.00 was sent and declined\n`)).codes).toEqual(["nothing_booked"]);
});

const OF_13: readonly unknown[] = ["2025-03-13", -5, 95];
test.each([
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "RENT DUE DATE: 01-Jan-2024 OBI"),
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "CARD EXPIRY DATE: 01-Jan-2030"),
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "RENT Date: 01-Jan-2024"),
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "PART Bal: 900.00"),
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "PART Avail Bal: NGN900.00 OBI"),
  "Acct: ****1234\nAmt: NGN5.00 DR\nDate: 13-Mar-2025\nDesc: RENT Date: 01-Jan-2024\nBal: NGN95.00\n",
  "Acct: ****1234\nAmt: NGN5.00 DR\nBal: NGN95.00\nDesc: PART Bal: 900.00\nDate: 13-Mar-2025\n",
  "Acct: ****1234\nAmt: NGN5.00 DR\nDue Date: 01-Jan-2024\nDate: 13-Mar-2025\nBal: NGN95.00\n",
  "Acct: ****1234\nExpiry Date: 01-Jan-2030\nAmt: NGN5.00 DR\nDate: 13-Mar-2025\nBal: NGN95.00\n",
  block("NGN5.00 DR", "13-Mar-2025", "NGN95.00", "HOTEL\nCHECK IN DATE: 01-Jan-2024"),
  "Acct: ****1234\nAmt: NGN5.00 DR\nDesc: A Date: 13-Mar-2025 Bal: NGN95.00\n",
  "Dr: NGN5.00\nA/c: 00***12\nNarr: TRF OBI\nDt: 13/03/2025 10:12\nAvail: NGN95.00\n",
])("what stands in a description is no field where a line of its own says it: %j", async (text) => {
  expect(await read(text)).toMatchObject({ lines: [OF_13], rejected: [], codes: [] });
});

test.each([
  "-NGN95.00",
  "NGN -95.00",
  "(NGN95.00)",
  "(95.00)",
  "NGN(95.00)",
  "NGN95.00 OD",
  "NGN95.00 O/D",
  "NGN95.00 DR",
  "NGN95.00(DR)",
  "NGN95.00-",
  "-₦95.00",
  "−NGN95.00",
  "NGN95.00 Overdrawn",
])("a balance below nought: %s", async (balance) => {
  expect((await read(block("NGN5.00 DR", "13-Mar-2025", balance))).lines).toEqual([["2025-03-13", -5, -95]]);
});

test("a balance that cannot be read is said", async () => {
  const { lines, codes } = await read(block("NGN5.00 DR", "13-Mar-2025", "NGN9,5.00"));
  expect({ lines, codes }).toEqual({ lines: [["2025-03-13", -5, null]], codes: ["balance_unread"] });
});

test.each<[number | null, string]>([
  [-5, "OBI has been credited with NGN5.00 from your account on 13-Mar-2025. Bal: NGN95.00"],
  [-5, "Acct: ****1234\nOBI ADE was credited with NGN5.00 from your wallet on 13-Mar-2025. Bal: NGN95.00"],
  [-5, "NGN5.00 has been credited to OBI from your account ****1234 on 13-Mar-2025. Bal: NGN95.00"],
  [-5, "Your transfer of NGN5.00 was successful: OBI has been credited with NGN5.00 on 13-Mar-2025. Bal: NGN95.00"],
  [5, "Your account has been credited with NGN5.00 from your wallet on 13-Mar-2025. Bal: NGN95.00"],
  [-5, "OBI's account has been credited with NGN5.00 from your account on 13-Mar-2025. Bal: NGN95.00"],
  [-5, "Account ****9999 has been credited with NGN5.00 from your account ****1234 on 13-Mar-2025. Bal: NGN95.00"],
  [5, "MUSA has credited your account with NGN5.00 on 13-Mar-2025. Bal: NGN95.00"],
  [5, "Account ****1234 has been credited with NGN5.00 by MUSA on 13-Mar-2025. Bal: NGN95.00"],
  [null, "Your beneficiary OBI has been credited with NGN5.00 on 13-Mar-2025. Bal: NGN95.00"],
  [null, "NGN5.00 has been credited to your beneficiary OBI on 13-Mar-2025. Bal: NGN95.00"],
  [null, "Acct: ****1234\nAmt: NGN-5.00 CR\nDate: 13-Mar-2025\nBal: NGN95.00"],
  [null, "The beneficiary account has been credited with NGN5.00 on 13-Mar-2025. Bal: NGN95.00"],
  [5, "A transfer of NGN5.00 to your account was successful on 13-Mar-2025. Bal: NGN95.00"],
  [null, "Your account ****1234\nMUSA has been credited with NGN5.00 on 13-Mar-2025. Bal: NGN95.00"],
])("whose account was credited decides the side: %s, %j", async (amount, text) => {
  const { lines } = await read(text);
  expect(lines.map(([, sum]) => sum)).toEqual(amount === null ? [] : [amount]);
});

test.each<[number | null, string]>([
  [-15000, block("USD10.00 DR (NGN15,000.00)", "13-Mar-2025", "NGN45,000.00")],
  [-15000, block("USD10.00 / NGN15,000.00 DR", "13-Mar-2025", "NGN45,000.00")],
  [-15000, block("NGN15,000.00 DR (USD10.00)", "13-Mar-2025", "NGN45,000.00")],
  [-15000, "You spent USD10.00 (NGN15,000.00) at SHOP on 13-Mar-2025. Bal: NGN45,000.00"],
  [-15000, block("$10.00 DR (NGN15,000.00)", "13-Mar-2025", "NGN45,000.00")],
  [null, block("$10.00 DR", "13-Mar-2025", "NGN45,000.00")],
  [null, block("USD10.00 DR", "13-Mar-2025", "NGN45,000.00")],
  [null, "Acct: ****1234\nAmt: USD10.00 DR (NGN15,000.00)\nDate: 13-Mar-2025"],
])("of two currencies that of the balance was booked: %s, %j", async (amount, text) => {
  const { lines, rejected, currency } = await read(text);
  expect(lines.map(([, sum]) => sum)).toEqual(amount === null ? [] : [amount]);
  if (amount === null) expect(rejected).toHaveLength(1);
  else expect(currency).toBe("NGN");
});

test("balances that deny a side break the chain, and those that do not follow are warned of", async () => {
  const first = block("NGN5.00 DR", "13-Mar-2025 10:00", "NGN95.00");
  const turned = await read(`${first}\n${block("NGN5.00 CR", "13-Mar-2025 10:01", "NGN90.00")}`);
  expect({ chains: turned.chains, codes: turned.codes }).toEqual({ chains: ["broken"], codes: ["balances_apart"] });
  const apart = await read(`${first}\n${block("NGN50.00 DR", "13-Mar-2025 10:01", "NGN90.00")}`);
  expect({ chains: apart.chains, codes: apart.codes }).toEqual({ chains: ["absent"], codes: ["balances_apart"] });
  for (const [a, b] of [
    ["13-Mar-2025", "14-Mar-2025"],
    ["13-Mar-2025 10:00", "13-Mar-2025 10:01"],
  ] as const) {
    const all = await read(`${block("NGN5.00 CR", a, "NGN95.00")}\n${block("NGN5.00 CR", b, "NGN90.00")}`);
    expect({ chains: all.chains, codes: all.codes }).toEqual({ chains: ["broken"], codes: ["balances_apart"] });
  }
  const lost = await read(`${first}\n${block("", "14-Mar-2025", "NGN90.00")}\n${LAST}`);
  expect(lost.codes).toEqual([]);
  const newestFirst = await read(`${block("NGN5.00 DR", "14-Mar-2025", "NGN90.00")}\n${days("13-Mar-2025")}`);
  expect({ chains: newestFirst.chains, codes: newestFirst.codes }).toEqual({ chains: ["complete"], codes: [] });
});

const unsigned = (head: string): string => `${head}\nAcct: ****1234\nAmt: NGN5.00\nDate: 13-Mar-2025\nBal: NGN95.00\n`;
const piped = (type: string): string =>
  `${type} | Acct: 40***12 | Amt: NGN5.00 | Desc: TRF OBI | Date: 13/03/2025 10:12 | Bal: NGN95.00`;
test.each([
  ...[
    "NGN5.00 (DR)",
    "NGN 5.00(Dr)",
    "NGN5.00 [DR]",
    "NGN5.00 (Debit)",
    "-NGN5.00",
    "DR NGN5.00",
    "5.00 Naira Debit",
  ].map((sum) => block(sum, "13-Mar-2025", "NGN95.00")),
  block("5 Naira 0 Kobo DR", "13-Mar-2025", "95 Naira"),
  ...["Dr Alert", "DR ALERT!", "ECOBANK Debit Alert", "First Bank Debit Alert", "MUB - Debit Alert"].map(unsigned),
  ...["Trnx: Debit", "Trxn Type: DR", "Trx: Debit", "Tran Type: Debit", "DR/CR: DR"].map(piped),
  "Airtime purchase of NGN5.00 for 08012345678 was successful on 13-Mar-2025 10:12. Bal: NGN95.00",
  "Your airtime recharge of NGN5.00 on 13-Mar-2025 was successful. Balance: NGN95.00",
  "Data purchase of N5.00 to 0803 on 13-Mar-2025. Bal: N95.00",
  "Electricity payment for NGN5.00 on 13-Mar-2025 successful. Bal: NGN95.00",
  "Your transfer of NGN5.00 to OBI was successful on 13-Mar-2025. Bal: NGN95.00",
])("an alert that can be read is read: %j", async (text) => {
  expect(await read(text)).toMatchObject({ lines: [OF_13], rejected: [], codes: [] });
});

test.each<[number | null, string]>([
  [
    5,
    "Your account ****1234 has been credited with NGN5.00 being refund of failed debit on 13-Mar-2025. Bal: NGN95.00",
  ],
  [5, "Your account has been credited with NGN5.00 as refund for failed transaction on 13-Mar-2025. Bal: NGN95.00"],
  [5, "NGN5.00 has been credited to your account being reversal of declined POS purchase on 13-Mar-2025"],
  [null, "Refund of NGN5.00 to your account failed on 13-Mar-2025."],
  [null, "Your account could not be credited with NGN5.00 being refund of failed debit on 13-Mar-2025."],
  [null, "Airtime purchase of NGN5.00 failed on 13-Mar-2025. Bal: NGN95.00"],
  [null, "Airtime purchase of NGN5.00 was successful on 13-Mar-2025. Your airtime balance is NGN95.00"],
])("what failed before is no hindrance to what comes back: %s, %j", async (amount, text) => {
  const { lines } = await read(text);
  expect(lines.map(([, sum]) => sum)).toEqual(amount === null ? [] : [amount]);
});

test.each([
  ["EUR 5.000,50", "EUR 45.000,00"],
  ["5.000,50 EUR", "45.000,00 EUR"],
  ["NGN 5 000.50", "NGN 45 000.00"],
  ["NGN5 000,50", "NGN45 000,00"],
  ["₦5.000,50", "₦45.000,00"],
])("thousands in points or blanks: %s", async (sum, balance) => {
  for (const text of [
    block(`${sum} DR`, "13-Mar-2025", balance),
    `Your account ****1234 has been debited with ${sum} on 13-Mar-2025 for RENT. Bal: ${balance}`,
  ])
    expect(await read(text)).toMatchObject({ lines: [["2025-03-13", -5000.5, 45000]], codes: [] });
});

test.each<[number | null, string]>([
  [-5, "Successful\nMar 13th, 2025 10:12:33\nRecipient Details\nOBI ADA\nBank | 0123456789\nTransaction Type Transfer"],
  [-5, "13-03-2025 10:12:33\nRecipient Details\nOBI ADA\nSender Details\nADE"],
  [5, "Successful\nMar 13th, 2025 10:12:33\nSender Details\nOBI ADA\nTransaction Type Money received"],
  [null, "Failed\nMar 13th, 2025 10:12:33\nRecipient Details\nOBI ADA\nTransaction Type Transfer to Bank"],
])("a wallet's receipt is read as that of whoever pasted it, and says so: %s, %j", async (amount, rest) => {
  const { lines, codes, doubts } = await read(`Transaction Receipt\n₦5.00\n${rest}\n`);
  expect(lines).toEqual(amount === null ? [] : [["2025-03-13", amount, null]]);
  if (amount !== null) expect({ codes, doubts }).toEqual({ codes: ["receipt_side_assumed"], doubts: ["side"] });
});

test("alerts that are glued into one line are read one by one", async () => {
  const said = (side: string, sum: string, day: number, balance: string): string =>
    `Your account ****1234 has been ${side} with NGN${sum} on ${day}-Mar-2025. Bal: NGN${balance}`;
  const two = [OF_13, ["2025-03-14", 2, 97]];
  const glued = `Acct: ****1234\nAmt: NGN5.00 DR\nDesc: A Date: 13-Mar-2025 Bal: NGN95.00 Acct: ****1234`;
  const sentences = await read(`${said("debited", "5.00", 13, "95.00")} ${said("credited", "2.00", 14, "97.00")}`);
  expect(sentences).toMatchObject({ lines: two, rejected: [], codes: [] });
  const blocks = await read(`${glued} Amt: NGN2.00 CR\nDesc: B Date: 14-Mar-2025 Bal: NGN97.00\n`);
  expect(blocks).toMatchObject({ lines: two, rejected: [], codes: [] });
  const lost = await read(`${glued} Desc: LOST Date: 14-Mar-2025 Bal: NGN97.00\n`);
  expect(lost).toMatchObject({ lines: [OF_13], rejected: [expect.stringContaining("LOST")] });
});
