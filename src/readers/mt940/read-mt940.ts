/**
 * MT940 and MT942 are lines that begin with a tag; a small state machine walks them. `:20:` (or a balance after
 * lines) begins a statement, `:60F:` opens it, each `:61:` is a line, `:86:` after it its narration, `:62F:` closes it and
 * the sum must come out. Lines without a tag belong to the tag before. Envelopes `{1:...}` and `-}` are stepped over.
 * Source: SWIFT MT940 and MT942, category 9; German and Polish banks' structured `:86:`.
 */
import { addDays, type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import type { ParsedStatement, ReadWarning, RejectedLine, StatementLine } from "../../domain/statements/statement.ts";
import { sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { textOfUnits, unitsOf } from "../text/exact-number.ts";
import { MOST_LINES } from "../text/limits.ts";
import { maskAccount } from "../text/mask-account.ts";
import { amountOf, entryOf } from "./mt940-entry.ts";

type Field = { readonly tag: string; readonly lines: string[] };
type Balance = { readonly amount: string; readonly currency: string | null };
type Draft = {
  account: string | null;
  currency: string | null;
  opening: string | null;
  closing: string | null;
  /** The page goes on in the next message: its balances are `M`, intermediate. */
  goesOn: boolean;
  continues: boolean;
  interim: boolean;
  debits: string | null;
  credits: string | null;
  readonly entries: Entry[];
  /** The days of its balances. */
  readonly days: CivilDate[];
};
type Entry = { readonly body: readonly string[]; detail: readonly string[] | null };

/** A balance has at most 25 characters; of what is none, this many are shown. */
const MOST_SHOWN = 40;
const TAG = /^:(\d{2}[A-Z]?|NS):(.*)$/;
/** What can only be an entry, behind a tag that was misspelt. */
const LOST_TAG = /^:?[^\s:]{2,3}:\d{6}(?:\d{4})?R?[CD][A-Z]?\d{1,15},\d{0,2}[NSF][A-Z0-9]{3}/;

function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  let open: Field | null = null;
  for (const whole of text.replace(/\n:\r?\n(?=\d{2}[A-Z]?:)/g, "\n:").split(/\r\n|\n|\r/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: some banks put control characters before a tag
    const line = whole.replace(/^[\u0000-\u001f\ufeff]+/, "").replace(/^(?:\{\d:[^{}]{0,120}\}?){1,9}(?=:|$|\{)/, "");
    // what a mail program or a table put in front of a tag belongs to no field
    const match = TAG.exec(line.replace(/^[\s>|*"']{1,12}(?=:\d{2}[A-Z]?:)/, ""));
    if (match) {
      open = { tag: match[1] as string, lines: [match[2] as string] };
      fields.push(open);
    } else if (LOST_TAG.test(line)) {
      // with its tag it cannot be read: it is a row that is rejected
      open = { tag: "61", lines: [line] };
      fields.push(open);
    } else if (/^-\}?\s*$|^\{/.test(line)) open = null;
    else if (open && line.trim() !== "") open.lines.push(line);
  }
  return fields;
}

/** A text whose line ends were lost, with each tag on a line of its own again. */
const withLineEnds = (text: string): string =>
  /^[ \t>|"']{0,9}:61:/m.test(text) ? text : text.replace(/ (?=:(?:20|2[158]C?|6[012][FM]?|64|65|86):)/g, "\n");

/** Reads every statement of the messages in a text. */
export function readMt940(text: string): ReaderAnswer {
  const drafts: Draft[] = [];
  const warnings: ReadWarning[] = [];
  let draft: Draft | null = null;
  /** The line that an `:86:` describes; after a balance or a sum, an `:86:` describes the statement. */
  let last: Entry | null = null;
  let entries = 0;
  const begin = (): Draft => {
    draft = {
      account: null,
      currency: null,
      opening: null,
      closing: null,
      goesOn: false,
      continues: false,
      interim: false,
      debits: null,
      credits: null,
      entries: [],
      days: [],
    };
    drafts.push(draft);
    return draft;
  };
  const balanceIn = (tag: string, printed: string): Balance | null => {
    const balance = balanceOf(printed);
    if (!balance)
      warnings.push({
        code: "balance_unread",
        how: "field",
        facts: { tag, text: printed.slice(0, MOST_SHOWN) },
      });
    return balance;
  };
  for (const { tag, lines } of fieldsOf(withLineEnds(text))) {
    const first = lines[0] as string;
    let now: Draft = draft ?? begin();
    if (/^(?:20|6[0245][FM]?|90[CD])$/.test(tag)) last = null;
    if (
      tag === "20" &&
      (now.account !== null || now.opening !== null || now.entries.length > 0 || now.closing !== null)
    )
      now = begin();
    else if (tag === "25" || tag === "25P") {
      // a second `:25:` inside one statement is a damaged `:86:`
      if (now.account !== null) continue;
      // the currency may stand behind the number: `123EUR`, `123 EUR`, `123/EUR`
      const [, account = first, currency] = /^(.*[\d\s/])([A-Z]{3})\s*$/.exec(first) ?? [];
      const number = account.replace(/[\s/]{1,20}$/, "");
      now.account = number.slice(number.lastIndexOf("/") + 1).trim() || null;
      now.currency ??= currency ?? null;
    } else if (tag === "60F" || tag === "60M") {
      if (now.closing !== null || (now.opening !== null && now.entries.length > 0)) now = begin();
      const balance = balanceIn(tag, first);
      takeDay(now, first);
      if (now.opening === null && balance) {
        now.opening = balance.amount;
        now.continues = tag === "60M";
        now.currency = balance.currency ?? now.currency;
      }
    } else if (tag === "62F" || tag === "62M") {
      // one that cannot be read leaves no earlier one of this statement standing as its last
      const balance = balanceIn(tag, first);
      takeDay(now, first);
      now.closing = balance?.amount ?? null;
      now.goesOn = balance !== null && tag === "62M";
      now.currency = balance?.currency ?? now.currency;
    } else if (tag === "34F") {
      now.interim = true;
      now.currency ??= /^[A-Z]{3}/.exec(first)?.[0] ?? null;
    } else if (tag === "90D") now.debits = sumOf(first) ?? now.debits;
    else if (tag === "90C") now.credits = sumOf(first) ?? now.credits;
    else if (tag === "61") {
      if (++entries > MOST_LINES) return tooManyLines();
      last = { body: lines, detail: null };
      now.entries.push(last);
    } else if (last && (tag === "86" || tag === "NS")) {
      // the bank's own `:NS:` numbers each of its lines
      const said = tag === "NS" ? lines.map((line) => line.replace(/^\d{2}/, "")) : lines;
      last.detail = last.detail === null || tag === "86" ? said : [...last.detail, ...said];
    }
  }
  const end = drafts.at(-1);
  if (end && end.entries.length > 2 && end.opening !== null && end.closing === null && !/(?:^|\n)-\}?\s*$/.test(text))
    warnings.push({
      code: "file_cut",
      how: "balance",
    });
  return answer(drafts, warnings);
}

/** Keeps the day of a balance. */
function takeDay({ days }: Draft, text: string): void {
  const [, y, m, d] = /^\s*R?[CD](\d\d)(\d\d)(\d\d)[A-Z]/.exec(text) ?? [];
  const day = y === undefined ? undefined : civilDate(2000 + Number(y), Number(m), Number(d));
  if (day) days.push(day);
}

function answer(drafts: readonly Draft[], warnings: ReadWarning[]): ReaderAnswer {
  const full = drafts.filter((one) => one.entries.length > 0 || one.opening !== null || one.closing !== null);
  if (full.length === 0) return refusal("no_table", "file.mt940_empty", "try.mt940_whole");
  const format = full.every((one) => one.interim) ? "mt942" : "mt940";
  return { format, statements: joinPages(full).map((one) => finish(one, warnings)), warnings };
}

/** Pages of one statement, each a message of its own, are one statement when their balances meet. */
function joinPages(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    if (last?.goesOn && draft.continues && last.account === draft.account && last.closing === draft.opening) {
      for (const entry of draft.entries) last.entries.push(entry);
      last.closing = draft.closing;
      last.goesOn = draft.goesOn;
    } else joined.push({ ...draft, entries: [...draft.entries] });
  }
  return joined;
}

/** `C20260101` where the standard has `C260101`. */
const LONG_DAY = /^\s*R?[CD]\s*(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/**
 * `C260101NGN4470238,37`; only the digits before a blank count, as some banks pad with rubbish. Where no currency ends the
 * day and it could have eight digits, it is not known where the amount begins.
 */
function balanceOf(text: string): Balance | null {
  const match =
    /^\s{0,9}R?([CD])\s{0,9}(?:(?:\d{6}|\d{8})?\s{0,9}([A-Z]{3})|\d{6})?\s{0,9}([\d.,]{1,40})(?![\w.,])/.exec(text);
  const amount = match && amountOf(match[3] as string);
  if (!match || !amount || (match[2] === undefined && LONG_DAY.test(text))) return null;
  return { amount: match[1] === "D" && unitsOf(amount) !== 0n ? `-${amount}` : amount, currency: match[2] ?? null };
}

const sumOf = (text: string): string | null => {
  const match = /^\d*[A-Z]{3}([\d.,]+)/.exec(text);
  return match ? amountOf(match[1] as string) : null;
};

function finish(draft: Draft, warnings: ReadWarning[]): ParsedStatement {
  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  const own: ReadWarning[] = [];
  draft.entries.forEach((entry, i) => {
    const row = i + 1;
    const line = entryOf(row, entry.body, entry.detail, own);
    if (!("row" in line)) rejected.push({ row, raw: [...entry.body, ...(entry.detail ?? [])].join(" "), reason: line });
    else lines.push(line);
  });
  checkSums(draft, lines, warnings);
  checkDays(draft, lines, warnings);
  const sealed = (some: readonly StatementLine[]): ParsedStatement =>
    sealStatement({
      masked: maskAccount(draft.account),
      currency: draft.currency,
      opening: draft.opening,
      closing: draft.closing,
      lines: some,
      rejected,
    });
  // a minus behind the side turns it, or says the same once more: the balance tells which
  const minus = new Set(own.flatMap(({ code, row }) => (code === "minus_behind_side" ? [row] : [])));
  const turned = sealed(lines);
  const said = minus.size > 0 && turned.chain.state === "broken" ? sealed(backAt(lines, minus)) : turned;
  const statement = said.chain.state === "complete" ? said : turned;
  const proven = statement.chain.state === "complete";
  warnings.push(...own.filter(({ code }) => code !== "minus_behind_side" || !proven));
  return statement;
}

/** Lines with the sums of some rows on their other side. */
const backAt = (lines: readonly StatementLine[], rows: ReadonlySet<number | undefined>): StatementLine[] =>
  lines.map((line) =>
    rows.has(line.row) && unitsOf(line.amount) !== 0n
      ? { ...line, amount: line.amount.startsWith("-") ? line.amount.slice(1) : `-${line.amount}` }
      : line,
  );

/** A year and a day: nothing is booked so long before or after the balances of its statement. */
const YEAR = 366;

/** Days that are written in another order, `310124` for `240131`, lie years away from those of the balances. */
function checkDays({ days }: Draft, lines: readonly StatementLine[], warnings: ReadWarning[]): void {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return;
  const [from, to] = [addDays(first, -YEAR), addDays(last, YEAR)];
  if (lines.some(({ date }) => date < from || date > to))
    warnings.push({
      code: "days_apart",
      how: "balances",
    });
}

/** The interim report names the sums of its debits and credits instead of a closing balance. */
function checkSums(draft: Draft, lines: readonly StatementLine[], warnings: ReadWarning[]): void {
  for (const [named, negative] of [
    [draft.debits, true],
    [draft.credits, false],
  ] as const) {
    if (named === null) continue;
    const units = lines.map((line) => unitsOf(line.amount)).filter((one) => one < 0n === negative);
    const sum = units.reduce((a, b) => a + b, 0n);
    if ((negative ? -sum : sum) !== unitsOf(named))
      warnings.push({
        code: "sum_differs",
        how: "side",
        facts: { side: negative ? "debits" : "credits", named, found: textOfUnits(negative ? -sum : sum) },
      });
  }
}
