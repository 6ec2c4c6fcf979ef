/**
 * What the one on call needs, on one screen: the verdict, what rings, who holds which connection from which line, the
 * traffic beside it, servers, child processes, the disk, and the last 24 hours as charts. It is made of what the process
 * knows already, without a question to anybody, so it stands while PostgreSQL is frozen. No script.
 */
import { render } from "preact-render-to-string";
import { VERDICT_WORDS } from "../../../words/en/operations.ts";
import { piecesOf } from "../../../words/message.ts";
import { operationsWords as say } from "../../../words/operations-words.ts";
import { leaksOf, type PoolView, shortMs, stateOf } from "../ops-view.ts";
import { clockOf, DayCharts } from "./day-chart.tsx";
import { OPS_CSS } from "./ops-style.ts";
import type { OpsNow } from "./ops-watch.ts";

const MOST_LEASES = 30;
const MOST_ROUTES = 15;
const MOST_LEAKS = 10;
const MOST_SPANS = 8;
const REFRESH_S = 5;
const LONG_MS = 1_000;

const megabytes = (bytes: number): string =>
  say("machine.megabytes", { count: Math.round(bytes / 1_000_000).toLocaleString("en") });
const ago = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return say("screen.seconds", { count: Math.round(ms / 1_000) });
  return minutes < 120
    ? say("screen.minutes", { count: minutes })
    : minutes < 2_880
      ? say("screen.hours", { count: Math.floor(minutes / 60) })
      : say("screen.days", { count: Math.floor(minutes / 1_440) });
};

function Says({ now }: { readonly now: OpsNow }) {
  const { pool, ringing } = now;
  const verdict = pool === undefined ? say("screen.away") : pool.verdict;
  const words = verdict === null ? undefined : VERDICT_WORDS[verdict];
  const bad = verdict !== null || ringing.some(({ severity }) => severity === "page");
  return (
    <section class={bad ? "says bad" : "says"}>
      <h2>{say("says.head")}</h2>
      <p>
        <strong>{verdict ?? say(ringing.length === 0 ? "says.nothing" : "says.nobody")}</strong>
        {words === undefined ? null : say("says.means", words)}
        {pool === undefined ? say("says.no_pool") : null}
      </p>
      {pool === undefined || verdict !== null ? null : <LongRunning pool={pool} />}
      {pool === undefined || pool.verdictPlaces.length === 0 ? null : (
        <p>
          {say("says.lines")}
          <code>{pool.verdictPlaces.slice(0, 5).join("  ")}</code>
        </p>
      )}
      {ringing.length === 0 ? null : (
        <ul>
          {ringing.map(({ name, severity, place = "", summary, startsAt }) => (
            <li key={`${name} ${place}`} class={severity === "page" ? "warn" : undefined}>
              <a href={`/runbooks/${name}`}>{name}</a>
              {say("says.since", { severity, time: clockOf(startsAt), summary })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A verdict needs somebody who waits; statements that run for seconds are to be seen before. */
function LongRunning({ pool }: { readonly pool: PoolView }) {
  const long = pool.leases.filter(({ active, idleMs }) => active && idleMs >= LONG_MS);
  if (long.length === 0) return null;
  const places = [...new Set(long.map(({ place }) => place))].slice(0, 5).join("  ");
  return (
    <p class="warn">
      {long.length === 1 ? say("says.long_one") : say("says.long", { count: long.length })}
      <code>{places}</code>
    </p>
  );
}

function Connections({ pool }: { readonly pool: PoolView | undefined }) {
  if (pool === undefined) return null;
  const leases = [...pool.leases].sort((a, b) => b.heldMs - a.heldMs);
  const waits = Object.entries(pool.waitingByRoute).sort((a, b) => b[1] - a[1]);
  const { traffic } = pool;
  return (
    <section>
      <h2>{say("who.head")}</h2>
      <p>
        {say("who.counts", {
          leased: pool.leased,
          max: pool.max,
          idle: pool.idle,
          dying: pool.dying,
          waiting: pool.waiting + pool.waitingOutside,
          door: pool.waitingOutside === 0 ? "" : say("who.at_door", { count: pool.waitingOutside }),
          refused: pool.refused,
          mode: pool.mode,
        })}
      </p>
      <p>
        {say("who.pace", {
          arrivals: traffic.arrivals.now.toFixed(1),
          usual: traffic.arrivals.usual.toFixed(1),
          takes: shortMs(traffic.statementMs.now),
          usually: shortMs(traffic.statementMs.usual),
        })}
      </p>
      {waits.length === 0 ? null : (
        <p>
          {say("who.waiting", {
            routes: waits
              .slice(0, 8)
              .map(([route, n]) => `${route || say("pool.outside")} ${n}`)
              .join(", "),
          })}
        </p>
      )}
      {pool.quarantined.length === 0 ? null : (
        <p class="warn">{say("who.quarantine", { routes: pool.quarantined.join(", ") })}</p>
      )}
      {leases.length === 0 ? null : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th class="n">{say("column.lease")}</th>
                <th>{say("column.taken_at")}</th>
                <th>{say("column.scope")}</th>
                <th class="n">{say("column.held")}</th>
                <th>{say("column.state")}</th>
                <th>{say("column.statement")}</th>
                <th>{say("column.request")}</th>
                <th class="n">{say("column.pid")}</th>
              </tr>
            </thead>
            <tbody>
              {leases.slice(0, MOST_LEASES).map((lease) => (
                <tr key={lease.id} class={lease.leaked || lease.scopeOpen === false ? "bad" : undefined}>
                  <td class="n">{lease.id}</td>
                  <td>{lease.place}</td>
                  <td>
                    {lease.scope ?? say("lease.no_scope")}
                    {lease.scopeOpen === false ? say("lease.ended") : ""}
                  </td>
                  <td class="n">{shortMs(lease.heldMs)}</td>
                  <td>
                    {stateOf(lease)}
                    {lease.transaction === "I" ? "" : say("who.in_transaction")}
                  </td>
                  <td>{lease.statement}</td>
                  <td>{lease.requestId ?? ""}</td>
                  <td class="n">{lease.pid ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {leases.length > MOST_LEASES ? <p>{say("who.more", { count: leases.length - MOST_LEASES })}</p> : null}
    </section>
  );
}

/** What became of a connection that was not given back in time, in words that accuse the right one. */
const CAME_OF: Readonly<Record<string, string>> = {
  reclaimed: say("leaks.reclaimed"),
  seen: say("leaks.seen"),
  late: say("leaks.late"),
  cut: say("leaks.cut"),
};

function Leaks({ pool, at }: { readonly pool: PoolView | undefined; readonly at: number }) {
  const places = leaksOf(pool);
  if (places.length === 0) return null;
  return (
    <section>
      <h2>{say("leaks.head")}</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>{say("column.taken_at")}</th>
              <th>{say("column.scope")}</th>
              <th>{say("leaks.came_of")}</th>
              <th class="n">{say("leaks.times")}</th>
              <th class="n">{say("leaks.ago")}</th>
            </tr>
          </thead>
          <tbody>
            {places.slice(0, MOST_LEAKS).map((one) => (
              <tr key={`${one.place} ${one.what}`} class={one.leak ? "bad" : undefined}>
                <td>{one.place}</td>
                <td>{one.scope}</td>
                <td>{CAME_OF[one.what] ?? one.what}</td>
                <td class="n">{one.times}</td>
                <td class="n">{ago(at - one.lastAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Traffic({ now }: { readonly now: OpsNow }) {
  const { routes } = now;
  return (
    <section>
      <h2>{say("traffic.head")}</h2>
      {routes.length === 0 ? (
        <p>{say("traffic.nobody")}</p>
      ) : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>{say("traffic.route")}</th>
                <th class="n">{say("traffic.answers")}</th>
                <th class="n">{say("traffic.faults")}</th>
                <th class="n">{say("traffic.turned_away")}</th>
                <th class="n">{say("traffic.slowest")}</th>
              </tr>
            </thead>
            <tbody>
              {routes.slice(0, MOST_ROUTES).map((one) => (
                <tr key={one.route} class={one.failed > 0 ? "bad" : undefined}>
                  <td>{one.route}</td>
                  <td class="n">{one.answered}</td>
                  <td class="n">{one.failed}</td>
                  <td class="n">{one.turnedAway}</td>
                  <td class="n">{shortMs(one.slowestMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {routes.length > MOST_ROUTES ? <p>{say("traffic.more", { count: routes.length - MOST_ROUTES })}</p> : null}
    </section>
  );
}

function Machine({ now }: { readonly now: OpsNow }) {
  const { hosts, pool, children, disk } = now;
  const roles = new Map(pool?.hosts.map(({ host, role }) => [host, role]));
  const deaths = Object.entries(children?.deaths ?? {}).filter(([, n]) => n > 0);
  const room =
    disk.free === undefined
      ? say("machine.disk_unknown")
      : say("machine.disk_room", {
          free: megabytes(disk.free),
          size: megabytes(disk.size ?? 0),
          least: megabytes(disk.least),
        });
  const little = disk.free !== undefined && disk.free < disk.least;
  return (
    <section>
      <h2>{say("machine.head")}</h2>
      <ul>
        {hosts.map(({ host, up, lagSeconds }) => (
          <li key={host} class={up ? undefined : "warn"}>
            {say("machine.server", {
              host,
              state: up ? (roles.get(host) ?? say("machine.answers")) : say("machine.silent"),
              behind: lagSeconds === undefined ? "" : say("machine.behind", { seconds: Math.round(lagSeconds) }),
            })}
          </li>
        ))}
        {hosts.length === 0
          ? [...roles].map(([host, role]) => (
              <li key={host}>{say("machine.server", { host, state: role, behind: "" })}</li>
            ))
          : null}
        {hosts.length === 0 && roles.size === 0 ? (
          <li>
            {say("machine.one_server", {
              state:
                pool === undefined
                  ? say("machine.away")
                  : say(pool.verdict === "DATABASE DOWN" ? "machine.silent" : "machine.answers"),
            })}
          </li>
        ) : null}
        <li>
          {say("machine.children", {
            state:
              children === undefined
                ? say("machine.no_children")
                : say("machine.working", {
                    ...children.alive,
                    waiting: children.waiting,
                    memory: megabytes(children.residentBytes),
                    jobs: children.jobs,
                  }),
          })}
        </li>
        {deaths.length === 0 ? null : (
          <li>{say("machine.died", { deaths: deaths.map(([why, n]) => `${why} ${n}`).join(", ") })}</li>
        )}
        <li class={little ? "warn" : undefined}>
          {piecesOf(say("machine.disk", { state: room })).map((piece) =>
            typeof piece === "string" ? piece : <code key={piece.tag}>{disk.folder}</code>,
          )}
        </li>
      </ul>
    </section>
  );
}

function Before({ now }: { readonly now: OpsNow }) {
  const spans = now.day.spans(now.at, MOST_SPANS);
  if (spans.length === 0 && now.told.length === 0) return null;
  return (
    <section>
      <h2>{say("before.head")}</h2>
      <ul>
        {spans.map(({ word, from, until }) => (
          <li key={`${word} ${from}`}>
            {until > now.at
              ? say("before.since", { word, from: clockOf(from) })
              : say("before.span", { word, from: clockOf(from), until: clockOf(until) })}
          </li>
        ))}
        {now.told.slice(0, MOST_SPANS).map(({ at, alert: { name, status, place = "" } }) => (
          <li key={`${at} ${name} ${status} ${place}`}>
            {say(status === "firing" ? "before.began" : "before.over", { time: clockOf(at), name, place })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The whole page. With `still` it does not ask for itself again, so that it can be read and copied. */
export function opsPage(now: OpsNow, still: boolean): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {still ? null : <meta http-equiv="refresh" content={String(REFRESH_S)} />}
        <title>
          {say("screen.title", {
            word:
              now.pool === undefined
                ? say("screen.away")
                : (now.pool.verdict ?? now.ringing[0]?.name ?? say("screen.calm")),
            instance: now.instance,
          })}
        </title>
        {/* our own style, whose hash the policy of the page names */}
        <style dangerouslySetInnerHTML={{ __html: OPS_CSS }} />
      </head>
      <body>
        <header>
          <h1>openfees {now.instance}</h1>
          <p>
            {say("screen.head", {
              time: new Date(now.at).toISOString().slice(0, 19).replace("T", " "),
              version: now.version,
              up: ago(now.upSeconds * 1_000),
              facts: now.facts.madeAt.slice(0, 16).replace("T", " "),
            })}{" "}
            {still ? <a href="/">{say("screen.follow")}</a> : <a href="/?still">{say("screen.still")}</a>}{" "}
            <a href="/leaks">{say("screen.leaks")}</a> <a href="/runbooks">{say("screen.run_books")}</a>{" "}
            <a href="/pool.txt">{say("screen.pool")}</a> <a href="/readyz">{say("screen.ready")}</a>{" "}
            <a href="/metrics">{say("screen.metrics")}</a>
          </p>
        </header>
        <main>
          <Says now={now} />
          <Connections pool={now.pool} />
          <Leaks pool={now.pool} at={now.at} />
          <div class="cols">
            <Traffic now={now} />
            <Machine now={now} />
            <Before now={now} />
          </div>
          <section>
            <h2>{say("screen.day")}</h2>
            <DayCharts day={now.day} now={now.at} />
          </section>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}\n`;
}

/** A page of plain text in the same dress: a run-book, the list of leaks. */
export function textPage(
  title: string,
  text: string,
  links: readonly { readonly href: string; readonly label: string }[] = [],
): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {/* our own style, whose hash the policy of the page names */}
        <style dangerouslySetInnerHTML={{ __html: OPS_CSS }} />
      </head>
      <body>
        <header>
          <h1>{title}</h1>
          <p>
            <a href="/">{say("screen.back")}</a>
          </p>
        </header>
        <main>
          {links.length === 0 ? null : (
            <ul>
              {links.map(({ href, label }) => (
                <li key={href}>
                  <a href={href}>{label}</a>
                </li>
              ))}
            </ul>
          )}
          {text === "" ? null : <pre>{text}</pre>}
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}\n`;
}
