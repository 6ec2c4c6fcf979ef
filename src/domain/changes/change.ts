/** A change as data: a day, what was paid before and after, and for whom. Words are made of it elsewhere. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { StatedUsage } from "../fees/pack.ts";
import type { Sum } from "../fees/priced.ts";
import type { Minor } from "../money/money.ts";
import type { CaseFacts } from "./event-grid.ts";
import type { Side } from "./side.ts";

/** `law`: the most that may be taken. `draft`: what a draft, not in force, would make of it. `tariff`: what a bank lists. */
export type ChangeKind = "law" | "draft" | "tariff";

/** `mixed`: dearer for some, cheaper for others. `first_known`: what held before is not known. `other`: no sum on one side. */
export type Direction = "dearer" | "cheaper" | "mixed" | "first_known" | "other";

/** One event on both sides. */
export type Case = {
  readonly facts: CaseFacts;
  readonly amount: Minor | null;
  readonly before: Side;
  /** The day from which what held before was not known any more, where that is earlier than the change. */
  readonly knownUntil: CivilDate | null;
  readonly after: Side;
};

/** What the change makes for a usage that is stated with it. */
export type Size = {
  readonly usage: StatedUsage;
  readonly before: Sum;
  readonly after: Sum;
  readonly difference: Sum;
  readonly currency: string;
};

export type Change = {
  /** The same for the same change, however often and in whatever order the facts are loaded. */
  readonly id: string;
  readonly kind: ChangeKind;
  /** `tax`: the rule is the same, and the tax on it is not. */
  readonly cause: "rule" | "tax" | "price";
  readonly service: string;
  readonly bank: string | null;
  /** The product, or the kind of the thing, where the price is of that alone. */
  readonly product: string | null;
  readonly on: CivilDate;
  readonly direction: Direction;
  readonly size: Size | null;
  /** Chosen so that each shows something that the others do not; `all` counts what was looked at. */
  readonly cases: readonly Case[];
  /** Ids of the rules, or of the bank's listed fees. */
  readonly before: readonly string[];
  readonly after: readonly string[];
};
