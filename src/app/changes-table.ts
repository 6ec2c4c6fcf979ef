/** What changed as tables for people who count: what an event cost before and after, and which rows of law or of a list say so. */
import { allChanges } from "../domain/changes/all-changes.ts";
import {
  type Cell,
  day,
  filled,
  GRADES,
  must,
  type OpenTable,
  sum,
  type TableColumn,
  text,
  yes,
} from "../domain/fees/open-tables.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { type CaseView, type ChangeView, changeView, type SideView } from "./change-view.ts";

const count = (name: string, says: string): TableColumn => ({ name, type: "integer", says });

const SIDE_KINDS = ["sum", "range", "no_sum", "unknown"];
const WHY = ["negotiable", "at_cost", "by_bank", "not_offered"];

const sideColumns = (side: "before" | "after"): readonly TableColumn[] => [
  {
    ...must(`${side}_kind`, "sum, range, no_sum (it is known, and names none) or unknown (which is not free)"),
    one_of: SIDE_KINDS,
  },
  sum(`${side}_fee`, "The fee without tax"),
  sum(`${side}_tax`, "The VAT on it"),
  sum(`${side}_total`, "Both together"),
  sum(`${side}_low`, "Of a range: at least this, with VAT"),
  sum(`${side}_high`, "Of a range: at most this, with VAT"),
  { ...text(`${side}_why`, "Why no sum is named"), one_of: WHY },
];

const sideCells = (side: SideView): Cell[] =>
  side.kind === "sum"
    ? [side.kind, side.fee, side.tax, side.total, null, null, null]
    : side.kind === "range"
      ? [side.kind, null, null, null, side.low, side.high, null]
      : [side.kind, null, null, null, null, null, side.kind === "no_sum" ? side.why : null];

/** The event of a case: a column a fact, empty where it does not matter. */
const EVENT = {
  account: text("account", "The kind of account"),
  locality: text("locality", "Where the cash machine stands: on_site or off_site"),
  party: text("party", "Which side of a payment: sender or receiver"),
  customer: text("customer", "Whose account: individual or corporate"),
  sameBank: yes("same_bank", "Both accounts are at one bank"),
  sameOwner: yes("same_owner", "Both accounts are one person's"),
  salary: yes("salary", "It is a salary"),
  nthInMonth: count("nth_in_month", "Which withdrawal of the month it is"),
  nthInWeek: count("nth_in_week", "Which of the week it is, each on a day of its own"),
  pages: count("pages", "Pages printed"),
  leaves: count("leaves", "Leaves of the cheque book"),
  days: count("days", "Days that a guarantee or a letter of credit runs"),
} as const satisfies Record<keyof CaseView["facts"], TableColumn>;
const FACTS = Object.keys(EVENT) as (keyof CaseView["facts"])[];

const COLUMNS: readonly TableColumn[] = [
  must("change", "Id of the change; with case it names one row. The same change has the same id in every version"),
  { name: "case", type: "integer", says: "Which event of the change this is, from 1", required: true },
  {
    ...must("kind", "law: the most that may be taken; draft: what a draft would make of it; tariff: what a bank lists"),
    one_of: ["law", "draft", "tariff"],
  },
  { ...must("cause", "tax: the rule is the same, and the VAT on it is not"), one_of: ["rule", "tax", "price"] },
  { name: "from", type: "date", says: "The day of the change: a later one is still to come", required: true },
  must("service", "Id of the service"),
  must("service_name", "What the service was called on that day"),
  { ...text("bank", "Id of the bank whose price it is; empty: it is the law's"), refers: "banks" },
  text("product", "The account or card that it is for"),
  {
    ...must("direction", "Of the whole change; first_known: what held before is not known; other: one side has no sum"),
    one_of: ["dearer", "cheaper", "mixed", "first_known", "other"],
  },
  ...FACTS.map((fact) => EVENT[fact]),
  sum("amount", "The amount of the payment"),
  ...sideColumns("before"),
  day(
    "before_known_until",
    "From this day what held before was not known any more; empty: it was known until the change",
  ),
  ...sideColumns("after"),
  must("currency", "Of every sum in the row"),
  {
    ...must("grade", "The weakest of all that the change was worked out from, A to D"),
    one_of: GRADES,
  },
  count("usage_times", "A usage that is an example of ours: how often"),
  text("usage_per", "In what time: month, quarter, year or once"),
  text("usage_of", "Of what"),
  sum("usage_before", "What that usage cost before, with VAT"),
  sum("usage_after", "What it costs after, with VAT"),
  sum("usage_difference", "The difference: below zero is cheaper"),
];

type Shown = Omit<ChangeView, "direction" | "state" | "toldOn"> & { readonly direction: string };

/** A change as rows of the table, one for each event that shows it. */
export const changeRows = (change: Shown): Cell[][] =>
  change.cases.map((one, i) => [
    change.id,
    i + 1,
    change.kind,
    change.cause,
    change.on,
    change.service,
    change.name,
    change.bank,
    change.product,
    change.direction,
    ...FACTS.map((fact) => one.facts[fact] ?? null),
    one.amount,
    ...sideCells(one.before),
    one.knownUntil,
    ...sideCells(one.after),
    change.currency,
    change.grade,
    change.size?.usage.times ?? null,
    change.size?.usage.per ?? null,
    change.size?.usage.of ?? null,
    change.size?.before.total ?? null,
    change.size?.after.total ?? null,
    change.size?.difference.total ?? null,
  ]);

const SIDES = ["before", "after"] as const;

/** Every change on the events that show it, newest first. Nothing in it depends on the day on which one looks. */
export const changesTable = (pack: Pack): OpenTable =>
  filled({
    name: "changes",
    title: "What changed, and what will",
    says: "Each change of law or of a bank's own price, on events that show it: what each cost before and after. Where a change hits events in more than one way it has a row for each.",
    columns: COLUMNS,
    key: ["change", "case"],
    rows: allChanges(pack).flatMap((change) => changeRows(changeView(pack, change, change.on, change.on))),
  });

/** The rows of law, drafts and lists that each change leads from and to. */
export function changeSidesTable(pack: Pack): OpenTable {
  const rules = new Set(pack.rules.map(({ id }) => id));
  return {
    name: "change-sides",
    title: "What stands on each side of a change",
    says: "The rows of law, drafts or lists that a change leads from and to; their sources stand in the tables of rules and fees.",
    columns: [
      { ...must("change", "Id of the change"), refers: "changes" },
      { ...must("side", "before or after"), one_of: SIDES },
      { ...must("table", "The table in which the row stands"), one_of: ["rules", "fees"] },
      must("row_id", "Its id there: rule or fee"),
    ],
    key: ["change", "side", "row_id"],
    rows: allChanges(pack).flatMap((change) =>
      SIDES.flatMap((side) => change[side].map((id) => [change.id, side, rules.has(id) ? "rules" : "fees", id])),
    ),
  };
}
