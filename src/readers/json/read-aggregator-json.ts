/**
 * Each interface has its own rule for the sign and the unit of its transactions. Mono and Okra: a direction word
 * and kobo. Plaid: money leaving is positive. Australian CDR: a signed decimal text. An unknown interface:
 * a direction word, and decimals that prove the unit.
 * Sources: docs.mono.co (transactions), docs.okra.ng, plaid.com/docs (transactions), Consumer Data Standards (banking).
 */
import type {
  DecimalText,
  ParsedStatement,
  ReadOptions,
  ReadWarning,
  RejectedLine,
  RowReason,
  StatementLine,
} from "../../domain/statements/statement.ts";
import { sealStatement } from "../proof/booked-statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import { accountType, bankIn, type NamedBank } from "../table/read-preamble.ts";
import { joined, type Surroundings } from "../table/read-table.ts";
import { readTableIn } from "../table/read-table-in.ts";
import { bookedBy } from "../table/status-words.ts";
import type { Row } from "../text/delimited-text.ts";
import { exactText, negated, readPrinted, textOfUnits, unitsOf, valueIn } from "../text/exact-number.ts";
import { MOST_LINES } from "../text/limits.ts";
import { maskAccount } from "../text/mask-account.ts";
import { type DateOrder, dayIn, orderOf, readPrintedDate } from "../text/printed-date.ts";
import { contentOf, ownersOf, type Shape, shapeOf, type Transactions, transactionsIn } from "./aggregator-lists.ts";
import { isObject, type Json, JsonNumber, type JsonObject, objectsIn, readExactJson, textOf } from "./exact-json.ts";
import { tablesOfLists } from "./list-table.ts";

export function readAggregatorJson(
  text: string,
  around: Surroundings = { banks: [], layouts: [] },
  options: ReadOptions = {},
): ReaderAnswer {
  const { banks } = around;
  const value = readExactJson(text) ?? readExactJson(listOfLines(text));
  const owners = value === undefined ? new Map() : ownersOf(value);
  const found = value === undefined ? null : transactionsIn(value, owners);
  const listed = value === undefined || found ? null : readList(value, around, options);
  if (listed) return listed;
  if (value === undefined || !found)
    return refusal(
      value === undefined ? "unknown_format" : "no_table",
      value === undefined ? "file.json_not_whole" : "file.json_no_list",
      "try.json_lists",
    );
  if (found.items.length > MOST_LINES) return tooManyLines();
  const { shape, items } = found;
  const warnings: ReadWarning[] = [...joinedWarnings(found), ...feesBeside(items)];
  const whole = !items.some((item) => isObject(item) && amountsOf(item).some((one) => one.includes(".")));
  if (shape === "plain" && whole) return refusal("no_table", "file.json_whose", "try.json_as_it_came");
  for (const one of minusMissing(items, shape)) warnings.push(one);
  const minor = (shape === "mono" || shape === "okra") && whole;
  const order = shape === "plain" ? orderOfList(items, warnings) : "ymd";
  if (minor && items.some((item) => isObject(item) && amountsOf(item).some(isBelowOne)))
    warnings.push({
      code: "minor_units",
    });
  const accounts = new Map<string, { lines: StatementLine[]; rejected: RejectedLine[]; currency: string | null }>();
  items.forEach((item, i) => {
    const around = isObject(item) ? owners.get(item) : undefined;
    const id = isObject(item) ? (textOf(item, ...ACCOUNT_KEYS) ?? around?.id ?? "") : "";
    const money = isObject(item) ? (textOf(item, "currency", "iso_currency_code") ?? around?.currency ?? "") : "";
    // money of one currency is no money of another, whatever account is named
    const key = `${id}\u0000${money}`;
    const account = accounts.get(key) ?? { lines: [], rejected: [], currency: null };
    accounts.set(key, account);
    const row = account.lines.length + account.rejected.length + 1;
    const line = isObject(item) ? (notMade(item) ?? lineOf(row, item, shape, minor, order)) : NO_OBJECT;
    if (!("row" in line)) account.rejected.push({ row, raw: rawOf(item), reason: line });
    else account.lines.push(line);
    if (isObject(item)) {
      account.currency ??= textOf(item, "currency", "iso_currency_code") ?? around?.currency ?? null;
      if (textOf(item, "status")?.toUpperCase() === "PENDING" || item.pending === true)
        warnings.push({
          code: "not_booked",
          how: "pending",
          row: i + 1,
        });
    }
  });
  return {
    format: `json-${shape}`,
    statements: [...accounts].map(([key, account]) => finish(key.split("\u0000")[0] ?? "", account, value, banks)),
    warnings,
  };
}

/** An object a line, as programs write long lists: one list; a text that is none stays none. */
const listOfLines = (text: string): string => {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.every((line) => /^\{.*\}$/.test(line)) ? `[${lines.join(",")}]` : "";
};

/** A list from an unknown interface, read as a table; null where it holds none, or where the unit of its sums is not known. */
function readList(value: Json, around: Surroundings, options: ReadOptions): ReaderAnswer | null {
  const { tables, unbooked, others } = tablesOfLists(value);
  const reads = tables.filter(saysUnit).flatMap((rows) => readTableIn(rows, around, options) ?? []);
  const read = reads.length > 1 ? joined(reads) : reads[0];
  if (!read) return null;
  const unread = others + tables.filter((rows) => !saysUnit(rows)).reduce((sum, rows) => sum + rows.length - 1, 0);
  const left = { code: "not_booked", how: "left_out", facts: { count: unbooked } } as const;
  const other = { code: "other_rows", facts: { count: unread } } as const;
  return {
    format: "json-list",
    statements: read.statements,
    warnings: [...read.warnings, ...(unbooked > 0 ? [left] : []), ...(unread > 0 ? [other] : [])],
  };
}

/** Some sum has decimals, or something names the unit in which they are counted. */
const saysUnit = (rows: readonly Row[]): boolean =>
  rows.some(({ cells }) => cells.some((cell) => /^-?\d+\.\d{1,4}$/.test(cell) || NAMES_UNIT.test(cell)));

/** A field that says that it counts hundredths, or says it of its sums. */
const NAMES_UNIT = /^(?:[a-z ]{1,30} )?(?:in )?(?:kobo|pesewas?|cents|pence)$|^[a-z ]{1,30} in minor units?$/i;

/** Debits without a minus in a list whose other debits carry one: the word and the sign say different things. */
function minusMissing(items: readonly Json[], shape: Shape): ReadWarning[] {
  if (shape === "cdr" || shape === "plaid") return [];
  const [minus, plus]: [number[], number[]] = [[], []];
  items.forEach((item, i) => {
    if (!isObject(item) || textOf(item, "type")?.toLowerCase() !== "debit") return;
    const amount = exactOf(textOf(item, "amount"));
    if (amount !== null && unitsOf(amount) !== 0n) (amount.startsWith("-") ? minus : plus).push(i + 1);
  });
  if (minus.length === 0) return [];
  return plus.map((row) => ({ code: "direction_by_words", how: "no_minus", row }));
}

const NO_OBJECT: RowReason = { code: "row.no_object" };
const ACCOUNT_KEYS = ["accountId", "account_id", "accountNumber", "account_number", "account", "nuban", "iban"];
const STATUS_KEYS = ["status", "state", "transactionStatus", "transaction_status", "response"];
const FEE_KEYS = ["fee", "fees", "charge", "charges", "vat", "tax", "levy", "stamp_duty", "stampDuty"];

/** Why a transaction moved nothing: its status says so. One that is only pending is kept, and said to be so. */
function notMade(item: JsonObject): RowReason | null {
  const status = textOf(item, ...STATUS_KEYS);
  return status !== null && !/^pending$/i.test(status) && bookedBy(status) === false
    ? { code: "row.status_of_transaction", facts: { status } }
    : null;
}

/** Fees that stand beside the amounts: whether these hold them, no interface that we know says. */
function feesBeside(items: readonly Json[]): ReadWarning[] {
  const key = FEE_KEYS.find((one) =>
    items.some((item) => isObject(item) && /[1-9]/.test(exactOf(textOf(item, one)) ?? "")),
  );
  if (key === undefined) return [];
  return [{ code: "fees_beside", how: "transactions", facts: { label: key } }];
}

const amountsOf = (item: JsonObject): string[] =>
  [item.amount, item.debit, item.credit, item.balance].flatMap((one) =>
    one instanceof JsonNumber ? [one.text] : typeof one === "string" ? [one] : [],
  );

/** Nothing costs less than a naira: such a whole number was hardly counted in kobo, as both interfaces say that they do. */
const isBelowOne = (text: string): boolean => /^-?[1-9]\d?$/.test(text);

const rawOf = (item: Json): string => contentOf(item).slice(0, 2000);

/** The order of day and month of a list that no interface's rule binds to write the year first. */
function orderOfList(items: readonly Json[], warnings: ReadWarning[]): DateOrder {
  const printed = items.map((item) => (isObject(item) ? readPrintedDate(textOf(item, "date") ?? "") : undefined));
  const { order, assumed } = orderOf(
    printed.filter((date) => date !== undefined),
    null,
    undefined,
  );
  if (assumed)
    warnings.push({
      code: "date_order_assumed",
      how: "day",
    });
  return order;
}

function joinedWarnings({ twice, sameId, removed, others }: Transactions): ReadWarning[] {
  const warnings: ReadWarning[] = [];
  if (twice > 0) warnings.push({ code: "repeated_row", how: "rows", facts: { count: twice } });
  if (sameId > 0) warnings.push({ code: "repeated_id", how: "rows", facts: { count: sameId } });
  if (removed > 0) warnings.push({ code: "removed_row", facts: { count: removed } });
  if (others > 0) warnings.push({ code: "other_rows", facts: { count: others } });
  return warnings;
}

function exactOf(text: string | null): DecimalText | null {
  const number = readPrinted(text ?? "no");
  const value = number && number.mark === null ? valueIn("point", number) : undefined;
  return value && number ? exactText(number.negative && value.units !== 0n ? negated(value) : value) : null;
}

const negate = (text: string): string =>
  unitsOf(text) === 0n ? text : text.startsWith("-") ? text.slice(1) : `-${text}`;

function lineOf(
  row: number,
  item: JsonObject,
  shape: Shape,
  minor: boolean,
  order: DateOrder,
): StatementLine | RowReason {
  const amount = signedAmount(item, shape);
  if (amount === null) return { code: "row.amount_or_side_unread" };
  const printed = readPrintedDate(textOf(item, ...DATES[shape]) ?? "");
  const date = printed && dayIn(order, printed);
  if (!printed || !date) return { code: "row.date_unread" };
  const value = readPrintedDate(textOf(item, "valueDateTime", "value_date", "authorized_date") ?? "");
  const balance = exactOf(textOf(item, "balance"));
  const time = printed.time === "00:00:00" ? null : printed.time;
  const unit = (one: string) => (minor ? textOfUnits(unitsOf(one) / 100n) : one);
  const notes = isObject(item.notes) ? textOf(item.notes, "desc") : null;
  return {
    row,
    date,
    valueDate: (value && dayIn("ymd", value)) ?? null,
    ...(time ? { time } : {}),
    amount: unit(amount),
    balance: balance === null ? null : unit(balance),
    narration: (
      notes ??
      textOf(
        item,
        "narration",
        "description",
        "original_description",
        "name",
        "unformatted_desc",
        "TransactionInformation",
        "merchant_name",
      ) ??
      ""
    ).replace(/\s+/g, " "),
    reference: textOf(item, "reference", "ref", "transactionId", "transaction_id", "_id", "id"),
    code: shape === "cdr" ? textOf(item, "type") : textOf(item, "category", "transaction_type"),
  };
}

const DATES: Readonly<Record<Shape, readonly string[]>> = {
  cdr: ["postingDateTime", "executionDateTime", "valueDateTime"],
  plaid: ["datetime", "date"],
  okra: ["trans_date", "cleared_date", "date"],
  mono: ["date"],
  plain: ["date"],
};

function signedAmount(item: JsonObject, shape: Shape): DecimalText | null {
  if (shape === "cdr") return exactOf(textOf(item, "amount"));
  if (shape === "plaid") {
    const amount = exactOf(textOf(item, "amount"));
    return amount === null ? null : negate(amount);
  }
  const type = textOf(item, "type")?.toLowerCase();
  const amount = exactOf(textOf(item, "amount"));
  if (amount !== null && (type === "debit" || type === "credit")) {
    // a minus that repeats the word is said twice; one that contradicts it leaves the side open
    if (type === "credit" && amount.startsWith("-")) return null;
    const size = amount.replace("-", "");
    return type === "debit" ? negate(size) : size;
  }
  const [debit, credit] = [exactOf(textOf(item, "debit")), exactOf(textOf(item, "credit"))];
  if (debit !== null && unitsOf(debit) !== 0n) return negate(debit.replace("-", ""));
  return credit !== null && unitsOf(credit) !== 0n ? credit : null;
}

function finish(
  id: string,
  account: { lines: StatementLine[]; rejected: RejectedLine[]; currency: string | null },
  whole: Json,
  banks: readonly NamedBank[],
): ParsedStatement {
  const all = [...objectsIn(whole)].filter((one) => shapeOf(one) === null);
  const named =
    all.find((one) => id !== "" && textOf(one, "account_id", "accountId") === id) ??
    all.find((one) => id !== "" && textOf(one, "accountNumber", "account_number", "nuban") === id) ??
    all.find((one) => textOf(one, "accountNumber", "account_number", "nuban") !== null);
  const institution = all
    .map((one) =>
      isObject(one.institution)
        ? textOf(one.institution, "name")
        : isObject(one.bank)
          ? textOf(one.bank, "name")
          : null,
    )
    .find(Boolean);
  const currency =
    account.currency ?? textOf(named, "currency") ?? all.map((one) => textOf(one, "currency")).find(Boolean) ?? null;
  const sealed = sealStatement({
    bank: bankIn(institution ?? "", banks),
    masked:
      maskAccount(textOf(named, "accountNumber", "account_number", "nuban", "mask", "maskedNumber")) ??
      (/^\d{6,}$/.test(id) ? maskAccount(id) : null),
    currency,
    type:
      accountType(textOf(named, "type", "subtype", "product") ?? "") ??
      accountType(textOf(named, "subtype") ?? "") ??
      "unknown",
    holder: textOf(named, "name", "owner"),
    lines: account.lines,
    rejected: account.rejected,
  });
  if (sealed.chain.state !== "broken") return sealed;
  const sorted = sealStatement({
    ...sealed,
    ...sealed.account,
    lines: settleSeconds(account.lines),
    rejected: account.rejected,
  });
  return sorted.chain.breaks.length < sealed.chain.breaks.length ? sorted : sealed;
}

/**
 * Rows of one instant come in any order: they are put in the one in which each balance follows from the one before. Rows
 * keep their numbers.
 */
function settleSeconds(lines: readonly StatementLine[]): StatementLine[] {
  const stamp = (line: StatementLine | undefined) => `${line?.date} ${line?.time}`;
  const newestFirst = stamp(lines[0]) > stamp(lines.at(-1));
  const source = newestFirst ? [...lines].reverse() : lines;
  const result: StatementLine[] = [];
  for (let i = 0; i < source.length; ) {
    let end = i;
    while (end < source.length && stamp(source[end]) === stamp(source[i])) end++;
    for (const line of chained(source.slice(i, end), result.at(-1)?.balance ?? null)) result.push(line);
    i = end;
  }
  return newestFirst ? result.reverse() : result;
}

function chained(group: readonly StatementLine[], before: DecimalText | null): readonly StatementLine[] {
  if (group.length < 2 || group.length > 500 || group.some((line) => line.balance === null)) return group;
  const left = [...group];
  const start = (line: StatementLine) => unitsOf(line.balance as string) - unitsOf(line.amount);
  // without a balance before, the first is the one that starts where no other ends
  const ends = new Set(group.map((line) => unitsOf(line.balance as string)));
  let at = before === null ? left.map(start).find((one) => !ends.has(one)) : unitsOf(before);
  const result: StatementLine[] = [];
  while (left.length > 0) {
    const next = left.findIndex((line) => start(line) === at);
    if (next < 0) return group;
    const [line] = left.splice(next, 1) as [StatementLine];
    result.push(line);
    at = unitsOf(line.balance as string);
  }
  return result;
}
