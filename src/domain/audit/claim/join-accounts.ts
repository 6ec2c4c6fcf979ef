/**
 * Several statements of one account laid end to end. Where the closing balance of one is the opening balance of the
 * next, nothing is missing between them; where days overlap, rows stand twice; where balances do not meet, days are missing.
 */
import { addDays, type CivilDate, civilDate, daysBetween, partsOf } from "../../dates/civil-date.ts";
import { formatMinor, parseMinor } from "../../money/money.ts";
import { type AuditBundle, type AuditResult, resultsOf } from "../audit-result.ts";

/** How one statement follows the one before it. */
export type Joint = {
  /** Places of both among the results. */
  readonly before: number;
  readonly after: number;
  /** `unproven`: no balances say whether days are missing between them. */
  readonly kind: "meets" | "overlaps" | "gap" | "unproven";
  /** The days between that no statement shows; null where there are none. */
  readonly missing: { readonly from: CivilDate; readonly to: CivilDate } | null;
  /** What moved unseen, in decimals. */
  readonly moved: string | null;
};

export type MonthSeen = { readonly month: string; readonly seen: "whole" | "part" | "none" };

export type JoinedAccount = {
  readonly bank: string | null;
  readonly masked: string | null;
  readonly currency: string | null;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Places of its statements among the results, the earliest first. */
  readonly places: readonly number[];
  readonly joints: readonly Joint[];
  /** Every month from the first to the last. */
  readonly months: readonly MonthSeen[];
};

type Placed = {
  readonly place: number;
  readonly result: AuditResult;
  readonly from: CivilDate;
  readonly to: CivilDate;
};

/** The accounts of an answer with what is seen of each; statements without a dated line are left out. */
export function joinAccounts(answer: AuditResult | AuditBundle): JoinedAccount[] {
  const placed = resultsOf(answer).flatMap((result, place): Placed[] => {
    const { from, to } = result.statement;
    return from === null || to === null ? [] : [{ result, place, from: from as CivilDate, to: to as CivilDate }];
  });
  return groupsOf(placed).map(joined);
}

/** Statements of one account: the same number, or none that contradicts and a balance that meets. */
function groupsOf(placed: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = [];
  for (const one of [...placed].sort((a, b) => (a.from === b.from ? a.place - b.place : a.from < b.from ? -1 : 1))) {
    const named = groups.find((group) => group.some((other) => sameNumber(other, one)));
    const met = groups.find((group) => mayBeOne(group.at(-1) as Placed, one));
    const group = named ?? met;
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

const agrees = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
const fits = (a: Placed, b: Placed): boolean =>
  agrees(a.result.statement.bank, b.result.statement.bank) &&
  agrees(a.result.statement.account.currency, b.result.statement.account.currency);

const sameNumber = (a: Placed, b: Placed): boolean =>
  a.result.statement.account.masked !== null &&
  a.result.statement.account.masked === b.result.statement.account.masked &&
  fits(a, b);

const mayBeOne = (a: Placed, b: Placed): boolean =>
  agrees(a.result.statement.account.masked, b.result.statement.account.masked) &&
  fits(a, b) &&
  a.result.statement.closing !== null &&
  a.result.statement.closing === b.result.statement.opening;

function joined(group: readonly Placed[]): JoinedAccount {
  const known = (pick: (one: Placed) => string | null): string | null =>
    group.map(pick).find((one) => one !== null) ?? null;
  const joints: Joint[] = [];
  let reach = group[0] as Placed;
  for (const next of group.slice(1)) {
    joints.push(jointOf(reach, next));
    if (next.to > reach.to) reach = next;
  }
  const from = (group[0] as Placed).from;
  return {
    bank: known(({ result }) => result.statement.bank),
    masked: known(({ result }) => result.statement.account.masked),
    currency: known(({ result }) => result.statement.account.currency),
    from,
    to: reach.to,
    places: group.map(({ place }) => place),
    joints,
    months: monthsOf(from, reach.to, joints),
  };
}

function jointOf(before: Placed, after: Placed): Joint {
  const ends = { before: before.place, after: after.place };
  const none = { missing: null, moved: null };
  if (after.from <= before.to && !meets(before, after)) return { ...ends, kind: "overlaps", ...none };
  const [closing, opening] = [before.result.statement.closing, after.result.statement.opening];
  if (closing !== null && closing === opening) return { ...ends, kind: "meets", ...none };
  const days = daysBetween(before.to, after.from) - 1;
  const missing = days > 0 ? { from: addDays(before.to, 1), to: addDays(after.from, -1) } : null;
  const [a, b] = [parseMinor(closing ?? ""), parseMinor(opening ?? "")];
  if (a === undefined || b === undefined) return { ...ends, kind: "unproven", missing, moved: null };
  return a === b ? { ...ends, kind: "meets", ...none } : { ...ends, kind: "gap", missing, moved: formatMinor(b - a) };
}

/** One may end and the next begin on the same day. */
const meets = (before: Placed, after: Placed): boolean =>
  after.from === before.to &&
  before.result.statement.closing !== null &&
  before.result.statement.closing === after.result.statement.opening;

const monthOf = (day: CivilDate): string => day.slice(0, 7);

/**
 * A month is seen whole when the statements reach beyond both its ends and nothing is missing in it; the first and the last
 * month count as whole only where a line stands on their very first or last day.
 */
function monthsOf(from: CivilDate, to: CivilDate, joints: readonly Joint[]): MonthSeen[] {
  const months: MonthSeen[] = [];
  let { year, month } = partsOf(from);
  for (;;) {
    const first = civilDate(year, month, 1) as CivilDate;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const last = addDays(civilDate(year, month, 1) as CivilDate, -1);
    const holes = joints.filter(({ missing }) => missing && missing.from <= last && missing.to >= first);
    const none = holes.some(({ missing }) => missing && missing.from <= first && missing.to >= last);
    const part = from > first || to < last || holes.length > 0;
    months.push({ month: monthOf(first), seen: none ? "none" : part ? "part" : "whole" });
    if (last >= to) return months;
  }
}
