/**
 * What a page of a result carries, as text: the result, packed, and behind a mark what it was judged of, where a question is
 * open. The server keeps neither. Packed is raw deflate in base64url, in which the mark does not occur.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { isParsedFiles } from "../../domain/audit/claim/work-shape.ts";
import type { JudgedOf } from "./foreign-question.ts";

const MARK = "~";

/** No result of the most rows that we judge comes near; a bomb ends here. */
const MOST_BYTES = 64_000_000;
/** Longer statements would make a page of megabytes longer by as much again; they are sent again instead. */
const MOST_LINES = 20_000;

export const mayCarry = ({ files }: JudgedOf): boolean =>
  files.flatMap(({ statements }) => statements).reduce((sum, { lines }) => sum + lines.length, 0) <= MOST_LINES;

export const packed = (printed: string, of: JudgedOf | null): string =>
  of === null ? pack(printed) : `${pack(printed)}${MARK}${pack(JSON.stringify(of))}`;

const pack = (text: string): string => deflateRawSync(text, { level: 9 }).toString("base64url");

/** The result as it was printed; empty where it is damaged or too long. */
export const printedIn = (carried: Uint8Array): string => unpack(partsOf(carried)[0] ?? "");

/** What it was judged of; null where the page carried none, or it is damaged. */
export function judgedOfIn(carried: Uint8Array): JudgedOf | null {
  const part = partsOf(carried)[1];
  if (part === undefined) return null;
  try {
    const of = JSON.parse(unpack(part)) as JudgedOf;
    return isParsedFiles(of.files) && of.files.length > 0 && Array.isArray(of.told) ? of : null;
  } catch {
    return null;
  }
}

const partsOf = (carried: Uint8Array): readonly string[] => Buffer.from(carried).toString("latin1").split(MARK);

function unpack(part: string): string {
  try {
    return inflateRawSync(Buffer.from(part, "base64url"), { maxOutputLength: MOST_BYTES }).toString("utf8");
  } catch {
    return "";
  }
}
