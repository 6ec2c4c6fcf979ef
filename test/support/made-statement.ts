/** One made statement, and how each format prints it, so that what is read back can be compared with what was made. */
import fc from "fast-check";
import { type CivilDate, fromDayNumber, partsOf } from "../../src/domain/dates/civil-date.ts";

/** A statement that a test made up: what it renders into a format must be what is read back. */
export type MadeLine = { readonly date: CivilDate; readonly cents: bigint; readonly narration: string };
export type MadeStatement = { readonly opening: bigint; readonly lines: readonly MadeLine[] };

const WORDS = [
  "NIP TRANSFER TO",
  "ADA OBI",
  "VAT ON",
  "CHARGE",
  "POS",
  "RENT",
  "SMS ALERT FEE",
  "IKEJA",
  "REVERSAL",
  "7781",
];

const narration = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => [...new Set(words)].join(" "));

/** Statements of up to forty lines in the order of their days, balances never below zero by construction of the amounts. */
export const madeStatement: fc.Arbitrary<MadeStatement> = fc
  .record({
    opening: fc.bigInt({ min: 0n, max: 10_000_000_00n }),
    first: fc.integer({ min: 14_000, max: 20_500 }),
    lines: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 9 }),
        cents: fc.oneof(fc.bigInt({ min: -900_000_00n, max: -1n }), fc.bigInt({ min: 1n, max: 900_000_00n })),
        narration,
      }),
      { minLength: 1, maxLength: 40 },
    ),
  })
  .map(({ opening, first, lines }) => {
    let day = first;
    return {
      opening,
      lines: lines.map(({ after, cents, narration: words }) => {
        day += after;
        return { date: fromDayNumber(day), cents, narration: words };
      }),
    };
  });

export const decimal = (cents: bigint): string => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const grouped = (cents: bigint): string => decimal(cents).replace(/\B(?=(\d{3})+\.)/g, ",");
export const closingOf = (made: MadeStatement): bigint =>
  made.lines.reduce((sum, line) => sum + line.cents, made.opening);
export const size = (cents: bigint): bigint => (cents < 0n ? -cents : cents);

/** The running balance after each line. */
export function balancesOf(made: MadeStatement): bigint[] {
  let at = made.opening;
  return made.lines.map((line) => {
    at += line.cents;
    return at;
  });
}

const two = (n: number): string => String(n).padStart(2, "0");
const compactDay = (date: CivilDate): string => date.replaceAll("-", "");
const slashDay = (date: CivilDate): string => {
  const { year, month, day } = partsOf(date);
  return `${two(day)}/${two(month)}/${year}`;
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const namedDay = (date: CivilDate): string => {
  const { year, month, day } = partsOf(date);
  return `${two(day)}-${MONTHS[month - 1]}-${year}`;
};

export function asOfx1(made: MadeStatement, account: "savings" | "current" = "savings"): string {
  const body = made.lines.map(
    (line, i) =>
      `<STMTTRN>\n<TRNTYPE>${line.cents < 0n ? "DEBIT" : "CREDIT"}\n<DTPOSTED>${compactDay(line.date)}120000[+1:WAT]\n<TRNAMT>${decimal(line.cents)}\n<FITID>${i}\n<NAME>${line.narration.slice(0, 20)}\n<MEMO>${line.narration}\n</STMTTRN>`,
  );
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKACCTFROM><BANKID>1<ACCTID>0123456789<ACCTTYPE>${account === "savings" ? "SAVINGS" : "CHECKING"}</BANKACCTFROM><BANKTRANLIST>${body.join("\n")}</BANKTRANLIST><LEDGERBAL><BALAMT>${decimal(closingOf(made))}<DTASOF>20300101</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

export function asOfx2(made: MadeStatement): string {
  const body = made.lines.map(
    (line, i) =>
      `<STMTTRN><TRNTYPE>OTHER</TRNTYPE><DTPOSTED>${compactDay(line.date)}</DTPOSTED><TRNAMT>${decimal(line.cents).replace(".", ",")}</TRNAMT><FITID>${i}</FITID><NAME><![CDATA[${line.narration}]]></NAME></STMTTRN>`,
  );
  return `<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN</CURDEF><BANKTRANLIST>${body.join("")}</BANKTRANLIST><LEDGERBAL><BALAMT>${decimal(closingOf(made)).replace(".", ",")}</BALAMT></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

/** QIF has no order of day and month: the test says it. */
export const asQif = (made: MadeStatement): string =>
  `!Type:Bank\n${made.lines.map((line) => `D${slashDay(line.date)}\nT${grouped(line.cents)}\nP${line.narration}\n^\n`).join("")}`;

export function asMt940(made: MadeStatement): string {
  const day = (date: CivilDate) => compactDay(date).slice(2);
  const money = (cents: bigint) => decimal(size(cents)).replace(".", ",");
  const mark = (cents: bigint) => (cents < 0n ? "D" : "C");
  const [first, last] = [made.lines[0], made.lines.at(-1)] as [MadeLine, MadeLine];
  const body = made.lines.map(
    (line) =>
      `:61:${day(line.date)}${day(line.date).slice(2)}${mark(line.cents)}${money(line.cents)}NTRFNONREF\r\n:86:${line.narration}\r\n`,
  );
  return `{1:F01XXXXNGLAAXXX}{2:I940XXXXNGLAXXXXN}{4:\r\n:20:ST\r\n:25:0123456789\r\n:28C:1/1\r\n:60F:${mark(made.opening)}${day(first.date)}NGN${money(made.opening)}\r\n${body.join("")}:62F:${mark(closingOf(made))}${day(last.date)}NGN${money(closingOf(made))}\r\n-}`;
}

export function asCamt(made: MadeStatement, prefix = "", version = "08"): string {
  const tag = (name: string, inner: string, attributes = "") =>
    `<${prefix}${name}${attributes}>${inner}</${prefix}${name}>`;
  const money = (cents: bigint) =>
    tag("Amt", decimal(size(cents)), ' Ccy="NGN"') + tag("CdtDbtInd", cents < 0n ? "DBIT" : "CRDT");
  const balance = (code: string, cents: bigint) =>
    tag(
      "Bal",
      tag("Tp", tag("CdOrPrtry", tag("Cd", code))) + money(cents) + tag("Dt", tag("Dt", made.lines[0]?.date ?? "")),
    );
  const code = tag("BkTxCd", tag("Prtry", tag("Cd", "NTRF")));
  const createdAt = tag("CreDtTm", "2030-01-01T00:00:00");
  const status = version >= "08" ? tag("Sts", tag("Cd", "BOOK")) : tag("Sts", "BOOK");
  const entries = made.lines.map((line) =>
    tag(
      "Ntry",
      money(line.cents) + status + tag("BookgDt", tag("Dt", line.date)) + code + tag("AddtlNtryInf", line.narration),
    ),
  );
  const space = prefix === "" ? "xmlns" : `xmlns:${prefix.slice(0, -1)}`;
  return `<?xml version="1.0"?>${tag("Document", tag("BkToCstmrStmt", tag("GrpHdr", tag("MsgId", "1") + createdAt) + tag("Stmt", tag("Id", "1") + createdAt + tag("Acct", tag("Id", tag("Othr", tag("Id", "0123456789"))) + tag("Ccy", "NGN")) + balance("OPBD", made.opening) + balance("CLBD", closingOf(made)) + entries.join(""))), ` ${space}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"`)}`;
}

export const asMonoJson = (made: MadeStatement): string =>
  JSON.stringify({
    data: made.lines.map((line, i) => ({
      _id: String(i),
      type: line.cents < 0n ? "debit" : "credit",
      amount: Number(size(line.cents)),
      narration: line.narration,
      date: `${line.date}T10:${two(Math.floor(i / 60) % 60)}:${two(i % 60)}.000Z`,
      balance: Number(balancesOf(made)[i]),
      currency: "NGN",
    })),
  });

export const asAlerts = (made: MadeStatement): string =>
  made.lines
    .map(
      (line, i) =>
        `Acct: ******6789\nAmt: NGN${grouped(size(line.cents))} ${line.cents < 0n ? "DR" : "CR"}\nDesc: ${line.narration}\nAvail Bal: NGN${grouped(balancesOf(made)[i] as bigint)}\nDate: ${line.date} 10:00:00 AM\n`,
    )
    .join("\n");

/** Rows of cells as a bank prints them: a head, a header, the opening balance, the lines. */
export function asRows(made: MadeStatement): string[][] {
  const balances = balancesOf(made);
  return [
    ["Account Number", "0123456789", "", "", "", ""],
    ["Currency", "NGN", "", "", "", ""],
    ["Opening Balance", grouped(made.opening), "", "", "", ""],
    ["Trans Date", "Value Date", "Narration", "Debit", "Credit", "Balance"],
    ...made.lines.map((line, i) => [
      namedDay(line.date),
      namedDay(line.date),
      line.narration,
      line.cents < 0n ? grouped(size(line.cents)) : "",
      line.cents < 0n ? "" : grouped(line.cents),
      grouped(balances[i] as bigint),
    ]),
  ];
}
