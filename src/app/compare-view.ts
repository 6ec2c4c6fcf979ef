/** A year's cost as it is shown, the same for page, JSON, CSV and command: sums are decimals in the pack's currency. */
import type { Known, LineCost, Span, Step, YearCost } from "../domain/compare/tally.ts";
import type { Why } from "../domain/compare/usage.ts";
import { type CivilDate, daysBetween } from "../domain/dates/civil-date.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Grade, ListedFee, Pack, Payee } from "../domain/fees/pack.ts";
import { formatMinor } from "../domain/money/money.ts";
import { STALE_AFTER_DAYS } from "./rule-view.ts";

/** `high` null: no upper end that we know of. */
export type SpanView = { readonly low: string; readonly high: string | null };

export type StepView = { readonly times: number; readonly fee: string; readonly tax: string; readonly total: string };

export type LineView = SpanView & {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** In the year. */
  readonly times: number;
  /** `own`: the bank's own price; `law`: it is not known, the ceiling is; `none`: no ceiling either. */
  readonly basis: LineCost["basis"];
  readonly payee: Payee;
  readonly fee: SpanView;
  readonly tax: SpanView;
  readonly steps: { readonly low: readonly StepView[]; readonly high: readonly StepView[] | null };
  readonly rules: readonly string[];
  readonly grade: Grade | null;
  /** The day on which the bank's own price was last checked. */
  readonly checkedOn: CivilDate | null;
  readonly stale: boolean;
  /** The date printed on the source of the bank's own price, the oldest of several; null: undated, or no own price. */
  readonly printedOn: CivilDate | null;
  /** On what of the person its own price hangs that was not asked. */
  readonly conditions: readonly string[];
  readonly why: readonly Why[];
  readonly duties: readonly (SpanView & { readonly service: string; readonly name: string; readonly payee: Payee })[];
};

export type CostView = SpanView & {
  readonly lines: readonly LineView[];
  readonly keeps: readonly (SpanView & { readonly payee: Payee })[];
};

export type ResultView = CostView & {
  readonly bank: string;
  /** Of the bank, and of its product where the row is one's. */
  readonly name: string;
  /** Id of the product; null: any account of the bank that has no price of its own. */
  readonly product: string | null;
  readonly known: Known;
  /** Every own price is of grade A or B and was checked lately: only then may it decide. */
  readonly firm: boolean;
};

export const spanView = ({ low, high }: Span): SpanView => ({
  low: formatMinor(low),
  high: high === null ? null : formatMinor(high),
});

const stepView = ({ times, each }: Step): StepView => ({
  times,
  fee: formatMinor(each.fee),
  tax: formatMinor(each.tax),
  total: formatMinor(each.total),
});

type About = { readonly pack: Pack; readonly on: CivilDate; readonly today: CivilDate };

export function costView(about: About, cost: YearCost): CostView {
  return {
    ...spanView(cost),
    lines: cost.lines.map((line) => lineView(about, line)),
    keeps: cost.keeps.map((kept) => ({ payee: kept.payee, ...spanView(kept) })),
  };
}

const feesById = new WeakMap<Pack, ReadonlyMap<string, ListedFee>>();

function listedFee(pack: Pack, id: string): ListedFee | undefined {
  let fees = feesById.get(pack);
  if (!fees) {
    fees = new Map(pack.listedFees.map((fee) => [fee.id, fee]));
    feesById.set(pack, fees);
  }
  return fees.get(id);
}

function lineView({ pack, on, today }: About, line: LineCost): LineView {
  const name = (id: string): string => {
    const service = pack.services.find((one) => one.id === id);
    return service ? nameOn(service, on) : id;
  };
  const both = (low: bigint, high: bigint | undefined): SpanView => spanView({ low, high: high ?? null });
  const own = line.rules.flatMap((id) => listedFee(pack, id) ?? []);
  const checked = own.map(({ checkedOn }) => checkedOn).sort();
  const printed = own.map(({ instrument }) => instrument?.on ?? null);
  return {
    id: line.id,
    service: line.service,
    name: name(line.service),
    times: line.times,
    basis: line.basis,
    payee: line.payee,
    ...both(line.low.fee + line.low.tax, line.high ? line.high.fee + line.high.tax : undefined),
    fee: both(line.low.fee, line.high?.fee),
    tax: both(line.low.tax, line.high?.tax),
    steps: { low: line.steps.low.map(stepView), high: line.steps.high?.map(stepView) ?? null },
    rules: line.rules,
    grade: line.grade,
    checkedOn: checked[0] ?? null,
    stale: checked.some((day) => daysBetween(day, today) > STALE_AFTER_DAYS),
    printedOn: printed.includes(null) ? null : ((printed.sort()[0] ?? null) as CivilDate | null),
    conditions: [...new Set(own.flatMap(({ condition }) => condition ?? []))],
    why: line.why,
    duties: line.duties.map((duty) => ({
      service: duty.service,
      name: name(duty.service),
      payee: duty.payee,
      ...both(duty.low.fee + duty.low.tax, duty.high ? duty.high.fee + duty.high.tax : undefined),
    })),
  };
}

export const isFirm = ({ lines }: CostView): boolean =>
  lines.every(({ basis, grade, stale }) => basis !== "own" || (!stale && (grade === "A" || grade === "B")));
