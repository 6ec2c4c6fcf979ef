/** What stands above the banks of a comparison: the person's own bank, and what was left open, to be answered. */

import { Fragment } from "preact";
import type { CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import type { LineView, SpanView } from "../../../app/compare-view.ts";
import { Entry } from "../../ui/entry.tsx";
import { A } from "../../ui/link.tsx";
import type { Say } from "../../ui/say.tsx";
import { type Asked, type Field, fieldLabel, minor, notAskedWords, openOf, spanWords } from "./compare-words.ts";
import { Working, whyWords } from "./compare-working.tsx";

type Own = NonNullable<CompareAnswer["own"]>;

/** What a year costs there, whether that is dear as far as it can be said, and how it came about. */
export function OwnBank({ view, answer, say }: { view: CompareView; answer: CompareAnswer; say: Say }) {
  const { own, ceiling } = answer;
  if (!own) return null;
  return (
    <Entry title={say("charge.bank")} id="own">
      <p>
        {say.dressed(
          "year.your_bank_its_own",
          { strong: () => <strong>{spanWords(own, view.currency, say)}</strong> },
          { name: own.name, known: knownWords(own, say) },
        )}
      </p>
      <p>{verdictWords(own, ceiling, view, say)}</p>
      <details>
        <summary>{say("year.own_working")}</summary>
        <Working view={view} lines={own.lines} say={say} />
      </details>
    </Entry>
  );
}

function verdictWords(own: Own, ceiling: SpanView, view: CompareView, say: Say): string {
  const money = (span: SpanView) => spanWords(span, view.currency, say);
  const one = (sum: string) => money({ low: sum, high: sum });
  const facts = { name: own.name, limit: money(ceiling) };
  if (own.high === own.low) return say.text("year.own_exact", { ...facts, sum: money(own) });
  if (own.known === "none") return say.text("year.own_unknown", facts);
  const why = reasonsOf(own, view, say).join(" ");
  const range = { ...facts, low: one(own.low), why };
  if (own.high === null) return say.text("year.own_endless", range);
  const cheap = minor(own.high) < minor(ceiling.low);
  return say.text(cheap ? "year.own_below" : "year.own_range", { ...range, high: one(own.high) });
}

/** Why its year has two ends: each reason once, with the fees that it is of. */
function reasonsOf({ lines }: Own, view: CompareView, say: Say): readonly string[] {
  const names = new Map<string, Set<string>>();
  for (const line of lines)
    for (const why of whyWords(line, view, say)) names.set(why, (names.get(why) ?? new Set()).add(line.name));
  return [...names].map(([why, of]) => say.text("year.why_of", { names: [...of].join(", "), why }));
}

/** How much is known of the own prices of a bank. */
export const knownWords = ({ known, firm }: Pick<Own, "known" | "firm">, say: Say): string =>
  say.text(firm ? `year.known.${known}` : `year.known_old.${known}`);

/** What the limit hangs on that was not said: each question leads to its field, or has its answers beside it. */
export function LeftOpen({
  view,
  lines,
  asked,
  say,
}: {
  view: CompareView;
  lines: readonly LineView[];
  asked: Asked;
  say: Say;
}) {
  const { fields, facts } = openOf(lines, view.asks);
  if (fields.length + facts.length === 0) return null;
  const link = (field: Field) =>
    field === "locality" ? (
      <>
        {fieldLabel(field, say)} (
        {(["on_site", "off_site"] as const).map((place, i) => (
          <Fragment key={place}>
            {i > 0 ? ", " : ""}
            <A href={`/compare?${asked.query}&locality=${place}`}>{say(`year.${place}`)}</A>
          </Fragment>
        ))}
        )
      </>
    ) : (
      <A href={`#${field}`}>{fieldLabel(field, say)}</A>
    );
  return (
    <p>
      {fields.length === 0
        ? null
        : say.dressed("year.left_open_links", {
            fields: () => (
              <>
                {fields.map((field, i) => (
                  <Fragment key={field}>
                    {i > 0 ? "; " : ""}
                    {link(field)}
                  </Fragment>
                ))}
              </>
            ),
          })}{" "}
      {facts.length === 0 ? null : notAskedWords(facts, say)}
    </p>
  );
}
