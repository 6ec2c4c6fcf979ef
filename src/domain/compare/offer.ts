import type { CivilDate } from "../dates/civil-date.ts";
import { inSpan } from "../dates/civil-date.ts";
import { type FactName, factsOfListed } from "../fees/deciding-facts.ts";
import { type ExactPrice, exactPrice } from "../fees/exact-price.ts";
import { freeOnesIn } from "../fees/free-ones.ts";
import { meets } from "../fees/listed-price.ts";
import type { ListedFee } from "../fees/pack.ts";
import type { ChargeEvent } from "../fees/priced.ts";

/** One row of a list, made ready for many events. */
export type OfferedRow = {
  readonly fee: ListedFee;
  /** null: the row names no sum. */
  readonly price: ExactPrice | null;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly guarded: boolean;
  /** Whether tax comes on top of what the row prints. */
  readonly taxed: boolean;
};

/** What one bank lists of one service, on any day, looked at once. */
export type Offer = {
  readonly rows: readonly OfferedRow[];
  readonly asks: readonly FactName[];
  /** Charges depend on each other: free ones of a pool, waivers, caps. */
  readonly terms: boolean;
  /** The price of the nth one of a month or of a day is another. */
  readonly freeOnes: boolean;
};

const looked = new WeakMap<readonly ListedFee[], Offer>();

/** `listed` is a list of `listedOf`, which is one and the same for a pack. */
export function offerOf(listed: readonly ListedFee[]): Offer {
  let offer = looked.get(listed);
  if (!offer) {
    offer = {
      rows: listed.map(rowOf),
      asks: [...new Set(listed.flatMap((fee) => [...factsOfListed(fee)]))],
      terms: listed.some(({ terms }) => terms !== undefined),
      freeOnes: listed.some(({ price }) =>
        (["calendar_month", "day"] as const).some((per) => freeOnesIn(price, per).length > 0),
      ),
    };
    looked.set(listed, offer);
  }
  return offer;
}

function rowOf(fee: ListedFee): OfferedRow {
  const nothing = fee.status === "free" || fee.status === "included";
  return {
    fee,
    price: nothing ? exactPrice(NOTHING) : fee.status === "charged" ? exactPrice(fee.price) : null,
    from: fee.from,
    until: fee.until,
    guarded: Object.keys(fee.when).length > 0,
    taxed: !nothing && fee.vat !== "none" && fee.vat !== "included",
  };
}

const NOTHING = { kind: "free" } as const;

/** The one row that meets the event on its day; null where none does, undefined where several do. */
export function onlyRow({ rows }: Offer, event: ChargeEvent): OfferedRow | null | undefined {
  let found: OfferedRow | null = null;
  for (const row of rows) {
    if (!inSpan(row, event.on) || (row.guarded && !meets(row.fee.when, event))) continue;
    if (found) return undefined;
    found = row;
  }
  return found;
}
