/** How to cite a page: an address that keeps its day and what we knew, sentences that are ready to copy, and the licence. */

import type { Dated } from "../../app/dated-pack.ts";
import { A } from "./link.tsx";
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

/** `site` is where this site is reached, empty where nobody set it: then the address has no host. */
export function Cite({ of, site }: { of: CiteView; site: string }) {
  const { title, dated, rules = [] } = of;
  const link = permalink(of);
  const facts = `version ${dated.version}, facts ${dated.sha256.slice(0, SHORT_HASH)}`;
  const read = dateWords(dated.known?.slice(0, 10) ?? dated.today);
  return (
    <aside class="cite" aria-label="Cite this page">
      <details>
        <summary>Cite this page</summary>
        <dl class="fields">
          <dt>Link that stays as it is</dt>
          <dd class="cite-words">
            <A href={link}>{site + link}</A>
          </dd>
          <dt>For a text</dt>
          <dd class="cite-words">
            {`openfees, “${title}”, as of ${dateWords(dated.on)} (${facts}), read ${read}, ${site}${link}. CC BY 4.0.`}
          </dd>
          <dt>For a list of sources</dt>
          <dd class="cite-words">
            {`openfees. (${dated.version.slice(0, 4)}). ${title} on ${dated.on} [Data set, ${facts}]. ${site}${link}`}
          </dd>
          {rules.length > 0 ? (
            <>
              <dt>One rule alone</dt>
              {rules.map(({ id, name }) => (
                <dd key={id} class="cite-words">
                  <A class="tap" href={permalink({ path: `/rules/${id}`, dated })}>
                    {name}
                  </A>
                </dd>
              ))}
            </>
          ) : null}
          <dt>Hash of the facts (SHA-256)</dt>
          <dd class="cite-words">
            <code>{dated.sha256}</code>
          </dd>
          <dt>Licence</dt>
          <dd>
            <A href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
              CC BY 4.0
            </A>
            : name openfees and say what you changed. For a single figure, name its source too.
          </dd>
        </dl>
      </details>
    </aside>
  );
}
