/**
 * Stage 2c, days as headings: a line that holds a day and nothing else stands above the payments of that day, which print none.
 * Each of these gets it, left of everything that the page prints.
 */
import type { HeaderPlace, Label } from "./find-header.ts";
import { overlap, type TextLine, type Token } from "./marks.ts";
import { DAY_ROLES } from "./name-clusters.ts";

export type Headed = {
  readonly lines: readonly TextLine[];
  readonly headings: ReadonlySet<TextLine>;
  /** Above the days that were given to lines. */
  readonly labels: readonly Label[];
};

const WEEKDAY =
  /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|seg|ter|qua|qui|sex|today|yesterday)\p{L}{0,9}[,.]?$/iu;
/** Of the lines with a sum at most this share prints a day of its own. */
const DATED = 0.1;
const LEAST_HEADINGS = 2;

export function withDayHeadings(
  lines: readonly TextLine[],
  headers: readonly HeaderPlace[],
  isHeader: (line: number) => boolean,
): Headed {
  const none: Headed = { lines, headings: new Set(), labels: [] };
  // below a label of its own a day is a cell, wherever in its row it stands
  const labels = (headers[0]?.labels ?? []).filter(({ role }) => role !== null && DAY_ROLES.has(role));
  const headings = new Set(lines.filter((line, i) => !isHeader(i) && isHeading(line)));
  const labelled = [...headings].some(({ tokens }) =>
    tokens.some((token) => labels.some((label) => overlap(label, token) > 0)),
  );
  if (headings.size < LEAST_HEADINGS || labelled) return none;
  const begins = lines.findIndex((line) => headings.has(line));
  const paid = lines.filter((line, i) => i > begins && !headings.has(line) && line.tokens.some(isFreeSum));
  const dated = paid.filter(({ tokens }) => tokens.some((token) => isDay(token) && token.freeLeft));
  if (paid.length <= headings.size || dated.length > paid.length * DATED) return none;
  const left = Math.min(...lines.flatMap(({ tokens }) => tokens.map((token) => token.x0)));
  const size = (lines[begins] as TextLine).size;
  const place = { x0: left - size * 8, x1: left - size * 2 };
  let day: Token | null = null;
  return {
    headings,
    labels: [{ text: "Date", role: "date", words: [], ...place }],
    lines: lines.map((line, i) => {
      if (headings.has(line)) day = line.tokens.find(isDay) ?? null;
      if (day === null || isHeader(i) || headings.has(line) || !line.tokens.some(isFreeSum)) return line;
      const own = { ...day, ...place, y: line.y, yEnd: line.y };
      return {
        ...line,
        tokens: [
          { ...own, page: line.page, size: line.size, freeLeft: true, freeRight: true, chunk: -1 - i, tight: false },
          ...line.tokens,
        ],
      };
    }),
  };
}

const isDay = (token: Token): boolean => token.kind === "day" || token.kind === "bareDay";
const isFreeSum = (token: Token): boolean => token.kind === "sum" && token.freeRight;

/** One day, at most behind the name of a week day. */
const isHeading = ({ tokens }: TextLine): boolean =>
  tokens.filter(isDay).length === 1 && tokens.every((token) => isDay(token) || WEEKDAY.test(token.text));
