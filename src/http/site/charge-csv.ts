/** The answer to one charge as a table for people who count: a part a row, who keeps it, and what leaves the account in all. */
import type { ChargeView, PricedView } from "../../app/ask-charge.ts";
import { csvText } from "../../domain/csv-text.ts";
import { withoutSigns } from "../../domain/fees/without-signs.ts";

type Cell = string | null;

type Asked = Omit<ChargeView, "services" | "banks" | "common" | "products" | "answer"> & {
  readonly answer: Omit<PricedView, "work"> | null;
};

const COLUMNS = [
  "part",
  "service",
  "name",
  "payee",
  "low",
  "high",
  "currency",
  "state",
  "missing",
  "rules",
  "grade",
  "on",
  "version",
];

/**
 * Parts: `fee` and `vat`, or `fee_and_vat` where only the two ends of both together are known; `duty`, one row each; `leaves_account`,
 * all of them on top of the amount; `listed_fee`, `listed_vat` and `listed_leaves_account`, the bank's own. An empty cell is not known, never 0.
 */
export function chargeCsv(given: Asked): string {
  const { answer, service, on, version } = withoutSigns(given) as typeof given;
  if (!answer || !service) return csvText(COLUMNS, []);
  const row = (
    part: string,
    of: { id: string; name: string },
    payee: Cell,
    [low, high]: readonly [low: Cell, high: Cell],
    missing: readonly string[] = [],
  ) => [
    part,
    of.id,
    of.name,
    payee,
    low,
    high,
    answer.currency,
    part.startsWith("fee") ? answer.state : null,
    missing.join(" ") || null,
    part.startsWith("fee") ? answer.rules.join(" ") : null,
    part.startsWith("fee") ? answer.grade : null,
    on,
    version,
  ];
  // what is agreed or at cost may be anything up to its limit
  const least = (sum: string) => (answer.state === "charged" ? sum : null);
  const { maximum, range, listed, leaves } = answer;
  const free = answer.state === "free" || answer.state === "not_permitted" ? "0.00" : null;
  return csvText(COLUMNS, [
    ...(maximum
      ? [
          row("fee", service, answer.payee, [least(maximum.fee), maximum.fee], answer.missing),
          row("vat", service, "government", [least(maximum.tax), maximum.tax]),
        ]
      : [
          row(
            range ? "fee_and_vat" : "fee",
            service,
            answer.payee,
            [range?.low ?? free, range?.high ?? free],
            answer.missing,
          ),
        ]),
    ...answer.also.map((duty) =>
      row("duty", { id: duty.service, name: duty.name }, duty.payee, [duty.low, duty.high], duty.missing),
    ),
    row("leaves_account", service, null, [leaves?.low ?? null, leaves?.high ?? null]),
    ...(listed
      ? [
          row("listed_fee", service, "bank", [listed.fee, listed.fee]),
          row("listed_vat", service, "government", [listed.tax, listed.tax]),
          row("listed_leaves_account", service, null, [listed.leaves, listed.leaves]),
        ]
      : []),
  ]);
}
