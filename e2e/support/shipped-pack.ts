import { existsSync, readFileSync } from "node:fs";
import type { Context } from "../../src/app/context.ts";
import type { LetterTemplate } from "../../src/domain/complaints/letter-template.ts";
import type { CivilDate } from "../../src/domain/dates/civil-date.ts";
import { assemblePack } from "../../src/domain/fees/assemble-pack.ts";
import type { Pack } from "../../src/domain/fees/pack.ts";
import type { Facts } from "../../src/http/web-deps.ts";

const read = (name: string): unknown => {
  const file = new URL(`../../data/ng/${name}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

/** The shipped Nigerian pack without a database: what the pages show in tests. */
export const shippedPack = (): Pack => ({ ...assemblePack(read), sha256: "0".repeat(64) });

/** A context that answers from one pack; before `knownFrom` nothing was known. */
export function contextOf(pack: Pack, today = "2026-11-24", knownFrom = "2026-11-22"): Context {
  return {
    packs: { current: async () => pack, knownAt: async (_j, at) => (at < knownFrom ? undefined : pack) },
    today: () => today as CivilDate,
  };
}

/** The facts of a pack that never changes. */
export const factsOfPack = (pack: Pack): Facts => ({
  name: pack.version,
  day: pack.version.split(".").slice(0, 3).join("-") as CivilDate,
});

export const shippedLetter = (): LetterTemplate => read("letter") as LetterTemplate;
