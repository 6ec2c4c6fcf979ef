import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import type { Context, Instant } from "./context.ts";
import { Refused } from "./refused.ts";

/** What every question may say: the day it asks about, and the instant whose knowledge answers. */
export type When = { readonly on?: CivilDate | undefined; readonly known?: Instant | undefined };

export type DatedPack = {
  readonly pack: Pack;
  readonly on: CivilDate;
  readonly today: CivilDate;
  readonly known: Instant | null;
};

/** What every answer says of itself: which day, which knowledge, which version of the data. */
export type Dated = {
  readonly jurisdiction: string;
  readonly on: CivilDate;
  readonly known: Instant | null;
  readonly version: string;
  /** Hash of the facts. */
  readonly sha256: string;
  readonly today: CivilDate;
};

/** The pack that answers: as it stands now, or as it was known at `known`. */
export async function datedPack(ctx: Context, when: When, jurisdiction = "ng"): Promise<DatedPack> {
  const today = ctx.today();
  const pack =
    when.known === undefined
      ? await ctx.packs.current(jurisdiction)
      : await ctx.packs.knownAt(jurisdiction, when.known);
  if (!pack) throw new Refused("nothing_known", "known", { code: "refused.moment", facts: {} });
  return { pack, on: when.on ?? today, today, known: when.known ?? null };
}

export const datedOf = ({ pack, on, today, known }: DatedPack): Dated => ({
  jurisdiction: pack.jurisdiction,
  on,
  known,
  version: pack.version,
  sha256: pack.sha256,
  today,
});
