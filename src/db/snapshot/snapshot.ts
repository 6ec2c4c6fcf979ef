import type { Instant, PackSource } from "../../app/context.ts";
import type { Pack } from "../../domain/fees/pack.ts";

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

/** Answers from the snapshot that is held at the moment of the question, and from nothing else. */
export function snapshotSource(held: () => Snapshot): PackSource {
  const of = (jurisdiction: string) => held().packs.filter((one) => one.pack.jurisdiction === jurisdiction);
  return {
    current: async (jurisdiction) => {
      const one = of(jurisdiction).find((known) => known.until === null);
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
