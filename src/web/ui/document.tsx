import type { JSX } from "preact";
import { Cite, type CiteView } from "./cite.tsx";
import { type Fault, FaultList } from "./fault-list.tsx";
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
  /** Where this site is reached, without a slash at the end; absent where nobody set it. */
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
  readonly body: JSX.Element;
};

const MENU = [
  ["/fees", "Fees"],
  ["/banks", "Banks"],
  ["/charge", "Calculator"],
  ["/compare", "Compare"],
  ["/changes", "Changes"],
  ["/audit", "Statements"],
  ["/complain", "Complain"],
] as const;

const FOOT = [
  ["/report", "Report a fee"],
  ["/complain", "How to complain"],
  ["/tariff-check", "For banks: check a tariff"],
  ["/method", "How we judge"],
  ["/about", "About"],
  ["/privacy", "Privacy"],
  ["/accessibility", "Accessibility"],
  ["/data", "Open data"],
  ["/api", "API"],
] as const;

/** Every page that the shell links to, each once. */
export const SITE_PATHS: readonly string[] = [...new Set(["/", ...[...MENU, ...FOOT].map(([href]) => href)])];

function Links({ links, section }: { links: readonly (readonly [string, string])[]; section: string | undefined }) {
  return (
    <ul>
      {links.map(([href, label]) => (
        <li key={href}>
          <a href={href} aria-current={href === section ? "page" : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

const titleOf = ({ title, faults = [] }: PageView): string =>
  `${faults.length > 0 ? "Error: " : ""}${title === "openfees" ? "openfees: what may a bank charge?" : `${title} · openfees`}`;

/** The shell of every page: skip link, masthead, main, foot. No script unless the page brings its own, no third party. */
export function Document({ site, page }: { site: Site; page: PageView }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{titleOf(page)}</title>
        {page.description ? <meta name="description" content={page.description} /> : null}
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={page.icon ?? "/icon.svg"} type="image/svg+xml" />
        <link rel="stylesheet" href={site.styleHref} />
        {page.alternates?.map((a) => (
          <link key={a.href} rel="alternate" type={a.type} href={a.href} />
        ))}
        {page.scripts?.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the page
        </a>
        <header class="mast">
          <div class="wrap">
            <a class="mark" href="/">
              <span>openfees</span>
            </a>
            <nav class="menu" aria-label="Main">
              <Links links={MENU} section={page.section} />
            </nav>
          </div>
        </header>
        <main id="main" class="wrap" tabIndex={-1}>
          <FaultList faults={page.faults ?? []} />
          {page.body}
          {page.cite ? <Cite of={page.cite} site={site.address ?? ""} /> : null}
        </main>
        <footer class="foot">
          <div class="wrap">
            {page.alternates?.length ? (
              <nav aria-label="This page as data">
                <ul>
                  {page.alternates.map((a) => (
                    <li key={a.href}>
                      <a href={a.href}>{a.label}</a>
                    </li>
                  ))}
                </ul>
              </nav>
            ) : null}
            <nav aria-label="About this site">
              <Links links={FOOT} section={page.section} />
            </nav>
            {site.factsOf ? (
              <p>
                The facts are of <time dateTime={site.factsOf}>{dateWords(site.factsOf)}</time>.
              </p>
            ) : null}
            {site.address ? <p class="paper">From {site.address}</p> : null}
            <p>We move no money, take no commission and set no cookie. This is not legal advice.</p>
          </div>
        </footer>
      </body>
    </html>
  );
}
