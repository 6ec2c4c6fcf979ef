/**
 * What a page shows, as the stages of the PDF reader hand it on: glyphs, words, tokens, and the boxes that rulings and fills
 * make. All lengths are points of the page turned upright, y growing downwards; `y` of a text is its baseline.
 */

/** One printed character, or several that one glyph stands for. */
export type Glyph = {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  /** Direction of writing in degrees, 0 upright, clockwise. */
  readonly turn: number;
  /** Counts the drawing operations of the page: glyphs of one operation share it. */
  readonly run: number;
};

/** A ruling line (one side is next to nothing) or a filled box. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

export type PageMarks = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly boxes: readonly Box[];
};

/** Glyphs that stand together; two runs that were drawn apart stay apart where one overlaps the other. */
export type Word = {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly run: number;
};

export type PageWords = {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  /** What is far larger than the table or lies askew: read for names and titles only. */
  readonly apart: readonly Word[];
  readonly boxes: readonly Box[];
};

/** What a token holds, told by its text alone. `bare`: a number that may be a sum, or a day without its year. */
export type Kind = "sum" | "bareSum" | "day" | "bareDay" | "time" | "blank" | "text";

/** One word, or several that are one sum or one day, also where a narrow cell broke it over lines. */
export type Token = {
  readonly kind: Kind;
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline of its first line. */
  readonly y: number;
  /** Baseline of its last line. */
  readonly yEnd: number;
  readonly size: number;
  readonly page: number;
  /** No other word stands right before it (`left`) or right behind it (`right`). */
  readonly freeLeft: boolean;
  readonly freeRight: boolean;
  /** Tokens that follow each other with the blanks of a sentence share it. */
  readonly chunk: number;
  /** No blank is printed between it and the token before. */
  readonly tight: boolean;
};

/** Tokens on one baseline, from left to right. */
export type TextLine = {
  readonly page: number;
  readonly y: number;
  readonly size: number;
  readonly tokens: readonly Token[];
};

export const middle = (one: { readonly x0: number; readonly x1: number }): number => (one.x0 + one.x1) / 2;

/** How far two stretches overlap; below nought: how far they are apart. */
export const overlap = (
  a: { readonly x0: number; readonly x1: number },
  b: { readonly x0: number; readonly x1: number },
): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);

export const median = (values: readonly number[], share = 0.5): number | undefined =>
  values.length === 0 ? undefined : [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

/** Letters that are read from the right: Hebrew, Arabic and their kin. */
export const FROM_RIGHT = /[\u0590-\u08ff]/;

/** The words of a line in the order in which they are read: those of a line that begins at the right from there on. */
export const inReading = <T extends { readonly text: string }>(words: readonly T[]): readonly T[] =>
  words.filter(({ text }) => FROM_RIGHT.test(text)).length * 2 > words.length ? [...words].reverse() : words;
