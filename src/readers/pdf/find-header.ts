/**
 * Stage 3a, the labels: lines whose cells are labels of a table of payments, on one to four lines, wherever pages repeat
 * them. They are evidence for the columns; the columns themselves are found from what they hold.
 */
import { normaliseLabel, type Role, roleOf } from "../table/column-labels.ts";
import { partsRole } from "../table/label-parts.ts";
import { inReading, median, middle, overlap, type TextLine, type Token } from "./marks.ts";
import { isOfPairs } from "./other-tables.ts";

export type Label = {
  readonly text: string;
  readonly role: Role | null;
  readonly x0: number;
  readonly x1: number;
  /** Its words where they stand, so that a label can be cut where the columns are. */
  readonly words: readonly Token[];
};

/** A header where it stands: `from` and `to` count the lines of all pages. */
export type HeaderPlace = {
  readonly from: number;
  readonly to: number;
  readonly labels: readonly Label[];
  readonly score: number;
};

const MOST_LINES = 4;
const LEAST_KNOWN = 3;
/** Baselines of one header stand no further apart than this, in sizes of its letters. */
const HEADER_LEADING = 2.1;

const MONEY: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount", "balance"]);
export const isMoney = (role: Role | null): boolean => role !== null && MONEY.has(role);

/** Labels of several words that only printed statements have. */
const PHRASES: ReadonlyMap<string, Role> = new Map([
  ["payment type and details", "narration"],
  ["description of transaction", "narration"],
  ["details of transaction", "narration"],
  ["nature des operations", "narration"],
  ["erlauterung", "narration"],
  ["beschreibung", "narration"],
  ["valeur", "valueDate"],
  ["buchung", "date"],
  ["wert", "valueDate"],
  ["oper", "date"],
  ["liq", "valueDate"],
  ["f oper", "date"],
  ["f valor", "valueDate"],
  ["received from", "detail"],
  ["paid to", "detail"],
  // how it was paid, where sums have columns of their own
  ["payment type", "other"],
  ["type of payment", "other"],
]);

/** The role that a label names; of `Remarks/Description` that of its first part. */
export function labelRole(text: string): Role | null {
  const whole = roleOf(text) ?? PHRASES.get(normaliseLabel(text)) ?? partsRole(text);
  if (whole !== null) return whole;
  const parts = text.split(/[/|]/).map((part) => part.trim());
  // more words than a label has are the first row below it
  const short = parts.length === 2 && parts.every((part) => part.split(" ").length <= WORDS_OF_A_LABEL);
  const roles = short ? parts.map(roleOf) : [];
  return roles.find((role) => role !== null) ?? null;
}

/** Every header of the pages, the one that names most first; its repetitions stand behind it in the order of the file. */
export function findHeaders(lines: readonly TextLine[]): readonly HeaderPlace[] {
  const found: HeaderPlace[] = [];
  const blank = blankOf(lines);
  for (let from = 0; from < lines.length; from++) {
    let best: HeaderPlace | null = null;
    for (let to = from; to < Math.min(from + MOST_LINES, lines.length); to++) {
      if (to > from && !continues(lines[to - 1] as TextLine, lines[to] as TextLine)) break;
      if (to > from && isHeading(lines[from] as TextLine, lines[from + 1] as TextLine)) break;
      if ((lines[to] as TextLine).tokens.some((token) => token.kind === "sum" || token.kind === "day")) break;
      if (isOfPairs(lines[to] as TextLine)) break;
      const place = headerOf(lines, from, to, blank);
      if (place && (!best || place.score > best.score + 0.4 || saysMore(place, best))) best = place;
    }
    if (best) found.push(best);
  }
  const [first] = [...found].sort((a, b) => b.score - a.score || a.from - b.from);
  if (!first) return [];
  const alike = found.filter((one) => one === first || isAgain(first, one));
  // of windows that overlap the best counts
  const kept = alike.filter(
    (one) =>
      !alike.some(
        (other) =>
          other !== one &&
          other.from <= one.to &&
          one.from <= other.to &&
          (other.score > one.score || (other.score === one.score && other.from < one.from)),
      ),
  );
  return kept.sort((a, b) => a.from - b.from);
}

/** One line more with which every label still says something, and one of them something else: `VALUE` goes on with `DATE`. */
const saysMore = (longer: HeaderPlace, shorter: HeaderPlace): boolean =>
  longer.labels.length === shorter.labels.length &&
  longer.score >= shorter.score &&
  !longer.labels.some(({ text }) => /[-_=*]{3}/.test(text)) &&
  longer.labels.every(({ role }, i) => role !== null || shorter.labels[i]?.role === null);

const continues = (a: TextLine, b: TextLine): boolean =>
  a.page === b.page && b.y - a.y <= Math.max(a.size, b.size) * HEADER_LEADING;

/** Labels beside each other stand further apart than the words of a phrase, in sizes of their letters. */
const LEAST_BETWEEN = 0.6;

/** `TRANSACTION DETAIL` above `DATE  DESCRIPTION`: one phrase that begins with the first label and runs over the second. */
function isHeading({ tokens, size }: TextLine, below: TextLine): boolean {
  const [first, ...more] = tokens;
  if (!first || more.length === 0 || more.some((token, i) => token.x0 - (tokens[i] as Token).x1 > size * LEAST_BETWEEN))
    return false;
  const chunks = new Map<number, Token>();
  for (const token of below.tokens) if (!chunks.has(token.chunk)) chunks.set(token.chunk, token);
  const [left, second] = [...chunks.values()];
  const end = (tokens.at(-1) as Token).x1;
  return (
    left !== undefined &&
    second !== undefined &&
    chunks.size >= LEAST_KNOWN &&
    // a cell keeps its words off its edge, above which a heading begins
    first.x0 < left.x0 + size * 0.3 &&
    first.x0 > left.x0 - Math.max(size * 0.3, below.size * 0.5) &&
    end > second.x0
  );
}

/** The same labels again, as on the next page or over the next account. */
function isAgain(first: HeaderPlace, other: HeaderPlace): boolean {
  const texts = new Set(first.labels.map((label) => label.text.toLowerCase()));
  const same = other.labels.filter((label) => texts.has(label.text.toLowerCase())).length;
  return same * 5 >= first.labels.length * 3 || other.score >= first.score - 0.5;
}

function headerOf(lines: readonly TextLine[], from: number, to: number, blank: number): HeaderPlace | null {
  const labels = labelsOf(lines.slice(from, to + 1), blank);
  const roles = new Set<Role>();
  let strange = 0;
  let others = 0;
  for (const { role } of labels) {
    if (role === null) strange++;
    else if (role === "other") others++;
    else roles.add(role);
  }
  const known = roles.size;
  const dated = roles.has("date") || roles.has("valueDate");
  if (![...roles].some((role) => MONEY.has(role)) || strange > known + others) return null;
  if (known + Math.min(1, others) < LEAST_KNOWN || (!dated && known + others < LEAST_KNOWN + 1)) return null;
  const repeated = labels.filter(({ role }) => role !== null && role !== "other").length - known;
  return { from, to, labels, score: known + others * 0.3 + repeated * 0.2 - strange * 0.5 };
}

type Piece = { text: string; x0: number; x1: number; y: number; words: readonly Token[] };

/** Labels of up to four lines: what stands above each other is one label. */
function labelsOf(lines: readonly TextLine[], blank: number): Label[] {
  const stacks: { x0: number; x1: number; parts: Piece[] }[] = [];
  const pieces = lines.flatMap((line) => piecesOf(line, blank));
  for (const piece of pieces.sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const over = stacks
      .filter((stack) => !stack.parts.some((part) => Math.abs(part.y - piece.y) < 1))
      .map((stack) => ({ stack, share: overlap(stack, piece) / Math.min(stack.x1 - stack.x0, piece.x1 - piece.x0) }))
      .filter(({ share }) => share > 0.4)
      .sort((a, b) => b.share - a.share)[0]?.stack;
    if (over) {
      over.parts.push(piece);
      over.x0 = Math.min(over.x0, piece.x0);
      over.x1 = Math.max(over.x1, piece.x1);
    } else stacks.push({ x0: piece.x0, x1: piece.x1, parts: [piece] });
  }
  return stacks
    .map(({ parts }) => labelFrom(parts.flatMap((part) => part.words)))
    .flatMap(cutApart)
    .sort((a, b) => middle(a) - middle(b));
}

/** A label of its words, line by line; a word that was broken over lines is made whole where only then it says something. */
function labelFrom(words: readonly Token[]): Label {
  const lines: Token[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && Math.abs((line[0] as Token).y - word.y) < 1) line.push(word);
    else lines.push([word]);
  }
  const ways = joinings(lines.map(textOf));
  // of `DR/C` above `R` the whole word says more than its parts
  const text =
    ways.find((one) => roleOf(one) !== null) ??
    ways.find((one) => labelRole(one) !== null) ??
    lines.map(textOf).join(" ");
  return {
    text,
    role: labelRole(text),
    x0: Math.min(...words.map((word) => word.x0)),
    x1: Math.max(...words.map((word) => word.x1)),
    words,
  };
}

/** The lines of a label put together in every way, first as words of their own: `TRANSA`, `CTION` and `DATE` are two words. */
const joinings = (lines: readonly string[]): string[] =>
  lines.reduce<string[]>(
    (all, line, i) => (i === 0 ? [line] : [...all.map((one) => `${one} ${line}`), ...all.map((one) => one + line)]),
    [],
  );

const MOST_GAPS = 5;

/** A label that says nothing as a whole, cut in those gaps between its words in which the most parts say something. */
function cutApart(label: Label): Label[] {
  if (label.role !== null) return [label];
  const sorted = [...label.words].sort((a, b) => a.x0 - b.x0);
  const groups: Token[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const word of sorted) {
    if (word.x0 > reach + 0.5) groups.push([word]);
    else groups.at(-1)?.push(word);
    reach = Math.max(reach, word.x1);
  }
  if (groups.length < 2 || groups.length > MOST_GAPS + 1) return [label];
  let best: { worth: number; parts: Label[] } = { worth: 0, parts: [label] };
  for (let cuts = 1; cuts < 1 << (groups.length - 1); cuts++) {
    const parts: Token[][] = [[...(groups[0] as Token[])]];
    groups.slice(1).forEach((group, i) => {
      if (cuts & (1 << i)) parts.push([...group]);
      else parts.at(-1)?.push(...group);
    });
    const labels = parts.map((words) => labelFrom(words.sort((a, b) => a.y - b.y || a.x0 - b.x0)));
    const known = labels.filter(({ role }) => role !== null);
    const worth = known.reduce((sum, one) => sum + one.words.length, 0) - labels.length * 0.1;
    if (known.length > 0 && worth > best.worth) best = { worth, parts: labels };
  }
  return best.parts;
}

/** Labels beside each other may stand closer than words of a text usually do; those of one label are closer still. */
const LABEL_GAP = 0.42;
const JOINED_GAP = 1.6;

/** The pieces of a line: words that stand close are one, unless they are several labels; apart, when only together they are one. */
function piecesOf(line: TextLine, blank: number): Piece[] {
  const chunks: Token[][] = [];
  for (const token of line.tokens) {
    const last = chunks.at(-1)?.at(-1);
    const near =
      last && last.chunk === token.chunk && token.x0 - last.x1 < Math.max(LABEL_GAP, blank * 1.45) * token.size;
    if (near) chunks.at(-1)?.push(token);
    else chunks.push([token]);
  }
  const pieces = chunks
    .flatMap((tokens) => cutLabels(tokens))
    .map(
      (words): Piece => ({
        text: textOf(words),
        x0: (words[0] as Token).x0,
        x1: (words.at(-1) as Token).x1,
        y: line.y,
        words,
      }),
    );
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const together = last ? `${last.text} ${piece.text}` : "";
    if (
      last &&
      piece.x0 - last.x1 < line.size * JOINED_GAP &&
      labelRole(last.text) === null &&
      labelRole(together) !== null
    )
      joined[joined.length - 1] = { ...last, text: together, x1: piece.x1, words: [...last.words, ...piece.words] };
    else joined.push(piece);
  }
  return joined;
}

/** How wide blanks between words mostly are, in sizes of the letters: fonts of one width have wide ones. */
function blankOf(lines: readonly TextLine[]): number {
  const gaps: number[] = [];
  for (const { tokens } of lines.slice(0, 400))
    for (let i = 1; i < tokens.length; i++) {
      const [a, b] = [tokens[i - 1] as Token, tokens[i] as Token];
      if (a.chunk === b.chunk && !b.tight) gaps.push((b.x0 - a.x1) / b.size);
    }
  return median(gaps) ?? 0.28;
}

const textOf = (words: readonly Token[]): string =>
  inReading(words).reduce((all, word, i) => (i === 0 ? word.text : `${all}${word.tight ? "" : " "}${word.text}`), "");

const WORDS_OF_A_LABEL = 4;
/** Words that join two others to one label: `Description of Transaction`. */
const JOINS = /^(?:of|and|&|the|for|de|des|du|da|do|der|van)$/i;

/** `VALUE DATE DESCRIPTION` is two labels: the cut that leaves the fewest words unknown, and of those the fewest labels. */
function cutLabels(words: readonly Token[]): Token[][] {
  const text = (from: number, to: number) =>
    words
      .slice(from, to)
      .map((word) => word.text)
      .join(" ");
  if (words.length < 2 || words.length > 24 || labelRole(text(0, words.length)) !== null) return [[...words]];
  type Way = { cost: number; known: number; cuts: number[] };
  const best: (Way | undefined)[] = [{ cost: 0, known: 0, cuts: [] }];
  for (let end = 1; end <= words.length; end++) {
    for (let from = Math.max(0, end - WORDS_OF_A_LABEL); from < end; from++) {
      const before = best[from];
      // no label begins or ends with a word that joins
      if (!before || [words[from], words[end - 1]].some((word) => word && JOINS.test(word.text))) continue;
      const known = labelRole(text(from, end)) !== null;
      const cost = before.cost + (known ? 0.1 : (end - from) * 1.05);
      const own = best[end];
      if (!own || cost < own.cost)
        best[end] = { cost, known: before.known + (known ? 1 : 0), cuts: [...before.cuts, from] };
    }
  }
  const way = best[words.length];
  if (!way || way.known < 2) return [[...words]];
  return way.cuts.map((from, i) => words.slice(from, way.cuts[i + 1] ?? words.length));
}
