/** Rows as CSV (RFC 4180) for people's spreadsheets: text that a spreadsheet would run as a formula is kept as text. */
export function csvText(
  header: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string {
  return [header, ...rows]
    .map((row) => row.map(cellOf).join(","))
    .join("\r\n")
    .concat("\r\n");
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** What a spreadsheet begins a formula with, in every width and height in which some read it as the same sign. */
const STARTS = "=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u207C\u207A\u207B\u208C\u208A\u208B\u2212";
/** What is not seen: blanks of every kind, control and format signs, marks without a letter, and letters without a shape. */
const UNSEEN = "\\s\\p{C}\\p{Z}\\p{M}\\u115F\\u1160\\u3164\\uFFA0\\u2800";
const FORMULA = new RegExp(`^[${UNSEEN}]*[${STARTS}]`, "u");
/** Where another program than ours, set to another country, may end a cell: each part must be safe by itself. */
const PARTS = /([;|\t\r\n])/;
const QUOTED = new RegExp(`[",;|]|[\\p{C}]|^[${UNSEEN}]|[${UNSEEN}]$`, "u");

const safePart = (part: string): string => (FORMULA.test(part) && !NUMBER.test(part) ? `'${part}` : part);

function cellOf(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const parts = text.split(PARTS).map(safePart).join("");
  // a number that goes on behind such a sign is none
  const safe = /^[\t\r\n]/.test(parts) ? `'${parts}` : safePart(parts);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
