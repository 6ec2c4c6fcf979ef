/**
 * OFX 1 (SGML, leaves without end tags), OFX 2 (XML) and QFX are one stream of tags and texts. A tolerant
 * tokeniser and the few tags that matter read all of them; a tree would need every file to be well formed, and they are not.
 * Source: OFX 1.6 and 2.2, chapters 3 (amounts, dates) and 11 (STMTRS, STMTTRN, LEDGERBAL).
 */
import type { ParsedStatement, ReadWarning, StatementLine } from "../../domain/statements/statement.ts";
import { bookRecords } from "../proof/book-records.ts";
import { joinNarration, sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { bankIn, type NamedBank } from "../table/read-preamble.ts";
import { exactText, negated, readPrinted } from "../text/exact-number.ts";
import { MOST_LINES } from "../text/limits.ts";
import { maskAccount } from "../text/mask-account.ts";
import { daysApart, ofxDay, orderOfDays } from "./ofx-days.ts";
import { lacksDecimals, ofxNumbers } from "./ofx-numbers.ts";
import {
  contradictsTypes,
  corrected,
  isForeign,
  isUnsigned,
  type OfxRecords,
  oddSigns,
  outByType,
  untoldSides,
} from "./ofx-sides.ts";

type Token = { readonly kind: "open" | "close"; readonly name: string; readonly text: string };
type Fields = Map<string, string>;
type Draft = OfxRecords & {
  readonly account: Fields;
  readonly ledger: Fields;
  readonly investment: boolean;
  /** The file left out the tag of the statement: its list of lines, or its first line, opened it. */
  readonly bare: boolean;
  /** The statement of a card. */
  readonly card: boolean;
};

const STATEMENTS = new Set(["STMTRS", "CCSTMTRS", "INVSTMTRS"]);
const ACCOUNTS = new Set(["BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"]);
const TRADES = /^(BUY|SELL|REINVEST|INCOME|INVEXPENSE|TRANSFER|RETOFCAP|MARGININTEREST|JRNL)/;
const NAME = /[A-Za-z][\w.-]*/y;

/** Opening and closing tags with the text that follows an opening one. Comments, declarations and stray `<` are stepped over. */
function* ofxTokens(text: string): Generator<Token> {
  let at = text.indexOf("<");
  while (at >= 0) {
    const close = text[at + 1] === "/";
    NAME.lastIndex = at + (close ? 2 : 1);
    const name = NAME.exec(text)?.[0];
    if (name === undefined) {
      const end = text.startsWith("<!--", at) ? text.indexOf("-->", at) : at;
      at = text.indexOf("<", Math.max(end, at) + 1);
      continue;
    }
    const end = text.indexOf(">", NAME.lastIndex);
    if (end < 0) return;
    const next = nextTag(text, end + 1);
    const body = close ? "" : text.slice(end + 1, next < 0 ? text.length : next);
    yield { kind: close ? "close" : "open", name: name.toUpperCase(), text: plainText(body) };
    at = next;
  }
}

/** The next `<` that begins a tag: `A < B` in a memo does not, nor does what stands inside CDATA. */
function nextTag(text: string, from: number): number {
  let at = text.indexOf("<", from);
  while (at >= 0) {
    if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at);
      at = text.indexOf("<", end < 0 ? text.length : end);
    } else if (/[/A-Za-z!?]/.test(text[at + 1] ?? "")) return at;
    else at = text.indexOf("<", at + 1);
  }
  return -1;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/** Undoes entities, also when a bank has escaped them twice. */
function plainText(body: string): string {
  let text = body.includes("<![CDATA[") ? body.replaceAll("<![CDATA[", "").replaceAll("]]>", "") : body;
  for (let i = 0; i < 3 && text.includes("&"); i++) {
    const next = text.replace(/&(lt|gt|amp|quot|apos|nbsp|#\d{1,6});/g, (_all, name: string) =>
      name.startsWith("#") ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0x10ffff)) : (ENTITIES[name] ?? ""),
    );
    if (next === text) break;
    text = next;
  }
  return text.trim();
}

/** Reads every statement of an OFX text; a text without any is refused. */
export function readOfx(text: string, banks: readonly NamedBank[] = []): ReaderAnswer {
  const warnings: ReadWarning[] = [];
  const all = collect(text, warnings);
  if (all === null) return tooManyLines();
  const drafts = all.filter((one) => one.records.length > 0 || one.account.has("ACCTID") || one.ledger.has("BALAMT"));
  if (drafts.length === 0) return refusal("no_table", "file.ofx_empty", "try.ofx_export");
  const bank = bankIn(/<ORG>([^<\r\n]*)/i.exec(text)?.[1] ?? "", banks);
  return { format: "ofx", statements: drafts.map((draft) => finish(draft, bank, warnings)), warnings };
}

function collect(text: string, warnings: ReadWarning[]): Draft[] | null {
  const drafts: Draft[] = [];
  let draft: Draft | null = null;
  let into: Fields | null = null;
  let record: { fields: Fields; raw: string } | null = null;
  let lines = 0;
  let trades = 0;
  let block = "";
  const begin = (tag: string): Draft => {
    const opened: Draft = {
      account: new Map(),
      head: new Map(),
      ledger: new Map(),
      records: [],
      investment: tag === "INVSTMTRS",
      bare: !STATEMENTS.has(tag),
      card: tag === "CCSTMTRS",
    };
    drafts.push(opened);
    [draft, into, record] = [opened, opened.head, null];
    return opened;
  };
  for (const { kind, name, text: value } of ofxTokens(text)) {
    if (kind === "close") {
      if (name === "STMTTRN") record = null;
      else if (STATEMENTS.has(name)) [draft, into, record] = [null, null, null];
      else if (name === "BANKTRANLIST" || name === "LEDGERBAL" || ACCOUNTS.has(name))
        [into, record] = [draft?.head ?? null, null];
      continue;
    }
    if (name === "CURRENCY" || name === "ORIGCURRENCY") block = name;
    if (STATEMENTS.has(name)) begin(name);
    else if (name === "BANKTRANLIST" && (!draft || (draft.bare && draft.records.length > 0))) begin(name);
    else if (name === "STMTTRN") {
      if (++lines > MOST_LINES) return null;
      draft ??= begin(name);
      record = { fields: new Map(), raw: "" };
      draft.records.push(record);
    } else if (!draft) continue;
    else if (name === "LEDGERBAL") [into, record] = [draft.ledger, null];
    else if (name === "AVAILBAL" || name === "BALLIST") [into, record] = [new Map(), null];
    else if (ACCOUNTS.has(name) && !record) into = draft.account;
    else if (draft.investment && TRADES.test(name) && value === "") trades++;
    else if (value !== "") {
      if (record) {
        // the two blocks hold the same fields: what they are of is kept with their name
        if (name === "CURSYM" && block === "CURRENCY" && !record.fields.has(block)) record.fields.set(block, value);
        if (!record.fields.has(name)) record.fields.set(name, value);
        record.raw += `<${name}>${value}`;
      } else if (into && !into.has(name)) into.set(name, value);
    }
  }
  // a statement that was opened is closed, by its own tag or that of the file, wherever a file closes any
  if (
    draft &&
    /<OFX>/i.test(text) &&
    /<\/STMTTRN>|<\/\w+ACCTFROM>/i.test(text) &&
    !/<\/(?:OFX|BANKTRANLIST)>/i.test(text)
  )
    warnings.push({
      code: "file_cut",
      how: "statement",
    });
  if (trades > 0)
    warnings.push({
      code: "investments_not_read",
      facts: { count: trades },
    });
  return drafts;
}

function finish(given: Draft, bank: string | null, warnings: ReadWarning[]): ParsedStatement {
  const { kept, left } = corrected(given.records);
  const draft = { ...given, records: kept };
  if (left > 0)
    warnings.push({
      code: "corrected_row",
      facts: { count: left },
    });
  const order = orderOfDays(draft, warnings);
  const printed = draft.records.map(({ fields }) => readPrinted(fields.get("TRNAMT") ?? "no"));
  const balance = readPrinted(draft.ledger.get("BALAMT") ?? "");
  const worthOf = ofxNumbers([...printed, balance], warnings, draft.head.get("CURDEF"));
  if (balance && lacksDecimals(printed, balance))
    warnings.push({
      code: "decimals_assumed",
      how: "hundredths",
    });
  const unsigned = isUnsigned(draft, printed);
  if (unsigned)
    warnings.push({
      code: "direction_from_type",
      how: "trntype",
    });
  // on a card spending is money out, whatever the print; on an account the sign stands and is in doubt
  const against = !unsigned && contradictsTypes(draft, printed);
  const turned = against && draft.card;
  if (turned)
    warnings.push({
      code: "direction_by_words",
      how: "card_types",
    });
  else if (against)
    warnings.push({
      code: "direction_assumed",
      how: "all_types",
    });
  if (!unsigned && !against)
    for (const at of [...oddSigns(draft, printed), ...untoldSides(draft, printed)])
      warnings.push({
        code: "direction_assumed",
        how: "type",
        row: at + 1,
      });
  for (const at of daysApart(draft, order))
    warnings.push({
      code: "days_apart",
      how: "posted",
      row: at + 1,
    });
  const ids = new Set<string>();
  let repeated = 0;
  const { lines, rejected } = bookRecords(
    draft.records,
    ({ fields }, i) => {
      const number = printed[i];
      const day = ofxDay(fields.get("DTPOSTED"), order) ?? ofxDay(fields.get("DTUSER"), order);
      const id = fields.get("FITID");
      if (id !== undefined && ids.has(id)) repeated++;
      if (id !== undefined) ids.add(id);
      const type = fields.get("TRNTYPE")?.toUpperCase() ?? null;
      return {
        amount: number && !isForeign(fields, draft) ? worthOf(number) : undefined,
        date: day?.date,
        out: unsigned ? outByType(type ?? "") : (number?.negative === true) !== turned,
        balance: null,
        valueDate: ofxDay(fields.get("DTAVAIL"), order)?.date ?? null,
        time: day?.time ?? null,
        narration: joinNarration([fields.get("NAME"), fields.get("MEMO")]) || (type ?? ""),
        reference: fields.get("REFNUM") ?? fields.get("CHECKNUM") ?? id ?? null,
        code: type,
      };
    },
    ({ raw }) => raw,
  );
  if (repeated > 0)
    warnings.push({
      code: "repeated_id",
      how: "lines",
      facts: { count: repeated },
    });
  const closing = balance ? worthOf(balance) : undefined;
  const owed = balance?.negative !== (balance?.mark === "debit") && closing?.units !== 0n;
  const [from, to] = [ofxDay(draft.head.get("DTSTART"), order)?.date, ofxDay(draft.head.get("DTEND"), order)?.date];
  return sealStatement({
    bank,
    masked: maskAccount(draft.account.get("ACCTID")),
    currency: /^[A-Z]{3}/.exec((draft.head.get("CURDEF") ?? "").toUpperCase())?.[0] ?? null,
    type: TYPES[draft.account.get("ACCTTYPE")?.toUpperCase() ?? ""] ?? "unknown",
    period: from && to && from <= to ? { from, to } : null,
    closing: closing ? exactText(owed ? negated(closing) : closing) : null,
    lines: withoutFillerTime(lines),
    rejected,
  });
}

const TYPES: Readonly<Record<string, "savings" | "current">> = { SAVINGS: "savings", CHECKING: "current" };
/** One and the same clock time on every line is a filler, not a time. */
function withoutFillerTime(lines: readonly StatementLine[]): readonly StatementLine[] {
  if (new Set(lines.map((line) => line.time)).size !== 1 || lines.length < 2) return lines;
  return lines.map(({ time: _filler, ...line }) => line);
}
