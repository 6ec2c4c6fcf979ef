import { existsSync, readFileSync } from "node:fs";
import type { Context } from "../../src/app/context.ts";
import type { CivilDate } from "../../src/domain/dates/civil-date.ts";
import type { Pack } from "../../src/domain/fees/pack.ts";

const read = (name: string): unknown => {
  const file = new URL(`../../data/ng/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

/** The shipped Nigerian pack without a database: what the pages show in tests. */
export function shippedPack(): Pack {
  const meta = read("pack") as { version: string; currency: string };
  return {
    jurisdiction: "ng",
    version: meta.version,
    sha256: "0".repeat(64),
    currency: meta.currency,
    services: read("services") as Pack["services"],
    banks: read("banks") as Pack["banks"],
    rules: read("rules") as Pack["rules"],
    listedFees: (read("listed-fees") ?? []) as Pack["listedFees"],
    wordings: (read("wordings") ?? []) as Pack["wordings"],
    narration: read("narration") as Pack["narration"],
    layouts: (read("layouts") ?? []) as Pack["layouts"],
    complaintClock: (read("complaint-clock") ?? []) as Pack["complaintClock"],
  };
}

/** A context that answers from one pack; before `knownFrom` nothing was known. */
export function contextOf(pack: Pack, today = "2026-11-24", knownFrom = "2026-11-22"): Context {
  return {
    packs: { current: async () => pack, knownAt: async (_j, at) => (at < knownFrom ? undefined : pack) },
    today: () => today as CivilDate,
  };
}
