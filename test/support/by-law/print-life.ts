/** Six ways in which banks lay out a table: dates, thousands, signs, sides, newest first, with or without a balance. */
import { seeded } from "../../../drills/drill.ts";
import { type CivilDate, partsOf } from "../../../src/domain/dates/civil-date.ts";
import type { Life, Row } from "./customer-life.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const size = (kobo: bigint): bigint => (kobo < 0n ? -kobo : kobo);
export const plain = (kobo: bigint): string =>
  `${kobo < 0n ? "-" : ""}${size(kobo) / 100n}.${String(size(kobo) % 100n).padStart(2, "0")}`;
const grouped = (kobo: bigint): string => plain(kobo).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
const two = (n: number): string => String(n).padStart(2, "0");

const DAYS: readonly ((on: CivilDate) => string)[] = [
  (on) => on,
  (on) => `${two(partsOf(on).day)}-${MONTHS[partsOf(on).month - 1]}-${partsOf(on).year}`,
  (on) => `${two(partsOf(on).day)}/${two(partsOf(on).month)}/${partsOf(on).year}`,
  (on) => `${MONTHS[partsOf(on).month - 1]} ${partsOf(on).day}, ${partsOf(on).year}`,
  (on) => `${two(partsOf(on).day)}.${two(partsOf(on).month)}.${partsOf(on).year}`,
];

type Shown = { readonly row: Row; readonly day: string; readonly held: bigint };
type Layout = { readonly head: readonly string[]; readonly cells: (shown: Shown) => readonly string[] };

const LAYOUTS: readonly Layout[] = [
  {
    head: ["Trans Date", "Value Date", "Particulars", "Reference", "Debit", "Credit", "Running Balance"],
    cells: ({ row, day, held }) => [
      day,
      day,
      row.text,
      row.reference,
      row.kobo < 0n ? grouped(-row.kobo) : "",
      row.kobo < 0n ? "" : grouped(row.kobo),
      grouped(held),
    ],
  },
  {
    head: ["S/N", "Posting Date", "Description", "Ref No", "Withdrawals", "Lodgements", "Balance"],
    cells: ({ row, day, held }) => [
      "",
      day,
      row.text,
      row.reference,
      row.kobo < 0n ? plain(-row.kobo) : "0.00",
      row.kobo < 0n ? "0.00" : plain(row.kobo),
      plain(held),
    ],
  },
  {
    head: ["Date", "Details", "Reference", "Amount", "Type", "Balance"],
    cells: ({ row, day, held }) => [
      day,
      row.text,
      row.reference,
      grouped(size(row.kobo)),
      row.kobo < 0n ? "DR" : "CR",
      grouped(held),
    ],
  },
  {
    head: ["Date", "Narrative", "Reference", "Amount (NGN)", "Balance (NGN)"],
    cells: ({ row, day, held }) => [
      day,
      row.text,
      row.reference,
      row.kobo < 0n ? `(${grouped(-row.kobo)})` : grouped(row.kobo),
      grouped(held),
    ],
  },
  {
    head: ["Transaction Date", "Transaction Details", "Reference", "Money In", "Money Out"],
    cells: ({ row, day }) => [
      day,
      row.text,
      row.reference,
      row.kobo > 0n ? plain(row.kobo) : "",
      row.kobo > 0n ? "" : plain(-row.kobo),
    ],
  },
];

/** The file that this bank gives, as text. */
export function printLife(life: Life, seed: number): string {
  const chance = seeded(seed * 53 + 11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const layout = pick(LAYOUTS);
  const dayOf = pick(DAYS);
  const mark = pick([",", ",", "\t", "|", ";"]);
  const newestFirst = chance() < 0.35;
  let held = life.opening;
  const shown = life.rows.map((row) => {
    held += row.kobo;
    return { row, day: dayOf(row.on), held };
  });
  const lines = shown.map((one, i) =>
    layout.cells(one).map((cell, c) => (layout.head[c] === "S/N" ? String(i + 1) : cell)),
  );
  if (newestFirst) lines.reverse();
  const period = `${dayOf(life.period[0])} - ${dayOf(life.period[1])}`;
  const head =
    chance() < 0.6 || life.currency !== "NGN"
      ? [
          ["Account Type", `${life.account.toUpperCase()} ACCOUNT`],
          ["Currency", life.currency],
          ["Statement Period", period],
          [],
        ]
      : [];
  const quoted = (cell: string): string =>
    cell.includes(mark) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const names = layout.head.map((name) => name.replace("NGN", life.currency));
  return [...head, names, ...lines].map((row) => row.map(quoted).join(mark)).join("\n");
}
