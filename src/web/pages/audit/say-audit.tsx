/**
 * The words of the pages of a statement, on the server and on a phone. Each part of a page brings its own English words, so
 * that a script has its own sentences and no others; what another language says in their place comes with the page.
 */
import type { ComponentChildren, JSX } from "preact";
import { type Facts, type Filling, filled, piecesOf, type Tags } from "../../../words/message.ts";
import { type Spoken, type Table, textIn } from "../../../words/tongue.ts";

/** What a page makes of the words in a tag; of each tag that the message has. */
type Dress<Tag extends string> = Readonly<Record<Tag, (words: string) => JSX.Element>>;

export type AuditSay<T extends Table, N = unknown> = {
  /** Words for the body of a page; English on a page in another language has a `lang`. */
  <K extends keyof T & string>(key: K, ...facts: Filling<T[K]>): ComponentChildren;
  /** For an attribute, a title or an option. */
  readonly text: <K extends keyof T & string>(key: K, ...facts: Filling<T[K]>) => string;
  /** Words with parts that the page dresses: `<link>…</link>` by `dress.link`. */
  readonly dressed: <K extends keyof T & string>(
    key: K,
    dress: Dress<Tags<T[K]>>,
    ...facts: Filling<T[K]>
  ) => ComponentChildren;
  /** What a member of a closed list is called; its id where no table names it. */
  readonly called: (table: keyof N & string, id: string) => string;
};

/** The speaker of a table for whoever is spoken to, with the closed lists whose names it uses. */
export const sayOf =
  <T extends Table, N extends Readonly<Record<string, Table>>>(english: T, names?: N) =>
  ({ tongue }: Spoken): AuditSay<T, N> => {
    const text = textIn(english, tongue) as (key: string, facts?: Facts) => string;
    const marked = (key: string, words: ComponentChildren) =>
      tongue && !tongue.words[key] ? <span lang="en">{words}</span> : words;
    const say = (key: string, facts = {}) => marked(key, text(key, facts));
    return Object.assign(say, {
      text,
      // cut before it is filled in: what stands in a statement is no tag
      dressed: (key: string, dress: Partial<Dress<string>>, facts = {}) =>
        marked(
          key,
          piecesOf(text(key)).map((piece) =>
            typeof piece === "string" ? filled(piece, facts) : dress[piece.tag]?.(filled(piece.words, facts)),
          ),
        ),
      called: (table: string, id: string) => tongue?.words[`${table}.${id}`] ?? names?.[table]?.[id] ?? id,
    }) as AuditSay<T, N>;
  };
