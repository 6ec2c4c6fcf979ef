/**
 * Stage 3b, the columns, over all pages at once: where sums and days stand below each other is a column of sums or days,
 * whatever edge they lean on; what lies between is text, cut where the fewest words would be cut. Labels name columns, and
 * stand in for one that no row fills.
 */
import type { Role } from "../table/column-labels.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { isMoney, type Label } from "./find-header.ts";
import { median, middle, overlap, type TextLine, type Token } from "./marks.ts";
import { DAY_ROLES, nameClusters } from "./name-clusters.ts";

export type ColumnKind = "sum" | "day" | "text";

export type PdfColumn = {
  readonly kind: ColumnKind;
  readonly label: string;
  readonly role: Role | null;
  /** What its tokens cover. */
  readonly x0: number;
  readonly x1: number;
  /** How many tokens made it a column; 0 for one that only its label tells. */
  readonly count: number;
  /** The edge on which its tokens lean. */
  readonly lean: Lean;
};

export type Lean = { readonly side: "right" | "left" | "middle"; readonly at: number };
export const placeOn = (side: Lean["side"], one: { readonly x0: number; readonly x1: number }): number =>
  side === "right" ? one.x1 : side === "left" ? one.x0 : middle(one);

/** A gap between columns may be crossed by this share of the tokens beside it. */
const CROSSED = 0.04;
const LEAST_SHARE = 0.05;

export type Clustered = {
  readonly columns: readonly PdfColumn[];
  /** Numbers without hundredths, and days without a year, count here. */
  readonly bareSums: boolean;
  readonly bareDays: boolean;
};

export function clusterColumns(body: readonly TextLine[], labels: readonly Label[]): Clustered {
  const tokens = body.flatMap((line) => line.tokens);
  const free = (token: Token): boolean => token.freeLeft && token.freeRight;
  const strongSums = [
    ...tokens.filter((token) => token.kind === "sum" && free(token)),
    ...leaning(tokens.filter((token) => token.kind === "sum" && !free(token) && (token.freeLeft || token.freeRight))),
  ];
  const strongDays = body.flatMap(({ tokens }) =>
    tokens.filter((token) => token.kind === "day" && token.freeLeft && !isOfPeriod(token, tokens)),
  );
  const weakDays = tokens.filter((token) => token.kind === "bareDay" && token.freeLeft);
  const dayLines = new Set([...strongDays, ...weakDays].map((token) => `${token.page} ${token.y}`)).size;
  const bareSums = strongSums.length * 2 < dayLines;
  const bareDays = strongDays.length * 2 < Math.min(weakDays.length, strongSums.length);
  const underSum = (token: Token) =>
    labels.some((label) => isMoney(label.role) && overlap(label, token) > -token.size * 2);
  const blanks = tokens.filter((token) => token.kind === "blank" && free(token));
  const sums = bareSums
    ? tokens.filter((token) => (token.kind === "sum" || (token.kind === "bareSum" && underSum(token))) && free(token))
    : [...strongSums, ...(blanks.length * 3 > strongSums.length ? blanks : [])];
  const days = bareDays ? [...strongDays, ...weakDays] : strongDays;
  const sumClusters = clustersOf(sums, labels);
  const dayClusters = clustersOf(days, labels);
  const typed = [
    ...sumClusters.map((one) => ({ ...one, kind: "sum" as const })),
    ...dayClusters.map((one) => ({ ...one, kind: "day" as const })),
  ].sort((a, b) => middle(a) - middle(b));
  const named = withoutTexts(nameClusters(typed, labels));
  return { columns: withTexts(named.columns, named.rest, tokens), bareSums, bareDays };
}

/** `06-Mar-2026 to 09-Mar-2026`: two days of one sentence are no cells. */
const isOfPeriod = (day: Token, line: readonly Token[]): boolean =>
  line.some((one) => one !== day && one.kind === "day" && one.chunk === day.chunk);

/** Sums beside words count where many end at one place: their column is as wide as they are. */
function leaning(tokens: readonly Token[]): Token[] {
  const ends = new Map<number, Token[]>();
  for (const token of tokens) {
    const end = Math.round(token.x1 / 2);
    const list = ends.get(end);
    if (list) list.push(token);
    else ends.set(end, [token]);
  }
  const least = Math.max(4, tokens.length * 0.3);
  return [...ends].flatMap(([end, list]) => {
    const beside = (ends.get(end - 1)?.length ?? 0) + (ends.get(end + 1)?.length ?? 0);
    return list.length + beside >= least ? list : [];
  });
}

export type Cluster = { readonly x0: number; readonly x1: number; readonly count: number; readonly lean: Lean };

/** Stretches that tokens cover, cut where next to none of them cross. */
function clustersOf(tokens: readonly Token[], labels: readonly Label[]): Cluster[] {
  if (tokens.length === 0) return [];
  const from = Math.floor(Math.min(...tokens.map((token) => token.x0)));
  const until = Math.ceil(Math.max(...tokens.map((token) => token.x1)));
  const cover = new Array<number>(Math.max(1, until - from + 1)).fill(0);
  for (const token of tokens)
    for (let x = Math.floor(token.x0 + 0.5); x < Math.ceil(token.x1 - 0.5); x++) {
      const at = x - from;
      if (at >= 0 && at < cover.length) cover[at] = (cover[at] ?? 0) + 1;
    }
  const cuts = valleys(cover);
  const edges = [0, ...cuts, cover.length];
  const stretches = edges.slice(1).map((end, i) => ({ x0: from + (edges[i] as number), x1: from + end }));
  const clusters = stretches.flatMap((stretch): Cluster[] => {
    const own = tokens.filter((token) => middle(token) >= stretch.x0 && middle(token) < stretch.x1);
    if (own.length === 0) return [];
    return splitByLines(own);
  });
  const most = Math.max(...clusters.map((one) => one.count));
  return clusters.filter(
    (one) =>
      one.count >= Math.max(2, most * LEAST_SHARE) || labels.some((label) => overlap(label, one) > 0) || most < 3,
  );
}

/** Places where the cover is next to nothing between two peaks. */
function valleys(cover: readonly number[]): number[] {
  const right = new Array<number>(cover.length + 1).fill(0);
  for (let i = cover.length - 1; i >= 0; i--) right[i] = Math.max(right[i + 1] as number, cover[i] as number);
  const cuts: number[] = [];
  let left = 0;
  for (let i = 0; i < cover.length; ) {
    const here = cover[i] as number;
    const low = (at: number) => (cover[at] as number) <= Math.min(left, right[at] as number) * CROSSED;
    if (!low(i)) {
      left = Math.max(left, here);
      i++;
      continue;
    }
    let end = i;
    while (end < cover.length && low(end)) end++;
    if (end < cover.length && left > 0) {
      cuts.push(Math.floor((i + end) / 2));
      left = 0;
    }
    i = Math.max(end, i + 1);
  }
  return cuts;
}

/** One cluster, or several where most lines hold that many of its tokens: columns so narrow that they touch. */
function splitByLines(tokens: readonly Token[]): Cluster[] {
  const lines = new Map<string, Token[]>();
  for (const token of tokens) {
    const key = `${token.page} ${Math.round(token.y)}`;
    const line = lines.get(key);
    if (line) line.push(token);
    else lines.set(key, [token]);
  }
  const doubled = [...lines.values()].filter((line) => line.length > 1);
  if (doubled.length * 3 < lines.size) return [spanOf(tokens)];
  const pairs = doubled.map((line) => line.sort((a, b) => a.x0 - b.x0));
  const cut = pairs.reduce((sum, line) => sum + ((line[0] as Token).x1 + (line[1] as Token).x0) / 2, 0) / pairs.length;
  const [left, right] = [tokens.filter((token) => middle(token) < cut), tokens.filter((token) => middle(token) >= cut)];
  if (left.length === 0 || right.length === 0) return [spanOf(tokens)];
  return [...splitByLines(left), ...splitByLines(right)];
}

/** What tokens cover, without the few that stand off from all others. */
function spanOf(tokens: readonly Token[]): Cluster {
  const x0 = median(tokens.map((token) => token.x0)) as number;
  const x1 = median(tokens.map((token) => token.x1)) as number;
  const near = tokens.filter((token) => overlap(token, { x0, x1 }) > Math.min(token.x1 - token.x0, x1 - x0) * 0.4);
  const own = near.length * 10 >= tokens.length * 9 ? near : tokens;
  const size = median(own.map((token) => token.size)) ?? 8;
  return {
    x0: -reach(
      own.map((token) => -token.x0),
      size,
    ),
    x1: reach(
      own.map((token) => token.x1),
      size,
    ),
    count: own.length,
    lean: leanOf(own),
  };
}

const FEW = 0.05;
const FAR = 1.5;

/** How far places reach, without the very few that stand far beyond all others: a day that took a year from the text beside it. */
function reach(places: readonly number[], size: number): number {
  const sorted = [...places].sort((a, b) => b - a);
  const few = Math.floor(sorted.length * FEW);
  for (let i = few; i > 0; i--)
    if ((sorted[i - 1] as number) - (sorted[i] as number) > size * FAR) return sorted[i] as number;
  return sorted[0] as number;
}

/** The edge that stands stillest from line to line; of equals the right one. */
function leanOf(tokens: readonly { readonly x0: number; readonly x1: number }[]): Lean {
  const sides = (["right", "left", "middle"] as const).map((side) => {
    const places = tokens.map((token) => placeOn(side, token));
    const at = median(places) as number;
    return {
      side,
      at,
      off: places.reduce((sum, place) => sum + Math.min(12, Math.abs(place - at)), 0) / places.length,
    };
  });
  return sides.reduce((a, b) => (b.off < a.off - 0.4 ? b : a));
}

/**
 * Days that no label names, below a label of text, are the lines of that text that begin with a day; sums that no label names,
 * below the label of the words beside labels of sums, are sums that the words name.
 */
function withoutTexts({ columns, rest }: { columns: PdfColumn[]; rest: Label[] }): {
  columns: PdfColumn[];
  rest: Label[];
} {
  const labelled = (kind: "day" | "sum") => columns.some((one) => one.kind === kind && one.label !== "");
  const over = {
    day: labelled("day")
      ? rest.filter(({ role }) => role === "narration" || role === "reference" || role === null)
      : [],
    sum: labelled("sum") ? rest.filter(({ role }) => role === "narration") : [],
    text: [],
  };
  return {
    rest,
    columns: columns.filter((one) => one.label !== "" || !over[one.kind].some((label) => overlap(label, one) > 0)),
  };
}

/** Adds the columns of text: those that labels name, and what stands between columns without any. */
function withTexts(typed: readonly PdfColumn[], rest: readonly Label[], tokens: readonly Token[]): PdfColumn[] {
  const most = Math.max(0, ...typed.map((one) => one.count));
  // what few rows fill and no label names is a sum or a day inside a text
  const labelled = typed.some((one) => one.label !== "");
  const strong = typed.filter(
    (one) => one.label !== "" || one.count * (labelled || one.kind === "day" ? 2 : 20) >= most,
  );
  const named = rest.map(
    (label): PdfColumn => ({
      kind: isMoney(label.role) ? "sum" : label.role !== null && DAY_ROLES.has(label.role) ? "day" : "text",
      label: label.text,
      role: label.role,
      x0: label.x0,
      x1: label.x1,
      count: 0,
      lean: { side: "middle", at: middle(label) },
    }),
  );
  const columns = [...strong, ...named].sort((a, b) => middle(a) - middle(b));
  const words = tokens.filter((token) => token.kind === "text" || token.kind === "bareSum");
  const filled: PdfColumn[] = [];
  for (let i = 0; i <= columns.length; i++) {
    const [left, right] = [columns[i - 1], columns[i]];
    if (left?.kind !== "text" && right?.kind !== "text") {
      const [from, to] = [left?.x1 ?? Number.NEGATIVE_INFINITY, right?.x0 ?? Number.POSITIVE_INFINITY];
      const inside = words.filter((word) => word.x0 >= from - 1 && word.x1 <= to + 1);
      const lines = new Set(inside.map((word) => `${word.page} ${Math.round(word.y)}`)).size;
      if (lines >= Math.max(2, most * 0.3))
        filled.push({
          kind: "text",
          label: "",
          role: null,
          x0: Math.min(...inside.map((word) => word.x0)),
          x1: Math.max(...inside.map((word) => word.x1)),
          count: 0,
          lean: { side: "left", at: Math.min(...inside.map((word) => word.x0)) },
        });
    }
    if (right) filled.push(right);
  }
  return withWordsOverDays(filled, words);
}

/** `Date / Narration`: words above and below the days, which no label and no column of text beside them takes. */
function withWordsOverDays(columns: PdfColumn[], words: readonly Token[]): PdfColumn[] {
  const at = columns.findIndex((column) => column.kind === "day" && column.count > 0);
  const [day, beside] = [columns[at], columns[at + 1]];
  if (!day || columns.some((column) => column.kind === "text" && (column !== beside || column.label !== "")))
    return columns;
  const over = words.filter((word) => overlap(word, day) > 0 && isOfText(word.text));
  if (over.length < Math.max(2, day.count * OVER)) return columns;
  const text: PdfColumn = {
    kind: "text",
    label: "",
    role: "narration",
    x0: day.x1 + 1,
    x1: Math.max(beside?.kind === "text" ? beside.x1 : 0, ...over.map((word) => word.x1), day.x1 + 1),
    count: 0,
    lean: { side: "left", at: day.x0 },
  };
  return columns.toSpliced(at + 1, beside?.kind === "text" ? 1 : 0, text);
}

/** Of the days at least this share has words over it. */
const OVER = 0.3;
const isOfText = (text: string): boolean =>
  /\p{L}{3}/u.test(text) && readPrintedDate(`1 ${text.replace(/[.,]$/, "")} 2020`) === undefined;
