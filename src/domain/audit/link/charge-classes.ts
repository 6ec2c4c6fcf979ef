import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { type Entry, sizeOf } from "../open/book.ts";
import type { Field, Fit } from "./assign.ts";

export type ChargeClass = {
  readonly key: string;
  readonly day: number;
  readonly sample: Entry;
  readonly members: Entry[];
  /** Those without a payment, in time order. */
  left: Entry[];
  /** True where the search for a payment was too long: such charges are not accused. */
  gaveUp: boolean;
};
export type BearerClass = {
  readonly key: string;
  readonly day: number;
  readonly sample: Entry;
  readonly members: Entry[];
  free: Entry[];
  readonly soft: boolean;
  /** The most that a charge which nothing makes right would be allowed here: where it is high, such a charge is least too high. */
  wanted: Minor;
  /** Charges on its payments, by their class. */
  readonly taken: Map<ChargeClass, [charge: Entry, bearer: Entry][]>;
  /** True once a search from here has shown that nothing can move. */
  stuck: boolean;
};

export type Days<T> = ReadonlyMap<number, readonly T[]>;
export type FitOf = (charge: ChargeClass, bearer: BearerClass) => Fit;
export type ReachOf = (one: ChargeClass) => readonly BearerClass[];
export const isExact = (fit: Fit): boolean => fit.as === "right" && fit.exact;

/** Nothing in the order of the rows may decide which of two classes is laid first. */
export const keyOrder = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1);

/** The dearer class first. */
export const dearerFirst = (a: ChargeClass, b: ChargeClass): number =>
  sizeOf(a.sample) === sizeOf(b.sample) ? keyOrder(a, b) : sizeOf(a.sample) > sizeOf(b.sample) ? -1 : 1;

export function chargeClasses(field: Field, charges: readonly Entry[]): Days<ChargeClass> {
  const days = new Map<number, ChargeClass[]>();
  const byKey = new Map<string, ChargeClass>();
  for (const charge of charges) {
    const key = `${charge.day}|${sizeOf(charge)}|${field.chargeKey(charge)}`;
    const one = madeOnce(byKey, key, () => {
      const made: ChargeClass = { key, day: charge.day, sample: charge, members: [], left: [], gaveUp: false };
      madeOnce(days, charge.day, () => []).push(made);
      return made;
    });
    one.members.push(charge);
  }
  for (const one of byKey.values()) one.left = [...one.members];
  return days;
}

export function bearerClasses(field: Field, bearers: readonly Entry[]): Days<BearerClass> {
  const days = new Map<number, BearerClass[]>();
  const byKey = new Map<string, BearerClass>();
  for (const bearer of bearers) {
    const soft = field.soft(bearer);
    const key = `${bearer.day}|${soft}|${field.bearerKey(bearer)}`;
    const one = madeOnce(byKey, key, () => {
      const made: BearerClass = {
        key,
        day: bearer.day,
        sample: bearer,
        members: [],
        free: [],
        soft,
        wanted: 0n,
        taken: new Map(),
        stuck: false,
      };
      madeOnce(days, bearer.day, () => []).push(made);
      return made;
    });
    one.members.push(bearer);
  }
  for (const one of byKey.values()) one.free = [...one.members];
  return days;
}
