/** Messages with places in them: `{name}` for a text or a figure, `<link>…</link>` for words that a page dresses. */

export type Facts = Readonly<Record<string, string | number>>;

/** A message with its `{names}` filled in. A name that is not given stays as it stands. */
export const filled = (text: string, facts: Facts): string =>
  text.includes("{")
    ? text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole))
    : text;

/** The names of a message's places. */
type Places<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;

/** What a message asks for, as the arguments behind its key: nothing where it has no place. */
export type Filling<T extends string> = [Places<T>] extends [never]
  ? []
  : [facts: Readonly<Record<Places<T>, string | number>>];

/** The names of a message's tags: `strong` of `<strong>`, `day` of `<day/>`. */
export type Tags<T extends string> = T extends `${string}<${infer Tag}>${infer Rest}`
  ? Opened<Tag> | Tags<Rest>
  : never;
type Opened<Tag extends string> = Tag extends `/${string}` ? never : Tag extends `${infer Name}/` ? Name : Tag;

/** A part of a message: plain words, or words that the page dresses, by the name of their tag. */
export type Piece = string | { readonly tag: string; readonly words: string };

/** Cuts `A fee? <link>Report it</link>.` where its tags stand; `<day/>` is a tag without words. */
export const piecesOf = (text: string): Piece[] =>
  text
    // plain words, a tag and its words in turn
    .split(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/)
    .flatMap((part, i, all) =>
      i % 3 === 1 ? { tag: part, words: all[i + 1] ?? "" } : i % 3 === 0 && part ? part : [],
    );
