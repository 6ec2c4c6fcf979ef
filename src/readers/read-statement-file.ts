/** Bytes to a parsed file or a refusal. Content decides the format; a name that says otherwise is a warning. */
import type { ParsedFile, ParsedStatement, ReadOptions, ReadWarning, Refusal } from "../domain/statements/statement.ts";
import { isRefusal, type ReaderAnswer, refusal } from "./proof/reader-answer.ts";
import { type Format, sniffBytes, sniffText } from "./sniff-format.ts";
import type { Surroundings } from "./table/read-table.ts";

import { MOST_BYTES } from "./text/limits.ts";
import { type DecodedText, markedText, withoutUnseen } from "./text/marked-text.ts";
import { withShortTexts } from "./text/short-texts.ts";

export type FileAnswer =
  | { readonly ok: true; readonly file: ParsedFile }
  | { readonly ok: false; readonly refusal: Refusal };

export type FileToRead = {
  readonly bytes: Uint8Array;
  /** Decoded; empty for a format that is no text. */
  readonly text: string;
  readonly options: ReadOptions;
  readonly around: Surroundings;
};

/** Reads one format; the formats that need heavy libraries are handed in by whoever can load them. */
export type Reader = (file: FileToRead) => ReaderAnswer | Promise<ReaderAnswer>;
export type Readers = Readonly<Partial<Record<Format, Reader>>>;

/** The readers that most people need. Each is loaded only when a file needs it. */
export const FIRST_READERS: Readers = {
  delimited: async (file) => (await import("./table/read-delimited.ts")).readDelimitedFile(file),
  alerts: async ({ text, options, around }) => {
    const { readAlerts } = await import("./alerts/read-alerts.ts");
    // what a messenger has saved begins each message with its day
    const saved = /^\W{0,3}\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d{2}/m.test(text.slice(0, 2_000))
      ? (await import("./alerts/message-backup.ts")).messagesInText(text)
      : null;
    return readAlerts(saved ?? text, around.banks, options);
  },
};

const ENDINGS: Readonly<Record<string, readonly Format[]>> = {
  csv: ["delimited"],
  tsv: ["delimited"],
  pdf: ["pdf"],
  xlsx: ["zip"],
  xls: ["xls"],
  ofx: ["ofx"],
  qfx: ["ofx"],
  qif: ["qif"],
  xml: ["xml"],
  json: ["json"],
};

/** Reads a file. Never throws for what a file holds. */
export async function readStatementFile(
  bytes: Uint8Array,
  asked: ReadOptions,
  around: Surroundings,
  readers: Readers = FIRST_READERS,
): Promise<FileAnswer> {
  // facts are kept up within a year, and no statement is later than they are
  const year = Number(/^(\d{4})\./.exec(around.version ?? "")?.[1]);
  const options: ReadOptions = year > 0 ? { lastYear: year + 1, ...asked } : asked;
  if (bytes.length > MOST_BYTES) return no(refusal("too_large", "file.too_many_bytes", "try.one_a_year"));
  const raw = sniffBytes(bytes);
  const decoded = raw === null ? await plainText(bytes, options) : { text: "", encoding: "binary", assumed: false };
  const format = raw ?? (await sniffText(decoded.text));
  if (format === "empty")
    return no(refusal("empty", bytes.length === 0 ? "file.empty" : "file.holds_nothing", "try.again"));
  if (format === "image") {
    const { pictureRefusal } = await import("./pdf/picture-refusal.ts");
    return no(pictureRefusal("file.picture", options, around.banks));
  }
  if (format === "binary") return no(refusal("unknown_format", "file.unknown_kind", "try.csv"));
  const reader = readers[format];
  if (!reader) return no(refusal("unsupported_format", { code: "file.kind_not_here", facts: { format } }, "try.csv"));
  const answer = await reader({ bytes, text: decoded.text, options, around });
  if (isRefusal(answer)) return no(answer);
  const { statements: short, cuts } = withShortTexts(answer.statements);
  const warnings = [...conflictOf(format, options.fileName), ...encodingDoubt(decoded), ...answer.warnings, ...cuts];
  if (short.length > 1 || short.some(mayBeOdd))
    warnings.push(...(await import("./proof/odd-lines.ts")).oddLines(short, answer.format));
  const statements = warnings.length > 0 ? (await import("./proof/mark-doubts.ts")).withDoubts(short, warnings) : short;
  return { ok: true, file: { format: answer.format, encoding: decoded.encoding, warnings, statements } };
}

/** No balance proves its sums, a payment is its own balance, or its days do not run from one to the next, or back. */
function mayBeOdd({ lines, chain }: ParsedStatement): boolean {
  const before = (i: number): string => lines[i - 1]?.date ?? "";
  return (
    chain.state !== "complete" ||
    lines.some(({ amount, balance }) => amount === balance) ||
    (lines.some(({ date }, i) => date < before(i)) && lines.some(({ date }, i) => i > 0 && date > before(i)))
  );
}

/** The text of a file without what stands in it unseen, and without the zero bytes that pad its end. */
async function plainText(padded: Uint8Array, { encoding }: ReadOptions): Promise<DecodedText> {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end--;
  // one zero byte may be half of a letter of UTF-16
  const bytes = padded.length - end > 1 ? padded.subarray(0, end + (end % 2)) : padded;
  const decoded = markedText(bytes, encoding) ?? (await import("./text/old-tables.ts")).inOldTable(bytes);
  return { ...decoded, text: withoutUnseen(decoded.text) };
}

const no = (why: Refusal): FileAnswer => ({ ok: false, refusal: why });

function conflictOf(format: Format, name: string | undefined): ReadWarning[] {
  const ending = /\.(\w+)$/.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
  const meant = ENDINGS[ending];
  return !meant || meant.includes(format)
    ? []
    : [
        {
          code: "type_conflict",
          facts: { ending, format },
        },
      ];
}

const encodingDoubt = ({ assumed, encoding }: { assumed: boolean; encoding: string }): ReadWarning[] =>
  assumed ? [{ code: "encoding_assumed", facts: { encoding } }] : [];
