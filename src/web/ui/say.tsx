/**
 * The words of a page, by key in the language of the page, marked where they are still English. `text` is for an attribute,
 * a title or an option, which no element stands around.
 */
import { type ComponentChildren, Fragment, type JSX } from "preact";
import { ENGLISH, type Language, type Said } from "../../words/languages.ts";
import { type Facts, piecesOf } from "../../words/message.ts";
import {
  type NameTable,
  nameWords,
  type PageKey,
  pageWords,
  reasonWords,
  type Sayable,
} from "../../words/page-words.ts";
import { type Texts, textsIn } from "../../words/texts.ts";

/** What a page makes of the words in a tag. */
export type Dress = Readonly<Record<string, (words: string) => JSX.Element>>;

export type Say = Texts & {
  readonly language: Language;
  /** Words for the body of a page; where they are still English they have a `lang`. */
  (key: PageKey, facts?: Facts): ComponentChildren;
  /** Words with parts that the page dresses: `<link>…</link>` by `dress.link`. */
  readonly dressed: (key: PageKey, dress: Dress, facts?: Facts) => ComponentChildren;
  /** What a code with its facts says. */
  readonly reason: (reason: Sayable) => ComponentChildren;
  /** What a member of a closed list is called. */
  readonly called: (table: NameTable, id: string) => ComponentChildren;
  /** A text whose language is known, marked where it is not the page's. */
  readonly said: (said: Said) => ComponentChildren;
};

function make(language: Language): Say {
  const marked = (children: ComponentChildren, own: Language): ComponentChildren =>
    own === language ? children : <span lang={own}>{children}</span>;
  const said = ({ text, language: own }: Said) => marked(text, own);
  const say = (key: PageKey, facts?: Facts) => said(pageWords(language, key, facts));
  return Object.assign(say, {
    language,
    said,
    ...textsIn(language),
    dressed: (key: PageKey, dress: Dress, facts?: Facts) => {
      const { text, language: own } = pageWords(language, key, facts);
      const parts = piecesOf(text).map((piece, i) =>
        typeof piece === "string" ? (
          piece
        ) : (
          <Fragment key={i}>{dress[piece.tag]?.(piece.words) ?? piece.words}</Fragment>
        ),
      );
      return marked(parts, own);
    },
    reason: (reason: Sayable) => said(reasonWords(language, reason)),
    called: (table: NameTable, id: string) => said(nameWords(language, table, id)),
  });
}

const made = new Map<Language, Say>();

/** The speaker of a language; made once. */
export function sayIn(language: Language): Say {
  const say = made.get(language) ?? make(language);
  made.set(language, say);
  return say;
}

/** A part of a page that is in English whatever the language of the page; marked with `lang` where that is another. */
export function English({ say, block, children }: { say: Say; block?: boolean; children: ComponentChildren }) {
  if (say.language === ENGLISH) return <>{children}</>;
  return block ? <div lang={ENGLISH}>{children}</div> : <span lang={ENGLISH}>{children}</span>;
}

/** For what exists in English only. */
export const IN_ENGLISH: Say = sayIn(ENGLISH);
