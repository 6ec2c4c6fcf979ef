/**
 * A column of sums for each currency, of which each row fills one: `Amount (NGN)` beside `Amount (USD)`. They become one column
 * of sums and one of currencies. Where a row fills two, one of them is what the payment was in other money, and all stay.
 */
import { CURRENCY_CODES } from "../text/currencies.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import { ROWS_BEFORE_HEADER } from "./columns-by-label.ts";
import { withCells } from "./two-days.ts";

const CODE = new RegExp(`(?:^|[^A-Za-z])(${CURRENCY_CODES}|naira|dollars?|pounds?|euros?|cedis?)(?:$|[^A-Za-z])`, "i");
const NAMES: Readonly<Record<string, string>> = { NAIRA: "NGN", DOLLAR: "USD", POUND: "GBP", EURO: "EUR", CEDI: "GHS" };
const MARKS: Readonly<Record<string, string>> = { "₦": "NGN", $: "USD", "£": "GBP", "€": "EUR", "₵": "GHS" };
const PAID: ReadonlySet<Role> = new Set<Role>(["amount", "debit", "credit"]);

type Place = { readonly at: number; readonly role: Role; readonly currency: string };

/** The rows with one column of each kind of sum; null where no labels name two currencies, or where rows fill both. */
export function currencyColumns(rows: readonly Row[]): Row[] | null {
  for (let header = 0; header < Math.min(rows.length, ROWS_BEFORE_HEADER); header++) {
    const { cells } = rows[header] as Row;
    if (cells.length < 4 || cells.some((cell) => /\d/.test(cell))) continue;
    const places = cells.flatMap((cell, at) => placeOf(cell, at) ?? []);
    const currencies = [...new Set(places.map(({ currency }) => currency))];
    const roles = [...new Set(places.map(({ role }) => role))];
    // each currency has the same kinds of sums, each once
    if (currencies.length < 2 || places.length !== currencies.length * roles.length) continue;
    if (!roles.some((role) => PAID.has(role)) || cells.some((cell) => roleOf(cell) === "currency")) continue;
    if (new Set(places.map(({ role, currency }) => role + currency)).size < places.length) continue;
    // every row: one that fills two, wherever it stands, would lose a sum
    const below = rows.slice(header + 1).map((row) => paidIn(row.cells, places));
    if (below.some((paid) => paid.length > 1) || !currencies.every((one) => below.some(([paid]) => paid === one)))
      continue;
    return rows.map((row, i) => (i < header ? row : withCells(row, oneOf(row.cells, places, roles, i === header))));
  }
  return null;
}

function placeOf(label: string, at: number): Place | null {
  const found = CODE.exec(label)?.[1]?.toUpperCase();
  const currency = found ? (NAMES[found.replace(/S$/, "")] ?? found) : MARKS[/[₦$£€₵]/.exec(label)?.[0] ?? ""];
  if (currency === undefined) return null;
  const rest = normaliseLabel(label.replace(CODE, " ").replace(/[₦$£€₵]/, " "));
  const role = rest === "" ? "amount" : roleOf(rest);
  return role !== null && (PAID.has(role) || role === "balance") ? { at, role, currency } : null;
}

/** The currencies in which a row moves something. */
const paidIn = (cells: readonly string[], places: readonly Place[]): readonly string[] => [
  ...new Set(
    places
      .filter(({ at, role }) => PAID.has(role) && isNumber(cells[at] ?? "") && /[1-9]/.test(cells[at] ?? ""))
      .map(({ currency }) => currency),
  ),
];

const NAME: Readonly<Partial<Record<Role, string>>> = {
  amount: "Amount",
  debit: "Debit",
  credit: "Credit",
  balance: "Balance",
};

function oneOf(
  cells: readonly string[],
  places: readonly Place[],
  roles: readonly Role[],
  isHeader: boolean,
): readonly string[] {
  const others = cells.filter((_cell, at) => !places.some((place) => place.at === at));
  if (isHeader) return [...others, "Currency", ...roles.map((role) => NAME[role] ?? "")];
  const [own = ""] = paidIn(cells, places);
  const of = (role: Role): string => {
    const place = places.find((one) => one.role === role && one.currency === own);
    return place ? (cells[place.at] ?? "") : "";
  };
  return [...others, own, ...roles.map(of)];
}
