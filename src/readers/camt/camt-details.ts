/**
 * What the details of a camt entry say otherwise than the entry: payments that do not come to what was booked, a total or a
 * count of the batch that is another one, a side that is the other one.
 * Source: ISO 20022 camt.052/053/054, EntryDetails, BatchInformation and EntryTransaction.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { unitsOf } from "../text/exact-number.ts";
import { allOf, at, type Element, textAt } from "../text/xml-elements.ts";
import { decimalOf } from "./camt-amounts.ts";
import type { BookedEntry } from "./camt-charges.ts";

/** The side of an entry; where it names none, the one that all its payments name. */
export function directionOf(entry: Element, details: readonly Element[]): string | undefined {
  const own = textAt(entry, "CdtDbtInd")?.toUpperCase();
  if (own !== undefined) return own;
  const named = new Set(details.map((one) => textAt(one, "CdtDbtInd")?.toUpperCase()));
  return named.size === 1 ? [...named][0] : undefined;
}

const size = (units: bigint): bigint => (units < 0n ? -units : units);

/** What an element's own amount comes to in the currency of the booking; null where it has none, or another currency. */
function unitsIn(element: Element | undefined, currency: string | null): bigint | null {
  const printed = decimalOf(element?.text.trim());
  return printed === null || (element?.attributes.Ccy ?? currency) !== currency ? null : unitsOf(printed);
}

export function detailDoubts({ entry, details, amount, currency, row }: BookedEntry): ReadWarning[] {
  const booked = unitsOf(amount);
  const own = booked < 0n ? "DBIT" : "CRDT";
  const sides = details.map((one) => textAt(one, "CdtDbtInd")?.toUpperCase() ?? own);
  const warnings: ReadWarning[] = [];
  if (details.length > 0 && sides.every((side) => side !== own) && booked !== 0n)
    warnings.push({
      code: "direction_assumed",
      how: "entry",
      row,
    });
  const sums = details.map((one) => unitsIn(at(one, "Amt"), currency));
  const batches = allOf(entry, "NtryDtls").flatMap((one) => at(one, "Btch") ?? []);
  const total = batches.length === 1 ? unitsIn(at(batches[0], "TtlAmt"), currency) : null;
  const told = sums.every((one) => one !== null) && sums.length > 1;
  const sum = sums.reduce<bigint>((all, one, i) => all + (sides[i] === own ? 1n : -1n) * (one ?? 0n), 0n);
  const charged = [entry, ...details].some((one) => at(one, "Chrgs") ?? at(one, "TtlChrgsAndTaxAmt"));
  const differs = [told ? sum : null, total].some((one) => one !== null && size(one) !== size(booked));
  if (differs && !charged)
    warnings.push({
      code: "details_differ",
      how: "sum",
      row,
    });
  const count = Number(textAt(batches[0], "NbOfTxs") ?? sums.length);
  if (batches.length === 1 && sums.length > 1 && count !== sums.length)
    warnings.push({ code: "details_differ", how: "count", row });
  return warnings;
}

/** Debits with a minus among others without one: theirs may be a sum that was given back. */
export function lessUsual(minus: ReadonlyMap<number, boolean>): ReadWarning[] {
  if (![...minus.values()].includes(false)) return [];
  return [...minus].flatMap(([row, has]) => (has ? [{ code: "direction_assumed", how: "debit_minus", row }] : []));
}
