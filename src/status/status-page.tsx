/** The status page and its style sheet: what was seen of each component, the last 90 days, and the incidents. */
import { render } from "preact-render-to-string";
import { piecesOf } from "../words/message.ts";
import { statusWords as say } from "../words/status-words.ts";
import { COMPONENTS } from "./components.ts";
import { brokenIn, DAYS, type Day, daysOf, type History } from "./history.ts";
import { type Incident, newestFirst } from "./incidents.ts";
import { clockOf, dateOf, dayOf, lasted, momentOf } from "./times.ts";

export type StatusView = {
  readonly site: string;
  readonly history: History;
  readonly incidents: readonly Incident[];
  /** When the next page is due at the latest. */
  readonly dueAt: number;
};

/** What one look more or less is worth is not said: full per cent only when nothing failed. */
function shareOf(days: readonly Day[]): string {
  const checks = days.reduce((sum, day) => sum + day.checks, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const silent = days.filter((day) => day.checks === 0).length;
  if (checks === 0) return say("share.not_looked");
  const not = { silent: silent === 0 ? "" : say("share.silent", { silent, days: DAYS }) };
  if (failed === 0) return say("share.every_time", not);
  const share = (Math.floor((10_000 * (checks - failed)) / checks) / 100).toFixed(2);
  return say("share.part", { share, ...not });
}

const kindOf = ({ checks, failed }: Day): "none" | "good" | "some" | "bad" =>
  checks === 0 ? "none" : failed === 0 ? "good" : failed * 10 < checks ? "some" : "bad";

/** One path a kind: ninety elements for each component would be most of the page. */
function Days({ days, label }: { readonly days: readonly Day[]; readonly label: string }) {
  const kinds = ["none", "good", "some", "bad"] as const;
  const bar = (i: number, kind: string) => (kind === "none" ? `M${i * 4} 10h3v4h-3z` : `M${i * 4} 0h3v24h-3z`);
  const pathOf = (kind: string) => days.map((day, i) => (kindOf(day) === kind ? bar(i, kind) : "")).join("");
  return (
    <svg class="days" viewBox={`0 0 ${DAYS * 4} 24`} preserveAspectRatio="none" role="img" aria-label={label}>
      {kinds.map((kind) => (pathOf(kind) === "" ? null : <path key={kind} class={kind} d={pathOf(kind)} />))}
    </svg>
  );
}

function Entry({ one, now }: { readonly one: Incident; readonly now: number }) {
  const planned = one.kind === "maintenance";
  const from = momentOf(one.from);
  const names = COMPONENTS.filter(({ id }) => one.components.includes(id)).map(({ name }) => name);
  const span =
    one.until === null
      ? say("entry.not_over_at", { from, now: clockOf(now) })
      : say("entry.span", {
          from,
          until: dayOf(one.until) === dayOf(one.from) ? clockOf(one.until) : momentOf(one.until),
          lasted: lasted(one.until - one.from),
        });
  const when = planned ? say("entry.planned", { when: span }) : span;
  return (
    <article id={`i${one.id}`}>
      <h3>{one.title}</h3>
      <p>
        {names.length === 0 ? say("entry.whole", { when }) : say("entry.components", { when, names: names.join(", ") })}
      </p>
      {one.about ? <p>{one.about}</p> : null}
      {one.notes.length === 0 ? null : (
        <ol>
          {one.notes.map(({ at, text }) => (
            <li key={`${at}${text}`}>
              <time dateTime={new Date(at).toISOString()}>
                {dayOf(at) === dayOf(one.from) ? clockOf(at) : momentOf(at)}
              </time>{" "}
              {text}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}

function headline(history: History): string {
  const broken = brokenIn(history);
  const at = clockOf(history.checkedAt);
  if (broken.length === 0) return say("head.all", { at });
  if (broken.length === COMPONENTS.length) return say("head.nothing", { at });
  return say("head.some", { at, names: broken.map(({ name }) => name.toLowerCase()).join(", ") });
}

/** The files that the page leads to, by the tags of its words. */
const FILES: Readonly<Record<string, string>> = {
  json: "status.json",
  atom: "incidents.atom",
  feed: "incidents.feed.json",
};

/** A link to one of the files; without words its name is what it says. */
function FileLink({ tag, words }: { readonly tag: string; readonly words: string }) {
  const file = FILES[tag] ?? "";
  return <a href={file}>{words || file}</a>;
}

/** The whole page. It states what was seen and until when that counts, since it stays up when the checks stop. */
export function statusPage({ site, history, incidents, dueAt }: StatusView): string {
  const { checkedAt } = history;
  const today = dayOf(checkedAt);
  const all = newestFirst(incidents);
  const now = all.filter((one) => one.until === null || (one.kind === "maintenance" && one.until > checkedAt));
  const past = all.filter((one) => !now.includes(one));
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="refresh" content="60" />
        <title>{say("page.title", { head: headline(history) })}</title>
        <link rel="stylesheet" href="status.css" />
        <link rel="alternate" type="application/atom+xml" href="incidents.atom" title={say("page.incidents")} />
        <link rel="alternate" type="application/feed+json" href="incidents.feed.json" title={say("page.incidents")} />
      </head>
      <body>
        <main>
          <h1>{headline(history)}</h1>
          <p>
            <strong>
              {say("page.checked", { at: clockOf(checkedAt), day: dateOf(checkedAt), due: clockOf(dueAt) })}
            </strong>{" "}
            {piecesOf(say("page.times")).map((piece) =>
              typeof piece === "string" ? (
                piece
              ) : (
                <a key={piece.tag} href={site}>
                  {site}
                </a>
              ),
            )}
          </p>
          {now.length === 0 ? null : (
            <section>
              <h2>{say("page.now")}</h2>
              {now.map((one) => (
                <Entry key={one.id} one={one} now={checkedAt} />
              ))}
            </section>
          )}
          <section>
            <h2>{say("page.what", { days: DAYS })}</h2>
            {COMPONENTS.map(({ id, name }) => {
              const days = daysOf(history, id, today);
              const seen = history.components[id];
              const bad = days.filter((day) => day.failed > 0);
              return (
                <div class="part" key={id}>
                  <h3>{name}</h3>
                  <p>
                    {seen === undefined
                      ? say("share.not_looked")
                      : seen.works
                        ? say("page.worked", { at: clockOf(checkedAt) })
                        : say("page.broken", {
                            at: clockOf(checkedAt),
                            since: dayOf(seen.since) === today ? clockOf(seen.since) : momentOf(seen.since),
                          })}{" "}
                    {shareOf(days)}
                  </p>
                  <Days days={days} label={say("page.label", { name, days: DAYS })} />
                  {bad.length === 0 ? null : (
                    <details>
                      <summary>{say("page.failed", { count: bad.length })}</summary>
                      <ul>
                        {bad.map((day) => (
                          <li key={day.on}>
                            {say("page.failed_on", { day: day.on, failed: day.failed, checks: day.checks })}
                          </li>
                        ))}
                      </ul>
                    </details>
                  )}
                </div>
              );
            })}
          </section>
          <section>
            <h2>{say("page.before")}</h2>
            {past.map((one) => (
              <Entry key={one.id} one={one} now={checkedAt} />
            ))}
          </section>
          <p>
            {piecesOf(say("page.data")).map((piece) =>
              typeof piece === "string" ? piece : <FileLink key={piece.tag} {...piece} />,
            )}
          </p>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}\n`;
}

export const STATUS_CSS = `:root{color-scheme:light dark;--good:#1a7f37;--some:#9a6700;--bad:#b3261e;--none:#8a8a8a}
@media (prefers-color-scheme:dark){:root{--good:#3fb950;--some:#d29922;--bad:#ff6b60;--none:#8a8a8a}}
body{font:1rem/1.5 system-ui,sans-serif;margin:0}
main{max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:0}
h3+p{margin-top:.25rem}ol{list-style:none;padding:0}time{font-variant-numeric:tabular-nums;margin-right:.5rem}
.days{width:100%;height:1.5rem;display:block}
.good{fill:var(--good)}.some{fill:var(--some)}.bad{fill:var(--bad)}.none{fill:var(--none)}
summary{min-height:1.5rem}:focus-visible{outline:3px solid;outline-offset:2px}
`;
