/** Which row is the header, and what its labels say of the columns. */
import type { Layout } from "../../domain/fees/pack.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";

export type Columns = {
  /** Index of the header row, -1 when the file has none. */
  readonly header: number;
  readonly roles: readonly Role[];
  readonly labels: readonly string[];
  readonly layout: Layout | null;
  /** Two columns of sums, and nothing but their places tells which one is money out. */
  readonly sidesGuessed?: boolean;
  /** Several columns could be the sum, and nothing tells which one is. */
  readonly sumGuessed?: boolean;
};

/** A header stands above no more rows than these. */
export const ROWS_BEFORE_HEADER = 120;

/** What labels tell: `whole` where they, or a person, leave nothing that the cells could add. */
export type ByLabel = { readonly columns: Columns | null; readonly whole: boolean };

const ROLES: ReadonlySet<string> = new Set([
  "date",
  "valueDate",
  "time",
  "narration",
  "detail",
  "reference",
  "debit",
  "credit",
  "amount",
  "balance",
  "direction",
  "currency",
  "code",
  "fee",
  "status",
  "other",
] satisfies Role[]);

/** The columns by a header row or a person's word. */
export function columnsByLabel(
  rows: readonly Row[],
  layouts: readonly Layout[],
  said?: readonly string[],
  words?: (label: string) => Role | null,
): ByLabel {
  const labelled = byHeader(rows, layouts, words);
  if (said) {
    const roles = said.map((name): Role => (ROLES.has(name) ? (name as Role) : "other"));
    const columns = { header: labelled?.header ?? -1, roles, labels: labelled?.labels ?? [], layout: null };
    return { columns, whole: true };
  }
  if (!labelled) return { columns: null, whole: false };
  const { roles, layout } = labelled;
  // a column without a label may say the side of the sums
  const sided = !has(roles, "amount") || has(roles, "direction") || !labelled.labels.includes("");
  const lacks =
    !sided || !has(roles, "narration") || !has(roles, "balance") || has(roles, "debit") !== has(roles, "credit");
  return { columns: labelled, whole: layout !== null || !lacks };
}

function byHeader(
  rows: readonly Row[],
  layouts: readonly Layout[],
  words: (label: string) => Role | null = () => null,
): Columns | null {
  const told = (cell: string): Role | null => roleOf(cell) ?? words(cell);
  let best: { columns: Columns; score: number } | null = null;
  for (let i = 0; i < Math.min(rows.length, ROWS_BEFORE_HEADER); i++) {
    const cells = overValues(overTwoRows(rows[i - 1], rows[i] as Row), rows, i);
    const layout = layouts.find((one) => sameLabels(one.header, cells)) ?? null;
    const roles = layout
      ? rolesOfLayout(layout, cells)
      : onlyOnce(
          heldRoles(
            cells.map((cell) => told(cell) ?? "other"),
            rows.slice(i + 1, i + 1 + SEEN_BELOW),
          ),
          cells,
        );
    const filled = cells.filter((cell) => cell !== "").length;
    const known = cells.filter((cell) => cell.length < 60 && told(cell) !== null).length;
    if (!layout && (known < 3 || known * 2 < filled) && !(known === filled && filled >= 2)) continue;
    if (!holdsPayments(roles)) continue;
    const score = layout ? 1000 : known;
    // labels below payments are those of another table
    if (!best || (score > best.score && !rows.slice(best.columns.header + 1, i).some(isPaid)))
      best = { columns: { header: i, roles, labels: cells.map(normaliseLabel), layout }, score };
  }
  return best?.columns ?? null;
}

/** It begins with a day and holds a sum. */
const isPaid = ({ raw }: Row): boolean => /^\W{0,9}\d/.test(raw) && /\d[.,]\d\d/.test(raw);

const SEEN_BELOW = 40;

/** A label over several columns stands above their own labels: what a cell of the lower row leaves blank the upper one names. */
function overTwoRows(above: Row | undefined, { cells }: Row): readonly string[] {
  const named = cells.filter((cell) => cell !== "");
  const width = Math.max(cells.length, above?.cells.length ?? 0);
  if (!above || named.length === 0 || named.length === width || named.some((cell) => roleOf(cell) === null))
    return cells;
  const upper = above.cells;
  // both rows hold labels: a day or a sum in one of them is a payment
  if (upper.filter((cell) => cell !== "").length < 2 || upper.some((cell) => /^\W*\d/.test(cell))) return cells;
  // a sheet leaves out the blank cells at the end of a row
  return Array.from({ length: width }, (_one, i) => cells[i] || (upper[i] ?? ""));
}

/** A merged cell of labels begins left of the column that holds the values: the label belongs above them. */
function overValues(cells: readonly string[], rows: readonly Row[], header: number): readonly string[] {
  if (!cells.includes("")) return cells;
  const below = rows.slice(header + 1, header + 1 + SEEN_BELOW).map((row) => row.cells);
  const holds = (at: number): boolean => below.some((one) => (one[at] ?? "") !== "");
  const width = below.reduce((most, { length }) => Math.max(most, length), cells.length);
  const moved = Array.from({ length: width }, (_one, i) => cells[i] ?? "");
  for (let at = width - 2; at >= 0; at--) {
    if (moved[at] === "" || holds(at) || roleOf(moved[at] as string) === null) continue;
    let to = at + 1;
    while (to < width && to <= at + 3 && moved[to] === "" && !holds(to)) to++;
    if (to < width && moved[to] === "" && holds(to)) [moved[at], moved[to]] = ["", moved[at] as string];
  }
  return moved.every((label, i) => label === (cells[i] ?? "")) ? cells : moved;
}

const HELD: ReadonlySet<Role> = new Set<Role>(["amount", "direction", "valueDate", "balance"]);

/** What the cells below say against a label: "Value" over days is the value day, "Debit/Credit" over signed sums is the sum. */
export function heldRoles(roles: readonly Role[], below: readonly Row[]): Role[] {
  return roles.map((role, at) => {
    if (!HELD.has(role)) return role;
    const all = below.flatMap((row) => row.cells[at] || []);
    // `Valuta` is the currency in some languages and the value day in others
    if (role === "valueDate") return all.length > 0 && all.every((cell) => /^[A-Z]{3}$/.test(cell)) ? "currency" : role;
    const cells = all.filter((cell) => /\d/.test(cell));
    // the balance of today beside each payment is none of the row
    if (role === "balance") return cells.length > 2 && new Set(cells).size < 2 ? "other" : role;
    if (cells.length === 0) return role;
    const share = (test: (cell: string) => boolean): boolean => cells.filter(test).length >= cells.length * 0.8;
    if (role === "amount")
      return share((cell) => readPrintedDate(cell) !== undefined && !isNumber(cell)) && roles.includes("date")
        ? "valueDate"
        : role;
    return share(isNumber) && !roles.includes("amount") ? "amount" : role;
  });
}

const has = (roles: readonly Role[], ...wanted: Role[]): boolean => wanted.some((role) => roles.includes(role));

export const holdsPayments = (roles: readonly Role[]): boolean =>
  has(roles, "date", "valueDate") && has(roles, "amount", "debit", "credit");

function sameLabels(header: readonly string[], cells: readonly string[]): boolean {
  const labels = cells.map(normaliseLabel).filter((label) => label !== "");
  return labels.length === header.length && header.every((label, i) => normaliseLabel(label) === labels[i]);
}

/** A layout counts its columns without the empty ones that some exports put between them. */
function rolesOfLayout(layout: Layout, cells: readonly string[]): Role[] {
  let at = 0;
  return cells.map((cell) => {
    if (normaliseLabel(cell) === "") return "other";
    const name = layout.columns[at++] ?? "other";
    return ROLES.has(name) ? (name as Role) : "other";
  });
}

const SINGLE: ReadonlySet<Role> = new Set<Role>([
  "date",
  "valueDate",
  "amount",
  "debit",
  "credit",
  "balance",
  "direction",
  "reference",
  "fee",
  "status",
]);

/**
 * Which of several columns of days says when a payment happened or was booked: the day of the transaction, then that of the
 * posting, then that on which it was completed. The day on which it was started or agreed is a value day.
 */
function rankOfDay(cell: string): number {
  const label = normaliseLabel(cell);
  if (/^trans|^trx|^txn|^tran? |^trade|operac|operat|verrichting|^tranzakc/.test(label)) return 0;
  if (/post|book|buchung|entry|boek|ksiegowania|comptab|contabil|zauctovani|konyveles/.test(label)) return 2;
  if (/complet|process|effective|settle/.test(label)) return 3;
  return /start|created/.test(label) ? 4 : 1;
}

/**
 * Which of several columns of sums is that of the account: what was settled or billed, then the plain one, then what the
 * payment was in another currency. Which of several columns beside the sum: what the bank took before what the state did.
 */
function rankOfSum(cell: string, role: Role): number {
  const label = normaliseLabel(cell);
  if (role === "fee") return /fee|charge|commission|gebuhr|frais|comision|tarifa|kosten/.test(label) ? 0 : 1;
  if (/^(?:settlement|payment|billing|billed|account|local)|платежа/.test(label)) return 0;
  return /^(?:transaction|trans|txn|operation|original|foreign)|операции/.test(label) ? 2 : 1;
}

/** Of two columns with the same role the one with the plainer label counts: `Betrag` before `Betrag (Fremdwährung)`. */
export function onlyOnce(roles: readonly Role[], cells: readonly string[]): Role[] {
  const result: Role[] = [...roles];
  for (const role of SINGLE) {
    const places = result.flatMap((r, i) => (r === role ? [i] : []));
    if (places.length < 2) continue;
    const length = (at: number): number => (cells[at] as string).length;
    const rank = (at: number): number =>
      role === "date"
        ? rankOfDay(cells[at] as string)
        : role === "fee" || (role === "amount" && !has(result, "fee"))
          ? rankOfSum(cells[at] as string, role)
          : 0;
    const keep = places.reduce((a, b) => ((rank(b) - rank(a) || length(b) - length(a)) < 0 ? b : a));
    // a second date is the value date when none is named so
    for (const place of places)
      if (place !== keep) result[place] = role === "date" && !result.includes("valueDate") ? "valueDate" : "other";
  }
  // a column of amounts beside debit and credit says nothing that they do not
  if (has(result, "debit") && has(result, "credit"))
    return result.map((role) => (role === "amount" || role === "direction" ? "other" : role));
  return result;
}
