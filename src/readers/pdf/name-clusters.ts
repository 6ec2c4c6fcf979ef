/**
 * Stage 3b, the names of columns: labels and clusters of sums and days are paired in their order at the least cost, so that a
 * label that no row fills and a column that no label names are both possible.
 */
import type { Role } from "../table/column-labels.ts";
import type { Cluster, PdfColumn } from "./cluster-columns.ts";
import { isMoney, type Label } from "./find-header.ts";
import { middle, overlap } from "./marks.ts";

export const DAY_ROLES: ReadonlySet<Role> = new Set<Role>(["date", "valueDate"]);

type Typed = Cluster & { readonly kind: "sum" | "day" };

const UNNAMED = 6;
const UNFILLED = 4;

/** `Value` over days is the day of value, over sums a sum. */
const saysValue = ({ text, role }: Label): boolean => role === "amount" && /^val(?:ue|uta|or)?\W*$/i.test(text);

/** Pairs labels and clusters in their order, at the least distance; a label of money goes to sums, one of days to days. */
export function nameClusters(
  typed: readonly Typed[],
  labels: readonly Label[],
): { columns: PdfColumn[]; rest: Label[] } {
  const most = Math.max(1, ...typed.map((one) => one.count));
  const cost = (cluster: Typed, label: Label): number => {
    if (label.role !== null && label.role !== "other" && label.role !== "fee") {
      if (cluster.kind === "sum" && !isMoney(label.role)) return Number.POSITIVE_INFINITY;
      if (cluster.kind === "day" && !DAY_ROLES.has(label.role) && label.role !== "time" && !saysValue(label))
        return Number.POSITIVE_INFINITY;
    }
    const apart = Math.max(0, -overlap(cluster, label));
    const edges = Math.min(
      Math.abs(cluster.x0 - label.x0),
      Math.abs(cluster.x1 - label.x1),
      Math.abs(middle(cluster) - middle(label)),
    );
    return apart / 6 + Math.min(edges, 30) / 12 + (label.role === null || label.role === "other" ? 1.2 : 0);
  };
  const [n, m] = [typed.length, labels.length];
  const table: { cost: number; step: "pair" | "cluster" | "label" | "start" }[][] = [];
  for (let i = 0; i <= n; i++) {
    table.push([]);
    for (let j = 0; j <= m; j++) {
      const options: { cost: number; step: "pair" | "cluster" | "label" | "start" }[] = [];
      if (i === 0 && j === 0) options.push({ cost: 0, step: "start" });
      const at = (a: number, b: number) => table[a]?.[b]?.cost ?? Number.POSITIVE_INFINITY;
      const cluster = typed[i - 1];
      const label = labels[j - 1];
      if (cluster && label) options.push({ cost: at(i - 1, j - 1) + cost(cluster, label), step: "pair" });
      if (cluster) options.push({ cost: at(i - 1, j) + UNNAMED * (cluster.count / most), step: "cluster" });
      if (label)
        options.push({
          cost:
            at(i, j - 1) + (isMoney(label.role) || (label.role !== null && DAY_ROLES.has(label.role)) ? UNFILLED : 0),
          step: "label",
        });
      (table[i] as { cost: number; step: "pair" | "cluster" | "label" | "start" }[]).push(
        options.reduce((a, b) => (b.cost < a.cost ? b : a)),
      );
    }
  }
  const columns: PdfColumn[] = [];
  const rest: Label[] = [];
  for (let i = n, j = m; i > 0 || j > 0; ) {
    const step = table[i]?.[j]?.step;
    if (step === "pair") {
      const [cluster, label] = [typed[--i] as Typed, labels[--j] as Label];
      const role = cluster.kind === "day" && saysValue(label) ? "valueDate" : label.role;
      columns.push({ ...cluster, label: label.text, role });
    } else if (step === "cluster") {
      const cluster = typed[--i] as Typed;
      columns.push({ ...cluster, label: "", role: null });
    } else rest.push(labels[--j] as Label);
  }
  return joinCutLabels(columns.reverse(), rest.reverse(), labels);
}

/** The words of one label stand no further apart than this, in sizes of their letters. */
const BLANK = 0.6;

/** `Saldo contabilístico`: a word that no list knows, right behind one that names money and that no column fills, is of one label. */
function joinCutLabels(columns: readonly PdfColumn[], rest: readonly Label[], labels: readonly Label[]) {
  const left = [...rest];
  const named = columns.map((column) => {
    const own = labels.find(({ text, role }) => text === column.label && role === null);
    const size = Math.max(0, ...(own?.words ?? []).map((word) => word.size));
    const at = left.findIndex(
      ({ role, x1 }) =>
        own !== undefined &&
        column.kind === "sum" &&
        isMoney(role) &&
        Math.abs(own.x0 - x1) < size * BLANK &&
        !columns.some((other) => other.role === role),
    );
    const [label] = at < 0 ? [] : left.splice(at, 1);
    return label ? { ...column, label: `${label.text} ${column.label}`, role: label.role } : column;
  });
  return { columns: named, rest: left };
}
