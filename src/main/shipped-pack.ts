import { existsSync, readdirSync, readFileSync } from "node:fs";
import { canonicalJson, sha256Of } from "../db/canonical-json.ts";
import type { Pack } from "../domain/fees/pack.ts";

const DATA = new URL("../../data/", import.meta.url);

/** The jurisdictions that ship with this release: every folder of `data/` that holds a `pack.json`. */
export const shippedJurisdictions = (): string[] =>
  readdirSync(DATA)
    .filter((name) => existsSync(new URL(`${name}/pack.json`, DATA)))
    .sort();

/** The pack of one jurisdiction as this release ships it, without a database. */
export function shippedPack(jurisdiction: string): Pack {
  const read = (name: string, missing?: unknown): unknown => {
    const file = new URL(`${jurisdiction}/${name}.json`, DATA);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : missing;
  };
  const meta = read("pack") as { version: string; currency: string };
  const rules = read("rules", []) as Pack["rules"];
  const wordings = read("wordings", []) as Pack["wordings"];
  const listedFees = read("listed-fees", []) as Pack["listedFees"];
  return {
    jurisdiction,
    version: meta.version,
    sha256: sha256Of(canonicalJson({ rules, wordings, listedFees })),
    currency: meta.currency,
    services: read("services", []) as Pack["services"],
    banks: read("banks", []) as Pack["banks"],
    rules,
    listedFees,
    wordings,
    narration: read("narration") as Pack["narration"],
    layouts: read("layouts", []) as Pack["layouts"],
    complaintClock: read("complaint-clock", []) as Pack["complaintClock"],
  };
}
