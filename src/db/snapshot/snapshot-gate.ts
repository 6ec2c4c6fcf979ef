import type { Pack } from "../../domain/fees/pack.ts";
import type { Snapshot } from "./snapshot.ts";

/** More than this share of banks or fees gone at once is a mistake until a person says that it is not. */
const MAY_LOSE = 0.05;

const standing = (snapshot: Snapshot): Pack[] =>
  snapshot.packs.filter((one) => one.until === null).map((one) => one.pack);

/** Why `next` may not take the place of `before`; empty when it may. */
export function gateFaults(next: Snapshot, before: Snapshot | undefined): string[] {
  const faults: string[] = [];
  const packs = standing(next);
  if (packs.length === 0) faults.push("it holds no pack");
  for (const pack of packs) {
    const services = new Set(pack.services.map((one) => one.id));
    const banks = new Set(pack.banks.map((one) => one.id));
    if (banks.size === 0 || services.size === 0) faults.push(`${pack.jurisdiction} has no bank or no service`);
    for (const fee of pack.listedFees)
      if (!banks.has(fee.bank) || !services.has(fee.service))
        faults.push(`${pack.jurisdiction}: the fee ${fee.id} names a bank or a service that is not there`);
  }
  for (const old of before ? standing(before) : []) {
    const now = packs.find((pack) => pack.jurisdiction === old.jurisdiction);
    for (const list of ["banks", "listedFees", "rules"] as const) {
      const ids = new Set((now?.[list] ?? []).map((row) => row.id));
      const had = new Set(old[list].map((row) => row.id));
      const lost = [...had].filter((id) => !ids.has(id)).length;
      if (lost > had.size * MAY_LOSE) faults.push(`${old.jurisdiction} lost ${lost} of ${had.size} ${list}`);
    }
  }
  return faults;
}
