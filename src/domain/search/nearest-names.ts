import { madeOnce } from "../audit/made-once.ts";
import type { Pack } from "../fees/pack.ts";
import { editDistance } from "./edit-distance.ts";
import { type Named, PhraseIndex, type Words } from "./phrase-index.ts";

/** How many names are offered for one that is not known. */
const MOST_NEAR = 3;
/** Less like than this is not worth offering. */
const LIKELY = 0.3;
const NO_WORDS: Words = { same: [], weak: [] };

/** Names to choose from, and the index that the search makes of them. */
type Offer = { readonly ids: readonly string[]; readonly index: PhraseIndex };

const offerOf = (things: readonly Named[], words: Words): Offer => ({
  ids: things.map(({ id }) => id),
  index: new PhraseIndex(things, words, { learns: false }),
});

/** The ids that a word was probably meant to be, likeliest first: those that are a slip of the hand away, then by the search. */
function near({ ids, index }: Offer, asked: string): string[] {
  const typed = asked.slice(0, 200).toLowerCase();
  const most = typed.length < 6 ? 1 : 2;
  const slips = ids
    .map((id) => ({ id, apart: editDistance(typed, id, most) }))
    .filter(({ apart }) => apart <= most)
    .sort((a, b) => a.apart - b.apart);
  const found = index.find(typed).filter(({ score }) => score >= LIKELY);
  return [...new Set([...slips, ...found].map(({ id }) => id))].slice(0, MOST_NEAR);
}

export const nearestOf = (ids: readonly string[], asked: string): string[] =>
  near(
    offerOf(
      ids.map((id) => ({ id, phrases: [id] })),
      NO_WORDS,
    ),
    asked,
  );

const services = new WeakMap<Pack, Offer>();
const banks = new WeakMap<Pack, Offer>();

/** Services that a word which is no service's id was probably meant for. */
export const nearestServices = (pack: Pack, asked: string): string[] =>
  near(
    madeOnce(services, pack, () => {
      const more = new Map(pack.search?.services.map((one) => [one.service, one.words]));
      const things = pack.services
        .filter(({ id }) => id !== "unknown")
        .map(({ id, name, aliases }) => ({ id, phrases: [id, name, ...aliases, ...(more.get(id) ?? [])] }));
      return offerOf(things, pack.search ?? NO_WORDS);
    }),
    asked,
  );

/** Banks that a word which is no bank's id was probably meant for. */
export const nearestBanks = (pack: Pack, asked: string): string[] =>
  near(
    madeOnce(banks, pack, () => {
      const things = pack.banks.map(({ id, name, aliases, alsoKnown = [] }) => ({
        id,
        phrases: [id, id.slice(id.indexOf(".") + 1), name, ...aliases, ...alsoKnown],
      }));
      return offerOf(things, NO_WORDS);
    }),
    asked,
  );
