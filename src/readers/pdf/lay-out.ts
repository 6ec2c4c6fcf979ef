/** Stages 1 to 4 together: the marks of all pages to the columns and rows of their table. */
import { type Clustered, clusterColumns } from "./cluster-columns.ts";
import { withDayHeadings } from "./day-headings.ts";
import { withDottedDays } from "./dotted-days.ts";
import { findHeaders, type HeaderPlace } from "./find-header.ts";
import { findTokens } from "./find-tokens.ts";
import { type Gathered, gatherRows } from "./gather-rows.ts";
import { joinWords } from "./join-words.ts";
import { overlap, type PageMarks, type PageWords, type TextLine, type Token } from "./marks.ts";
import { otherTables } from "./other-tables.ts";
import { namesFact, outsideLines } from "./outside-lines.ts";
import { furnitureOf } from "./page-furniture.ts";
import { placeLine, type Territory, territoryOf } from "./place-tokens.ts";
import { secondDays, withValueDays } from "./second-days.ts";
import { onPaper, sideBySide } from "./side-by-side.ts";
import { withSideHeadings } from "./side-headings.ts";
import { besideItself } from "./side-tables.ts";

export type LaidOut = Gathered & {
  readonly pages: readonly PageWords[];
  readonly lines: readonly TextLine[];
  /** The headers where they stand; empty where no line names enough. */
  readonly headers: readonly HeaderPlace[];
  readonly clustered: Clustered;
  readonly territory: Territory;
};

export function layOut(marks: readonly PageMarks[], given?: readonly HeaderPlace[]): LaidOut {
  const pages = sideBySide(marks.map(onPaper)).map(joinWords);
  const found = pages.flatMap(findTokens);
  const headers = given ?? findHeaders(found);
  const [first] = headers;
  const isHeader = (i: number): boolean => headers.some((one) => i >= one.from && i <= one.to);
  const typed = withDottedDays(found, headers);
  const second = secondDays(typed);
  const { lines, headings, labels } = withDayHeadings(
    withSideHeadings(typed, headers, otherTables(typed, isHeader)),
    headers,
    isHeader,
  );
  const furniture = furnitureOf(lines, pages.length, isHeader);
  const others = otherTables(lines, isHeader);
  // a year heads days that lack theirs, and begins where they stand or left of it: else it is the end of some cell
  const bareDays = lines.flatMap(({ tokens }) => tokens.filter(({ kind }) => kind === "bareDay"));
  const body: TextLine[] = [];
  const outside: { page: number; y: number; tokens: readonly Token[] }[] = [];
  lines.forEach((line, i) => {
    if (isHeader(i)) return;
    if (
      (first && i < first.from) ||
      furniture.has(line) ||
      others.has(line) ||
      isYear(line, bareDays) ||
      namesFact(line)
    )
      outside.push(line);
    else if (headings.has(line)) return;
    else {
      const tokens = line.tokens.filter((token) => !second.has(token));
      if (tokens.length > 0) body.push(tokens.length < line.tokens.length ? { ...line, tokens } : line);
    }
  });
  for (const page of pages)
    for (const word of page.apart)
      outside.push({
        page: page.number,
        y: word.y,
        tokens: [
          {
            ...word,
            kind: "text",
            yEnd: word.y,
            page: page.number,
            freeLeft: true,
            freeRight: true,
            chunk: 0,
            tight: false,
          },
        ],
      });
  let clustered = clusterColumns(body, [...labels, ...(first?.labels ?? [])]);
  if (!first) {
    const above = aboveDays(body, clustered);
    outside.push(...above);
    for (const line of above) body.splice(body.indexOf(line), 1);
    clustered = clusterColumns(body, labels);
  }
  const territory = territoryOf(clustered.columns, body);
  // a page of words without any sum or day has no columns
  const placed = clustered.columns.length === 0 ? [] : body.map((line) => placeLine(line, territory, clustered));
  if (clustered.columns.length === 0) outside.push(...body);
  const bars = headers.map((one) => lines[one.to] as TextLine).map(({ page, y }) => ({ page, y }));
  const left = outsideLines(placed, clustered.columns, bars);
  for (const { line } of left) outside.push(line);
  const inTable = placed.filter((line) => !left.has(line));
  const gathered = gatherRows(inTable, pages, clustered.columns, clustered, bars);
  const halves = besideItself({ columns: clustered.columns, rows: gathered.rows });
  if (halves) clustered = { ...clustered, columns: halves.columns };
  const rows = halves?.rows ?? gathered.rows;
  const around = [...outside, ...gathered.around].sort((a, b) => a.page - b.page || a.y - b.y);
  return { ...gathered, ...withValueDays(rows, clustered, second), around, pages, lines, headers, territory };
}

/** A year above the first of its days is no cell of a row. */
const isYear = ({ tokens: [token, ...more] }: TextLine, days: readonly Token[]): boolean =>
  token !== undefined &&
  more.length === 0 &&
  /^(?:19|20)\d{2}$/.test(token.text) &&
  days.some((day) => token.x0 < day.x1);

/** Without labels the table begins with its first day: what stands far above it on that page is no row. */
function aboveDays(body: readonly TextLine[], { columns }: Clustered): TextLine[] {
  const days = columns.filter((column) => column.kind === "day").sort((a, b) => b.count - a.count)[0];
  if (!days) return [];
  const first = body.findIndex(
    (line) =>
      !PERIOD.test(line.tokens.map((token) => token.text).join(" ")) &&
      line.tokens.some((token) => (token.kind === "day" || token.kind === "bareDay") && overlap(token, days) > 0),
  );
  const line = body[first];
  return line ? body.slice(0, first).filter((one) => one.page < line.page || line.y - one.y > line.size * CENTRED) : [];
}

const PERIOD = /\b(?:period|statement|from|printed|generated|as at|between)\b|date\s*:/i;

/** How far above its day a centred row may begin, in sizes of its letters. */
const CENTRED = 3.2;
