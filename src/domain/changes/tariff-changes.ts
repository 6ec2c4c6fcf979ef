/** Where a bank's own listed price becomes another one: its rows for one thing, one after the other, in money. */
import type { CivilDate } from "../dates/civil-date.ts";
import { listedPriceOf } from "../fees/listed-price.ts";
import type { ListedFee, Pack } from "../fees/pack.ts";
import { whoseWords } from "../fees/products.ts";
import type { Change } from "./change.ts";
import { type After, compareSides } from "./compare-sides.ts";
import { eventOf } from "./event-grid.ts";
import { dayBefore } from "./rule-steps.ts";
import { NOTHING, type Side, UNKNOWN } from "./side.ts";

/**
 * Changes of what banks list. A price that we merely saw for the first time is none: it may have stood for years. Where a bank
 * says since when, and we know nothing of the time before, that is a change of which the old side is not known.
 */
export function tariffChanges(pack: Pack): readonly Change[] {
  const streams = new Map<string, ListedFee[]>();
  for (const fee of pack.listedFees) {
    if (fee.agreed) continue;
    const key = streamOf(fee);
    const stream = streams.get(key);
    if (stream) stream.push(fee);
    else streams.set(key, [fee]);
  }
  return [...streams.values()].flatMap((rows) => ofStream(pack, rows));
}

/** Names the one thing of a bank whose price this row is, whenever. */
export const streamOf = (fee: ListedFee): string =>
  JSON.stringify([fee.bank, fee.service, fee.product ?? null, fee.variant ?? null, guardText(fee)]);

const guardText = ({ when }: ListedFee): string =>
  JSON.stringify(Object.entries(when).sort(([a], [b]) => (a < b ? -1 : 1)));

function ofStream(pack: Pack, rows: readonly ListedFee[]): Change[] {
  const ordered = [...rows].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return ordered.flatMap((fee, i) => {
    const on = fee.from;
    // two rows of one day are two prices: none of them is guessed to be the one
    if (on === null || ordered.some((other) => other !== fee && other.from === on)) return [];
    const old = ordered[i - 1];
    if (!old && fee.validBasis === "seen") return [];
    const usage = pack.services.find(({ id }) => id === fee.service)?.usage;
    const known = old && old.until !== null && old.until < on ? old.until : null;
    const oldDay = dayBefore(known ?? on);
    const compared = compareSides(
      old ? [old, fee] : [fee],
      usage,
      (facts, sum) => ({ side: old ? sideOn(pack, old, oldDay)(facts, sum) : UNKNOWN, knownUntil: known }),
      sideOn(pack, fee, on),
    );
    if (!compared) return [];
    return [
      {
        id: ["tariff", fee.bank, fee.service, ...slugOf(pack, fee), on].join("."),
        kind: "tariff",
        cause: "price",
        service: fee.service,
        bank: fee.bank,
        product: whoseWords(pack, fee),
        on,
        ...compared,
        before: old ? [old.id] : [],
        after: [fee.id],
      },
    ];
  });
}

/** What tells two streams of one bank and service apart, as it may stand in an address. */
export function slugOf(pack: Pack, fee: ListedFee): string[] {
  const guard = Object.values(fee.when).flat().map(String).sort();
  const words = [whoseWords(pack, fee) ?? "", ...guard].join(" ");
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .replace(/-$/, "");
  return slug === "" ? [] : [slug];
}

/** What a bank says it neither charges nor offers stands as such; what cannot be worked out is not known. */
export const sideOn =
  (pack: Pack, fee: ListedFee, on: CivilDate): After =>
  (facts, sum): Side => {
    if (fee.status === "free" || fee.status === "included")
      return { kind: "sum", sum: NOTHING, currency: fee.currency };
    if (fee.status === "unresolved") return UNKNOWN;
    if (fee.status !== "charged") return { kind: "no_sum", why: fee.status };
    const priced = listedPriceOf(pack, fee, eventOf(fee.service, on, facts, sum));
    return priced ? { kind: "sum", sum: priced, currency: fee.currency } : UNKNOWN;
  };
