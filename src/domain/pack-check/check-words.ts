import type { PackFinding, PackFolder } from "./pack-folder.ts";
import type { Unwelcome } from "./pack-reasons.ts";

/**
 * Words that may not reach a reader: notes to whoever keeps the data, and names that mean something only inside the
 * project. What belongs to the keeper goes into a row's `comment`, which stays in the folder.
 */
const UNWELCOME: readonly (readonly [RegExp, Unwelcome])[] = [
  [/\bindex ids?\b/i, "index"],
  [/\b[1-9]\d{9,}\b/, "index_number"],
  [/\b(?:to be )?confirm(?:ed|s|ing)?\b(?! by the bank)|\bunconfirmed\b/i, "to_confirm"],
  [/\btreat(?:ed)? as\b|\breview only\b|\bfor review\b/i, "treatment"],
  [/\bflag(?:ged|s)?\b/i, "flags"],
  [/\b(?:please )?(?:verify|double-?check)\b|\bto be checked\b|\bcheck (?:before use|the amount|again)\b/i, "to_check"],
  [
    /\b(?:not|never|un)[ -]?(?:yet )?(?:checked|opened|re-?read|re-?checked|verified|looked (?:up|at)|followed up|cross-?checked)\b(?! by the bank)/i,
    "undone",
  ],
  [
    /\b(?:opened|checked|read|looked at) again\b|\bknown to us\b(?! \()|\bfrom our notes\b|\bour (?:own )?notes\b/i,
    "notes",
  ],
  [/\bplanned;|\(planned\b|\bseems? (?:right|plausible)\b|\bnot sure\b|\bguess(?:ed|work)?\b/i, "own_doubt"],
  [/\b(?:TODO|FIXME|TBC|TBD|XXX)\b/, "note_to_self"],
  [/\b(?:audit|charge|fees|product|statements)\.md\b|\bsettled case\b|\breading \d+\b/i, "contract"],
  [/\b[\w/-]{1,80}\.(?:json|js|ts|tsx|py|rb|sql)\b/, "code_file"],
  [/\bgithub:|\bnot enforceable\b|\benforceable\b|\bdataset\b|\bthis pack\b|\bthe pack\b|\bthe engine\b/i, "workings"],
  [/\bneeds a new\b|\bkind "per day"|\bprobed\b|\bnever condemn\b|\bnever judged\b/i, "to_engine"],
  [/\bng-[a-z]+-[a-z0-9-]+/, "row_id"],
  [/\bexample\.(?:com|ng|org)\b/i, "placeholder"],
  [/\bdoubtful\b|\bgeneral knowledge\b|\bunsourced\b/i, "own_doubt"],
  [/\bstored copy\b|\bmachine-checked\b|\bhuman review\b|\bparser test\b|\btest-host\b/i, "how_we_looked"],
  [/\bopenfees (?:facts|rules|listed)\b|\bfacts\/|\bPetitionDesk\b|\bCX list\b/i, "only_ours"],
];

/** Fields that no reader sees, or that are ids, addresses and expressions and no words. */
const NOT_WORDS: ReadonlySet<string> = new Set([
  "id",
  "comment",
  "service",
  "bank",
  "banks",
  "url",
  "match",
  "unless",
  "examples",
  "tags",
  "header",
  "columns",
  "standsBehind",
  "replaces",
  "by",
  "when",
  "levy",
  "kind",
  "period",
  "payer",
  "payee",
  "code",
  "value",
  "jurisdiction",
  "version",
  "commonWords",
  "on",
  "mode",
  "base",
  "per",
  "of",
  "size",
  "partial",
  "op",
  "same",
  "weak",
  "common",
  "words",
  "address",
]);

/** Files of the folder whose words stand on pages, in letters or in answers. */
const READ = ["services", "banks", "rules", "listed-fees", "complaint-clock", "gaps", "letter", "search"] as const;

export function checkWords({ files }: Pick<PackFolder, "files">): PackFinding[] {
  return READ.flatMap((name) => {
    const value = files[name];
    const rows = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return rows.flatMap((row, i) => faultsIn(row, `${name}.json`, idOf(row) ?? String(i)));
  });
}

const idOf = (row: unknown): string | undefined => {
  const { id, service } = row as { id?: string; service?: string };
  return id ?? service;
};

/** An address that a reader can tap: nothing but the address stands in it. */
const brokenLink = (url: unknown, file: string, at: string): PackFinding[] =>
  typeof url === "string" && !/^https?:\/\/[^\s"<>]+$/.test(url)
    ? [
        {
          check: "words",
          file,
          at,
          reason: { code: "no_address", facts: { url } },
        },
      ]
    : [];

function faultsIn(value: unknown, file: string, at: string): PackFinding[] {
  if (typeof value === "string")
    return UNWELCOME.flatMap(([word, why]) => {
      const found = word.exec(value);
      return found
        ? [{ check: "words", file, at, reason: { code: "unwelcome", facts: { found: found[0], why } } }]
        : [];
    });
  if (Array.isArray(value)) return value.flatMap((one) => faultsIn(one, file, at));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "url" ? brokenLink(one, file, at) : NOT_WORDS.has(key) ? [] : faultsIn(one, file, at),
  );
}
