import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LetterTemplate } from "../../domain/complaints/letter-template.ts";
import { assemblePack } from "../../domain/fees/assemble-pack.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { hashOfFacts } from "../canonical-json.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";
import { readSnapshot } from "../snapshot/snapshot-file.ts";

/** Beside the packs, in what was built. */
export const BUILT_SNAPSHOT = "built.snapshot";
const DATA = new URL("../../../data/", import.meta.url);

/** Where the packs of this release and their schemas lie. */
export const dataFolder = (): string => fileURLToPath(DATA);

/** The jurisdictions that ship with this release: every folder of `data/` that holds a `pack.json`. */
export const shippedJurisdictions = (): string[] =>
  readdirSync(DATA)
    .filter((name) => existsSync(new URL(`${name}/pack.json`, DATA)))
    .sort();

/** The pack of one jurisdiction as this release ships it, without a database. */
export function shippedPack(jurisdiction: string): Pack {
  const pack = assemblePack((name) => {
    const file = new URL(`${jurisdiction}/${name}.json`, DATA);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  });
  return { ...pack, sha256: hashOfFacts(pack) };
}

/** The time zone in which a jurisdiction's days begin, as its pack says. */
export const shippedTimeZone = (jurisdiction: string): string =>
  (JSON.parse(readFileSync(new URL(`${jurisdiction}/pack.json`, DATA), "utf8")) as { timeZone: string }).timeZone;

/** The snapshot that `npm run build` made of the packs; undefined in a checkout, where nothing was built. */
export function builtSnapshot(): Snapshot | undefined {
  const file = new URL(BUILT_SNAPSHOT, DATA);
  return existsSync(file) ? readSnapshot(readFileSync(file, "utf8")) : undefined;
}

/** The wording of a jurisdiction's letters as this release ships it. */
export const shippedLetter = (jurisdiction: string): LetterTemplate =>
  JSON.parse(readFileSync(new URL(`${jurisdiction}/letter.json`, DATA), "utf8"));
