/**
 * What a page of a result carries, as text, since the server keeps nothing. Where a question is open it is what was judged: the
 * result is made of it again, with an answer or to be saved. Else it is the result itself. Packed is raw deflate in base64url,
 * in which the mark of the first kind does not occur.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AuditBundle, AuditResult } from "../../domain/audit/audit-result.ts";
import { auditShape } from "../../domain/audit/audit-shape.ts";
import { isParsedFiles } from "../../domain/audit/claim/work-shape.ts";
import { printAudit } from "../../domain/audit/print-audit.ts";
import { type Engine, judgeParsed } from "../../engine/judge-parsed.ts";
import type { JudgedOf, JudgedResult } from "./foreign-question.ts";

const MARK = "~";

/** No result of the most rows that we judge comes near; a bomb ends here. */
const MOST_BYTES = 64_000_000;
/** Longer statements would make a page of megabytes longer still; they are sent again instead. */
const MOST_LINES = 20_000;

/** What judged it: a result is made again by the same facts and code or not at all, since a saved file says what the page said. */
export const judgedBy = ({ pack, engineVersion }: Engine): string => `${engineVersion} ${pack.sha256}`;

export const mayCarry = ({ files }: JudgedOf): boolean =>
  files.flatMap(({ statements }) => statements).reduce((sum, { lines }) => sum + lines.length, 0) <= MOST_LINES;

export const packed = ({ printed, of }: Pick<JudgedResult, "printed" | "of">): string =>
  of === undefined ? pack(printed) : `${MARK}${pack(JSON.stringify(of))}`;

const pack = (text: string): string => deflateRawSync(text, { level: 9 }).toString("base64url");

/** What was judged; null where the page carried a result, or what it carried is damaged. */
export function judgedOfIn(carried: Uint8Array): JudgedOf | null {
  const text = textOf(carried);
  if (!text.startsWith(MARK)) return null;
  const of = parsed(unpack(text.slice(MARK.length))) as JudgedOf | undefined;
  return of && isParsedFiles(of.files) && of.files.length > 0 && Array.isArray(of.told) ? of : null;
}

/** Judges it, by the facts of now. */
export function judgeCarried(engine: Engine, of: JudgedOf): JudgedResult {
  const result = judgeParsed(engine, of.files, of.said, of.told);
  return { result, printed: printAudit(result), of };
}

/** The result of the page, and as it was printed; null where it is damaged, no result of ours, or cannot be made again. */
export function resultIn(engine: Engine, carried: Uint8Array): Omit<JudgedResult, "of"> | null {
  const of = judgedOfIn(carried);
  if (of) return of.by === judgedBy(engine) ? judgeCarried(engine, of) : null;
  const printed = unpack(textOf(carried));
  const value = parsed(printed);
  // the value as it was parsed: a copy of a long one would be held beside it
  return auditShape.safeParse(value).success ? { result: value as AuditResult | AuditBundle, printed } : null;
}

const textOf = (carried: Uint8Array): string => Buffer.from(carried).toString("latin1");

/** Empty where it is damaged or too long. */
function unpack(text: string): string {
  try {
    return inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: MOST_BYTES }).toString("utf8");
  } catch {
    return "";
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
