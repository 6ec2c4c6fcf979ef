/** OFX, QIF, MT940, camt and JSON as banks write them, and as they are damaged. */
import {
  compact,
  type Draw,
  grouped,
  type Kind,
  linesOf,
  plain,
  type Row,
  rowsOf,
  signed,
  slashed,
} from "./made-rows.ts";

type Is = Kind["is"];
type Own = (row: Row, i: number) => string;

const file = (
  name: string,
  is: Is,
  write: (rows: readonly Row[], draw: Draw) => string,
  statements: number | null = 1,
): Kind => ({
  name,
  is,
  make: (draw) => {
    const rows = rowsOf(draw);
    return { bytes: write(rows, draw), lines: linesOf(rows, false), statements };
  },
});
const balanceBefore = ([first]: readonly Row[]): number => (first ? first.balance - first.cents : 0);
const balanceBehind = (rows: readonly Row[]): number => rows.at(-1)?.balance ?? 0;
const turnedAt = (at: number, i: number, cents: number): number => (i === at ? -cents : cents);

type Ofx = { sum?: Own; type?: Own; day?: Own; id?: Own; card?: boolean };
function ofx(rows: readonly Row[], { sum, type, day, id, card }: Ofx = {}): string {
  const name = card ? "CCSTMTRS" : "STMTRS";
  const lines = rows.map(
    (row, i) =>
      `<STMTTRN><TRNTYPE>${type?.(row, i) ?? (row.cents < 0 ? "DEBIT" : "CREDIT")}<DTPOSTED>${day?.(row, i) ?? compact(row.date)}<TRNAMT>${sum?.(row, i) ?? signed(row.cents, plain)}<FITID>${id?.(row, i) ?? i}<NAME>${row.words}</STMTTRN>`,
  );
  return `OFXHEADER:100\n\n<OFX><${name}><CURDEF>NGN<BANKACCTFROM><ACCTID>0123456789</BANKACCTFROM><BANKTRANLIST>${lines.join("\n")}</BANKTRANLIST><LEDGERBAL><BALAMT>${signed(balanceBehind(rows), plain)}</LEDGERBAL></${name}></OFX>`;
}
const ofxKind = (name: string, is: Is, own: Ofx): Kind => file(`OFX: ${name}`, is, (rows) => ofx(rows, own));

type Qif = { sum?: Own; day?: Own; more?: Own; head?: string };
const qif = (rows: readonly Row[], { sum, day, more, head = "!Type:Bank" }: Qif = {}): string =>
  `${head}\n${rows.map((row, i) => `D${day?.(row, i) ?? slashed(row.date)}\nT${sum?.(row, i) ?? signed(row.cents)}\n${more?.(row, i) ?? ""}P${row.words}\n^\n`).join("")}`;
const qifKind = (name: string, is: Is, own: Qif): Kind => file(`QIF: ${name}`, is, (rows) => qif(rows, own));

const comma = (cents: number): string => plain(cents).replace(".", ",");
const short = (date: string): string => compact(date).slice(2);
const balance940 = (tag: string, cents: number, { date }: Row): string =>
  `:${tag}:${cents < 0 ? "D" : "C"}${short(date)}NGN${comma(cents)}\n`;
const entry = (row: Row, side = row.cents < 0 ? "D" : "C", day = short(row.date)): string =>
  `:61:${day}${side}${comma(row.cents)}NTRF${row.reference}`;
type Mt = { line?: Own; balances?: boolean; end?: string };
function mt940(rows: readonly Row[], { line, balances = true, end = "-\n" }: Mt = {}): string {
  const [first, last] = [rows[0] as Row, rows.at(-1) as Row];
  const opening = balances ? balance940("60F", balanceBefore(rows), first) : "";
  const closing = balances && end ? balance940("62F", last.balance, last) : "";
  return `:20:A\n:25:0123456789\n:28C:1/1\n${opening}${rows.map((row, i) => `${line?.(row, i) ?? entry(row)}\n:86:${row.words}\n`).join("")}${closing}${end}`;
}
const mtKind = (name: string, is: Is, own: Mt): Kind => file(`MT940: ${name}`, is, (rows) => mt940(rows, own));

const amount = (cents: number, text = plain(cents)): string => `<Amt Ccy="NGN">${text}</Amt>`;
const side = (cents: number): string => `<CdtDbtInd>${cents < 0 ? "DBIT" : "CRDT"}</CdtDbtInd>`;
type Camt = { kind?: 52 | 53 | 54; version?: number; own?: Own; balances?: boolean; more?: Own };
const ROOTS = {
  52: ["BkToCstmrAcctRpt", "Rpt"],
  53: ["BkToCstmrStmt", "Stmt"],
  54: ["BkToCstmrDbtCdtNtfctn", "Ntfctn"],
} as const;
function camt(rows: readonly Row[], { kind = 53, version = 8, own, balances = kind === 53, more }: Camt = {}): string {
  const [root, part] = ROOTS[kind];
  const status = version > 6 ? "<Sts><Cd>BOOK</Cd></Sts>" : "<Sts>BOOK</Sts>";
  const stand = (code: string, cents: number): string =>
    balances ? `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(cents)}${side(cents)}</Bal>` : "";
  const entries = rows.map(
    (row, i) =>
      `<Ntry>${own?.(row, i) ?? amount(row.cents) + side(row.cents)}${status}<BookgDt><Dt>${row.date}</Dt></BookgDt>${more?.(row, i) ?? ""}<AddtlNtryInf>${row.words}</AddtlNtryInf></Ntry>`,
  );
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.0${kind}.001.${String(version).padStart(2, "0")}"><${root}><${part}><Acct><Id><Othr><Id>0123456789</Id></Othr></Id><Ccy>NGN</Ccy></Acct>${stand("OPBD", balanceBefore(rows))}${stand("CLBD", balanceBehind(rows))}${entries.join("\n")}</${part}></${root}></Document>`;
}
const camtKind = (name: string, is: Is, own: Camt): Kind => file(`camt: ${name}`, is, (rows) => camt(rows, own));

const charge = (sum: string): string =>
  `<NtryDtls><TxDtls><Chrgs><Rcrd>${amount(0, sum)}<CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs></TxDtls></NtryDtls>`;

const mono = (rows: readonly Row[], turned = -1): string =>
  JSON.stringify({
    data: rows.map(({ date, cents, balance, words }, i) => ({
      _id: `a${i}`,
      type: turnedAt(turned, i, cents) < 0 ? "debit" : "credit",
      amount: Math.abs(cents),
      narration: words,
      date: `${date}T10:00:00.000Z`,
      balance,
    })),
  });

export const FILE_KINDS: readonly Kind[] = [
  ofxKind("as it should be", "whole", {}),
  ofxKind("decimal commas", "whole", { sum: ({ cents }) => signed(cents, comma) }),
  ofxKind("commas and points for decimals", "whole", { sum: ({ cents }, i) => signed(cents, i % 2 ? comma : plain) }),
  ofxKind("commas between thousands", "whole", { sum: ({ cents }) => signed(cents) }),
  ofxKind("a clock and a zone", "whole", { day: ({ date }) => `${compact(date)}233000.000[-5:EST]` }),
  ofxKind("types that tell no side", "whole", { type: () => "OTHER" }),
  ofxKind("a card", "whole", { card: true }),
  ofxKind("the type against the sign of one line", "told", {
    type: ({ cents }, i) => (turnedAt(3, i, cents) < 0 ? "DEBIT" : "CREDIT"),
  }),
  ofxKind("no sign", "told", { sum: ({ cents }) => plain(cents) }),
  ofxKind("no sign and no type", "told", { sum: ({ cents }) => plain(cents), type: () => "XFER" }),
  ofxKind("all signs turned", "told", { sum: ({ cents }) => signed(-cents, plain) }),
  ofxKind("sums in hundredths", "told", { sum: ({ cents }) => String(cents) }),
  ofxKind("one sum that is none", "told", { sum: ({ cents }, i) => (i === 3 ? "12..34" : signed(cents, plain)) }),
  ofxKind("one day that is none", "told", { day: ({ date }, i) => (i === 3 ? "20240231" : compact(date)) }),
  ofxKind("ids that come again", "told", { id: (_row, i) => String(i >> 1) }),
  file("OFX: cut in the middle", "told", (rows) => ofx(rows).slice(0, ofx(rows).indexOf("</STMTTRN>", 700) + 10), null),
  file(
    "OFX: the same statement twice",
    "told",
    (rows) => ofx(rows).replace(/<STMTRS>.*<\/STMTRS>/s, (all) => all + all),
    null,
  ),

  qifKind("as it should be", "whole", {}),
  qifKind("decimal commas", "whole", { sum: ({ cents }) => signed(cents, comma) }),
  qifKind("months first, apostrophes", "whole", {
    day: ({ date }) => `${Number(date.slice(5, 7))}/${date.slice(8)}'${date.slice(2, 4)}`,
  }),
  qifKind("two sums in a record", "whole", { more: ({ cents }) => `U${signed(cents)}\n` }),
  qifKind("two sums that differ", "told", { more: ({ cents }, i) => `U${signed(turnedAt(3, i, cents))}\n` }),
  qifKind("no sign", "told", { sum: ({ cents }) => grouped(cents) }),
  qifKind("a day that is none", "told", { day: ({ date }, i) => (i === 3 ? "31/02/2024" : slashed(date)) }),
  file("QIF: a record without its end", "told", (rows) => qif(rows).replace("^\n", ""), null),
  file(
    "QIF: two accounts",
    "whole",
    (rows) => `!Account\nNA\nTBank\n^\n${qif(rows.slice(0, 4))}!Account\nNB\nTBank\n^\n${qif(rows.slice(4))}`,
    2,
  ),

  mtKind("as it should be", "whole", {}),
  mtKind("entry days and a funds code", "whole", {
    line: (row) => entry(row, row.cents < 0 ? "DN" : "CN", short(row.date) + short(row.date).slice(2)),
  }),
  mtKind("reversals", "whole", { line: (row, i) => entry(row, i % 3 ? undefined : row.cents < 0 ? "RC" : "RD") }),
  mtKind("no balances", "whole", { balances: false }),
  mtKind("a side turned", "told", { line: (row, i) => entry(row, turnedAt(3, i, row.cents) < 0 ? "D" : "C") }),
  mtKind("a mark that is none", "told", { balances: false, line: (row, i) => entry(row, i === 3 ? "X" : undefined) }),
  mtKind("a tag misspelt, no balances", "told", {
    balances: false,
    line: (row, i) => (i === 3 ? entry(row).replace(":61:", ":6l:") : entry(row)),
  }),
  mtKind("days written the other way round", "told", {
    line: (row) => entry(row, undefined, slashed(row.date).replaceAll("/", "").replace("2024", "24")),
  }),
  mtKind("cut behind a row", "told", { end: "" }),
  file("MT940: one message twice", "told", (rows) => mt940(rows).repeat(2), null),

  ...([52, 53, 54] as const).map(
    (kind): Kind => ({
      name: `camt: 0${kind}, versions 2 to 13`,
      is: "whole",
      make: (draw) => {
        const rows = rowsOf(draw);
        return { bytes: camt(rows, { kind, version: 2 + draw.below(12) }), lines: linesOf(rows, false), statements: 1 };
      },
    }),
  ),
  camtKind("a side turned", "told", { own: ({ cents }, i) => amount(cents) + side(turnedAt(3, i, cents)) }),
  camtKind("no side in one entry", "told", {
    balances: false,
    own: ({ cents }, i) => amount(cents) + (i === 3 ? "" : side(cents)),
  }),
  camtKind("decimal commas", "told", { own: ({ cents }) => amount(cents, comma(cents)) + side(cents) }),
  camtKind("a charge larger than its entry", "told", {
    more: ({ cents }, i) => (i === 0 ? charge(plain(cents * 2)) : ""),
  }),
  file(
    "camt: cut behind an entry",
    "told",
    (rows) => camt(rows, { balances: false }).slice(0, camt(rows, { balances: false }).indexOf("</Ntry>", 900) + 7),
    null,
  ),

  file("JSON: sums in kobo", "whole", (rows) => mono(rows)),
  file("JSON: a side turned", "told", (rows) => mono(rows, 3)),
  file("JSON: lists of one interface, a sum that is out a plus", "whole", (rows) =>
    JSON.stringify({
      transactions: rows.map(({ date, cents, words }, i) => ({
        transaction_id: `t${i}`,
        account_id: "a",
        amount: -cents / 100,
        date,
        name: words,
        pending: false,
      })),
    }),
  ),
];
