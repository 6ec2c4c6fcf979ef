/** A bank's `.xls` is often a page of tables; a tolerant scan for rows and cells reads what a browser would show. */
import type { Refusal } from "../../domain/statements/statement.ts";
import { refusal, tooManyLines } from "../proof/reader-answer.ts";
import type { Row } from "../text/delimited-text.ts";
import { MOST_COLUMNS, MOST_LINES } from "../text/limits.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { characterOf } from "./html-characters.ts";
import { htmlTags } from "./html-tags.ts";

const HIDDEN: ReadonlySet<string> = new Set(["script", "style", "title", "head"]);
/** Cells that only keep others in their place, in all rows together: a page of statements has a few for each row. */
const MOST_BLANKS = 4 * MOST_LINES;

/** A cell that reaches down into the rows below it. */
type Reaching = { rows: number; readonly text: string };

/** The rows of a page's tables while they are built: columns are counted as each cell comes, not when the row ends. */
class TableBuilder {
  readonly rows: Row[] = [];
  fault: Refusal | null = null;
  #cells: string[] | null = null;
  #reaching: (Reaching | undefined)[] = [];
  #blanks = 0;
  #unseen = false;
  /** Rows with figures that a browser does not show. */
  unseen = 0;

  get inRow(): boolean {
    return this.#cells !== null;
  }

  get hasCells(): boolean {
    return this.#cells !== null && this.#cells.length > 0;
  }

  openRow(unseen = false): void {
    this.#cells = [];
    this.#unseen = unseen;
  }

  put(text: string, across: number, down: number): void {
    if (this.#cells === null) return;
    this.#fromAbove();
    for (let i = 0; i < across; i++) {
      if (down > 1 && this.#cells.length < MOST_COLUMNS)
        this.#reaching[this.#cells.length] = { rows: down - 1, text: i === 0 ? text : "" };
      this.#add(i === 0 ? text : "", i > 0);
    }
  }

  endRow(): void {
    if (this.#cells === null) return;
    this.#fromAbove();
    if (!this.#unseen) this.#push(this.#cells);
    else if (this.#cells.some((cell) => /\d/.test(cell))) this.unseen++;
    this.#cells = null;
  }

  endTable(): void {
    this.endRow();
    this.#reaching = [];
  }

  loose(text: string): void {
    if (text !== "") this.#push([text]);
  }

  #add(text: string, blank: boolean): void {
    const cells = this.#cells as string[];
    if (cells.length >= MOST_COLUMNS) this.fault ??= tooWide();
    else if (blank && ++this.#blanks > MOST_BLANKS) this.fault ??= tooWide();
    else cells.push(text);
  }

  /** Cells of rows above that reach into this one: a day holds for this row too, all else only keeps its place. */
  #fromAbove(): void {
    const cells = this.#cells as string[];
    for (let above = this.#reaching[cells.length]; above && above.rows > 0; above = this.#reaching[cells.length]) {
      above.rows--;
      const before = cells.length;
      this.#add(readPrintedDate(above.text) === undefined ? "" : above.text, true);
      if (cells.length === before) return;
    }
  }

  #push(cells: readonly string[]): void {
    if (this.rows.length > MOST_LINES) this.fault ??= tooManyLines();
    else this.rows.push({ cells, raw: cells.join("\t").trim() });
  }
}

const tooWide = (): Refusal =>
  refusal("too_large", { code: "file.too_many_columns", facts: { most: MOST_COLUMNS } }, "try.csv");

const spanOf = (attributes: string, name: "colspan" | "rowspan"): number => {
  const at = attributes.toLowerCase().indexOf(name);
  if (at < 0) return 1;
  const count = Number(/^\s{0,9}=\s{0,9}["']?(\d{1,4})/.exec(attributes.slice(at + name.length, at + 40))?.[1] ?? 1);
  return Math.min(Math.max(count, 1), MOST_COLUMNS);
};

/** An element that a browser does not show: by its style, or by the attribute `hidden`. */
const isUnseen = (attributes: string): boolean =>
  /display\s{0,9}:\s{0,9}none/i.test(attributes) ||
  /(?:^|\s)hidden(?:[\s=/]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, '""'));

/** All rows of all tables, in the order of the page; text outside of tables is a row of its own. */
export const htmlRows = (text: string): Row[] | Refusal => seenRows(text).rows;

/** The rows of a page without those that a browser does not show, and how many of these hold figures. */
export function seenRows(text: string): { readonly rows: Row[] | Refusal; readonly unseen: number } {
  const table = new TableBuilder();
  let words = "";
  let cell: { readonly across: number; readonly down: number } | null = null;
  let hidden = "";
  // the part of a table, or the table, whose rows are not shown
  let within = "";
  const endCell = () => {
    const said = plain(words);
    if (table.inRow && (cell || said !== "")) table.put(said, cell?.across ?? 1, cell?.down ?? 1);
    else if (!table.inRow) table.loose(said);
    words = "";
    cell = null;
  };
  for (const { name, closes, attributes, before } of htmlTags(text)) {
    if (table.fault) return { rows: table.fault, unseen: 0 };
    if (hidden !== "") {
      if (closes && name === hidden) hidden = "";
      continue;
    }
    words += before;
    if (name === "tbody" || name === "table") {
      if (closes) within = within === name ? "" : within;
      else if (within === "" && isUnseen(attributes)) within = name;
    }
    if (HIDDEN.has(name) && !closes) hidden = name;
    else if (name === "tr" || name === "table") {
      endCell();
      if (name === "table") table.endTable();
      else {
        table.endRow();
        if (!closes) table.openRow(within !== "" || isUnseen(attributes));
      }
    } else if (name === "td" || name === "th") {
      endCell();
      if (!closes) {
        if (!table.inRow) table.openRow();
        cell = { across: spanOf(attributes, "colspan"), down: spanOf(attributes, "rowspan") };
      }
    } else if (name === "br" || name === "p" || name === "div") {
      if (table.inRow) words += " ";
      else endCell();
    }
  }
  endCell();
  table.endRow();
  return { rows: table.fault ?? table.rows, unseen: table.unseen };
}

const plain = (html: string): string => {
  const said = html.includes("&") ? html.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, characterOf) : html;
  return said.replace(/[\s\u00a0]+/g, " ").trim();
};
