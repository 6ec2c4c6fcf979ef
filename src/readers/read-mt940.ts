/**
 * One idea: MT940 and MT942 are lines that begin with a tag; a small state machine walks them. `:20:` (or a balance after
 * lines) begins a statement, `:60F:` opens it, each `:61:` is a line, `:86:` after it its narration, `:62F:` closes it and
 * the sum must come out. Lines without a tag belong to the tag before. Envelopes `{1:...}` and `-}` are stepped over.
 * Source: SWIFT MT940 and MT942, category 9; German and Polish banks' structured `:86:`.
 */
import { type CivilDate, civilDate, dayNumber, daysInMonth } from "../domain/dates/civil-date.ts";
import type { ParsedStatement, ReadWarning, RejectedLine, StatementLine } from "../domain/statements/statement.ts";
import { joinNarration, sealStatement } from "./booked-statement.ts";
import { exactText, readPrinted, textOfUnits, unitsOf, valueIn } from "./exact-number.ts";
import { MOST_LINES } from "./limits.ts";
import { maskAccount } from "./mask-account.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "./reader-answer.ts";

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
  readonly entries: { readonly body: readonly string[]; detail: readonly string[] | null }[];
};

const TAG = /^:(\d{2}[A-Z]?|NS):(.*)$/;

function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  let open: Field | null = null;
  for (const whole of text.replace(/\n:\r?\n(?=\d{2}[A-Z]?:)/g, "\n:").split(/\r\n|\n|\r/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: some banks put control characters before a tag
    const line = whole.replace(/^[\u0000-\u001f\ufeff]+/, "").replace(/^(?:\{\d:[^{}]*\}?)+(?=:|$|\{)/, "");
    const match = TAG.exec(line);
    if (match) {
      open = { tag: match[1] as string, lines: [match[2] as string] };
      fields.push(open);
    } else if (/^-\}?\s*$|^\{/.test(line)) open = null;
    else if (open && line.trim() !== "") open.lines.push(line);
  }
  return fields;
}

/** Reads every statement of the messages in a text. */
export function readMt940(text: string): ReaderAnswer {
  const drafts: Draft[] = [];
  let draft: Draft | null = null;
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
    };
    drafts.push(draft);
    return draft;
  };
  for (const { tag, lines } of fieldsOf(text)) {
    const first = lines[0] as string;
    let now: Draft = draft ?? begin();
    if (
      tag === "20" &&
      (now.account !== null || now.opening !== null || now.entries.length > 0 || now.closing !== null)
    )
      now = begin();
    else if (tag === "25" || tag === "25P") {
      // a second `:25:` inside one statement is a damaged `:86:`
      if (now.account !== null) continue;
      const [, account = "", currency] = /^(.*?)\s*([A-Z]{3})?\s*$/.exec(first) ?? [];
      now.account = (account.includes("/") ? account.slice(account.lastIndexOf("/") + 1) : account).trim() || null;
      now.currency ??= currency ?? null;
    } else if (tag === "60F" || tag === "60M") {
      if (now.closing !== null || (now.opening !== null && now.entries.length > 0)) now = begin();
      const balance = balanceOf(first);
      if (now.opening === null && balance) {
        now.opening = balance.amount;
        now.continues = tag === "60M";
        now.currency = balance.currency ?? now.currency;
      }
    } else if (tag === "62F" || tag === "62M") {
      const balance = balanceOf(first);
      if (balance) {
        now.closing = balance.amount;
        now.goesOn = tag === "62M";
        now.currency = balance.currency ?? now.currency;
      }
    } else if (tag === "34F") {
      now.interim = true;
      now.currency ??= /^[A-Z]{3}/.exec(first)?.[0] ?? null;
    } else if (tag === "90D") now.debits = sumOf(first) ?? now.debits;
    else if (tag === "90C") now.credits = sumOf(first) ?? now.credits;
    else if (tag === "61") {
      if (++entries > MOST_LINES) return tooManyLines();
      now.entries.push({ body: lines, detail: null });
    } else if (tag === "86" || tag === "NS") {
      const last = now.entries.at(-1);
      // the bank's own `:NS:` numbers each of its lines
      const said = tag === "NS" ? lines.map((line) => line.replace(/^\d{2}/, "")) : lines;
      if (last && now.closing === null)
        last.detail = last.detail === null || tag === "86" ? said : [...last.detail, ...said];
    }
  }
  return answer(drafts);
}

function answer(drafts: readonly Draft[]): ReaderAnswer {
  const full = drafts.filter((one) => one.entries.length > 0 || one.opening !== null || one.closing !== null);
  if (full.length === 0)
    return refusal(
      "no_table",
      "This MT940 file holds no line and no balance.",
      "Ask the bank for the whole MT940 file, or for CSV.",
    );
  const warnings: ReadWarning[] = [];
  const format = full.every((one) => one.interim) ? "mt942" : "mt940";
  return { format, statements: joinPages(full).map((one) => finish(one, warnings)), warnings };
}

/** Pages of one statement, each a message of its own, are one statement when their balances meet. */
function joinPages(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    if (last?.goesOn && draft.continues && last.account === draft.account && last.closing === draft.opening) {
      last.entries.push(...draft.entries);
      last.closing = draft.closing;
      last.goesOn = draft.goesOn;
    } else joined.push({ ...draft, entries: [...draft.entries] });
  }
  return joined;
}

function exactOf(printed: string): string | null {
  const number = readPrinted(printed);
  const value = number
    ? (valueIn("comma", number) ?? (/^\d+\.\d+$/.test(number.digits) ? valueIn("point", number) : undefined))
    : undefined;
  return value ? exactText(value) : null;
}

/** `C260101NGN4470238,37`; only the digits before a blank count, as some banks pad with rubbish. */
function balanceOf(text: string): Balance | null {
  const match = /^\s*(R?[CD])\s*(?:\d{6})?\s*([A-Z]{3})?\s*([\d.,]+)/.exec(text);
  const amount = match && exactOf((match[3] as string).replace(/[,.]$/, ""));
  if (!match || !amount) return null;
  const debit = (match[1] as string).endsWith("D");
  return { amount: debit && unitsOf(amount) !== 0n ? `-${amount}` : amount, currency: match[2] ?? null };
}

const sumOf = (text: string): string | null => {
  const match = /^\d*[A-Z]{3}([\d.,]+)/.exec(text);
  return match ? exactOf((match[1] as string).replace(/[,.]$/, "")) : null;
};

/** Value date, entry date, direction, funds code, amount, type, references; the amount ends where the type begins. */
const ENTRY =
  /^\s*(\d{6})(\d{4}|\s{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*(\d[\d., ]*?)\s*([A-Z][A-Z0-9]{3}|[A-Z][A-Z]{1,2}(?=[^A-Z0-9]|$)|[NSF]?)((?![\d.,]).*)?$/s;
const ENTRY_LOOSE = /^\s*(\d{6})(\d{4}|\s{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*(\d[\d., ]*)(.*)$/s;

function finish(draft: Draft, warnings: ReadWarning[]): ParsedStatement {
  const lines: StatementLine[] = [];
  const rejected: RejectedLine[] = [];
  draft.entries.forEach((entry, i) => {
    const row = i + 1;
    const line = lineOf(row, entry.body, entry.detail, warnings);
    if (typeof line === "string")
      rejected.push({ row, raw: [...entry.body, ...(entry.detail ?? [])].join(" "), reason: line });
    else lines.push(line);
  });
  checkSums(draft, lines, warnings);
  return sealStatement({
    masked: maskAccount(draft.account),
    currency: draft.currency,
    opening: draft.opening,
    closing: draft.closing,
    lines,
    rejected,
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
        message: `The file says that its ${negative ? "debits" : "credits"} are ${named}; the lines give ${textOfUnits(negative ? -sum : sum)}.`,
      });
  }
}

function lineOf(
  row: number,
  body: readonly string[],
  detail: readonly string[] | null,
  warnings: ReadWarning[],
): StatementLine | string {
  let used = 1;
  let match = matchEntry(body[0] as string);
  if (!match && body.length > 1) [match, used] = [matchEntry(`${body[0]}${body[1]}`), 2];
  if (!match) return "no entry of a statement: date, direction and amount expected";
  const [, printedValue = "", printedEntry = "", mark = "", , printedAmount = "", type = "", rest = ""] = match;
  const amount = exactOf(printedAmount.replace(/[,. ]+$/, "").replace(/ /g, ""));
  if (amount === null) return "no amount that can be read";
  const valueDate = dayOf(printedValue);
  const date = entryDay(printedEntry.trim(), printedValue) ?? valueDate ?? lastOfMonth(row, printedValue, warnings);
  if (!date) return "no date that can be read";
  const debit = mark === "RC" || mark === "D" || mark === "ED";
  const [own = "", bank = ""] = rest.split("//");
  const named = own.trim() === "" || /^NONREF$/i.test(own.trim()) ? bank.trim() : own.trim();
  const supplement = body.slice(used).join(" ");
  return {
    row,
    date,
    valueDate: valueDate ?? null,
    amount: debit && unitsOf(amount) !== 0n ? `-${amount}` : amount,
    balance: null,
    narration: narrationOf(detail) || joinNarration([supplement, named]),
    reference: named || null,
    code: [mark === "RC" || mark === "RD" ? mark : "", type].filter(Boolean).join(" ") || null,
  };
}

const matchEntry = (text: string): RegExpExecArray | null =>
  ENTRY.exec(text) ?? (looseMatch(text) as RegExpExecArray | null);

function looseMatch(text: string): (string | undefined)[] | null {
  const match = ENTRY_LOOSE.exec(text);
  return match ? [match[0], match[1], match[2], match[3], match[4], match[5], "", match[6]] : null;
}

function dayOf(text: string): CivilDate | undefined {
  const [yy, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6))];
  return civilDate(yy + (yy < 70 ? 2000 : 1900), month, day);
}

/** The entry date has no year: of the three around the value date the nearest is meant. */
function entryDay(text: string, printedValue: string): CivilDate | undefined {
  if (!/^\d{4}$/.test(text)) return undefined;
  const yy = Number(printedValue.slice(0, 2));
  const year = yy + (yy < 70 ? 2000 : 1900);
  const near = dayOf(printedValue) ?? civilDate(year, Math.min(12, Math.max(1, Number(printedValue.slice(2, 4)))), 28);
  if (!near) return undefined;
  return [year - 1, year, year + 1]
    .map((one) => civilDate(one, Number(text.slice(0, 2)), Number(text.slice(2, 4))))
    .filter((one): one is CivilDate => one !== undefined)
    .sort((a, b) => Math.abs(dayNumber(a) - dayNumber(near)) - Math.abs(dayNumber(b) - dayNumber(near)))[0];
}

/** A value day of 30 February is the bank's thirty-day month: its end is meant. */
function lastOfMonth(row: number, text: string, warnings: ReadWarning[]): CivilDate | undefined {
  const [yy, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6))];
  const year = yy + (yy < 70 ? 2000 : 1900);
  if (month < 1 || month > 12 || day < 29 || day > 31) return undefined;
  warnings.push({
    code: "no_such_day",
    message: `The file names the day ${text}: the end of that month is taken.`,
    row,
  });
  return civilDate(year, month, daysInMonth(year, month));
}

/** `166?00GUTSCHRIFT?20...?32NAME`: 00 what it is, 20 to 29 and 60 to 63 the text, 32 and 33 who. Else the lines as they are. */
function narrationOf(detail: readonly string[] | null): string {
  if (detail === null) return "";
  const text = detail.join("");
  const coded = /^\d{3}([?<~^@])\d{2}/.exec(text) ?? /^\d{3}([?<~^@])$/.exec(text.slice(0, 4));
  if (!coded) {
    return detail
      .reduce((all, line) => all + (all === "" || all.length % 65 === 0 ? "" : " ") + line.trim(), "")
      .replace(/\s+/g, " ")
      .trim();
  }
  const parts = new Map<string, string>();
  for (const part of text.slice(3).split(coded[1] as string)) {
    const key = /^\d{2}/.exec(part)?.[0];
    if (key) parts.set(key, `${parts.get(key) ?? ""}${part.slice(2)}`);
  }
  const of = (keys: readonly number[]) => keys.map((key) => parts.get(String(key).padStart(2, "0")) ?? "").join("");
  return joinNarration([parts.get("00"), of([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63]), of([32, 33])]);
}
