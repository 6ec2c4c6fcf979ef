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

const count = (name: string): TableColumn => ({ name, type: "integer" });

const SIDE_KINDS = ["sum", "range", "no_sum", "unknown"];
const WHY = ["negotiable", "at_cost", "by_bank", "not_offered"];

const sideColumns = (side: "before" | "after"): readonly TableColumn[] => [
  {
    ...must(`${side}_kind`),
    one_of: SIDE_KINDS,
  },
  sum(`${side}_fee`),
  sum(`${side}_tax`),
  sum(`${side}_total`),
  sum(`${side}_low`),
  sum(`${side}_high`),
  { ...text(`${side}_why`), one_of: WHY },
];

const sideCells = (side: SideView): Cell[] =>
  side.kind === "sum"
    ? [side.kind, side.fee, side.tax, side.total, null, null, null]
    : side.kind === "range"
      ? [side.kind, null, null, null, side.low, side.high, null]
      : [side.kind, null, null, null, null, null, side.kind === "no_sum" ? side.why : null];

/** The event of a case: a column a fact, empty where it does not matter. */
const EVENT = {
  account: text("account"),
  locality: text("locality"),
  party: text("party"),
  customer: text("customer"),
  sameBank: yes("same_bank"),
  sameOwner: yes("same_owner"),
  salary: yes("salary"),
  nthInMonth: count("nth_in_month"),
  nthInDay: count("nth_in_day"),
  nthInWeek: count("nth_in_week"),
  pages: count("pages"),
  leaves: count("leaves"),
  days: count("days"),
} as const satisfies Record<keyof CaseView["facts"], TableColumn>;
const FACTS = Object.keys(EVENT) as (keyof CaseView["facts"])[];

const COLUMNS: readonly TableColumn[] = [
  must("change"),
  { name: "case", type: "integer", required: true },
  {
    ...must("kind"),
    one_of: ["law", "draft", "tariff"],
  },
  { ...must("cause"), one_of: ["rule", "tax", "price"] },
  { name: "from", type: "date", required: true },
  must("service"),
  must("service_name"),
  { ...text("bank"), refers: "banks" },
  text("product"),
  {
    ...must("direction"),
    one_of: ["dearer", "cheaper", "mixed", "first_known", "other"],
  },
  ...FACTS.map((fact) => EVENT[fact]),
  sum("amount"),
  ...sideColumns("before"),
  day("before_known_until"),
  ...sideColumns("after"),
  must("currency"),
  {
    ...must("grade"),
    one_of: GRADES,
  },
  count("usage_times"),
  text("usage_per"),
  text("usage_of"),
  sum("usage_before"),
  sum("usage_after"),
  sum("usage_difference"),
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
    columns: COLUMNS,
    key: ["change", "case"],
    rows: allChanges(pack).flatMap((change) => changeRows(changeView(pack, change, change.on, change.on))),
  });

/** The rows of law, drafts and lists that each change leads from and to. */
export function changeSidesTable(pack: Pack): OpenTable {
  const rules = new Set(pack.rules.map(({ id }) => id));
  return {
    name: "change-sides",
    columns: [
      { ...must("change"), refers: "changes" },
      { ...must("side"), one_of: SIDES },
      { ...must("table"), one_of: ["rules", "fees"] },
      must("row_id"),
    ],
    key: ["change", "side", "row_id"],
    rows: allChanges(pack).flatMap((change) =>
      SIDES.flatMap((side) => change[side].map((id) => [change.id, side, rules.has(id) ? "rules" : "fees", id])),
    ),
  };
}
