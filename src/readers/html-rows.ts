/** One idea: a bank's `.xls` is often a page of tables; a tolerant scan for rows and cells reads what a browser would show. */
import type { Row } from "./delimited-text.ts";
import { MOST_COLUMNS, MOST_LINES } from "./limits.ts";

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|<!--[\s\S]*?(?:-->|$)|<![^>]*>|<\?[^>]*>/g;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "-",
  mdash: "-",
  pound: "£",
  euro: "€",
};
const HIDDEN: ReadonlySet<string> = new Set(["script", "style", "title", "head"]);

/** All rows of all tables, in the order of the page; text outside of tables is a row of its own. */
export function htmlRows(text: string): Row[] {
  const rows: Row[] = [];
  let cells: string[] | null = null;
  let words = "";
  let inCell = false;
  let hidden = "";
  let last = 0;
  const endCell = () => {
    if (cells && (inCell || words.trim() !== "")) cells.push(plain(words));
    words = "";
    inCell = false;
  };
  const endRow = () => {
    endCell();
    if (cells && cells.length <= MOST_COLUMNS && rows.length <= MOST_LINES) rows.push(rowOf(cells));
    cells = null;
  };
  const loose = () => {
    if (!cells && plain(words) !== "") rows.push(rowOf([plain(words)]));
    if (!cells) words = "";
  };
  for (const match of text.matchAll(TAG)) {
    if (hidden === "") words += text.slice(last, match.index);
    last = match.index + match[0].length;
    const name = (match[2] ?? "").toLowerCase();
    const end = match[1] === "/";
    if (hidden !== "") {
      if (end && name === hidden) hidden = "";
    } else if (HIDDEN.has(name) && !end) hidden = name;
    else if (name === "tr") {
      if (cells) endRow();
      else loose();
      if (!end) cells = [];
    } else if (name === "td" || name === "th") {
      if (cells === null && !end) {
        loose();
        cells = [];
      }
      endCell();
      if (!end) {
        inCell = true;
        const span = Number(/colspan\s*=\s*["']?(\d{1,3})/i.exec(match[3] ?? "")?.[1] ?? 1);
        // a cell over several columns keeps the ones after it in their place
        for (let i = 1; i < Math.min(span, MOST_COLUMNS) && cells && cells.length > 0; i++) cells.push("");
      }
    } else if (name === "table") {
      if (cells) endRow();
      else loose();
    } else if (name === "br" || name === "p" || name === "div") {
      if (cells) words += " ";
      else loose();
    }
  }
  if (hidden === "") words += text.slice(last).replace(/<[^>]*$/, "");
  if (cells) endRow();
  else loose();
  return rows;
}

const rowOf = (cells: readonly string[]): Row => ({ cells, raw: cells.join("\t").trim() });

function plain(html: string): string {
  return html
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (all, name: string) => {
      if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? all;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}
