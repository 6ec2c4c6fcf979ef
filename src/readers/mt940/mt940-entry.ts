/**
 * One `:61:` of an MT940 and the `:86:` after it are one line: value date, entry date, direction, funds code,
 * amount, type and references stand in one row without separators, so each ends where the next can begin.
 * Source: SWIFT MT940, field 61: 6!n[4!n]2a[1!a]15d1!a3!c16x[//16x] and 34x on the next row.
 */
import { type CivilDate, civilDate, dayNumber, daysInMonth } from "../../domain/dates/civil-date.ts";
import type { ReadWarning, RowReason, StatementLine } from "../../domain/statements/statement.ts";
import { joinNarration } from "../proof/booked-statement.ts";
import { exactText, readPrinted, valueIn } from "../text/exact-number.ts";
import { narrationOf } from "./mt940-narration.ts";

/**
 * The amount takes all digits there are. The type is N, S or F and three more whatever follows it; a bank's own four, or
 * fewer, only where no digit follows, as that would be a reference.
 */
const ENTRY =
  /^\s{0,9}(?:(\d{6})(\d{4}|\s{4})?|((?:19|20)\d{6})((?:19|20)\d{6})?)\s{0,9}(RC|RD|EC|ED|C|D)[A-Z]?\s{0,9}([-+]?\d[\d., ]{0,60})([NSF][A-Z0-9]{3}|[A-Z][A-Z0-9]{3}(?![\d.,])|[A-Z]{2,3}(?![A-Z0-9])|[NSF])?(.*)$/s;

/** The line that a `:61:` and its narration make, or why there is none. */
export function entryOf(
  row: number,
  body: readonly string[],
  detail: readonly string[] | null,
  warnings: ReadWarning[],
): StatementLine | RowReason {
  let used = 1;
  let match = ENTRY.exec(body[0] as string);
  if (!match && body.length > 1) [match, used] = [ENTRY.exec(`${body[0]}${body[1]}`), 2];
  if (!match) return { code: "row.no_entry" };
  const [, shortValue, shortEntry, longValue, longEntry, mark = "", printedAmount = "", type = "", rest = ""] = match;
  const minus = printedAmount.startsWith("-");
  const amount = amountOf(printedAmount.replace(/^[-+]/, "").replace(/ /g, ""));
  if (amount === null) return { code: "row.amount_unread" };
  const printedValue = shortValue ?? longValue ?? "";
  const valueDate = dayOf(printedValue);
  // most entries are of their value day: then there is no year to be found
  const sameDay = valueDate !== undefined && shortEntry !== undefined && printedValue.endsWith(shortEntry);
  const date =
    (sameDay ? valueDate : undefined) ??
    entryDay((shortEntry ?? longEntry ?? "").trim(), printedValue) ??
    valueDate ??
    lastOfMonth(row, printedValue, warnings);
  if (!date) return { code: "row.date_unread" };
  // a minus behind the side, against the standard, turns it: the closing balance proves or refutes that
  const debit = (mark === "RC" || mark === "D" || mark === "ED") !== minus;
  if (minus)
    warnings.push({
      code: "minus_behind_side",
      row,
    });
  const [own = "", bank = ""] = rest.split("//");
  const named = own.trim() === "" || /^NONREF$/i.test(own.trim()) ? bank.trim() : own.trim();
  const supplement = body.slice(used).join(" ");
  return {
    row,
    date,
    valueDate: valueDate ?? null,
    amount: debit && /[1-9]/.test(amount) ? `-${amount}` : amount,
    balance: null,
    narration: narrationOf(detail) || joinNarration([supplement, named]),
    reference: named || null,
    code: [mark === "RC" || mark === "RD" ? mark : "", type].filter(Boolean).join(" ") || null,
  };
}

/** `100,`, `100,5` or, against the standard, `100.50`; null when it is none of them. */
export function amountOf(printed: string): string | null {
  const number = readPrinted(printed.replace(/[,.]$/, ""));
  const value = number
    ? (valueIn("comma", number) ??
      (/^\d{1,3}(?:,\d{3})*\.\d{1,2}$|^\d+\.\d+$/.test(number.digits) ? valueIn("point", number) : undefined))
    : undefined;
  return value ? exactText(value) : null;
}

/** Year, month and day of `260131` or, against the standard, `20260131`. */
function partsOf(text: string): readonly [number, number, number] {
  const [head, month, day] = [Number(text.slice(0, -4)), Number(text.slice(-4, -2)), Number(text.slice(-2))];
  return [text.length === 8 ? head : head + (head < 70 ? 2000 : 1900), month, day];
}

const dayOf = (text: string): CivilDate | undefined => civilDate(...partsOf(text));

/** The entry date has no year: of the three around the value date the nearest is meant. */
function entryDay(text: string, printedValue: string): CivilDate | undefined {
  if (/^\d{8}$/.test(text)) return dayOf(text);
  if (!/^\d{4}$/.test(text)) return undefined;
  const [year, month] = partsOf(printedValue);
  const near = dayOf(printedValue) ?? civilDate(year, Math.min(12, Math.max(1, month)), 28);
  if (!near) return undefined;
  return [year - 1, year, year + 1]
    .map((one) => civilDate(one, Number(text.slice(0, 2)), Number(text.slice(2, 4))))
    .filter((one): one is CivilDate => one !== undefined)
    .sort((a, b) => Math.abs(dayNumber(a) - dayNumber(near)) - Math.abs(dayNumber(b) - dayNumber(near)))[0];
}

/** A value day of 30 February is the bank's thirty-day month: its end is meant. */
function lastOfMonth(row: number, text: string, warnings: ReadWarning[]): CivilDate | undefined {
  const [year, month, day] = partsOf(text);
  if (month < 1 || month > 12 || day < 29 || day > 31) return undefined;
  warnings.push({
    code: "no_such_day",
    facts: { printed: text },
    row,
  });
  return civilDate(year, month, daysInMonth(year, month));
}
