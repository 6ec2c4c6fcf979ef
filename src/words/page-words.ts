/** The words of pages by language: a key without words in the asked one is said in English, and says that it is. */
import { AUDIT_TABLES } from "./audit-tables.ts";
import { ABOUT } from "./en/about.ts";
import { ASKS } from "./en/asks.ts";
import { SETTLES } from "./en/audit/charges.ts";
import { AUDIT_COMMAND } from "./en/audit-command.ts";
import { BANK } from "./en/bank.ts";
import { CHANGE } from "./en/change.ts";
import { CHANGES } from "./en/changes.ts";
import { CHECK } from "./en/check.ts";
import { COMMAND } from "./en/command.ts";
import { COMPARE } from "./en/compare.ts";
import { COMPLAIN } from "./en/complain.ts";
import { DEVELOPERS } from "./en/developers.ts";
import { FEE } from "./en/fee.ts";
import { FOUND } from "./en/found.ts";
import { FRAME } from "./en/frame.ts";
import { LISTS } from "./en/lists.ts";
import { MISSING } from "./en/missing.ts";
import * as NAMES from "./en/names.ts";
import { PAGES } from "./en/pages.ts";
import { PARTS } from "./en/parts.ts";
import { PRICES } from "./en/prices.ts";
import { REFUSALS } from "./en/refusals.ts";
import { REPORT } from "./en/report.ts";
import { RULE } from "./en/rule.ts";
import { RULES } from "./en/rules.ts";
import { TARIFF } from "./en/tariff.ts";
import { ENGLISH, type Language, type Said } from "./languages.ts";
import { type Facts, filled } from "./message.ts";
import { ASKS as PCM_ASKS } from "./pcm/asks.ts";
import { AUDIT_COMMAND as PCM_AUDIT_COMMAND } from "./pcm/audit-command.ts";
import { CHECK as PCM_CHECK } from "./pcm/check.ts";
import { COMMAND as PCM_COMMAND } from "./pcm/command.ts";
import { COMPLAIN as PCM_COMPLAIN } from "./pcm/complain.ts";
import { FOUND as PCM_FOUND } from "./pcm/found.ts";
import { FRAME as PCM_FRAME } from "./pcm/frame.ts";
import { LISTS as PCM_LISTS } from "./pcm/lists.ts";
import { NAMES as PCM_NAMES } from "./pcm/names.ts";
import { PAGES as PCM_PAGES } from "./pcm/pages.ts";
import { REFUSALS as PCM_REFUSALS } from "./pcm/refusals.ts";
import { PRICES_IN, RULES_IN } from "./price-tables.ts";

/** Codes of what a search says of its answers. */
export type FoundKey = keyof typeof FOUND;
export type PageKey = keyof typeof ENGLISH_PAGES;

/** What is said, before it is said in words: a key and its facts, of which one may be such a thing itself. */
export type Sayable<K extends PageKey = PageKey> = {
  readonly code: K;
  readonly facts: Readonly<Record<string, string | number | Sayable<K>>>;
};
/** The tables of `names.ts`. */
export type NameTable = keyof typeof EN;

const ENGLISH_PAGES = {
  ...FRAME,
  ...PAGES,
  ...ASKS,
  ...FOUND,
  ...COMMAND,
  ...AUDIT_COMMAND,
  ...REFUSALS,
  ...LISTS,
  ...CHECK,
  ...ABOUT,
  ...BANK,
  ...CHANGE,
  ...CHANGES,
  ...COMPARE,
  ...COMPLAIN,
  ...DEVELOPERS,
  ...FEE,
  ...PARTS,
  ...REPORT,
  ...RULE,
  ...TARIFF,
  ...AUDIT_TABLES,
};

const EN = { ...NAMES, MISSING, SETTLES };

type Catalogue = {
  readonly pages: Readonly<Record<string, string>>;
  readonly names: Tables;
  /** Tables that each language has whole: a line is put together of several of their words. */
  readonly lines: Readonly<Record<string, object>>;
};
type Tables = { readonly [table in NameTable]?: Readonly<Record<string, string>> };

const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: {
    pages: ENGLISH_PAGES,
    names: EN,
    lines: { PRICES, RULES },
  },
  pcm: {
    pages: {
      ...PCM_FRAME,
      ...PCM_PAGES,
      ...PCM_ASKS,
      ...PCM_FOUND,
      ...PCM_COMMAND,
      ...PCM_AUDIT_COMMAND,
      ...PCM_REFUSALS,
      ...PCM_LISTS,
      ...PCM_CHECK,
      ...PCM_COMPLAIN,
    } as Readonly<Record<string, string>>,
    names: PCM_NAMES as Tables,
    lines: { PRICES: PRICES_IN.pcm, RULES: RULES_IN.pcm },
  },
};

const found = (language: Language, of: (catalogue: Catalogue) => string | undefined): Said | undefined => {
  const own = of(CATALOGUES[language]);
  if (own !== undefined) return { text: own, language };
  const text = of(CATALOGUES[ENGLISH]);
  return text === undefined ? undefined : { text, language: ENGLISH };
};

/** What a key says in the language, its `{names}` filled in. A name that is not given stays as it stands. */
export function pageWords(language: Language, key: PageKey, facts: Facts = {}): Said {
  const said = found(language, ({ pages }) => pages[key]) as Said;
  return { ...said, text: filled(said.text, facts) };
}

/** What a code with its facts says. It is in English as soon as a part of it is. */
export function reasonWords(language: Language, { code, facts }: Sayable): Said {
  const parts = Object.entries(facts).map(
    ([name, fact]) =>
      [name, typeof fact === "object" ? reasonWords(language, fact) : { text: String(fact), language }] as const,
  );
  if (parts.some(([, part]) => part.language !== language)) return reasonWords(ENGLISH, { code, facts });
  return pageWords(language, code, Object.fromEntries(parts.map(([name, { text }]) => [name, text])));
}

/** Whether a question has words: `ask.pages.hint`. */
export const hasWords = (key: string): key is PageKey => Object.hasOwn(CATALOGUES[ENGLISH].pages, key);

/** What a member of a closed list is called; its id where no table names it. */
export function nameWords(language: Language, table: NameTable, id: string): Said {
  return found(language, ({ names }) => own(names[table] ?? {}, id)) ?? { text: id, language: ENGLISH };
}

const own = (table: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined;

/**
 * In which language a page is written whose own keys begin with `area`: in the asked one as soon as that says the most of
 * them, else in English, inside a frame in the asked one.
 */
export function writtenIn(area: string, language: Language): Language {
  const keys = Object.keys(CATALOGUES[ENGLISH].pages).filter((key) => key.startsWith(`${area}.`));
  const own = keys.filter((key) => Object.hasOwn(CATALOGUES[language].pages, key));
  return own.length * 2 > keys.length ? language : ENGLISH;
}

export type Parity = { readonly done: number; readonly all: number; readonly missing: readonly string[] };

/** How much of what English says a language says too, and what it does not, by key. */
export function parityOf(language: Language): Parity {
  const all = keysOf(CATALOGUES[ENGLISH]);
  const own = new Set(keysOf(CATALOGUES[language]));
  const missing = all.filter((key) => !own.has(key));
  return { done: all.length - missing.length, all: all.length, missing };
}

/** Keys of a language that English does not have: they would never be used. */
export const strayKeys = (language: Language): string[] => {
  const all = new Set(keysOf(CATALOGUES[ENGLISH]));
  return keysOf(CATALOGUES[language]).filter((key) => !all.has(key));
};

const keysOf = ({ pages, names, lines }: Catalogue): string[] => [
  ...Object.keys(pages),
  ...Object.entries({ ...names, ...lines }).flatMap(([table, of]) =>
    Object.keys(of ?? {}).map((id) => `${table}.${id}`),
  ),
];
