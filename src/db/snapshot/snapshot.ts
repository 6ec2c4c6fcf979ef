import type { Instant, PackSource } from "../../app/context.ts";
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { sha256Of } from "../canonical-json.ts";

/** A pack and the time in which we held it to be true: `from` is in, `until` is out, null while it stands. */
export type KnownPack = { readonly pack: Pack; readonly from: Instant; readonly until: Instant | null };

/** Everything that public pages answer from, with its history. It never changes: a new one takes its place. */
export type Snapshot = {
  readonly madeAt: Instant;
  /** Names the published versions it was made of; another name in the database means that a new one is due. */
  readonly published: string;
  readonly packs: readonly KnownPack[];
};

/** What this release alone knows, for a machine that never saw a database. */
export const shippedSnapshot = (packs: readonly Pack[], madeAt: Instant): Snapshot => ({
  madeAt,
  published: "shipped",
  packs: packs.map((pack) => ({ pack, from: madeAt, until: null })),
});

const standing = (snapshot: Snapshot, jurisdiction: string): KnownPack | undefined =>
  snapshot.packs.find((one) => one.pack.jurisdiction === jurisdiction && one.until === null);

type Facts = { readonly name: string; readonly day: CivilDate };
const told = new WeakMap<Snapshot, Facts>();

/** What pages say of the facts: a name that is another whenever they are, and their day, with which a version begins. */
export function factsOf(snapshot: Snapshot, jurisdiction: string): Facts {
  let facts = told.get(snapshot);
  if (!facts) {
    const now = standing(snapshot, jurisdiction);
    const [year = 0, month = 0, day = 0] = (now?.pack.version ?? "").split(/[.+]/).map(Number);
    const since = (now?.from ?? snapshot.madeAt).slice(0, 10) as CivilDate;
    const name = sha256Of(`${snapshot.madeAt} ${snapshot.published}`).slice(0, 16);
    facts = { name, day: civilDate(year, month, day) ?? since };
    told.set(snapshot, facts);
  }
  return facts;
}

/** Answers from the snapshot that is held at the moment of the question, and from nothing else. */
export function snapshotSource(held: () => Snapshot): PackSource {
  const of = (jurisdiction: string) => held().packs.filter((one) => one.pack.jurisdiction === jurisdiction);
  return {
    current: async (jurisdiction) => {
      const one = standing(held(), jurisdiction);
      if (!one) throw new Error(`the snapshot holds no pack "${jurisdiction}"`);
      return one.pack;
    },
    knownAt: async (jurisdiction, at) => {
      const ms = Date.parse(at);
      return of(jurisdiction).find(
        (known) => Date.parse(known.from) <= ms && (known.until === null || ms < Date.parse(known.until)),
      )?.pack;
    },
  };
}
