/** The packs and days that commands ask for. */

import { shippedJurisdictions, shippedPack, shippedTimeZone } from "../db/link/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { civilDayIn } from "../platform/clock.ts";

/** The packs that ship with this release, each read when it is first asked for. */
export const shippedPacks = (): ((jurisdiction: string) => Pack | undefined) => {
  const packs = new Map<string, Pack | undefined>();
  return (jurisdiction) => {
    if (!packs.has(jurisdiction))
      packs.set(jurisdiction, shippedJurisdictions().includes(jurisdiction) ? shippedPack(jurisdiction) : undefined);
    return packs.get(jurisdiction);
  };
};

/** The day that it is in a jurisdiction. */
export const today = (jurisdiction: string): CivilDate => civilDayIn(shippedTimeZone(jurisdiction))() as CivilDate;
