/**
 * One idea: a page of placed words to the rows of its table. The header's labels say where the columns stand; amounts lean
 * on the right edge of theirs, texts begin at the left edge that most rows share. A line with an amount is a row, the lines
 * around it that hold only text belong to the row they are nearest to. Text outside the table becomes the preamble.
 */
import { type Role, roleOf } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
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
export type PdfRows = {
  readonly rows: readonly Row[] /** Rows that were printed twice at a page break. */;
  readonly dropped: number;
};

type Span = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  height: number /** Its letters stand apart. */;
  spaced?: boolean;
};
type Line = {
  readonly page: number;
  readonly y: number;
  readonly height: number;
  readonly spans: readonly Span[];
  readonly pageHeight: number;
};
type Column = { readonly label: string; readonly role: Role; readonly x0: number; readonly x1: number };
type Header = {
  readonly first: number;
  readonly last: number;
  readonly columns: readonly Column[];
  readonly known: number;
};

const AMOUNT =
  /^[-+(]?\s*(?:₦|NGN|N)?\s*[-+]?(?:\d{1,3}(?:,\d{2,3})+|\d+)\.\d{2,4}\)?\s*(?:CR|DR|C|D)?[-+]?$|^[-+(]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}\)?-?$/i;
const BLANK = /^(?:-{1,3}|–|—)$/;
const MONEY: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount", "balance"]);
const COPYRIGHT = /^copyright ?(?:\(c\)|©)/i;
const PAGE_NUMBER = /\bpage\s*:?\s*\d+\s*(?:of|\/)\s*\d+\b|\*{3,}\s*end of (?:statement|report)\s*\*{3,}/i;

/** The rows of all pages as one table: preamble, header, data; with the page of each row. */
export function pdfRows(pages: readonly Page[]): PdfRows {
  const lines = withoutFurniture(pages.flatMap(linesOf), pages);
  const upright = findHeader(lines, 0);
  const sideways = transposed(lines);
  if (sideways && (!upright || sideways.known > upright.known)) return sideways.rows;
  if (!upright) return plainRows(lines);
  return tableRows(lines, upright);
}

const plainRows = (lines: readonly Line[]): PdfRows => ({
  rows: lines.map((line, i) =>
    rowOf(
      line.spans.map((span) => span.text),
      i + 1,
      line.page,
    ),
  ),
  dropped: 0,
});

const rowOf = (cells: readonly string[], line: number, page: number): Row => ({
  cells,
  raw: cells.filter(Boolean).join("  "),
  line,
  page,
});

/* Words to lines of spans. */

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

function linesOf(page: Page): Line[] {
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

const standsAlone = (text: string): boolean =>
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
function withoutFurniture(lines: readonly Line[], pages: readonly Page[]): Line[] {
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

/* The header. */

/** The best header from a line on: up to three lines whose labels stand above each other. */
function findHeader(lines: readonly Line[], from: number, until = lines.length): Header | null {
  let best: Header | null = null;
  for (let first = from; first < until; first++) {
    for (let last = first; last < Math.min(first + 3, until); last++) {
      const [a, b] = [lines[first] as Line, lines[last] as Line];
      if (b.page !== a.page || b.y - a.y > a.height * 4.5) break;
      const columns = columnsOf(lines.slice(first, last + 1));
      // two labels of one kind are one and a part of another
      const known =
        new Set(columns.map((column) => column.role)).size - (columns.some(({ role }) => role === "other") ? 1 : 0);
      const money =
        columns.some((column) => MONEY.has(column.role) && column.role !== "balance") ||
        columns.filter((column) => column.role === "balance").length > 0;
      const strange = columns.filter((column) => column.label !== "" && roleOf(column.label) === null).length;
      if (
        known < 4 ||
        !money ||
        !columns.some((column) => column.role === "date" || column.role === "valueDate") ||
        strange > known
      )
        continue;
      if (!best || known - strange > best.known) best = { first, last, columns, known: known - strange };
    }
    if (best && first > best.last + 3) return best;
  }
  return best;
}

/** Labels of up to three lines, joined where they stand above each other, cut where one span holds several. */
function columnsOf(lines: readonly Line[]): Column[] {
  const spans = lines.flatMap((line) => joinLabels(line.spans.flatMap(cutLabels)));
  const columns: { x0: number; x1: number; parts: Span[] }[] = [];
  for (const span of [...spans].sort((a, b) => a.x0 - b.x0)) {
    const over = columns.find(
      (column) =>
        Math.min(column.x1, span.x1) - Math.max(column.x0, span.x0) >
        Math.min(column.x1 - column.x0, span.x1 - span.x0) * 0.4,
    );
    if (over && lines.length > 1 && !over.parts.some((part) => Math.abs(part.y - span.y) < 1)) {
      over.parts.push(span);
      [over.x0, over.x1] = [Math.min(over.x0, span.x0), Math.max(over.x1, span.x1)];
    } else columns.push({ x0: span.x0, x1: span.x1, parts: [span] });
  }
  return columns.map(({ x0, x1, parts }) => {
    const label = [...parts]
      .sort((a, b) => a.y - b.y)
      .map((part) => part.text)
      .join(" ");
    return { label, x0, x1, role: roleOf(label) ?? "other" };
  });
}

/** `Trans.` and `Date` a little apart are one label when together they are one and alone the first is none. */
function joinLabels(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const together = last ? `${last.text} ${span.text}` : "";
    const near = last !== undefined && span.x0 - last.x1 < span.height * 1.6;
    if (last && near && roleOf(last.text) === null && roleOf(together) !== null)
      joined[joined.length - 1] = { ...last, text: together, x1: span.x1 };
    else joined.push(span);
  }
  return joined;
}

/** `VALUE DATE DESCRIPTION` in one span is two labels when each part is one. */
function cutLabels(span: Span): Span[] {
  if (roleOf(span.text) !== null || span.text.length > 160) return [span];
  const words = span.text.split(" ");
  if (words.length < 2 || words.length > 16) return [span];
  const unit = (span.x1 - span.x0) / Math.max(1, span.text.length);
  const parts: { text: string; from: number; known: boolean }[] = [];
  let from = 0;
  for (let i = 0; i < words.length; ) {
    let take = 1;
    for (let n = Math.min(4, words.length - i); n > 1; n--)
      if (roleOf(words.slice(i, i + n).join(" ")) !== null) {
        take = n;
        break;
      }
    const text = words.slice(i, i + take).join(" ");
    parts.push({ text, from, known: roleOf(text) !== null });
    from += text.length + 1;
    i += take;
  }
  if (parts.filter((part) => part.known).length < Math.max(2, parts.length * 0.6)) return [span];
  return parts.map((part) => ({
    ...span,
    text: part.text,
    x0: span.x0 + part.from * unit,
    x1: span.x0 + (part.from + part.text.length) * unit,
  }));
}

/* The table. */

type Edges = { readonly left: readonly number[]; readonly right: readonly number[] };

function tableRows(lines: readonly Line[], header: Header): PdfRows {
  const { columns } = header;
  const labels = new Set(columns.map((column) => column.label));
  const body: Line[] = [];
  const outside: Line[] = lines.slice(0, header.first);
  let page = (lines[header.first] as Line).page;
  for (let i = header.last + 1; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (line.page !== page) {
      page = line.page;
      // a repeated header ends the head of its page
      const again = repeatedHeader(lines, i, labels, header.last - header.first);
      if (again > i) {
        outside.push(...lines.slice(i, again).filter((one) => !isHeaderLine(one, labels)));
        i = again - 1;
        continue;
      }
    }
    if (isHeaderLine(line, labels)) continue;
    if (line.spans.some((span) => COPYRIGHT.test(span.text))) outside.push(line);
    else body.push(line);
  }
  const edges = edgesOf(body, columns);
  const { rows, left, dropped } = joinRows(body, columns, edges);
  const preamble = [...outside, ...left];
  const head = preambleRows(preamble);
  return {
    rows: [...head, columns.map((column) => column.label), ...rows.map((row) => row.cells)].map((cells, i) =>
      rowOf(cells, i + 1, rows[i - head.length - 1]?.page ?? 1),
    ),
    dropped,
  };
}

const isHeaderLine = (line: Line, labels: ReadonlySet<string>): boolean => {
  const known = line.spans
    .flatMap(cutLabels)
    .filter((span) => labels.has(span.text) || roleOf(span.text) !== null).length;
  return known >= 3 && known * 2 > line.spans.length && !line.spans.some((span) => AMOUNT.test(span.text));
};

/** Index after the header that a page repeats among its first lines; `from` when there is none. */
function repeatedHeader(lines: readonly Line[], from: number, labels: ReadonlySet<string>, extra: number): number {
  const page = (lines[from] as Line).page;
  for (let i = from; i < lines.length && (lines[i] as Line).page === page; i++) {
    if (!isHeaderLine(lines[i] as Line, labels)) continue;
    let end = i + 1;
    const first = lines[i] as Line;
    while (
      end <= i + extra &&
      lines[end] &&
      (lines[end] as Line).page === page &&
      (lines[end] as Line).y - first.y < first.height * 4 &&
      !(lines[end] as Line).spans.some((span) => standsAlone(span.text))
    )
      end++;
    return end;
  }
  return from;
}

/** Where each column's data begin and end, learned from spans that stand under one label only. */
function edgesOf(body: readonly Line[], columns: readonly Column[]): Edges {
  const starts: number[][] = columns.map(() => []);
  const ends: number[][] = columns.map(() => []);
  for (const line of body) {
    for (const span of line.spans) {
      const under = columns.flatMap((column, i) => (span.x1 > column.x0 && span.x0 < column.x1 ? [i] : []));
      if (under.length !== 1) continue;
      const at = under[0] as number;
      const money = MONEY.has((columns[at] as Column).role);
      if (money === AMOUNT.test(span.text)) {
        starts[at]?.push(span.x0);
        ends[at]?.push(span.x1);
      }
    }
  }
  const low = (list: readonly number[], other: number) =>
    list.length === 0 ? other : ([...list].sort((a, b) => a - b)[Math.floor(list.length * 0.05)] as number);
  const common = (list: readonly number[], other: number) => {
    const counts = new Map<number, number>();
    for (const one of list) counts.set(Math.round(one), (counts.get(Math.round(one)) ?? 0) + 1);
    return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [other, 0] as [number, number])[0];
  };
  return {
    left: columns.map((column, i) => Math.min(low(starts[i] as number[], column.x0), column.x0)),
    right: columns.map((column, i) => common(ends[i] as number[], column.x1)),
  };
}

/** The column a span belongs to; -1 when it stands in none. */
function columnOf(span: Span, columns: readonly Column[], edges: Edges): number {
  if (AMOUNT.test(span.text) || BLANK.test(span.text)) {
    const at = nearestMoney(span, columns, edges);
    if (at >= 0) return at;
  }
  if (/\d/.test(span.text) && readPrintedDate(span.text) !== undefined) {
    const at = nearestDate(span, columns, edges);
    if (at >= 0) return at;
  }
  let best = -1;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Column;
    if (MONEY.has(column.role) && !BLANK.test(span.text)) continue;
    const left = edges.left[i] as number;
    if (left <= span.x0 + 4 && (best < 0 || left >= (edges.left[best] as number))) best = i;
  }
  return best;
}

/** Of the columns of days that a day stands in or near, the one whose beginning or middle is nearest. */
function nearestDate(span: Span, columns: readonly Column[], edges: Edges): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach((column, i) => {
    if (column.role !== "date" && column.role !== "valueDate") return;
    const left = edges.left[i] as number;
    if (span.x1 < left - 4 || span.x0 > column.x1 + 6) return;
    const off = Math.min(
      Math.abs(span.x0 - left),
      Math.abs(span.x0 - column.x0),
      Math.abs((span.x0 + span.x1) / 2 - (column.x0 + column.x1) / 2),
    );
    if (off < least) [best, least] = [i, off];
  });
  return best;
}

/** Amounts lean on the right edge, or stand under the label; too far from both it is a number in a text. */
function nearestMoney(span: Span, columns: readonly Column[], edges: Edges): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach((column, i) => {
    if (!MONEY.has(column.role)) return;
    const middle = (span.x0 + span.x1) / 2;
    const off = Math.min(
      Math.abs(span.x1 - (edges.right[i] as number)),
      Math.abs(middle - (column.x0 + column.x1) / 2),
      Math.abs(span.x0 - column.x0) + 2,
    );
    if (off < least) [best, least] = [i, off];
  });
  const column = columns[best];
  if (!column) return -1;
  const reach = Math.max(24, column.x1 - column.x0);
  return least <= reach ? best : -1;
}

type Band = {
  readonly line: Line;
  readonly cells: readonly (readonly Span[])[];
  readonly money: boolean;
  readonly text: boolean;
  readonly dated: boolean;
};
type BuiltRow = { cells: string[]; page: number };

function joinRows(
  body: readonly Line[],
  columns: readonly Column[],
  edges: Edges,
): { rows: BuiltRow[]; left: Line[]; dropped: number } {
  const bands = body.map((line) => bandOf(line, columns, edges));
  const anchors = anchorsOf(bands);
  const left: Line[] = [];
  if (anchors.length === 0) return { rows: [], left: [...body], dropped: 0 };
  const leading = typicalLeading(bands);
  const centred = isCentred(bands, anchors);
  const owner = new Array<number>(bands.length).fill(-1);
  for (const at of anchors) owner[at] = at;
  for (let k = -1; k < anchors.length; k++) {
    const a = k < 0 ? -1 : (anchors[k] as number);
    const b = k + 1 < anchors.length ? (anchors[k + 1] as number) : bands.length;
    share(bands, owner, a, b, centred, leading);
  }
  const rows: BuiltRow[] = [];
  let dropped = 0;
  for (const at of anchors) {
    const own = bands.flatMap((band, i) => (i >= at - 12 && i <= at + 40 && owner[i] === at ? [band] : []));
    const row = {
      cells: columns.map((column, c) =>
        cellText(
          own.flatMap((band) => band.cells[c] as readonly Span[]),
          column.role,
        ),
      ),
      page: (bands[at] as Band).line.page,
    };
    const before = rows.at(-1);
    fillDay(row, rows.at(-1), columns);
    // the last row of a page printed again on the next: the same balance after the same amount cannot be twice
    if (before && before.page !== row.page && isSame(before, row, columns)) dropped++;
    else rows.push(row);
  }
  bands.forEach((band, i) => {
    if (owner[i] === -1) left.push(band.line);
  });
  return { rows, left, dropped };
}

/** A bank that prints each day once leaves it out below: a row with its sum and its balance is of the day above. */
function fillDay(row: BuiltRow, before: BuiltRow | undefined, columns: readonly Column[]): void {
  const at = columns.findIndex((column) => column.role === "date");
  const filled = (role: (one: Role) => boolean) =>
    columns.some((column, i) => role(column.role) && /\d/.test(row.cells[i] ?? ""));
  if (at < 0 || !before || row.cells[at] !== "" || (before.cells[at] ?? "") === "") return;
  if (!filled((one) => one === "balance") || !filled((one) => MONEY.has(one) && one !== "balance")) return;
  if (/\b(?:totals?|balance|brought|carried|[bc]\/f)\b/i.test(row.cells.join(" "))) return;
  row.cells[at] = before.cells[at] ?? "";
}

function bandOf(line: Line, columns: readonly Column[], edges: Edges): Band {
  const cells: Span[][] = columns.map(() => []);
  let stray = false;
  for (const span of line.spans) {
    const at = columnOf(span, columns, edges);
    if (at < 0) {
      stray = true;
      continue;
    }
    cells[at]?.push(span);
  }
  spreadDates(cells, columns);
  findSum(cells, columns, edges);
  const inRole = (test: (role: Role) => boolean) =>
    cells.some((list, i) => list.length > 0 && test((columns[i] as Column).role));
  const money = cells.some(
    (list, i) => MONEY.has((columns[i] as Column).role) && list.some((span) => AMOUNT.test(span.text)),
  );
  const dates = cells.flatMap((list, i) => ((columns[i] as Column).role === "date" ? list : []));
  const odd = dates.some((span) => !/\d/.test(span.text) || span.text.length > 24);
  return {
    line,
    cells,
    money,
    dated: dates.some((span) => readPrintedDate(span.text) !== undefined),
    text: !stray && !odd && inRole((role) => !MONEY.has(role)),
  };
}

/** A row with a balance and no sum, but with an amount left of it that no label claims: that is the sum. */
function findSum(cells: Span[][], columns: readonly Column[], edges: Edges): void {
  const sums = columns.flatMap(({ role }, i) => (MONEY.has(role) && role !== "balance" ? [i] : []));
  const balance = cells.find((list, i) => columns[i]?.role === "balance" && list.length > 0)?.[0];
  if (!balance || sums.length === 0 || sums.some((i) => (cells[i] as Span[]).length > 0)) return;
  const rest = cells.flatMap((list, i) =>
    MONEY.has((columns[i] as Column).role) ? [] : list.map((span) => ({ span, i })),
  );
  const last = rest.reduce<{ span: Span; i: number } | null>(
    (a, b) => (a === null || b.span.x1 > a.span.x1 ? b : a),
    null,
  );
  if (!last || !AMOUNT.test(last.span.text) || last.span.x1 > balance.x0) return;
  const off = (i: number) => Math.abs((edges.right[i] as number) - last.span.x1);
  const to = sums.reduce((a, b) => (off(b) < off(a) ? b : a));
  cells[last.i] = (cells[last.i] as Span[]).filter((span) => span !== last.span);
  cells[to]?.push(last.span);
}

/** Two days under one label, as where a label stands off its column: they go to the two columns of days in order. */
function spreadDates(cells: Span[][], columns: readonly Column[]): void {
  const places = columns.flatMap((column, i) => (column.role === "date" || column.role === "valueDate" ? [i] : []));
  const days = places.flatMap((i) => cells[i] as Span[]).sort((a, b) => a.x0 - b.x0);
  if (places.length < 2 || days.length !== places.length) return;
  if (!days.every((day) => readPrintedDate(day.text) !== undefined)) return;
  places.forEach((place, k) => {
    cells[place] = [days[k] as Span];
  });
}

/** Lines that begin a row: those with an amount, and those with a day of their own between two rows that have theirs. */
function anchorsOf(bands: readonly Band[]): number[] {
  const money = bands.flatMap((band, i) => (band.money ? [i] : []));
  const all: number[] = [];
  bands.forEach((band, i) => {
    if (band.money) all.push(i);
    if (band.money || !band.dated) return;
    const before = money.findLast((at) => at < i);
    const after = money.find((at) => at > i);
    const has = (at: number | undefined) => at === undefined || (bands[at] as Band).dated;
    if (before !== undefined && has(before) && has(after)) all.push(i);
  });
  return all;
}

/** The usual distance from one line to the next. */
function typicalLeading(bands: readonly Band[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < bands.length; i++) {
    const gap = distance(bands, i - 1, i);
    if (gap > 0 && Number.isFinite(gap)) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 12;
}

const distance = (bands: readonly Band[], a: number, b: number): number => {
  const [from, to] = [bands[a], bands[b]];
  return from && to && from.line.page === to.line.page ? to.line.y - from.line.y : Number.POSITIVE_INFINITY;
};

/** Whether rows hold text above the line with the amounts: then the first lines of pages do. */
function isCentred(bands: readonly Band[], anchors: readonly number[]): boolean {
  let above = 0;
  let first = 0;
  for (const at of anchors) {
    const before = bands[at - 1];
    const opens = !before || before.line.page !== (bands[at] as Band).line.page;
    const opensWithText = before?.text && !before.money && (at < 2 || bands[at - 2]?.line.page !== before.line.page);
    if (opens) first++;
    else if (opensWithText && at < 3) {
      first++;
      above++;
    } else if (opensWithText) above++;
  }
  return above > 0 && above >= first * 0.5;
}

/** Gives the text lines between two rows to the one above, to the one below, or to none. */
function share(bands: readonly Band[], owner: number[], a: number, b: number, centred: boolean, leading: number): void {
  const between: number[] = [];
  for (let i = a + 1; i < b; i++) between.push(i);
  if (between.length === 0) return;
  // what is no text of the table ends the row above and is left out, with all that follows it up to the row below
  const cut = between.findIndex((i) => !(bands[i] as Band).text);
  const usable = cut < 0 ? between : between.slice(0, cut);
  const split = splitAt(bands, usable, a, b, centred && cut < 0);
  usable.forEach((i, k) => {
    const up = k < split;
    const to = up ? a : b;
    if (to < 0 || to >= bands.length) return;
    const gap = up ? distance(bands, i - 1, i) : distance(bands, i, i + 1);
    const far = Number.isFinite(gap) && gap > leading * 2.6;
    if (!far && (up ? owner[i - 1] === a || i - 1 === a : true)) owner[i] = to;
  });
}

/** How many of the lines between belong to the row above. */
function splitAt(bands: readonly Band[], between: readonly number[], a: number, b: number, centred: boolean): number {
  if (a < 0) return centred ? 0 : between.length;
  if (!centred) return between.length;
  if (b >= bands.length) return between.length;
  const gaps = [a, ...between].map((i, k) => distance(bands, i, [...between, b][k] as number));
  const widest = Math.max(...gaps);
  const narrow = Math.min(...gaps);
  if (widest > narrow * 1.2) return gaps.indexOf(widest);
  return Math.floor(between.length / 2);
}

function cellText(spans: readonly Span[], role: Role): string {
  return spans.reduce((all, span) => {
    if (all === "") return span.text;
    const tight =
      role === "date" || role === "valueDate"
        ? /[-/T.]$/.test(all) || /^[-/]/.test(span.text)
        : role === "reference" && span.y > (spans[0] as Span).y + 1;
    return `${all}${tight ? "" : " "}${span.text}`;
  }, "");
}

function isSame(a: BuiltRow, b: BuiltRow, columns: readonly Column[]): boolean {
  const balance = columns.findIndex((column) => column.role === "balance");
  if (balance < 0 || a.cells[balance] === "") return false;
  const moved = columns.some(
    (column, i) => MONEY.has(column.role) && i !== balance && /[1-9]/.test(a.cells[i] as string),
  );
  return moved && a.cells.every((cell, i) => cell === b.cells[i]);
}

/** What stands around the table: labels beside their values, also where the values stand below the labels. */
function preambleRows(lines: readonly Line[]): string[][] {
  const rows: string[][] = [];
  for (let i = 0; i < Math.min(lines.length, 400); i++) {
    const [line, next] = [lines[i] as Line, lines[i + 1]];
    const texts = line.spans.map((span) => span.text);
    const labels = line.spans.length >= 2 && texts.every((text) => !/\d/.test(text) && text.length < 40);
    if (
      labels &&
      next &&
      next.page === line.page &&
      next.spans.some((span) => /\d/.test(span.text)) &&
      next.spans.length >= 2 &&
      next.spans.length <= line.spans.length &&
      !next.spans.some((span) => span.text.includes(":"))
    ) {
      for (const span of next.spans) {
        const above = line.spans.reduce((a, b) => (away(b, span) < away(a, span) ? b : a));
        rows.push([above.text, span.text]);
      }
      i++;
    } else rows.push(texts);
  }
  return rows;
}

const away = (a: Span, b: Span): number =>
  Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), Math.abs((a.x0 + a.x1) / 2 - (b.x0 + b.x1) / 2));

/* A table on its side: the labels stand below each other, each transaction is a column. */

function transposed(lines: readonly Line[]): { known: number; rows: PdfRows } | null {
  const labels = lines.map((line) => {
    const first = line.spans[0];
    return first && roleOf(first.text) !== null ? { role: roleOf(first.text) as Role, span: first } : null;
  });
  type Block = { readonly page: number; readonly at: number[] };
  const blocks: Block[] = [];
  labels.forEach((label, i) => {
    if (!label) return;
    const block = blocks.at(-1);
    const line = lines[i] as Line;
    const before = block ? (labels[block.at.at(-1) as number]?.span as Span) : undefined;
    const repeated = block?.at.some((at) => labels[at]?.span.text === label.span.text);
    if (block && before && block.page === line.page && Math.abs(before.x0 - label.span.x0) < 12 && !repeated)
      block.at.push(i);
    else blocks.push({ page: line.page, at: [i] });
  });
  const real = blocks.filter(({ at }) => {
    const roles = new Set(at.map((i) => labels[i]?.role));
    const dated = at.find((i) => labels[i]?.role === "date");
    const dates =
      dated === undefined
        ? 0
        : (lines[dated] as Line).spans.filter((span) => readPrintedDate(span.text) !== undefined).length;
    return (
      roles.size >= 4 &&
      roles.has("date") &&
      (roles.has("debit") || roles.has("credit") || roles.has("amount")) &&
      dates >= 2
    );
  });
  const model = real[0];
  if (!model) return null;
  const names = model.at.map((i) => labels[i]?.span.text ?? "");
  const built: BuiltRow[] = [];
  const used = new Set<number>();
  for (const block of real) built.push(...sidewaysRows(lines, labels, block.at, names, used));
  const head = preambleRows(lines.filter((_line, i) => !used.has(i)));
  const rows = [...head, names, ...built.map((row) => row.cells)];
  return {
    known: names.length,
    rows: { rows: rows.map((cells, i) => rowOf(cells, i + 1, built[i - head.length - 1]?.page ?? 1)), dropped: 0 },
  };
}

function sidewaysRows(
  lines: readonly Line[],
  labels: readonly ({ role: Role; span: Span } | null)[],
  at: readonly number[],
  names: readonly string[],
  used: Set<number>,
): BuiltRow[] {
  const dated = at.find((i) => labels[i]?.role === "date") as number;
  const page = (lines[dated] as Line).page;
  const places = (lines[dated] as Line).spans.filter((span) => readPrintedDate(span.text) !== undefined);
  const rows = places.map(() => ({ cells: names.map(() => ""), page }));
  const middle = (span: Span) => (span.x0 + span.x1) / 2;
  at.forEach((from, k) => {
    const until = at[k + 1] ?? from + 6;
    const name = names.indexOf(labels[from]?.span.text ?? "");
    for (let i = from; i < Math.min(until, lines.length); i++) {
      const line = lines[i] as Line;
      if (
        line.page !== page ||
        (i > from && k === at.length - 1 && line.y - (lines[i - 1] as Line).y > line.height * 2.2)
      )
        break;
      used.add(i);
      for (const span of line.spans) {
        if (i === from && span === labels[from]?.span) continue;
        const gaps = places.map((place) =>
          Math.min(Math.abs(place.x0 - span.x0), Math.abs(place.x1 - span.x1), Math.abs(middle(place) - middle(span))),
        );
        const row = rows[gaps.indexOf(Math.min(...gaps))];
        if (row && name >= 0) row.cells[name] = `${row.cells[name] ?? ""} ${span.text}`.trim();
      }
    }
  });
  return rows;
}
