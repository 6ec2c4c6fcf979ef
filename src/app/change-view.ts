/** A change made ready to be shown: sums as decimals, old and new side by side with where each was read. */

import type { Case, Change, ChangeKind, Direction } from "../domain/changes/change.ts";
import type { CaseFacts } from "../domain/changes/event-grid.ts";
import type { Side } from "../domain/changes/side.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Grade, Pack, StatedUsage } from "../domain/fees/pack.ts";
import type { Sum } from "../domain/fees/priced.ts";
import { isUsualIn } from "../domain/fees/usual-price.ts";
import { formatMinor } from "../domain/money/money.ts";
import { listedFeeView } from "./listed-fee-view.ts";
import { type PriceRowView, type Provenance, ruleView } from "./rule-view.ts";

export type SumView = { readonly fee: string; readonly tax: string; readonly total: string };

export type SideView =
  | ({ readonly kind: "sum"; readonly currency: string } & SumView)
  | { readonly kind: "range"; readonly low: string; readonly high: string; readonly currency: string }
  | { readonly kind: "no_sum"; readonly why: "negotiable" | "at_cost" | "by_bank" | "not_offered" }
  | { readonly kind: "unknown" };

export type CaseView = {
  readonly facts: CaseFacts;
  readonly amount: string | null;
  readonly before: SideView;
  /** The day from which the old side was not known any more; null where it held until the change. */
  readonly knownUntil: CivilDate | null;
  readonly after: SideView;
};

/** One text on one side: a rule, a draft, or a row of a bank's list. */
export type TextView = Provenance & {
  readonly id: string;
  readonly name: string;
  readonly appliesTo: string;
  readonly summary: string;
  readonly rows: readonly PriceRowView[];
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  /** `seen`: the bank gave no day; it is the first on which the price was seen. */
  readonly validBasis: "stated" | "seen";
};

export type ChangeView = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly cause: Change["cause"];
  /** `in_force` on the day asked about, `announced` for a later one, or `proposed` by a draft that binds no bank. */
  readonly state: "in_force" | "announced" | "proposed";
  readonly on: CivilDate;
  readonly service: string;
  readonly name: string;
  readonly bank: string | null;
  readonly bankName: string | null;
  readonly product: string | null;
  readonly currency: string;
  readonly direction: Direction;
  /** The new rule is a price at cost, and its sum what banks take: no limit. */
  readonly usual: boolean;
  /** In money, for a usage that is stated; null where one side has no sum for it. */
  readonly size:
    | ({ readonly usage: StatedUsage } & Readonly<Record<"before" | "after" | "difference", SumView>>)
    | null;
  readonly cases: readonly CaseView[];
  readonly before: readonly TextView[];
  readonly after: readonly TextView[];
  /** The weakest of both sides. */
  readonly grade: Grade;
  /** The day from which it can have been known here: that of the change, or of reading about it where that is earlier. */
  readonly toldOn: CivilDate;
};

/** `earlier` is the pack that holds the old texts, where that is another. */
export function changeView(pack: Pack, change: Change, on: CivilDate, today: CivilDate, earlier = pack): ChangeView {
  const service = pack.services.find(({ id }) => id === change.service);
  const before = textsOf(earlier, change.before, dayOf(change, "before"), today);
  const after = textsOf(pack, change.after, change.on, today);
  const { size } = change;
  return {
    id: change.id,
    kind: change.kind,
    cause: change.cause,
    state: change.kind === "draft" ? "proposed" : change.on <= on ? "in_force" : "announced",
    on: change.on,
    service: change.service,
    name: service ? nameOn(service, change.on) : change.service,
    bank: change.bank,
    bankName: pack.banks.find(({ id }) => id === change.bank)?.name ?? null,
    product: change.product,
    currency: size?.currency ?? currencyOf(change) ?? pack.currency,
    direction: change.direction,
    usual: isUsualIn(pack, change.after),
    size: size && {
      usage: size.usage,
      before: sumView(size.before),
      after: sumView(size.after),
      difference: sumView(size.difference),
    },
    cases: change.cases.map(caseView),
    before,
    after,
    grade: [...before, ...after].map(({ grade }) => grade).reduce((a, b) => (a > b ? a : b), "A"),
    toldOn: [change.on, ...after.map(({ checkedOn }) => checkedOn)].reduce((a, b) => (a < b ? a : b)),
  };
}

/** The old side is shown as it stood on its last day. */
const dayOf = (change: Change, side: "before"): CivilDate =>
  change.cases.find((one) => one[side].kind !== "unknown")?.knownUntil ?? change.on;

const sumView = ({ fee, tax, total }: Sum): SumView => ({
  fee: formatMinor(fee),
  tax: formatMinor(tax),
  total: formatMinor(total),
});

function sideView(side: Side): SideView {
  if (side.kind === "sum") return { kind: "sum", currency: side.currency, ...sumView(side.sum) };
  if (side.kind === "range")
    return { kind: "range", low: formatMinor(side.low), high: formatMinor(side.high), currency: side.currency };
  return side;
}

const caseView = ({ facts, amount, before, knownUntil, after }: Case): CaseView => ({
  facts,
  amount: amount === null ? null : formatMinor(amount),
  before: sideView(before),
  knownUntil,
  after: sideView(after),
});

const currencyOf = ({ cases }: Change): string | undefined =>
  cases.flatMap(({ after, before }) =>
    [after, before].flatMap((side) => ("currency" in side ? [side.currency] : [])),
  )[0];

function textsOf(pack: Pack, ids: readonly string[], on: CivilDate, today: CivilDate): TextView[] {
  return ids.flatMap((id): TextView[] => {
    const rule = pack.rules.find((one) => one.id === id);
    // a row keeps its id when its price changes: the day tells them apart
    const rows = pack.listedFees.filter((one) => one.id === id);
    const fee =
      rows.find((one) => one.from === on) ?? rows.find((one) => one.until !== null && one.until <= on) ?? rows[0];
    const view = rule ? ruleView(pack, rule, on, today) : fee ? listedFeeView(pack, fee, on, today) : null;
    if (!view) return [];
    const { name, appliesTo, rows: priced, from, until, grade, instrument, source, checkedOn, ageDays, stale } = view;
    return [
      {
        id,
        name,
        appliesTo,
        summary: rule?.relaxed
          ? (ruleView(pack, withoutDrafts(rule), on, today).summary ?? view.summary)
          : view.summary,
        rows: priced,
        from: rule?.proposedFrom ?? from,
        until,
        validBasis: fee && !rule ? fee.validBasis : "stated",
        grade,
        instrument,
        source,
        checkedOn,
        ageDays,
        stale,
      },
    ];
  });
}

/** A change tells what the text itself says; what a draft makes us tolerate stands on the page of the fee. */
const withoutDrafts = <T extends { readonly relaxed?: unknown }>({
  relaxed: _relaxed,
  ...rule
}: T): Omit<T, "relaxed"> => rule;
