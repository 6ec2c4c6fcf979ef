/**
 * Joins the stored pack with one from a release or a feed, stream by stream. Law, words and the tariff of each bank have versions
 * of their own, so a feed of one bank's prices and a release never need the same version number.
 */
import type { Pack } from "../domain/fees/pack.ts";
import { compareVersions } from "../domain/fees/pack-version.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { canonicalJson, hashOfFacts } from "./canonical-json.ts";

/** One bank's prices as they are published together. `version` grows with every change of them. */
export type Tariff = {
  readonly version: string;
  readonly products: NonNullable<Pack["products"]>;
  readonly listedFees: Pack["listedFees"];
};

const lawOf = ({ rules, gaps, complaintClock }: Pack) => ({ rules, gaps, complaintClock });
const wordsOf = ({ services, banks, wordings, narration, layouts, search, compare }: Pack) => ({
  services,
  banks,
  wordings,
  narration,
  layouts,
  search,
  compare,
});
const tariffOf = (bank: string) => (pack: Pack) => ({
  products: (pack.products ?? []).filter((one) => one.bank === bank),
  listedFees: pack.listedFees.filter((one) => one.bank === bank),
});

/**
 * Law and words are those given, which may not be older than what is stored; each tariff is the newer one. Packs from before
 * the streams are taken whole. Throws CannotStart for an older law, and for a stream that was changed under its old version.
 */
export function joinStreams(stored: Pack, given: Pack): Pack {
  if (!stored.streams || !given.streams) return given;
  const [before, now] = [stored.streams, given.streams];
  newer({ stored, given, what: "law", before: before.law, now: now.law, part: lawOf });
  newer({ stored, given, what: "words", before: before.words, now: now.words, part: wordsOf });
  const kept = new Set(
    Object.entries(before.tariffs).flatMap(([bank, version]) => {
      const other = now.tariffs[bank];
      if (other === undefined || compareVersions(other, version) < 0) return [bank];
      if (other === version) unchanged(stored, given, `the tariff of ${bank}`, version, tariffOf(bank));
      return [];
    }),
  );
  if (kept.size === 0) return given;
  const joined = withTariffs(given, {
    products: joinedBy(kept, given.products ?? [], stored.products ?? []),
    listedFees: joinedBy(kept, given.listedFees, stored.listedFees),
    tariffs: { ...now.tariffs, ...Object.fromEntries([...kept].map((bank) => [bank, before.tariffs[bank] as string])) },
  });
  const asStored = { ...joined, version: stored.version, sha256: stored.sha256 };
  if (canonicalJson(asStored) === canonicalJson(stored)) return stored;
  return compareVersions(given.version, stored.version) > 0 ? joined : { ...joined, version: after(stored.version) };
}

/** The stored pack with another tariff of one bank. Throws CannotStart where that is older, or changed under its old version. */
export function withTariff(stored: Pack, bank: string, tariff: Tariff): Pack {
  const { streams } = stored;
  if (!streams || !stored.banks.some(({ id }) => id === bank))
    throw new CannotStart(
      "pack_invalid",
      `The pack ${stored.jurisdiction} has no bank "${bank}" with a tariff of its own.`,
    );
  const foreign = [...tariff.products, ...tariff.listedFees].find((row) => row.bank !== bank);
  if (foreign)
    throw new CannotStart("pack_invalid", `${foreign.id} is of ${foreign.bank}, not of ${bank}. Nothing was changed.`);
  const own = new Set([bank]);
  const given = withTariffs(stored, {
    products: joinedBy(own, stored.products ?? [], tariff.products),
    listedFees: joinedBy(own, stored.listedFees, tariff.listedFees),
    tariffs: { ...streams.tariffs, [bank]: tariff.version },
  });
  const version = streams.tariffs[bank];
  if (version !== undefined)
    newer({ stored, given, what: `the tariff of ${bank}`, before: version, now: tariff.version, part: tariffOf(bank) });
  return version === tariff.version ? stored : { ...given, version: after(stored.version) };
}

/** Rows of these banks from `others`, behind all other rows. */
const joinedBy = <T extends { readonly bank: string }>(
  banks: ReadonlySet<string>,
  rows: readonly T[],
  others: readonly T[],
): readonly T[] => [...rows.filter(({ bank }) => !banks.has(bank)), ...others.filter(({ bank }) => banks.has(bank))];

function withTariffs(
  pack: Pack,
  { tariffs, ...rows }: Pick<Pack, "products" | "listedFees"> & { readonly tariffs: Readonly<Record<string, string>> },
): Pack {
  const streams = { ...(pack.streams as NonNullable<Pack["streams"]>), tariffs };
  const joined = { ...pack, ...rows, streams };
  return { ...joined, sha256: hashOfFacts(joined) };
}

/** The next version of a joined pack: `2026.11.30+1` after `2026.11.30`. A release never has a `+`, so the two cannot collide. */
function after(version: string): string {
  const [base, n = "0"] = version.split("+");
  return `${base}+${Number(n) + 1}`;
}

type Step = {
  readonly stored: Pack;
  readonly given: Pack;
  /** The stream, in words for whoever publishes. */
  readonly what: string;
  /** Its version as stored, and as given. */
  readonly before: string;
  readonly now: string;
  readonly part: (pack: Pack) => unknown;
};

/** Throws `CannotStart` for a stream that is older than what is stored, or that changed under the same version. */
function newer({ stored, given, what, before, now, part }: Step): void {
  const order = compareVersions(now, before);
  if (order < 0)
    throw new CannotStart(
      "pack_older",
      `Of the pack ${given.jurisdiction} ${given.version}, ${what} is ${now}: older than ${before}, which is stored. Nothing was changed.`,
    );
  if (order === 0) unchanged(stored, given, what, now, part);
}

function unchanged(stored: Pack, given: Pack, what: string, version: string, part: (pack: Pack) => unknown): void {
  if (canonicalJson(part(stored)) === canonicalJson(part(given))) return;
  throw new CannotStart(
    "pack_reused_version",
    `Of the pack ${given.jurisdiction} ${given.version}, ${what} was changed since ${version} was stored. Give it a new version. Nothing was changed.`,
  );
}
