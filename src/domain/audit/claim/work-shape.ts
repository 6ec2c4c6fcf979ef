/** Whether a value has the shape of saved work, so that nothing later trips over a field that is not there. */
import type { SaidFile, SaidStatement, StatementLine } from "../../statements/statement.ts";
import type { SavedWork } from "./work-file.ts";

type Shape<T> = { readonly [K in keyof Required<T>]: (value: unknown) => boolean };

const text = (value: unknown): boolean => typeof value === "string";
const whole = (value: unknown): boolean => Number.isSafeInteger(value);
const day = (value: unknown): boolean => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const decimal = (value: unknown): boolean => typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
const one =
  (...values: readonly string[]) =>
  (value: unknown): boolean =>
    values.includes(value as string);
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value);
const orNone = (check: (value: unknown) => boolean) => (value: unknown) => value === undefined || check(value);
const list = (check: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(check);
const record =
  (shape: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(shape).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));

const KINDS = ["savings", "current", "domiciliary"] as const;

const line: Shape<StatementLine> = {
  row: whole,
  date: day,
  valueDate: orNull(day),
  time: orNone(text),
  amount: decimal,
  balance: orNull(decimal),
  narration: text,
  reference: orNull(text),
  code: orNull(text),
  page: orNone(whole),
  doubt: orNone(one("side", "day", "sum")),
};

const statement: Shape<SaidStatement> = {
  bank: orNull(text),
  account: record({
    masked: orNull(text),
    currency: orNull(text),
    type: one(...KINDS, "unknown"),
    product: orNone(text),
  }),
  holder: orNull(text),
  from: orNull(day),
  to: orNull(day),
  period: orNull(record({ from: day, to: day })),
  opening: orNull(decimal),
  closing: orNull(decimal),
  order: one("oldest_first", "newest_first", "unordered"),
  chain: record({ state: one("complete", "broken", "absent"), breaks: list(whole) }),
  lines: list(record(line)),
  rejected: list(record({ row: whole, raw: text, reason: text })),
};

const file = record({
  format: text,
  encoding: text,
  warnings: list(record({ code: text, message: text, row: orNone(whole) })),
  statements: list(record(statement)),
});

const work: Shape<SavedWork> = {
  savedOn: day,
  judged: record({
    engine: text,
    facts: record({ jurisdiction: text, version: text, sha256: text }),
    over: decimal,
  }),
  said: record({ bank: orNone(text), accountType: orNone(one(...KINDS)), product: orNone(text) }),
  told: orNone(list(record({ place: whole, row: orNull(whole), fact: text, value: text }))),
  rates: orNull(record({ name: text, text })),
  dropped: list(text),
  files: list(record({ name: text, file })),
  unread: list(record({ name: text, message: text, tryThis: text })),
};

/** Files that were read, as a page carries them. */
export const isParsedFiles = (value: unknown): value is readonly SaidFile[] => list(file)(value);

export const isSavedWork = (value: unknown): value is SavedWork => record(work)(value);
