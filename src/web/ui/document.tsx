import type { JSX } from "preact";
import { ENGLISH, LANGUAGES, type Language, OWN_NAMES } from "../../words/languages.ts";
import { type PageKey, parityOf } from "../../words/page-words.ts";
import { Cite, type CiteView } from "./cite.tsx";
import { type Fault, FaultList } from "./fault-list.tsx";
import { A, inTongue, PLAIN, SpokenIn, type Tongue } from "./link.tsx";
import { IN_ENGLISH, type Say, sayIn } from "./say.tsx";
import { dateWords } from "./words.ts";

/** What every page needs to know of the site it stands on. */
export type Site = {
  /** Address of the one style sheet; its name holds its hash. */
  readonly styleHref: string;
  /** Who runs this site, who pays, how to write; null shows as "not set". */
  readonly operator: string | null;
  readonly funding: string | null;
  readonly contact: string | null;
  /** The day of the facts that the page was made of. */
  readonly factsOf?: string;
  /** Where this site is reached, without a slash at the end; absent where it is not set. */
  readonly address?: string;
};

/** One page before it is dressed: the route makes it, `Document` puts the shell around it. */
export type PageView = {
  readonly title: string;
  readonly description?: string;
  /** Path of the menu entry that the page belongs to. */
  readonly section?: string;
  /** The same data elsewhere: `.json`, `.csv`. */
  readonly alternates?: readonly { readonly href: string; readonly type: string; readonly label: string }[];
  /** Scripts of our own, by address. Only the page that reads a statement on the person's device has any. */
  readonly scripts?: readonly string[];
  /** Where a page may load no picture by address: its icon as a `data:` address. */
  readonly icon?: string;
  /** What stands at the end of a page of facts: how to cite it. */
  readonly cite?: CiteView;
  /** What is wrong with a form that came back: said first, and in the title. */
  readonly faults?: readonly Fault[];
  /** Of title, description and body; English where nothing is said. */
  readonly language?: Language;
  readonly body: JSX.Element;
};

/** How a page is asked for: in which language, and at which address the same page can be had in another. */
export type Spoken = {
  readonly tongue: Tongue;
  /** Path and query without a language; null for a page that has one language only, or that no address gives again. */
  readonly here: string | null;
};
const PLAINLY: Spoken = { tongue: PLAIN, here: null };

const MENU = [
  ["/fees", "menu.fees"],
  ["/banks", "menu.banks"],
  ["/charge", "menu.charge"],
  ["/compare", "menu.compare"],
  ["/changes", "menu.changes"],
  ["/audit", "menu.audit"],
  ["/complain", "menu.complain"],
] as const;

const FOOT = [
  ["/report", "foot.report"],
  ["/complain", "foot.complain"],
  ["/tariff-check", "foot.tariff"],
  ["/method", "foot.method"],
  ["/about", "foot.about"],
  ["/privacy", "foot.privacy"],
  ["/accessibility", "foot.accessibility"],
  ["/data", "foot.data"],
  ["/api", "foot.api"],
] as const;

/** Every page that the shell links to, each once. */
export const SITE_PATHS: readonly string[] = [...new Set(["/", ...[...MENU, ...FOOT].map(([href]) => href)])];

type Entries = readonly (readonly [href: string, words: PageKey])[];

function Links({ links, section, say }: { links: Entries; section: string | undefined; say: Say }) {
  return (
    <ul>
      {links.map(([href, words]) => (
        <li key={href}>
          <A href={href} aria-current={href === section ? "page" : undefined}>
            {say(words)}
          </A>
        </li>
      ))}
    </ul>
  );
}

function titleOf({ title, faults = [], language = ENGLISH }: PageView): string {
  const say = sayIn(language);
  const whole = title === "openfees" ? say.text("frame.home_title") : say.text("frame.title", { title });
  return faults.length > 0 ? say.text("frame.error", { title: whole }) : whole;
}

/** The same page in every other language, and for search engines in all. */
const otherwise = ({ tongue, here }: Spoken) =>
  here === null
    ? []
    : LANGUAGES.filter((one) => one !== tongue.language).map((language) => ({ language, href: at(here, language) }));
const at = (here: string, language: Language): string => inTongue(here, { language, named: true });

function Languages({ spoken, say }: { spoken: Spoken; say: Say }) {
  const others = otherwise(spoken);
  return others.length === 0 ? null : (
    <nav aria-label={say.text("frame.language")}>
      <ul>
        {others.map(({ language, href }) => (
          <li key={language}>
            <a href={href} hreflang={language} lang={language}>
              {OWN_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Said first on every page in a language that was not reviewed yet, in that language and in English. */
function Unread({ say }: { say: Say }) {
  if (say.language === ENGLISH) return null;
  const link = { link: (words: string) => <A href="/about">{words}</A> };
  return (
    <aside class="wrap small unread">
      <p>{say.dressed("frame.unread", link)}</p>
      <p lang={ENGLISH}>{IN_ENGLISH.dressed("frame.unread", link)}</p>
    </aside>
  );
}

function Parity({ say }: { say: Say }) {
  if (say.language === ENGLISH) return null;
  const { done, all } = parityOf(say.language);
  return <p>{say("frame.parity", { done, all, language: OWN_NAMES[say.language] })}</p>;
}

/** The shell of every page: skip link, masthead, main, foot. No script unless the page brings its own, no third party. */
export function Document({ site, page, spoken = PLAINLY }: { site: Site; page: PageView; spoken?: Spoken }) {
  const { tongue, here } = spoken;
  const say = sayIn(tongue.language);
  const own = page.language ?? ENGLISH;
  // English parts of a page in another language are marked as English
  const still = own === tongue.language ? undefined : own;
  return (
    <SpokenIn.Provider value={tongue}>
      <html lang={tongue.language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title lang={still}>{titleOf(page)}</title>
          {page.description ? <meta name="description" lang={still} content={page.description} /> : null}
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href={page.icon ?? "/icon.svg"} type="image/svg+xml" />
          <link rel="stylesheet" href={site.styleHref} />
          {page.alternates?.map((a) => (
            <link key={a.href} rel="alternate" type={a.type} href={a.href} />
          ))}
          {here === null
            ? null
            : otherwise(spoken).map(({ language, href }) => (
                <link key={language} rel="alternate" hreflang={language} href={href} />
              ))}
          {page.scripts?.map((src) => (
            <script key={src} type="module" src={src} />
          ))}
        </head>
        <body>
          <a class="skip" href="#main">
            {say("frame.skip")}
          </a>
          <header class="mast">
            <div class="wrap">
              <A class="mark" href="/">
                <span>openfees</span>
              </A>
              <nav class="menu" aria-label={say.text("frame.main")}>
                <Links links={MENU} section={page.section} say={say} />
              </nav>
            </div>
          </header>
          <Unread say={say} />
          <main id="main" class="wrap" tabIndex={-1} lang={still}>
            <FaultList faults={page.faults ?? []} say={sayIn(own)} />
            {page.body}
            {page.cite ? <Cite of={page.cite} site={site.address ?? ""} say={sayIn(own)} /> : null}
          </main>
          <footer class="foot">
            <div class="wrap">
              {page.alternates?.length ? (
                <nav aria-label={say.text("frame.data")}>
                  <ul>
                    {page.alternates.map((a) => (
                      <li key={a.href}>
                        <a href={a.href}>{a.label}</a>
                      </li>
                    ))}
                  </ul>
                </nav>
              ) : null}
              <nav aria-label={say.text("frame.about")}>
                <Links links={FOOT} section={page.section} say={say} />
              </nav>
              <Languages spoken={spoken} say={say} />
              <Parity say={say} />
              {site.factsOf ? (
                <p>
                  {say.dressed("frame.facts", {
                    day: () => <time dateTime={site.factsOf}>{dateWords(site.factsOf as string)}</time>,
                  })}
                </p>
              ) : null}
              {site.address ? <p class="paper">{say("frame.from", { address: site.address })}</p> : null}
              <p>{say("frame.pledge")}</p>
            </div>
          </footer>
        </body>
      </html>
    </SpokenIn.Provider>
  );
}
