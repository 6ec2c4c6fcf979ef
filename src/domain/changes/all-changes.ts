import type { Pack } from "../fees/pack.ts";
import type { Change } from "./change.ts";
import { lawChanges } from "./law-changes.ts";
import { tariffChanges } from "./tariff-changes.ts";

const known = new WeakMap<Pack, readonly Change[]>();

/** Every change that the pack's rules and listed fees hold, newest day first, in one order whatever the order of the facts. */
export function allChanges(pack: Pack): readonly Change[] {
  let changes = known.get(pack);
  if (!changes) {
    changes = [...lawChanges(pack), ...tariffChanges(pack)].sort((a, b) =>
      a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? 1 : -1,
    );
    known.set(pack, changes);
  }
  return changes;
}
