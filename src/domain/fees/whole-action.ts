/** All costs of one action: its own charge, and each duty on the same event (`draws` of the service in the pack). */
import type { Minor } from "../money/money.ts";
import { bandTops } from "./amount-bands.ts";
import { decidingFacts } from "./deciding-facts.ts";
import type { Pack } from "./pack.ts";
import { priceEvent } from "./price-event.ts";
import type { ChargeEvent, Priced } from "./priced.ts";

export type Drawn = { readonly service: string; readonly priced: Priced };

export type WholeAction = {
  readonly own: Priced;
  readonly also: readonly Drawn[];
  /** What leaves the account on top of the amount; null where one part has no end that we know. */
  readonly leaves: { readonly low: Minor; readonly high: Minor } | null;
};

export function priceWhole(pack: Pack, event: ChargeEvent): WholeAction {
  const own = priceEvent(pack, event);
  const draws = pack.services.find(({ id }) => id === event.service)?.draws ?? [];
  const also = draws.flatMap(({ service, party, sameBank }): Drawn[] => {
    const { bank: _bank, product: _product, ...rest } = event;
    const facts = { party, ...(sameBank === undefined ? {} : { sameBank }), ...event.facts };
    const duty = { ...rest, service, facts };
    const isOpen = event.amount === undefined && decidingFacts(pack, service, event.on).includes("amount");
    return [{ service, priced: isOpen ? whateverAmount(pack, duty) : eitherWay(pack, duty) }];
  });
  // the other side's duty does not leave this account
  const mine = also.filter(({ priced }) => priced.state !== "free" && priced.state !== "not_permitted");
  const parts = [own, ...mine.map(({ priced }) => priced)].map(endsOf);
  const whole = parts.every((part) => part !== null) ? (parts as { low: Minor; high: Minor }[]) : null;
  return {
    own,
    also: mine,
    leaves: whole && {
      low: whole.reduce((sum, { low }) => sum + low, 0n),
      high: whole.reduce((sum, { high }) => sum + high, 0n),
    },
  };
}

/** A duty that depends on an amount that is not given: the range over all bands. */
function whateverAmount(pack: Pack, event: ChargeEvent): Priced {
  const tops = bandTops(pack, event.service, event.on, undefined);
  const amounts = [...(tops ?? []), (tops?.at(-1) ?? 0n) + 1n];
  const all = amounts.map((amount) => eitherWay(pack, { ...event, amount }));
  const dearest = all.at(-1) as Priced;
  const ends = all.map(endsOf);
  if (all.every(({ state }) => state === "free")) return dearest;
  const isKnown = tops !== null && ends.every((end) => end !== null);
  return {
    ...dearest,
    state: "cannot_tell",
    maximum: null,
    range: isKnown ? spanOf(ends as Ends[]) : null,
    missing: [...new Set(["amount", ...all.flatMap(({ missing }) => missing)])],
  };
}

type Ends = { readonly low: Minor; readonly high: Minor };

const spanOf = (ends: readonly Ends[]): Ends => ({
  low: ends.map(({ low }) => low).reduce((a, b) => (a < b ? a : b)),
  high: ends.map(({ high }) => high).reduce((a, b) => (a > b ? a : b)),
});

/** While it is not known whether both accounts have the same owner: the range over both answers. */
function eitherWay(pack: Pack, event: ChargeEvent): Priced {
  const priced = priceEvent(pack, event);
  if (priced.state !== "cannot_tell" || priced.range || priced.missing.join() !== "sameOwner") return priced;
  const ends = [true, false].map((sameOwner) =>
    endsOf(priceEvent(pack, { ...event, facts: { ...event.facts, sameOwner } })),
  );
  return ends.every((end) => end !== null) ? { ...priced, range: spanOf(ends as Ends[]) } : priced;
}

/** From the least to the most that one charge may be; null where it has no end that we know. */
function endsOf({ state, maximum, range, listed }: Priced): Ends | null {
  if (state === "free" || state === "not_permitted") return { low: 0n, high: 0n };
  if (state === "charged" && maximum) return { low: maximum.total, high: maximum.total };
  if (range) return range;
  if (maximum) return { low: 0n, high: maximum.total };
  // no rule for this kind of institution: use its own price
  return listed ? { low: listed.total, high: listed.total } : null;
}
