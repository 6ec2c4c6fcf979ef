import { PACK_PARTS } from "../domain/fees/assemble-pack.ts";
import { checkAnswers } from "../domain/pack-check/check-answers.ts";
import { checkDates } from "../domain/pack-check/check-dates.ts";
import { checkEvidence } from "../domain/pack-check/check-evidence.ts";
import { checkIds } from "../domain/pack-check/check-ids.ts";
import { checkPrices } from "../domain/pack-check/check-prices.ts";
import { checkSaid, saidIn } from "../domain/pack-check/check-said.ts";
import { checkWordings } from "../domain/pack-check/check-wordings.ts";
import { checkWords } from "../domain/pack-check/check-words.ts";
import { type PackFinding, type PackFolder, readPack } from "../domain/pack-check/pack-folder.ts";
import { NO_FACTS_NEEDED } from "../domain/reason.ts";
import { CHARGE_ENGLISH } from "../words/charge-english.ts";
import { PACK_WORDS } from "../words/say-pack.ts";

export type SchemaFault = { readonly pointer: string; readonly message: string };

/** What the check is given: the schemas, by the name of the file they are for. */
export type SchemaCheck = {
  /** Undefined: no such kind of file is known. */
  readonly faultsOf: (name: string, value: unknown) => readonly SchemaFault[] | undefined;
};

/** A finding with what would put it right, in words. */
export type SaidFinding = Omit<PackFinding, "reason"> & { readonly message: string };

export type PackReport = {
  readonly jurisdiction: string | null;
  readonly version: string | null;
  /** How many rows of each file were looked at. */
  readonly checked: Readonly<Record<string, number>>;
  /** How many services have a name in each language beside English; nothing where a file is broken. */
  readonly said: Readonly<Record<string, number>>;
  readonly findings: readonly SaidFinding[];
};

const NEEDED: readonly string[] = ["pack", ...PACK_PARTS, "left-out", "worked-examples"];

/**
 * Looks a whole country pack over. A file that is missing, no JSON or against its schema is reported alone: the
 * other checks rest on it.
 */
export function checkPack(schemas: SchemaCheck, folder: PackFolder): PackReport {
  const shape = checkShape(schemas, folder);
  const { jurisdiction, version } = (folder.files.pack ?? {}) as { jurisdiction?: string; version?: string };
  const checked = Object.fromEntries(
    Object.entries(folder.files).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.length]] : [])),
  );
  const about = { jurisdiction: jurisdiction ?? null, version: version ?? null, checked };
  if (shape.length > 0) return { ...about, said: {}, findings: shape.map(said) };
  const pack = readPack(folder);
  const first = [
    ...checkIds(pack),
    ...checkEvidence(pack),
    ...checkPrices(pack),
    ...checkWordings(pack),
    ...checkWords(folder),
    ...checkSaid(pack.pack),
  ];
  // prices and days are evaluated only when every figure and id in them can be read
  const rest = first.some(({ check }) => check === "price" || check === "ids")
    ? []
    : [...checkDates(pack), ...checkAnswers(pack, CHARGE_ENGLISH.sayFault)];
  return { ...about, said: saidIn(pack.pack), findings: [...first, ...rest].map(said) };
}

const said = ({ reason, ...finding }: PackFinding): SaidFinding => ({ ...finding, message: PACK_WORDS.say(reason) });

function checkShape(schemas: SchemaCheck, { files, broken }: PackFolder): PackFinding[] {
  const found: PackFinding[] = [];
  for (const [name, why] of Object.entries(broken))
    found.push({ check: "json", file: `${name}.json`, at: "/", reason: { code: "file_says", facts: { text: why } } });
  for (const name of NEEDED)
    if (!(name in files) && !(name in broken))
      found.push({
        check: "json",
        file: `${name}.json`,
        at: "/",
        reason: { code: "file_missing", facts: NO_FACTS_NEEDED },
      });
  for (const [name, value] of Object.entries(files)) {
    const faults = schemas.faultsOf(name, value);
    if (!faults)
      found.push({
        check: "schema",
        file: `${name}.json`,
        at: "/",
        reason: { code: "no_such_file", facts: NO_FACTS_NEEDED },
      });
    for (const { pointer, message } of faults ?? [])
      found.push({
        check: "schema",
        file: `${name}.json`,
        at: whereOf(value, pointer),
        reason: { code: "file_says", facts: { text: message } },
      });
  }
  return found;
}

/** Names a row by its id, so that it can be found in a file of one line a row. */
function whereOf(value: unknown, pointer: string): string {
  const index = /^\/(\d{1,9})(?!\d)(.*)$/.exec(pointer);
  const row = index && Array.isArray(value) ? (value[Number(index[1])] as { id?: unknown } | null) : null;
  return typeof row?.id === "string" ? `${row.id}${index?.[2] ?? ""}` : pointer || "/";
}
