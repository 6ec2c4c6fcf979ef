/**
 * Lists that stand beside each other on one sheet, each with its own days, words and sums: what came in and what went out, two
 * accounts, or one list that goes on at the top again. Labels, or titles above them, say which it is, and else the days do.
 */
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { dayIn, orderOf, type PrintedDate, readPrintedDate } from "../text/printed-date.ts";
import { normaliseLabel, roleOf } from "./column-labels.ts";
import { ROWS_BEFORE_HEADER } from "./columns-by-label.ts";
import { partsRole } from "./label-parts.ts";

const SAMPLE = 400;
const IN =
  /\b(?:in|income|incomes|incoming|inflows?|receipts?|received|credits?|cr|deposits?|lodge?ments?|earnings?|revenue|entrees|recettes)\b/;
const OUT =
  /\b(?:out|outgoings?|outflows?|expenses?|expenditures?|payments?|paid|spent|spending|debits?|dr|withdrawals?|depenses|sorties)\b/;

type Side = "in" | "out" | null;
type List = { readonly from: number; readonly to: number; readonly date: number; readonly sums: readonly number[] };

/** The lists as one table, or as one for each account; null where none stand beside each other. */
export function sideLists(rows: readonly Row[]): readonly [readonly Row[], ...(readonly Row[])[]] | null {
  for (let header = 0; header < Math.min(rows.length, ROWS_BEFORE_HEADER); header++) {
    const labels = (rows[header] as Row).cells;
    const lists = listsIn(labels, rows.slice(header + 1, header + 1 + SAMPLE));
    if (!lists) continue;
    const titles = lists.map((list) => titleOf(rows.slice(0, header), list, lists));
    const sides = lists.map((list, i) =>
      sideOf(
        list.sums.map((at) => labels[at] ?? ""),
        titles[i] ?? "",
      ),
    );
    const parts = lists.map((list) => rowsOf(rows.slice(header + 1), list));
    const head = rows.slice(0, header).filter(({ cells }) => !titles.some((title) => title && cells.includes(title)));
    const labelsOf = ({ from, to }: List): string[] => labels.slice(from, to);
    const [first] = lists as [List, ...List[]];
    if (sides.every((side) => side !== null) && new Set(sides).size > 1) {
      // one account: each sum goes under its side, and the days of both run on
      const own = first.sums[0] as number;
      const place = own - first.from;
      const bare = labelsOf(first).map((label, at) => (at === first.date - first.from ? "Date" : label));
      const wide = (cells: readonly string[], side: Side): string[] => [
        ...cells.slice(0, place),
        side === "out" ? (cells[place] ?? "") : "",
        side === "in" ? (cells[place] ?? "") : "",
        ...cells.slice(place + 1),
      ];
      const named = [...bare.slice(0, place), "Debit", "Credit", ...bare.slice(place + 1)];
      const sided = parts.map((part, i) => part.map((row) => made(row, wide(row.cells, sides[i] as Side))));
      return [[...head, made(rows[header] as Row, named), ...inOrder(sided, first.date - first.from)]];
    }
    const tables = lists.map((list, i) => [
      ...head,
      ...(titles[i] ? [made(rows[header] as Row, [titles[i]])] : []),
      made(rows[header] as Row, labelsOf(list)),
      ...(parts[i] as readonly Row[]),
    ]) as [Row[], ...Row[][]];
    // a list that goes on beside itself begins again where it ended
    if (titles.some((title) => title !== "") || !goesOn(parts, first.date - first.from)) return tables;
    return [[...head, made(rows[header] as Row, labelsOf(first)), ...parts.flat()]];
  }
  return null;
}

const made = (row: Row, cells: readonly string[]): Row => ({ ...row, raw: cells.filter(Boolean).join("  "), cells });

const roleIn = (label: string) => roleOf(label) ?? partsRole(label);

/** Two or more lists of the same width and kinds of columns, each with a day, words and a sum; a blank column may part them. */
function listsIn(labels: readonly string[], below: readonly Row[]): List[] | null {
  const days = labels.flatMap((label, at) => (dayLabel(label) === null ? [] : [at]));
  const [one, two] = days;
  if (one === undefined || two === undefined || days.length > 4) return null;
  // the same words name the days of each, but for its side
  if (new Set(days.map((at) => dayLabel(labels[at] ?? ""))).size > 1) return null;
  const step = two - one;
  if (days.some((at, i) => at !== one + i * step) || step < 3) return null;
  const lead = leadOf(labels, one, step);
  const lists = days.map((date) => {
    const from = date - lead;
    let to = Math.min(from + step, labels.length);
    while (to > from && (labels[to - 1] ?? "") === "") to--;
    return { from, to, date };
  });
  const cellsAt = (at: number): readonly string[] => below.flatMap(({ cells }) => cells[at] || []);
  const kindOf = (at: number): string => {
    const cells = cellsAt(at);
    const most = (test: (cell: string) => boolean): boolean =>
      cells.length > 0 && cells.filter(test).length * 2 >= cells.length;
    return most((cell) => readPrintedDate(cell) !== undefined) ? "day" : most(isNumber) ? "sum" : "text";
  };
  const width = (lists[0] as { from: number; to: number }).to - (lists[0] as { from: number }).from;
  const found = lists.map(({ from, to, date }): List & { readonly kinds: string } => {
    const kinds = Array.from({ length: to - from }, (_one, i) => kindOf(from + i));
    const sums = kinds.flatMap((kind, i) => {
      const label = labels[from + i] ?? "";
      return (kind === "sum" || cellsAt(from + i).length === 0) && isSumLabel(label) ? [from + i] : [];
    });
    return { from, to, date, sums, kinds: kinds[date - from] === "day" && kinds.includes("text") ? "list" : "other" };
  });
  const alike = found.every(({ kinds, sums, from, to }) => kinds === "list" && sums.length > 0 && to - from === width);
  return alike && found.every(({ sums }) => sums.length === (found[0] as List).sums.length) ? found : null;
}

/** Cells before the day that belong to its list, such as a number of the row: those before the first day. */
const leadOf = (labels: readonly string[], first: number, step: number): number => {
  let lead = first;
  while (lead > 0 && normaliseLabel(labels[first - lead] ?? "") !== normaliseLabel(labels[first - lead + step] ?? ""))
    lead--;
  return lead;
};

/** The words of a label of days without those of its side; null where it is none. */
function dayLabel(label: string): string | null {
  const words = normaliseLabel(label)
    .replace(/\b(?:received|paid|in|out|income|expense)\b/g, "")
    .trim();
  return roleIn(words) === "date" ? words : null;
}

const isSumLabel = (label: string): boolean => {
  const role = roleIn(label);
  return role === "amount" || role === "debit" || role === "credit" || (role === null && sideIn(label) !== null);
};

/** What stands above a list alone: a title within its columns, where the other lists have one in theirs. */
function titleOf(above: readonly Row[], { from, to }: List, lists: readonly List[]): string {
  for (const { cells } of above.slice(-3).reverse()) {
    const titled = lists.every((list) => cells.slice(list.from, list.to).filter(Boolean).length === 1);
    if (titled) return cells.slice(from, to).find(Boolean) ?? "";
  }
  return "";
}

function sideOf(labels: readonly string[], title: string): Side {
  const [only = ""] = labels;
  if (labels.length > 1) return null;
  const role = roleIn(only);
  if (role === "credit") return "in";
  if (role === "debit") return "out";
  return sideIn(title) ?? sideIn(only);
}

function sideIn(text: string): Side {
  const words = text.toLowerCase();
  const [into, out] = [IN.test(words), OUT.test(words)];
  return into === out ? null : into ? "in" : "out";
}

/** The rows of a list without those that only the others fill. */
const rowsOf = (rows: readonly Row[], { from, to }: List): Row[] =>
  rows.flatMap((row) => {
    const cells = row.cells.slice(from, to);
    return cells.some(Boolean) ? [made(row, cells)] : [];
  });

type Group = { readonly day: string; readonly rows: readonly Row[] };

/** Rows of all lists by their days, each with the rows below it that print none; what stands below the last stays at the end. */
function inOrder(lists: readonly (readonly Row[])[], date: number): Row[] {
  const dayOf = daysOf(lists.flat(), date);
  const groups: Group[] = [];
  const ends: Row[] = [];
  for (const list of lists) {
    const last = list.findLastIndex((row) => dayOf(row) !== undefined);
    for (const row of list.slice(last + 1)) ends.push(row);
    let at = 0;
    while (at <= last) {
      let next = at + 1;
      while (next <= last && dayOf(list[next] as Row) === undefined) next++;
      groups.push({ day: dayOf(list[at] as Row) ?? "", rows: list.slice(at, next) });
      at = next;
    }
  }
  return [...groups.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).flatMap(({ rows }) => rows), ...ends];
}

/** The first day of each list is none before the last of the one to its left. */
function goesOn(lists: readonly (readonly Row[])[], date: number): boolean {
  const dayOf = daysOf(lists.flat(), date);
  const days = lists.map((list) => list.flatMap((row) => dayOf(row) ?? []));
  const runs = (sign: number): boolean =>
    days
      .flat()
      .every((day, i, all) => i === 0 || sign * (day < (all[i - 1] as string) ? -1 : 1) > 0 || day === all[i - 1]);
  return runs(1) || runs(-1);
}

function daysOf(rows: readonly Row[], date: number): (row: Row) => string | undefined {
  const printed = rows.flatMap(({ cells }) => readPrintedDate(cells[date] ?? "") ?? []);
  const { order } = orderOf(printed, null, undefined);
  return ({ cells }) => {
    const one: PrintedDate | undefined = readPrintedDate(cells[date] ?? "");
    return one && dayIn(order, one);
  };
}
