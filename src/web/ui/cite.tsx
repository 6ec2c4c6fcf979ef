/** How to cite a page: an address that keeps its day and what we knew, sentences that are ready to copy, and the licence. */

import type { Dated } from "../../app/dated-pack.ts";
import { A } from "./link.tsx";
import type { Say } from "./say.tsx";
import { dateWords } from "./words.ts";

export type CiteView = {
  /** What the page is about. */
  readonly title: string;
  readonly path: string;
  readonly dated: Dated;
  /** Single rules that stand on the page: each has a page of its own. */
  readonly rules?: readonly { readonly id: string; readonly name: string }[];
};

/** Letters of the hash that stand in a sentence: enough to tell two sets of facts apart. */
const SHORT_HASH = 12;

/** What the page says now, later: its day, and all that was known on the day on which it was cited. */
const permalink = ({ path, dated }: Pick<CiteView, "path" | "dated">): string =>
  `${path}?on=${dated.on}&known=${encodeURIComponent(dated.known?.replace(WHOLE_DAY, "") ?? dated.today)}`;
/** All that was known when a day ended is asked for by the day alone. */
const WHOLE_DAY = /T23:59:59\.999Z$/;

/** `site` is where this site is reached, empty where it is not set: then the address has no host. */
export function Cite({ of, site, say }: { of: CiteView; site: string; say: Say }) {
  const { title, dated, rules = [] } = of;
  const link = permalink(of);
  const facts = say.text("part.cite_facts", { version: dated.version, hash: dated.sha256.slice(0, SHORT_HASH) });
  const read = dateWords(dated.known?.slice(0, 10) ?? dated.today);
  return (
    <aside class="cite" aria-label={say.text("part.cite_this_page")}>
      <details>
        <summary>{say("part.cite_this_page")}</summary>
        <dl class="fields">
          <dt>{say("part.link_that_stays_as")}</dt>
          <dd class="cite-words">
            <A href={link}>{site + link}</A>
          </dd>
          <dt>{say("part.for_a_text")}</dt>
          <dd class="cite-words">
            {say("part.cite_text", { title, day: dateWords(dated.on), facts, read, link: site + link })}
          </dd>
          <dt>{say("part.for_a_list_of")}</dt>
          <dd class="cite-words">
            {say("part.cite_list", { year: dated.version.slice(0, 4), title, day: dated.on, facts, link: site + link })}
          </dd>
          {rules.length > 0 ? (
            <>
              <dt>{say("part.one_rule_alone")}</dt>
              {rules.map(({ id, name }) => (
                <dd key={id} class="cite-words">
                  <A class="tap" href={permalink({ path: `/rules/${id}`, dated })}>
                    {name}
                  </A>
                </dd>
              ))}
            </>
          ) : null}
          <dt>{say("part.hash_of_the_facts")}</dt>
          <dd class="cite-words">
            <code>{dated.sha256}</code>
          </dd>
          <dt>{say("banks.licence")}</dt>
          <dd>
            {say.dressed("part.licence", {
              link: (words) => (
                <A href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
                  {words}
                </A>
              ),
            })}
          </dd>
        </dl>
      </details>
    </aside>
  );
}
