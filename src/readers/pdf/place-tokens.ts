/** Stage 3c, tokens to columns: sums and days go to the column of their kind that they stand in, words to the text around them. */
import { readPrintedDate } from "../text/printed-date.ts";
import { type PdfColumn, placeOn } from "./cluster-columns.ts";
import { isMoney } from "./find-header.ts";
import { middle, overlap, type TextLine, type Token } from "./marks.ts";
import { kindOf } from "./token-kind.ts";

export type Placed = { readonly token: Token; readonly column: number };

export type PlacedLine = {
  readonly line: TextLine;
  readonly placed: readonly Placed[];
  /** Tokens that no column takes. */
  readonly stray: readonly Token[];
};

/** Where each column's words begin: `cuts[i]` stands between the columns i - 1 and i. */
export type Territory = { readonly columns: readonly PdfColumn[]; readonly cuts: readonly number[] };

export type Bare = { readonly bareSums: boolean; readonly bareDays: boolean };

const isSum = (token: Token, bare: Bare): boolean =>
  token.kind === "sum" || (bare.bareSums && token.kind === "bareSum");
const isDay = (token: Token, bare: Bare): boolean =>
  token.kind === "day" || (bare.bareDays && token.kind === "bareDay");

/** Cuts between neighbours: at the edge of what sums and days cover, elsewhere where the fewest words are cut. */
export function territoryOf(columns: readonly PdfColumn[], body: readonly TextLine[]): Territory {
  const words = body.flatMap((line) =>
    line.tokens.filter((token) => token.kind === "text" || token.kind === "bareSum" || token.kind === "time"),
  );
  const cuts = columns.map((right, i) => {
    const left = columns[i - 1];
    if (!left) return Number.NEGATIVE_INFINITY;
    const [fixedLeft, fixedRight] = [left.kind !== "text" && left.count > 0, right.kind !== "text" && right.count > 0];
    if (fixedLeft && fixedRight) return (left.x1 + right.x0) / 2;
    if (fixedRight) return right.kind === "day" ? right.x0 - 1 : right.x0 - 0.5;
    if (fixedLeft) return left.x1 + 0.5;
    return bestCut(words, left, right);
  });
  return { columns, cuts };
}

/** The place between two labels where the fewest words are cut; of those the widest gap. */
function bestCut(words: readonly Token[], left: PdfColumn, right: PdfColumn): number {
  const from = Math.floor(Math.min(left.x0 + 2, right.x0));
  const until = Math.ceil(Math.max(right.x1, from + 4));
  const cover = new Array<number>(until - from + 1).fill(0);
  for (const word of words) {
    const [a, b] = [Math.max(from, Math.floor(word.x0)), Math.min(until, Math.ceil(word.x1))];
    for (let x = a; x <= b; x++) cover[x - from] = (cover[x - from] ?? 0) + 1;
  }
  let best = { count: Number.POSITIVE_INFINITY, width: 0, at: right.x0 - 1 };
  for (let i = 0; i < cover.length; ) {
    const count = cover[i] as number;
    let end = i;
    while (end < cover.length && cover[end] === count) end++;
    // near the label on the right a gap counts for more than far from it
    const width = end - i;
    const x = from + end - 1;
    const off = Math.abs(x - right.x0);
    const better = count < best.count || (count === best.count && width - off * 0.05 > best.width);
    if (better) best = { count, width: width - off * 0.05, at: from + end - Math.min(1.5, width / 2) };
    i = end;
  }
  return best.at;
}

/** The column in whose territory a place lies. */
const columnAt = ({ cuts }: Territory, x: number): number => {
  let at = 0;
  for (let i = 1; i < cuts.length; i++) if (x >= (cuts[i] as number)) at = i;
  return at;
};

export function placeLine(line: TextLine, territory: Territory, bare: Bare): PlacedLine {
  const { columns } = territory;
  const placed: Placed[] = [];
  const stray: Token[] = [];
  const typed = line.tokens.some((token) => isSum(token, bare) || isDay(token, bare));
  const cut = line.tokens.flatMap((token) => cutFromSum(token, territory));
  const wholes = new Set(cut.filter((token) => isWholeSum(token, columns)));
  // where rows are centred, sums may have a line of their own
  const alone = wholes.size > 1 && cut.every((token) => wholes.has(token) || token.kind === "blank");
  const tokens = cut.map((token) =>
    (typed || alone) && wholes.has(token) ? { ...token, kind: "sum" as const } : token,
  );
  const homes = new Map<Token, number>();
  for (const kind of ["sum", "day"] as const) {
    const own = tokens.filter((token) =>
      kind === "sum" ? isSum(token, bare) || token.kind === "blank" : isDay(token, bare),
    );
    for (const [token, column] of inOrder(own, kind, columns)) homes.set(token, column);
  }
  for (const [token, column] of homes) placed.push({ token, column });
  const words = tokens.filter((token) => !homes.has(token));
  let chunk = -1;
  let held = -1;
  for (const token of words) {
    const at = columnAt(territory, middle(token));
    if (token.chunk !== chunk) held = -1;
    chunk = token.chunk;
    const edge = territory.cuts[at] ?? Number.NEGATIVE_INFINITY;
    const straddles = token.x0 < edge - token.size * 0.2 && at > 0;
    const home = straddles ? columnAt(territory, token.x0 + 0.1) : at;
    if (straddles && held < 0 && (columns[home] as PdfColumn).kind === "text") held = home;
    const column = textColumn(held >= 0 ? held : home, token, placed, columns, words);
    if (column < 0) stray.push(token);
    else placed.push({ token, column });
  }
  return { line, placed, stray };
}

/** `3000` where the sums below a label of money end: a spreadsheet leaves hundredths away that are nought. */
function isWholeSum(token: Token, columns: readonly PdfColumn[]): boolean {
  if (token.kind !== "bareSum" || !token.freeLeft || !token.freeRight) return false;
  return columns.some(
    ({ kind, role, count, lean, x0, x1 }) =>
      kind === "sum" &&
      isMoney(role) &&
      count > 0 &&
      overlap(token, { x0, x1 }) > 0 &&
      // of centred sums that are all as long the right ends stand below each other too
      Math.min(Math.abs(placeOn(lean.side, token) - lean.at), Math.abs(middle(token) - (x0 + x1) / 2)) <
        token.size * 0.35,
  );
}

/** How far from its column's edge a token may end, in sizes of its letters, before it belongs nowhere. */
const FAR = 1000;
const NO_COLUMN = 30;

/** Tokens of a kind on one line to the columns of that kind: in their order, each column once, at the least distance. */
function inOrder(tokens: readonly Token[], kind: "sum" | "day", columns: readonly PdfColumn[]): [Token, number][] {
  const places = columns.flatMap((column, i) => (column.kind === kind ? [i] : []));
  if (tokens.length === 0 || places.length === 0) return [];
  type Way = { readonly cost: number; readonly pairs: readonly [Token, number][] };
  let ways: Way[] = [{ cost: 0, pairs: [] }, ...places.map((): Way => ({ cost: 0, pairs: [] }))];
  for (const token of tokens) {
    // ways[k]: the best way that uses only the first k columns
    const next: Way[] = [];
    for (let k = 0; k <= places.length; k++) {
      const left = ways[k] as Way;
      let best: Way = { cost: left.cost + NO_COLUMN, pairs: left.pairs };
      const place = places[k - 1];
      if (place !== undefined) {
        const before = ways[k - 1] as Way;
        const cost = before.cost + distance(token, kind, columns[place] as PdfColumn);
        if (cost < best.cost) best = { cost, pairs: [...before.pairs, [token, place]] };
        const fewer = next[k - 1] as Way;
        if (fewer.cost <= best.cost) best = fewer;
      }
      next.push(best);
    }
    ways = next;
  }
  return [...(ways.at(-1) as Way).pairs];
}

function distance(token: Token, kind: "sum" | "day", column: PdfColumn): number {
  const width = token.x1 - token.x0;
  const over = overlap(token, column) / Math.min(width, column.x1 - column.x0 || width);
  const edges = Math.min(
    Math.abs(token.x1 - column.x1),
    Math.abs(token.x0 - column.x0),
    Math.abs(middle(token) - middle(column)),
  );
  const inside = token.x0 >= column.x0 - token.size * 0.5 && token.x1 <= column.x1 + token.size * 0.5;
  if (over < 0.5 && edges > token.size * 0.4) return FAR;
  // a sum inside a sentence counts only where it ends as the sums of its column do
  if (kind === "sum" && !token.freeLeft && Math.abs(token.x1 - column.x1) > token.size * 0.5 && !inside) return FAR;
  const lean = Math.abs(placeOn(column.lean.side, token) - column.lean.at);
  return Math.min(lean, column.count === 0 ? edges : lean + 1, NO_COLUMN - 5) / (column.count === 0 ? 2 : 1);
}

/** Where a word goes whose place is in a column of another kind. */
function textColumn(
  at: number,
  token: Token,
  placed: Placed[],
  columns: readonly PdfColumn[],
  words: readonly Token[],
): number {
  const column = columns[at] as PdfColumn;
  if (column.kind === "text") return at;
  if (column.kind === "sum" && /^(?:CR|DR|Cr|Dr|[CDSH]|[-+]|\p{Sc}|[A-Z]{3})$/u.test(token.text)) {
    const own = placed.findIndex((one) => one.column === at && Math.abs(one.token.x0 - token.x1) < token.size * 3);
    if (own >= 0 || token.kind === "blank") return at;
  }
  // the rest of a sentence that began in the text on the left
  const before = words.filter((word) => word.chunk === token.chunk && word.x0 < token.x0);
  const left = columns.findLastIndex((one, i) => i < at && one.kind === "text");
  const right = columns.findIndex((one, i) => i > at && one.kind === "text");
  if (column.kind === "day") {
    // words above and below days that have no column of text beside them
    if (token.kind === "text" && columns[right]?.lean.at === column.x0) return right;
    const inside = token.x0 >= column.x0 - token.size * 0.5 && token.x1 <= column.x1 + token.size;
    // `VAT ON CHG 17`: a number behind words is of them
    if (inside && right >= 0 && before.some(isWord)) return right;
    if (inside && (kindOf(token.text) === "time" || token.kind === "bareDay" || PIECE_OF_DAY.test(token.text)))
      return at;
    return right >= 0 ? right : left;
  }
  if (before.length > 0 && left >= 0) return left;
  if (token.x0 < column.x0 && left >= 0) return left;
  return -1;
}

const isWord = ({ text }: Token): boolean =>
  /\p{L}{2}/u.test(text) && readPrintedDate(`1 ${text.replace(/[.,]$/, "")} 2020`) === undefined;

/** What a page break leaves of a day: `Jan`, `21,`, `30-11-`, `2026`. */
const PIECE_OF_DAY = /^(?:\d{1,2}(?:st|nd|rd|th)?[-/.,]?(?:\d{1,2}[-/.])?|\p{L}{3,9}[-/.,]?|(?:19|20)\d{2})$/u;

const ENDS_IN_SUM = /^(.*[^\d.,+\s-])([-+]?\d{1,3}(?:,\d{3})*\.\d{2})$/;

/** `TRANSFER TO865,946.77`: a text so long that it runs into the sum beside it, which ends where its column does. */
function cutFromSum(token: Token, { columns }: Territory): Token[] {
  if (token.kind !== "text") return [token];
  const [, words = "", sum = ""] = ENDS_IN_SUM.exec(token.text) ?? [];
  if (sum === "" || kindOf(sum) !== "sum") return [token];
  const column = columns.find((one) => one.kind === "sum" && Math.abs(one.x1 - token.x1) < token.size * 0.5);
  if (!column || token.x0 >= column.x0) return [token];
  const at = token.x1 - ((token.x1 - token.x0) * sum.length) / token.text.length;
  return [
    { ...token, text: words, x1: at },
    { ...token, text: sum, x0: at, kind: "sum", freeLeft: true, tight: true },
  ];
}
