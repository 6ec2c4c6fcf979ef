/**
 * Stage 2, words to tokens: which words are one sum or one day, also where a narrow cell broke it over two or three lines.
 * What a token is stands in its text alone; in which column it stands is found later.
 */

import { readPrinted } from "../text/exact-number.ts";
import { type CellWalls, cellWalls } from "./cell-walls.ts";
import { linesOf } from "./join-words.ts";
import { type Kind, median, middle, overlap, type PageWords, type TextLine, type Token, type Word } from "./marks.ts";
import { CURRENCY, isDay, kindOf, MONTH, SUM, TIME } from "./token-kind.ts";

/** In shares of the size of the letters. */
const LEAST_SENTENCE_GAP = 0.45;
const MOST_SENTENCE_GAP = 1;
const TIGHT = 0.12;
const MOST_WORDS = 6;

/** The lines of a page with their tokens; what was broken over lines is one token of its first line. */
export function findTokens(page: PageWords): TextLine[] {
  const sorted = page.words.flatMap(cutGlued).sort((a, b) => a.y - b.y || a.x0 - b.x0);
  let chunk = page.number * 1_000_000;
  const wordLines = linesOf(sorted);
  for (const words of wordLines) words.sort((a, b) => a.x0 - b.x0);
  const sentence = sentenceGap(wordLines);
  const walls = cellWalls(page.boxes);
  const lines = wordLines.map((words) => {
    const tokens = tokensOf(words, gapsOf(words, walls), page.number, sentence, () => ++chunk);
    return {
      page: page.number,
      y: median(words.map((word) => word.y)) ?? 0,
      size: median(words.map((word) => word.size)) ?? 0,
      tokens,
    };
  });
  return joinBroken(lines);
}

/** How wide a blank of a sentence may be: half as wide again as they mostly are on this page. */
function sentenceGap(lines: readonly (readonly Word[])[]): number {
  const gaps: number[] = [];
  for (const words of lines)
    for (let i = 1; i < words.length; i++) {
      const [a, b] = [words[i - 1] as Word, words[i] as Word];
      const gap = (b.x0 - a.x1) / b.size;
      if (gap > TIGHT && gap < MOST_SENTENCE_GAP) gaps.push(gap);
    }
  return Math.min(MOST_SENTENCE_GAP, Math.max(LEAST_SENTENCE_GAP, (median(gaps) ?? 0) * 1.6));
}

const GLUED =
  /^(\d{1,4}[-/.](?:\d{2}|\p{L}{3})[-/.]\d{2,4})(\d{2}:\d{2}(?::\d{2})?)$|^(.*?[.,]\d{2})((?:\d{1,2}[-/.](?:\d{1,2}|\p{L}{3})[-/.]\d{2,4})|\d{4}-\d{2}-\d{2})$|^(\d{1,2}[-/.](?:\d{2}|\p{L}{3})[-/.]\d{4})(\d{1,2}[-/.](?:\d{2}|\p{L}{3})[-/.]\d{4})$|^(\d{1,2}[-/.](?:\d{2}|\p{L}{3})[-/.]\d{4})\p{L}{2}/u;

const TWO_SUMS =
  /^(\d{1,3}(?:[,' ]\d{3}){0,4}\.\d{2})\d{1,3}(?:[,' ]\d{3}){0,4}\.\d{2}$|^(\d{1,3}(?:[.' ]\d{3}){0,4},\d{2})\d{1,3}(?:[.' ]\d{3}){0,4},\d{2}$/;
const twoSums = (text: string): string | undefined => TWO_SUMS.exec(text)?.slice(1).find(Boolean);

/** `0.0011/01/2026`: a sum and a day, two days, two sums, or a day and a word, with nothing between. */
function cutGlued(word: Word): Word[] {
  const match = word.text.length > 12 ? GLUED.exec(word.text) : null;
  const left = match?.[1] ?? match?.[3] ?? match?.[5] ?? match?.[7] ?? twoSums(word.text);
  if (left === undefined || (match?.[3] !== undefined && kindOf(left) !== "sum")) return [word];
  const at = word.x0 + ((word.x1 - word.x0) * left.length) / word.text.length;
  return [
    { ...word, text: left, x1: at - word.size * 0.2 },
    { ...word, text: word.text.slice(left.length), x0: at },
  ];
}

/** Before each word the gap in sizes of its letters; without end where a ruling or the edge of a fill stands in it. */
function gapsOf(words: readonly Word[], walls: CellWalls): number[] {
  return words.map((word, i) => {
    const before = words[i - 1];
    if (!before) return Number.POSITIVE_INFINITY;
    return walls(before.x1, word.x0, word.y - word.size * 0.3)
      ? Number.POSITIVE_INFINITY
      : (word.x0 - before.x1) / word.size;
  });
}

function tokensOf(
  words: readonly Word[],
  gaps: readonly number[],
  page: number,
  sentence: number,
  nextChunk: () => number,
): Token[] {
  const tokens: Token[] = [];
  let chunk = nextChunk();
  for (let i = 0; i < words.length; ) {
    const { kind, take } = longest(words, gaps, i, sentence);
    const used = words.slice(i, i + take);
    const first = used[0] as Word;
    const gap = gaps[i] ?? Number.POSITIVE_INFINITY;
    const after = words[i + take];
    const gapAfter = gaps[i + take] ?? Number.POSITIVE_INFINITY;
    if (gap > sentence || gap < -0.5) chunk = nextChunk();
    const left = tokens.at(-1);
    // a stroke inside a sentence is no empty cell
    const typedBefore = left !== undefined && left.kind !== "text" && !(left.kind === "blank" && !left.freeLeft);
    tokens.push({
      kind,
      text: textOf(used),
      x0: first.x0,
      x1: Math.max(...used.map((word) => word.x1)),
      y: first.y,
      yEnd: first.y,
      size: first.size,
      page,
      freeLeft: gap > sentence || typedBefore || gap < -TIGHT,
      freeRight: gapAfter > sentence || (after !== undefined && kindOf(after.text) !== "text"),
      chunk,
      tight: gap < TIGHT,
    });
    i += take;
  }
  return tokens;
}

/** The most words from a place on that are one day or one sum; one word where none are. */
function longest(
  words: readonly Word[],
  gaps: readonly number[],
  from: number,
  sentence: number,
): { kind: Kind; take: number } {
  const first = words[from] as Word;
  let best: { kind: Kind; take: number } = { kind: kindOf(first.text), take: 1 };
  for (let take = 2; take <= MOST_WORDS && from + take <= words.length; take++) {
    const gap = gaps[from + take - 1] as number;
    if (gap > sentence || gap < -TIGHT) break;
    const used = words.slice(from, from + take);
    const text = textOf(used);
    if (text.length > 32) break;
    const kind = kindOf(text);
    if (
      kind === "day" ||
      (kind === "sum" && joinsSum(used, sentence) && !takesNext(words, from + take)) ||
      (kind === "bareDay" && best.kind !== "day" && /\p{L}/u.test(text))
    )
      best = { kind, take };
    else if (kind === "time" && best.kind === "time") best = { kind, take };
  }
  return best;
}

const ONLY_CURRENCY = new RegExp(`^${CURRENCY}$`, "u");

/** The last word of a sum is a currency that belongs to the digits behind it. */
function takesNext(words: readonly Word[], end: number): boolean {
  const [last, next] = [words[end - 1], words[end]];
  return last !== undefined && next !== undefined && ONLY_CURRENCY.test(last.text) && /^[-+(]?\d/.test(next.text);
}

/** A blank inside a sum groups its digits, or stands beside its sign or mark; two whole sums are two. */
function joinsSum(words: readonly Word[], sentence: number): boolean {
  const whole = words.filter((word) => kindOf(word.text) === "sum").length;
  // two strokes are an empty cell
  if (whole > 1 || words.some((word) => /^(?:--+|[–—])$/.test(word.text))) return false;
  // a stroke for an empty cell beside a sum is no minus
  const [first, second] = words;
  if (first && second && /^[-+]$/.test(first.text) && (second.x0 - first.x1) / first.size > sentence * 0.7)
    return false;
  const digits = words.filter((word) => /^\d/.test(word.text));
  if (digits.length < 2) return true;
  return words.every(
    (word, i) =>
      i === 0 ||
      !/^\d/.test(word.text) ||
      !/\d$/.test((words[i - 1] as Word).text) ||
      (/^\d{3}(?:\D|$)/.test(word.text) && (word.x0 - (words[i - 1] as Word).x1) / word.size < sentence * 0.85),
  );
}

const textOf = (words: readonly Word[]): string =>
  words.reduce((all, word, i) => {
    if (i === 0) return word.text;
    const before = words[i - 1] as Word;
    return (word.x0 - before.x1) / word.size < TIGHT ? all + word.text : `${all} ${word.text}`;
  }, "");

/** `01-JAN-`, with its year on the next line. */
const CUT_DAY = /^\d{1,2}[-/.](?:\d{1,2}|\p{L}{3})[-/.]$/u;
const PIECE = /\d|^\(|\p{Sc}/u;
const LINES_OF_A_TOKEN = 3;

/** Joins a day, a time or a sum whose pieces stand below each other in one cell. */
function joinBroken(lines: readonly TextLine[]): TextLine[] {
  const used = new Set<Token>();
  const joined = lines.map((line, i) => ({
    ...line,
    tokens: line.tokens.flatMap((token): Token[] => {
      if (used.has(token)) return [];
      // days of two narrow columns stand as close as words
      const close = CUT_DAY.test(token.text) && line.tokens.some((one) => one.x1 < token.x0 && CUT_DAY.test(one.text));
      if (!(token.freeLeft || close) || (!PIECE.test(token.text) && !MONTH.test(token.text))) return [token];
      const whole = grouped(line, token, used);
      const found = (whole.length > 1 ? withBelow(whole, lines, i, used) : null) ?? withBelow([token], lines, i, used);
      return [found && close ? { ...found, freeLeft: true } : (found ?? token)];
    }),
  }));
  return joined
    .map((line) => ({ ...line, tokens: line.tokens.filter((token) => !used.has(token)) }))
    .filter((line) => line.tokens.length > 0);
}

const MOST_GROUPED = 20;

/** The words of one sentence from a token on, as long as they are few. */
function grouped(line: TextLine, token: Token, used: ReadonlySet<Token>): Token[] {
  const group = line.tokens.filter((one) => one.chunk === token.chunk && one.x0 >= token.x0 && !used.has(one));
  return group.reduce((sum, one) => sum + one.text.length + 1, 0) <= MOST_GROUPED ? group : [token];
}

const spanOf = (tokens: readonly Token[]) => ({
  x0: Math.min(...tokens.map((token) => token.x0)),
  x1: Math.max(...tokens.map((token) => token.x1)),
});

const textOfTokens = (tokens: readonly Token[]): string =>
  tokens.reduce((all, token, i) => (i === 0 ? token.text : `${all}${token.tight ? "" : " "}${token.text}`), "");

const MOST_LEADING = 1.5;

/** Null where nothing below completes them. What is joined is marked as used. */
function withBelow(first: readonly Token[], lines: readonly TextLine[], at: number, used: Set<Token>): Token | null {
  const head = first[0] as Token;
  let best: Token | null = null;
  let pieces: Token[] = [...first];
  let text = textOfTokens(first);
  let last = head;
  for (let i = at + 1, taken = 1; i < lines.length && taken < LINES_OF_A_TOKEN; i++) {
    const line = lines[i] as TextLine;
    if (line.page !== head.page || line.y - last.y > head.size * 1.9) break;
    if (line.y - last.y < head.size * 0.6) continue;
    const span = spanOf(pieces);
    const below = line.tokens.find(
      (one) => !used.has(one) && overlap(one, span) > Math.min(one.x1 - one.x0, span.x1 - span.x0) * 0.6,
    );
    if (!below) continue;
    const group = below.freeLeft ? grouped(line, below, used) : [];
    const next = [group, [below]].find(
      (some) =>
        some.length > 0 &&
        leansAlike(span, { ...spanOf(some), size: below.size }) &&
        joinedText(text, textOfTokens(some)) !== undefined &&
        // what another word follows is no sign of a sum below
        (head.freeRight || !ABOVE_SUM.test(text)) &&
        // a year further below a day than lines of one cell are stands above the next
        (line.y - last.y <= head.size * MOST_LEADING || !/^(?:19|20)\d{2}$/.test(textOfTokens(some))),
    );
    const together = next && joinedText(text, textOfTokens(next));
    if (!next || !together || !below.freeLeft) break;
    pieces = [...pieces, ...next];
    text = together.text;
    last = below;
    taken++;
    if (together.kind === null) continue;
    best = { ...head, kind: together.kind, text, ...spanOf(pieces), yEnd: below.yEnd };
    for (const piece of pieces.slice(1)) used.add(piece);
  }
  return best;
}

/** The pieces of one cell begin, end or have their middle at one place. */
type Span = { readonly x0: number; readonly x1: number };
const leansAlike = (a: Span, b: Span & { readonly size: number }): boolean =>
  Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), Math.abs(middle(a) - middle(b))) < b.size * 0.35;

/** Undefined: they do not go together; a kind of null: more may come. */
function joinedText(above: string, below: string): { text: string; kind: "day" | "sum" | null } | undefined {
  const own = kindOf(above);
  const next = kindOf(below);
  if (own === "sum") return /^(?:CR|DR|C|D)\.?$/i.test(below) ? { text: `${above} ${below}`, kind: "sum" } : undefined;
  if (own === "day" && next === "time" && !/\d:\d/.test(above))
    return { text: `${above.replace(/T$/, "")} ${below}`, kind: "day" };
  if (own === "day" && /\D(?:19|20)$/.test(above) && /^\d{2}$/.test(below) && isDay(`${above}${below}`))
    return { text: `${above}${below}`, kind: "day" };
  if (own === "day" && !/^[AP]\.?M\.?$/i.test(below)) return undefined;
  // two days without their year, or a year and the first day below it: each is whole
  if (next === "bareDay" && (own === "bareDay" || /^(?:19|20)\d{2}$/.test(above))) return undefined;
  const cut = GROUPS_WITH_CURRENCY.test(above);
  if (next === "day" || (next === "sum" && !cut)) {
    // a sign or the name of the currency above its sum
    return next === "sum" && own !== "bareSum" && ABOVE_SUM.test(above)
      ? { text: `${above}${below}`, kind: "sum" }
      : undefined;
  }
  for (const text of [`${above} ${below}`, `${above}${below}`]) {
    if (isDay(text) && /\d/.test(above)) return { text, kind: "day" };
    if (own === "day" && TIME.test(below)) return { text, kind: "day" };
  }
  const glued = `${above}${below}`;
  if (cut && /^\d{3}(?: \d{3})*[.,]\d{2}\)?-?$/.test(below)) return { text: `${above} ${below}`, kind: "sum" };
  const numeric = /^[-+(]?\p{Sc}?[\d,.']+$/u.test(above) && /^[\d,.']+\)?$/.test(below);
  if (numeric && SUM.test(glued) && !BARE_WHOLE.test(above) && readPrinted(glued) !== undefined)
    return { text: glued, kind: "sum" };
  if (numeric && /[.,]$|^\d{1,3}(?:,\d{3})*$/.test(above) && /^[.,]?\d+[.,]$/.test(below))
    return { text: glued, kind: null };
  if (/^\d{1,2}(?:st|nd|rd|th)?[ -]\p{L}{3,}$/u.test(above) && /^\p{L}{1,6}$/u.test(below))
    return { text: glued, kind: null };
  // a day on three lines, or one whose time stands on the next two
  if (
    /^(?:\d{1,2}(?:st|nd|rd|th)?|\p{L}{3,9})[-/., ]{0,4}(?:\d{1,2}(?:st|nd|rd|th)?|\p{L}{3,9})?[-/.,]{0,4}$/u.test(
      above,
    ) &&
    /^(?:\p{L}{3,9}|\d{1,4}(?:st|nd|rd|th)?)[-/.,]{0,4}$/u.test(below)
  )
    return { text: /[-/.]$/.test(above) ? glued : `${above} ${below}`, kind: null };
  return undefined;
}

/** A sign or a currency on a line of its own above its digits. */
const ABOVE_SUM = new RegExp(`^(?:[-+(]|[-+(]?${CURRENCY})$`, "u");
/** `NGN 989` above `323,50`: a blank between thousands where the line of a narrow cell ends. */
const GROUPS_WITH_CURRENCY = new RegExp(`^[-+(]?${CURRENCY} ?[-+(]?\\d{1,3}(?: \\d{3})*$`, "u");
/** A whole number that needs nothing below it: `450` above `12.00` are two cells. */
const BARE_WHOLE = /^\d{1,2}$/;
