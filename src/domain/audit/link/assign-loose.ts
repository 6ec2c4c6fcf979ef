import { madeOnce } from "../made-once.ts";
import type { Entry } from "../open/book.ts";
import type { Field, Fit, Link } from "./assign.ts";
import { type BearerClass, bearerClasses, type ChargeClass, chargeClasses, dearerFirst } from "./charge-classes.ts";
import { layDay } from "./lay-day.ts";
import { leaveOver } from "./leave-over.ts";
import { moveAlong, wantLeast } from "./move-along.ts";

/**
 * Links charges that do not name their payment. Equal charges are one class. Each day is linked alone first; then links
 * move on to other payments so that more charges find one; the rest goes to the payment for which it is least too high.
 */
export function assignLoose(
  field: Field,
  loose: readonly Entry[],
  links: Map<Entry, Link>,
  taken: Map<Entry, Entry[]>,
): void {
  if (loose.length === 0) return;
  const charges = chargeClasses(field, loose);
  const needed = new Set<number>();
  for (const day of charges.keys()) for (const one of [day, ...field.daysBefore(day)]) needed.add(one);
  const bearers = bearerClasses(
    field,
    field.bearers.filter((bearer) => needed.has(bearer.day) && !taken.has(bearer)),
  );
  const isSure = (charge: ChargeClass, bearer: BearerClass): boolean =>
    bearer.day >= charge.day || field.surelyReaches(charge.day, bearer.day);
  const fits = new Map<ChargeClass, Map<BearerClass, Fit>>();
  const fitOf = (charge: ChargeClass, bearer: BearerClass): Fit =>
    madeOnce(
      madeOnce(fits, charge, () => new Map<BearerClass, Fit>()),
      bearer,
      () => {
        const fit = field.fit(charge.sample, bearer.sample);
        return fit.as === "wrong" && !isSure(charge, bearer) ? { as: "none" } : fit;
      },
    );
  const reachOf = (charge: ChargeClass): readonly BearerClass[] =>
    [charge.day, ...field.daysBefore(charge.day)].flatMap((day) => bearers.get(day) ?? []);
  for (const [day, classes] of charges) layDay(classes, bearers.get(day) ?? [], fitOf);
  // what stays without a payment is too high by it: the dearest come first, whatever the order of the rows
  const dearFirst = [...charges.values()].flat().sort(dearerFirst);
  for (const one of dearFirst) {
    moveAlong(one, reachOf, fitOf, "right");
    moveAlong(one, reachOf, fitOf, "open");
    wantLeast(one, reachOf, fitOf);
  }
  for (const classes of bearers.values()) for (const one of classes) one.stuck = false;
  for (const one of dearFirst) moveAlong(one, reachOf, fitOf, "either");
  for (const classes of charges.values())
    for (const one of classes) {
      for (const bearer of reachOf(one))
        for (const [charge, on] of bearer.taken.get(one) ?? []) {
          const fit = fitOf(one, bearer);
          links.set(charge, { bearer: on, open: fit.as === "open" ? fit.open : null, left: false });
        }
    }
  for (const classes of charges.values()) leaveOver(classes, reachOf, fitOf, isSure, links);
}
