/** What is said of an id that the facts do not have: the nearest ones, or where the list is. */
import type { Pack } from "../domain/fees/pack.ts";
import { nearestBanks, nearestServices } from "../domain/search/nearest-names.ts";
import { meant } from "../words/did-you-mean.ts";
import { Refused } from "./refused.ts";

/** `param` is the field that named the bank. */
export function noBank(pack: Pack, asked: string, param = "bank"): Refused {
  const names = meant(nearestBanks(pack, asked));
  return new Refused(
    "unknown_bank",
    param,
    names
      ? { code: "refused.bank_meant", facts: { asked, meant: names } }
      : { code: "refused.see_banks", facts: { asked } },
  );
}

export function noService(pack: Pack, asked: string): Refused {
  const names = meant(nearestServices(pack, asked));
  return new Refused(
    "unknown_service",
    "service",
    names
      ? { code: "refused.fee_meant", facts: { asked, meant: names } }
      : { code: "refused.see_fees", facts: { asked } },
  );
}
