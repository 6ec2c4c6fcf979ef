/**
 * Stage 1, glyphs to words. Glyphs are normalised; what lies on its side is turned upright; what was drawn twice a hair apart
 * counts once; what is askew or far larger than the text is set apart. Glyphs make words in the order in which they were drawn,
 * so that the texts of two cells that run into each other are not mixed.
 */
import { withPlainDigits } from "../text/exact-number.ts";
import { FROM_RIGHT, type Glyph, median, type PageMarks, type PageWords, type Word } from "./marks.ts";

/** In shares of the size of the letters. */
const WORD_GAP = 0.17;
const SAME_LINE = 0.2;
const OVERLAPPING = 0.3;
const FAR_LARGER = 2.2;

export function joinWords(page: PageMarks): PageWords {
  const { width, height } = page;
  const quarter = mainTurn(page.glyphs);
  const upright: Glyph[] = [];
  const askew: Glyph[] = [];
  for (const glyph of page.glyphs) {
    const text = normalised(glyph.text);
    if (text === "") continue;
    const off = (((glyph.turn - quarter * 90) % 360) + 360) % 360;
    if (off > 2 && off < 358) askew.push({ ...glyph, text });
    else upright.push(turnedUp({ ...glyph, text }, quarter, width, height));
  }
  const usual = median(upright.filter((glyph) => glyph.text !== " ").map((glyph) => glyph.size)) ?? 0;
  const words = wordsOf(once(upright));
  const isLarge = (word: Word): boolean => word.size > usual * FAR_LARGER;
  const sideways = quarter % 2 === 1;
  return {
    number: page.number,
    width: sideways ? height : width,
    height: sideways ? width : height,
    words: words.filter((word) => !isLarge(word)),
    apart: [...words.filter(isLarge), ...wordsOf(askew)],
    boxes: page.boxes.map((box) => {
      const a = turned(box.x0, box.y0, quarter, width, height);
      const b = turned(box.x1, box.y1, quarter, width, height);
      return {
        x0: Math.min(a.x, b.x),
        y0: Math.min(a.y, b.y),
        x1: Math.max(a.x, b.x),
        y1: Math.max(a.y, b.y),
      };
    }),
  };
}

/** Blanks of any kind are one blank, hyphens of any kind `-`; a glyph that names no character is `\uFFFD`. */
function normalised(text: string): string {
  if (text.length === 1 && text > " " && text < "\u007f") return text;
  if (/^\s+$/.test(text)) return " ";
  const plain = withPlainDigits(text.normalize("NFKC"))
    .replace(/[\u00ad\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/\s/g, " ")
    .replace(/[\p{Cc}\p{Co}\p{Cn}]/gu, "\ufffd");
  return plain.trim() === "" && plain !== "" ? " " : plain;
}

/** The quarter in which most letters are written: 0 upright, 1 reading downwards, 2 upside down, 3 reading upwards. */
function mainTurn(glyphs: readonly Glyph[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turn } of glyphs) {
    const quarter = Math.round(turn / 90);
    if (Math.abs(turn - quarter * 90) <= 2)
      counts[((quarter % 4) + 4) % 4] = (counts[((quarter % 4) + 4) % 4] ?? 0) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}

const turned = (x: number, y: number, quarter: number, width: number, height: number) =>
  quarter === 1
    ? { x: y, y: width - x }
    : quarter === 2
      ? { x: width - x, y: height - y }
      : quarter === 3
        ? { x: height - y, y: x }
        : { x, y };

function turnedUp(glyph: Glyph, quarter: number, width: number, height: number): Glyph {
  if (quarter === 0) return glyph;
  const { x, y } = turned(glyph.x0, glyph.y, quarter, width, height);
  return { ...glyph, x0: x, x1: x + glyph.x1 - glyph.x0, y };
}

/** Drops a glyph that was drawn again over itself: equal letters side by side do not overlap. */
function once(glyphs: readonly Glyph[]): Glyph[] {
  const CELL = 4;
  const seen = new Map<string, Glyph[]>();
  const kept: Glyph[] = [];
  for (const glyph of glyphs) {
    const near = Math.max(0.5, Math.min((glyph.x1 - glyph.x0) * 0.45, glyph.size * 0.25));
    const [column, row] = [Math.floor(glyph.x0 / CELL), Math.floor(glyph.y / CELL)];
    let again = false;
    for (let dx = -1; dx <= 1 && !again; dx++)
      for (let dy = -1; dy <= 1 && !again; dy++)
        again = (seen.get(`${glyph.text} ${column + dx} ${row + dy}`) ?? []).some(
          (other) => Math.abs(other.x0 - glyph.x0) <= near && Math.abs(other.y - glyph.y) <= glyph.size * SAME_LINE,
        );
    if (again) continue;
    const key = `${glyph.text} ${column} ${row}`;
    const list = seen.get(key);
    if (list) list.push(glyph);
    else seen.set(key, [glyph]);
    kept.push(glyph);
  }
  return kept;
}

function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  for (const stretch of stretchesOf(glyphs)) words.push(...cutStretch(stretch));
  return joinedAcross(words, glyphs);
}

/** Glyphs that were drawn one after the other on one baseline, each where the one before ends. */
function stretchesOf(glyphs: readonly Glyph[]): Glyph[][] {
  const stretches: Glyph[][] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    const stretch = stretches.at(-1);
    const gap = last ? glyph.x0 - last.x1 : 0;
    const size = Math.min(glyph.size, last?.size ?? glyph.size) || 1;
    const apart = last && last.run !== glyph.run;
    const follows =
      last &&
      Math.abs(glyph.y - last.y) <= size * SAME_LINE &&
      gap > -size * (apart ? OVERLAPPING * 0.5 : 2) &&
      gap < size * (apart ? 0.6 : 40);
    if (stretch && follows) stretch.push(glyph);
    else stretches.push([glyph]);
    last = glyph;
  }
  return stretches;
}

function cutStretch(stretch: readonly Glyph[]): Word[] {
  const letters = stretch.filter((glyph) => glyph.text !== " ");
  if (letters.length === 0) return [];
  const spaced = isSpaced(stretch);
  const gaps: number[] = [];
  for (let i = 1; i < stretch.length; i++) {
    const [a, b] = [stretch[i - 1] as Glyph, stretch[i] as Glyph];
    if (a.text !== " " && b.text !== " ") gaps.push((b.x0 - a.x1) / (b.size || 1));
  }
  // letters that are all set wide apart are still one word
  const usual = Math.max(0, spaced ? 0 : (median(gaps, 0.3) ?? 0));
  const wide = WORD_GAP + usual * 1.4;
  const words: Word[] = [];
  let open: Glyph[] = [];
  const put = (): void => {
    if (open.length > 0) words.push(wordOf(open));
    open = [];
  };
  let blanks = 0;
  for (const glyph of stretch) {
    if (glyph.text === " ") {
      blanks++;
      if (!spaced || blanks > 1) put();
      continue;
    }
    const last = open.at(-1);
    const gap = last ? (glyph.x0 - last.x1) / (glyph.size || 1) : 0;
    if (last && !(spaced && blanks === 1) && gap > wide) put();
    blanks = 0;
    open.push(glyph);
  }
  put();
  return words;
}

/** `T r a n s .  D a t e`: a blank behind every letter, two between words. */
function isSpaced(stretch: readonly Glyph[]): boolean {
  const letters = stretch.filter((glyph) => glyph.text !== " ").length;
  if (letters < 4) return false;
  let followed = 0;
  for (let i = 0; i + 1 < stretch.length; i++)
    if ((stretch[i] as Glyph).text !== " " && (stretch[i + 1] as Glyph).text === " ") followed++;
  return followed >= (letters - 1) * 0.8;
}

/** Letters in the order in which they are read: most programs draw Arabic and Hebrew from the left, as it stands. */
function lettersOf(glyphs: readonly Glyph[]): string {
  const texts = glyphs.map((glyph) => glyph.text);
  const fromLeft = (glyphs[0] as Glyph).x0 <= (glyphs.at(-1) as Glyph).x0;
  if (!fromLeft || !texts.some((text) => FROM_RIGHT.test(text))) return texts.join("");
  // numbers are written from the left in every script
  return texts
    .reverse()
    .join("")
    .replace(/[\d.,/-]{2,}/g, (number) => [...number].reverse().join(""));
}

function wordOf(glyphs: readonly Glyph[]): Word {
  const [first, last] = [glyphs[0] as Glyph, glyphs.at(-1) as Glyph];
  return {
    text: lettersOf(glyphs),
    x0: Math.min(first.x0, last.x0),
    x1: Math.max(...glyphs.map((glyph) => glyph.x1), last.x0),
    y: first.y,
    size: Math.max(...glyphs.map((glyph) => glyph.size)),
    run: first.run,
  };
}

/**
 * Pieces of one word that were drawn apart, as where the currency's sign is of another font, are joined where they touch on
 * one baseline and no blank was drawn between.
 */
function joinedAcross(words: readonly Word[], glyphs: readonly Glyph[]): Word[] {
  const blanks = glyphs.filter((glyph) => glyph.text === " ");
  const rows = new Map<number, Glyph[]>();
  for (const blank of blanks) {
    const row = Math.round(blank.y / 2);
    const list = rows.get(row);
    if (list) list.push(blank);
    else rows.set(row, [blank]);
  }
  const blankBetween = (a: Word, b: Word): boolean =>
    [-1, 0, 1].some((d) =>
      (rows.get(Math.round(a.y / 2) + d) ?? []).some(
        (blank) => blank.x0 >= a.x1 - a.size * 0.15 && blank.x1 <= b.x0 + a.size * 0.15 && blank.x1 > blank.x0,
      ),
    );
  const sorted = [...words].sort((a, b) => a.y - b.y || a.x0 - b.x0);
  const joined: Word[] = [];
  for (const line of linesOf(sorted)) {
    line.sort((a, b) => a.x0 - b.x0);
    for (const word of line) {
      const last = joined.at(-1);
      const size = Math.min(word.size, last?.size ?? word.size);
      const gap = last ? word.x0 - last.x1 : Number.POSITIVE_INFINITY;
      const touches =
        last !== undefined &&
        last.run !== word.run &&
        Math.abs(last.y - word.y) <= size * SAME_LINE &&
        gap < size * 0.12 &&
        gap > -size * 0.12 &&
        belongs(last.text, word.text) &&
        !blankBetween(last, word);
      if (last && touches)
        joined[joined.length - 1] = {
          ...last,
          text: last.text + word.text,
          x1: word.x1,
          size: Math.max(last.size, word.size),
        };
      else joined.push(word);
    }
  }
  return joined;
}

const WHOLE_SUM = /^[-+(]?\p{Sc}?[-+(]?\d{1,3}(?:[,.'’]?\d{3})*[.,]\d{2}\)?$/u;

/** A whole sum beside letters is another cell; a sign or a piece of a number is not. */
const belongs = (a: string, b: string): boolean => {
  if (WHOLE_SUM.test(b)) return !/[\p{L}\d]$/u.test(a) || /^(?:N|NGN|R|Rs|[A-Z]{3})$/.test(a);
  if (WHOLE_SUM.test(a)) return /^(?:CR|DR|C|D|-|\)|S|H)$/i.test(b);
  return true;
};

/** Words by their baselines; the words of a line in any order. */
export function linesOf<T extends { readonly y: number; readonly size: number }>(sorted: readonly T[]): T[][] {
  const lines: T[][] = [];
  let y = Number.NEGATIVE_INFINITY;
  for (const word of sorted) {
    const line = lines.at(-1);
    if (line && word.y - y <= Math.max(0.8, word.size * SAME_LINE)) line.push(word);
    else {
      lines.push([word]);
      y = word.y;
    }
  }
  return lines;
}
