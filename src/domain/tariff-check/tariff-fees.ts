/** Rows of one fee put together: its bands in order, with what lies between them and what two of them claim. */
import type { ListedFee } from "../fees/pack.ts";
import type { Tier } from "../fees/price.ts";
import { formatMinor, type Minor } from "../money/money.ts";
import type { TariffRow } from "./tariff-rows.ts";

export type BandFault = {
  /** `gap`: no price for these sums. `overlap`: two prices for them. `twice`: the same fee stands in two rows. */
  readonly code: "gap" | "overlap" | "twice";
  readonly line: number;
  /** Null: without end on that side. */
  readonly above: Minor | null;
  readonly upTo: Minor | null;
};

export type TariffFee = {
  readonly rows: readonly TariffRow[];
  /** Null where two rows give it two prices. */
  readonly fee: ListedFee | null;
  readonly faults: readonly BandFault[];
};

/** Rows of one service, product, condition and day are one fee. */
export function tariffFees(rows: readonly TariffRow[], currency: string): readonly TariffFee[] {
  const groups = new Map<string, TariffRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.service, row.product, row.when, row.from]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => feeOf(group, currency));
}

function feeOf(rows: readonly TariffRow[], currency: string): TariffFee {
  const [first] = rows as readonly [TariffRow];
  const banded = rows.some(({ above, upTo }) => above !== null || upTo !== null);
  if (!banded) {
    const faults = rows.slice(1).map(({ line }): BandFault => ({ code: "twice", line, above: null, upTo: null }));
    return { rows, fee: faults.length > 0 ? null : listedOf(first, currency, first.price), faults };
  }
  const ordered = [...rows].sort((a, b) => ((a.above ?? 0n) < (b.above ?? 0n) ? -1 : 1));
  const faults: BandFault[] = [];
  const tiers: Tier[] = [];
  let reached: Minor | null = 0n;
  for (const row of ordered) {
    const above = row.above ?? 0n;
    if (reached === null || above < reached) {
      faults.push({
        code: "overlap",
        line: row.line,
        above,
        upTo: row.upTo === null ? reached : smaller(row.upTo, reached),
      });
    } else if (above > reached) {
      faults.push({ code: "gap", line: row.line, above: reached, upTo: above });
      tiers.push({ upTo: formatMinor(above), price: { kind: "unresolved", verbatim: "gap" } });
    }
    tiers.push({ upTo: row.upTo === null ? null : formatMinor(row.upTo), price: row.price });
    if (reached !== null) reached = row.upTo === null ? null : row.upTo > reached ? row.upTo : reached;
  }
  const last = ordered.at(-1) as TariffRow;
  if (reached !== null) faults.push({ code: "gap", line: last.line, above: reached, upTo: null });
  const clear = faults.every(({ code }) => code === "gap");
  const price = { kind: "tiered", on: "transaction_amount", mode: "whole", tiers } as const;
  return { rows: ordered, fee: clear ? listedOf(first, currency, price) : null, faults };
}

const smaller = (a: Minor, b: Minor | null): Minor => (b === null || a < b ? a : b);

const listedOf = (row: TariffRow, currency: string, price: ListedFee["price"]): ListedFee => ({
  id: `tariff.line-${row.line}`,
  bank: "",
  service: row.service,
  name: row.name,
  status: price.kind === "free" ? "free" : "charged",
  price,
  when: row.when,
  vat: row.vat ?? "added",
  currency,
  from: row.from,
  until: null,
  validBasis: "stated",
  grade: "B",
  source: { title: "", ref: null, section: null, url: null },
  checkedOn: row.from ?? ("1970-01-01" as ListedFee["checkedOn"]),
});
