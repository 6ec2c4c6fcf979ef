/**
 * Makes a workbook of which nothing lies: the parts that hold cells, each stored as large as it is. The library for workbooks
 * reserves what the archive's list claims and walks whatever area a link names, so it is given neither: of a sheet only its
 * rows are kept, no links, merged areas or widths of columns.
 * Source: ECMA-376 part 1, 18.3.1.99 (a worksheet: sheetData, then what is laid over it).
 */
import { zipSync } from "fflate";
import { MOST_COLUMNS, MOST_LINES } from "../text/limits.ts";
import type { ArchiveEntry, ArchiveFault } from "./unzip.ts";

/** Pictures, macros, drawings and settings hold no payments. */
const HOLDS_CELLS =
  /^(?:\[Content_Types\]\.xml|mimetype|content\.xml|styles\.xml|meta\.xml|META-INF\/manifest\.xml|_rels\/\.rels|xl\/(?:_rels\/)?(?:workbook|sharedStrings|styles)\.(?:xml|bin)(?:\.rels)?|xl\/worksheets\/[^/]{1,100}\.(?:xml|bin))$/i;

/** True for a part of a workbook that its cells need. */
export const isWorkbookPart = (name: string): boolean => HOLDS_CELLS.test(name);

/** Stores the parts of a workbook again. A sheet without an end is damaged; one that repeats its cells too often is too large. */
export function plainWorkbook(parts: readonly ArchiveEntry[]): Uint8Array | ArchiveFault {
  const plain: Record<string, Uint8Array> = {};
  const kept = new Set(parts.map(({ name }) => name.toLowerCase()));
  for (const { name, bytes } of parts) {
    const part = /^xl\/worksheets\/.*\.xml$/i.test(name)
      ? onlyRows(bytes)
      : name === "content.xml"
        ? repeatedLess(bytes)
        : name === "[Content_Types].xml"
          ? onlyKept(bytes, kept)
          : bytes;
    if (typeof part === "string") return part;
    plain[name] = part;
  }
  return zipSync(plain, { level: 0 });
}

/** The list of parts without those that are left out, which the library would miss. */
function onlyKept(list: Uint8Array, kept: ReadonlySet<string>): Uint8Array {
  const text = new TextDecoder().decode(list).replace(/<(?:\w{1,20}:)?Override\s[^<>]{0,1000}>/g, (part) => {
    const name = /PartName\s?=\s?["']\/?([^"']{1,500})/.exec(part)?.[1] ?? "";
    return kept.has(name.toLowerCase()) ? part : "";
  });
  return new TextEncoder().encode(text);
}

const REPEATED = /<table:table-row\b|number-(rows|columns)-repeated\s?=\s?["'](\d{1,10})/g;
const MOST_REPEATED_CELLS = 4 * MOST_LINES;

/**
 * An OpenDocument sheet says of a row or a cell how often it is repeated, and the blank rest of a sheet is said so. No more
 * than a statement's columns are repeated at once, and no more cells in all than a large statement has.
 */
function repeatedLess(content: Uint8Array): Uint8Array | ArchiveFault {
  let cells = 0;
  let rows = 1;
  const text = new TextDecoder().decode(content).replace(REPEATED, (found, what?: string, count?: string) => {
    if (what === undefined || count === undefined) {
      rows = 1;
      return found;
    }
    const kept = Math.min(Number(count), MOST_COLUMNS);
    if (what === "rows") rows = kept;
    else cells += rows * kept;
    return found.slice(0, found.length - count.length) + String(kept);
  });
  return cells > MOST_REPEATED_CELLS ? "too_large" : new TextEncoder().encode(text);
}

const TAIL = new TextEncoder().encode("</worksheet>");
const HEAD = new TextEncoder().encode(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>',
);
const WORD = new TextEncoder().encode("sheetData");
const [OPEN, CLOSE, STROKE] = [0x3c, 0x3e, 0x2f];

/** The rows of a sheet and nothing else. One whose rows are opened and not closed, or in UTF-16, which no program writes, is damaged. */
function onlyRows(sheet: Uint8Array): Uint8Array | ArchiveFault {
  if ((sheet[0] === 0xff && sheet[1] === 0xfe) || (sheet[0] === 0xfe && sheet[1] === 0xff)) return "damaged";
  const from = tagAt(sheet, 0, false);
  if (from === null) return new Uint8Array([...HEAD, ...new TextEncoder().encode("</sheetData>"), ...TAIL]);
  const opened = sheet.indexOf(CLOSE, from.at);
  if (opened < 0) return "damaged";
  if (sheet[opened - 1] === STROKE)
    return new Uint8Array([...HEAD, ...new TextEncoder().encode("</sheetData>"), ...TAIL]);
  const to = tagAt(sheet, opened, true);
  if (to === null) return "damaged";
  const prefix = new TextDecoder().decode(sheet.subarray(from.open + 1, from.at));
  const end = sheet.indexOf(CLOSE, to.at);
  if (end < 0) return "damaged";
  const head =
    prefix === ""
      ? HEAD
      : new TextEncoder().encode(
          `<${prefix}worksheet xmlns:${prefix.slice(0, -1)}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><${prefix}sheetData>`,
        );
  const tail = prefix === "" ? TAIL : new TextEncoder().encode(`</${prefix}worksheet>`);
  const rows = sheet.subarray(opened + 1, end + 1);
  const whole = new Uint8Array(head.length + rows.length + tail.length);
  whole.set(head);
  whole.set(rows, head.length);
  whole.set(tail, head.length + rows.length);
  return whole;
}

/** Where the tag `sheetData`, with or without a prefix, opens or closes. */
function tagAt(
  bytes: Uint8Array,
  from: number,
  closing: boolean,
): { readonly open: number; readonly at: number } | null {
  for (let at = indexOfWord(bytes, from); at >= 0; at = indexOfWord(bytes, at + 1)) {
    let open = at - 1;
    while (open >= 0 && at - open < 20 && bytes[open] !== OPEN) open--;
    if (bytes[open] === OPEN && (bytes[open + 1] === STROKE) === closing) return { open, at };
  }
  return null;
}

function indexOfWord(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(WORD[0] as number, from); at >= 0; at = bytes.indexOf(WORD[0] as number, at + 1))
    if (WORD.every((byte, i) => bytes[at + i] === byte)) return at;
  return -1;
}
