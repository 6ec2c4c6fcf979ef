/**
 * One idea: the placed words of a page to lines of spans: what stands close together is one text, an amount or a date stands
 * alone, glyphs printed twice count once, and what is the same on most pages is furniture.
 */
import { readPrintedDate } from "./printed-date.ts";

export type Word = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly turn: 0 | 1 | 2 | 3;
};

export type Page = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
};

export type Span = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  height: number /** Its letters stand apart. */;
  spaced?: boolean;
};

export type Line = {
  readonly page: number;
  readonly y: number;
  readonly height: number;
  readonly spans: readonly Span[];
  readonly pageHeight: number;
};

export const AMOUNT =
  /^[-+(]?\s{0,9}(?:₦|NGN|N)?\s{0,9}[-+]?(?:\d{1,3}(?:,\d{2,3})+|\d+)\.\d{2,4}\)?\s{0,9}(?:CR|DR|C|D)?[-+]?$|^[-+(]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}\)?-?$/i;

const PAGE_NUMBER =
  /\bpage\s{0,9}:?\s{0,9}\d{1,6}\s{0,9}(?:of|\/)\s{0,9}\d{1,6}\b|\*{3}\s{0,9}end of (?:statement|report)\s{0,9}\*{3}/i;

/** Words of a page that lies on its side are turned upright first. */
function turned(page: Page): Word[] {
  const counts = [0, 0, 0, 0];
  for (const word of page.words) counts[word.turn] = (counts[word.turn] as number) + word.text.length;
  const turn = counts.indexOf(Math.max(...counts));
  return page.words
    .filter((word) => word.turn === turn)
    .map((word) => {
      if (turn === 1) return { ...word, x: word.y, y: page.width - word.x };
      if (turn === 2) return { ...word, x: page.width - word.x, y: page.height - word.y };
      if (turn === 3) return { ...word, x: page.height - word.y, y: word.x };
      return word;
    });
}

export function linesOf(page: Page): Line[] {
  const words = turned(page).sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const near = Math.max(1.5, Math.min(word.height, group?.[0]?.height ?? 0) * 0.35);
    if (group && Math.abs((group[0] as Word).y - word.y) <= near) group.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => ({
    page: page.number,
    y: (group[0] as Word).y,
    height: Math.max(...group.map((word) => word.height)),
    spans: spansOf(group),
    pageHeight: page.height,
  }));
}

/** Neighbours become one span; an amount or a date stands alone, and so does what stands far off. */
function spansOf(words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  const seen = new Set<string>();
  for (const piece of words.flatMap(piecesOf).sort((a, b) => a.x0 - b.x0)) {
    // the same glyphs printed twice a hair apart are bold, not two texts
    const key = `${piece.text}@${Math.round(piece.x0 / 2)}`;
    if (seen.has(key) || seen.has(`${piece.text}@${Math.round(piece.x0 / 2) - 1}`)) continue;
    seen.add(key);
    const last = spans.at(-1);
    const gap = last ? piece.x0 - last.x1 : Number.POSITIVE_INFINITY;
    const alone = standsAlone(piece.text) || (last !== undefined && standsAlone(last.text));
    const single = last !== undefined && piece.text.length === 1 && gap < piece.height * 0.3;
    const reach = alone ? 0.12 : last?.spaced && piece.spaced ? 1.2 : 0.7;
    // cells that overlap are two cells whose texts are too long
    if (last && gap < piece.height * reach && gap > piece.height * -0.2 && (!alone || single)) {
      last.text += gap > piece.height * 0.18 && !/\s$/.test(last.text) ? ` ${piece.text}` : piece.text;
      last.x1 = Math.max(last.x1, piece.x1);
    } else spans.push({ ...piece });
  }
  return spans.map((span) => ({ ...span, text: tidy(span.text) })).filter((span) => span.text !== "");
}

export const standsAlone = (text: string): boolean =>
  AMOUNT.test(text.trim()) ||
  (/\d/.test(text) && text.trim().length >= 6 && readPrintedDate(text.trim()) !== undefined);

const GLUED =
  /^(?:(.*?\S)\s+)?((?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2})\s*(\d{1,2}[-/.](?:\d{1,2}|[A-Za-z]{3})[-/.]\d{2,4})$|^(\d{1,2}[-/.](?:\d{1,2}|[A-Za-z]{3})[-/.]\d{2,4})\s+(\S.*)$/;

/** A word that holds several cells, by wide blanks or by an amount glued to a date, is cut where they meet. */
function piecesOf(word: Word): Span[] {
  const unit = word.width / Math.max(1, word.text.length);
  const cut = (text: string, from: number): Span => ({
    text: text.trim(),
    x0: word.x + (from + text.length - text.trimStart().length) * unit,
    x1: word.x + (from + text.trimEnd().length) * unit,
    y: word.y,
    height: word.height,
  });
  if (isSpaced(word.text)) return [{ ...cut(word.text, 0), text: tidy(word.text), spaced: true }];
  const spans: Span[] = [];
  let from = 0;
  for (const part of word.text.split(/(\s{2,})/)) {
    if (part.trim() !== "") spans.push(...cutGlued(part, from, cut));
    from += part.length;
  }
  return spans;
}

function cutGlued(text: string, from: number, cut: (text: string, from: number) => Span): Span[] {
  const match = GLUED.exec(text);
  if (!match || readPrintedDate(text.trim()) !== undefined) return [cut(text, from)];
  const parts = match[4] === undefined ? [match[1], match[2], match[3]] : [match[4], match[5]];
  let at = 0;
  return parts
    .filter((part): part is string => part !== undefined && part !== "")
    .map((part) => {
      at = text.indexOf(part, at);
      const span = cut(part, from + at);
      at += part.length;
      return span;
    });
}

/** `T r a n s . D a t e`: a font whose letters stand apart. */
const isSpaced = (text: string): boolean => {
  const parts = text.trim().split(/\s+/);
  return parts.length >= 4 && parts.filter((part) => [...part].length === 1).length >= parts.length * 0.8;
};

function tidy(text: string): string {
  const plain = text.replace(/[\u00a0\s]+/g, " ").trim();
  if (!isSpaced(text)) return plain;
  return /\s{2,}/.test(text.trim())
    ? text
        .trim()
        .split(/\s{2,}/)
        .map((word) => word.replace(/\s/g, ""))
        .join(" ")
    : plain.replace(/\s/g, "");
}

/** Lines that stand in the same place of most pages, and page numbers, are furniture. */
export function withoutFurniture(lines: readonly Line[], pages: readonly Page[]): Line[] {
  const places = new Map<string, Set<number>>();
  const keyOf = (line: Line) =>
    `${Math.round(line.y / 4)} ${line.spans
      .map((span) => span.text)
      .join(" ")
      .replace(/\d+/g, "#")}`;
  const margin = (line: Line) => line.y < line.pageHeight * 0.14 || line.y > line.pageHeight * 0.88;
  for (const line of lines) {
    const key = keyOf(line);
    places.set(key, (places.get(key) ?? new Set()).add(line.page));
  }
  return lines.flatMap((line) => {
    const spans = line.spans
      .map((span) => ({ ...span, text: span.text.replace(PAGE_NUMBER, "").trim() }))
      .filter((span) => span.text !== "");
    if (spans.length === 0) return [];
    const repeated = (places.get(keyOf(line))?.size ?? 0) >= Math.max(3, pages.length * 0.6);
    if (repeated && margin(line) && line.page > 1 && !spans.some((span) => AMOUNT.test(span.text))) return [];
    return [{ ...line, spans }];
  });
}
