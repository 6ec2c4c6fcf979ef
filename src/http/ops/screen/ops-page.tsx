/**
 * What the one on call needs, on one screen: the verdict, what rings, who holds which connection from which line, the
 * traffic beside it, servers, child processes, the disk, and the last 24 hours as charts. It is made of what the process
 * knows already, without a question to anybody, so it stands while PostgreSQL is frozen. No script.
 */
import { render } from "preact-render-to-string";
import { leaksOf, type PoolView, shortMs, stateOf } from "../ops-view.ts";
import { clockOf, DayCharts } from "./day-chart.tsx";
import { OPS_CSS } from "./ops-style.ts";
import type { OpsNow } from "./ops-watch.ts";
import { VERDICT_WORDS } from "./verdict-words.ts";

const MOST_LEASES = 30;
const MOST_ROUTES = 15;
const MOST_LEAKS = 10;
const MOST_SPANS = 8;
const REFRESH_S = 5;
const LONG_MS = 1_000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000).toLocaleString("en")} MB`;
const ago = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1_000)} s`;
  return minutes < 120
    ? `${minutes} min`
    : minutes < 2_880
      ? `${Math.floor(minutes / 60)} h`
      : `${Math.floor(minutes / 1_440)} days`;
};

function Says({ now }: { readonly now: OpsNow }) {
  const { pool, ringing } = now;
  const verdict = pool === undefined ? "DATABASE AWAY" : pool.verdict;
  const words = verdict === null ? undefined : VERDICT_WORDS[verdict];
  const bad = verdict !== null || ringing.some(({ severity }) => severity === "page");
  return (
    <section class={bad ? "says bad" : "says"}>
      <h2>Verdict</h2>
      <p>
        <strong>
          {verdict ?? (ringing.length === 0 ? "Nothing is wrong that is seen from here" : "Nobody waits")}
        </strong>
        {words === undefined ? null : `: ${words.means}. What helps: ${words.helps}.`}
        {pool === undefined
          ? ": there is no pool. Pages of facts are served from the snapshot, reports are refused. Look at PostgreSQL and at the log."
          : null}
      </p>
      {pool === undefined || verdict !== null ? null : <LongRunning pool={pool} />}
      {pool === undefined || pool.verdictPlaces.length === 0 ? null : (
        <p>
          Lines that have most to do with it: <code>{pool.verdictPlaces.slice(0, 5).join("  ")}</code>
        </p>
      )}
      {ringing.length === 0 ? null : (
        <ul>
          {ringing.map(({ name, severity, place = "", summary, startsAt }) => (
            <li key={`${name} ${place}`} class={severity === "page" ? "warn" : undefined}>
              <a href={`/runbooks/${name}`}>{name}</a> ({severity}) since {clockOf(startsAt)}: {summary}
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
      Nobody waits, but {long.length === 1 ? "one statement has" : `${long.length} statements have`} run for longer than
      a second: <code>{places}</code>
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
      <h2>Who holds what</h2>
      <p>
        {pool.leased} of {pool.max} connections are out, {pool.idle} idle, {pool.dying} closing;{" "}
        {pool.waiting + pool.waitingOutside} callers wait
        {pool.waitingOutside === 0 ? "" : ` (${pool.waitingOutside} of them at the door)`}, the pool has refused{" "}
        {pool.refused} since the start (who was turned away before it came to that stands under traffic); mode{" "}
        {pool.mode}.
      </p>
      <p>
        Asked for a connection: {traffic.arrivals.now.toFixed(1)} a second, usual {traffic.arrivals.usual.toFixed(1)}. A
        statement takes {shortMs(traffic.statementMs.now)}, usual {shortMs(traffic.statementMs.usual)}.
      </p>
      {waits.length === 0 ? null : (
        <p>
          Waiting:{" "}
          {waits
            .slice(0, 8)
            .map(([route, n]) => `${route || "outside any scope"} ${n}`)
            .join(", ")}
        </p>
      )}
      {pool.quarantined.length === 0 ? null : <p class="warn">In quarantine: {pool.quarantined.join(", ")}</p>}
      {leases.length === 0 ? null : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th class="n">lease</th>
                <th>taken at</th>
                <th>scope</th>
                <th class="n">held</th>
                <th>state</th>
                <th>last statement</th>
                <th>request</th>
                <th class="n">pid</th>
              </tr>
            </thead>
            <tbody>
              {leases.slice(0, MOST_LEASES).map((lease) => (
                <tr key={lease.id} class={lease.leaked || lease.scopeOpen === false ? "bad" : undefined}>
                  <td class="n">{lease.id}</td>
                  <td>{lease.place}</td>
                  <td>
                    {lease.scope ?? "none"}
                    {lease.scopeOpen === false ? " (ended)" : ""}
                  </td>
                  <td class="n">{shortMs(lease.heldMs)}</td>
                  <td>
                    {stateOf(lease)}
                    {lease.transaction === "I" ? "" : ", in a transaction"}
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
      {leases.length > MOST_LEASES ? <p>and {leases.length - MOST_LEASES} more: /pool.txt</p> : null}
    </section>
  );
}

/** What became of a connection that was not given back in time, in words that accuse the right one. */
const CAME_OF: Readonly<Record<string, string>> = {
  reclaimed: "a leak: forgotten by its owner, and taken back",
  seen: "a leak: forgotten, and still out unless it was given back since",
  late: "given back, late",
  cut: "no leak: taken at its deadline from work that went on",
};

function Leaks({ pool, at }: { readonly pool: PoolView | undefined; readonly at: number }) {
  const places = leaksOf(pool);
  if (places.length === 0) return null;
  return (
    <section>
      <h2>Forgotten or taken back, by line, newest first</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th>taken at</th>
              <th>scope</th>
              <th>what came of it</th>
              <th class="n">of the last</th>
              <th class="n">ago</th>
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
      <h2>Traffic of the last minute</h2>
      {routes.length === 0 ? (
        <p>Nobody asked for anything.</p>
      ) : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>route</th>
                <th class="n">answers</th>
                <th class="n">faults</th>
                <th class="n">turned away</th>
                <th class="n">slowest</th>
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
      {routes.length > MOST_ROUTES ? <p>and {routes.length - MOST_ROUTES} more routes</p> : null}
    </section>
  );
}

function Machine({ now }: { readonly now: OpsNow }) {
  const { hosts, pool, children, disk } = now;
  const roles = new Map(pool?.hosts.map(({ host, role }) => [host, role]));
  const deaths = Object.entries(children?.deaths ?? {}).filter(([, n]) => n > 0);
  const little = disk.free !== undefined && disk.free < disk.least;
  return (
    <section>
      <h2>Servers, children, disk</h2>
      <ul>
        {hosts.map(({ host, up, lagSeconds }) => (
          <li key={host} class={up ? undefined : "warn"}>
            PostgreSQL {host}: {up ? (roles.get(host) ?? "answers") : "does not answer"}
            {lagSeconds === undefined ? "" : `, ${Math.round(lagSeconds)} s behind`}
          </li>
        ))}
        {hosts.length === 0
          ? [...roles].map(([host, role]) => (
              <li key={host}>
                PostgreSQL {host}: {role}
              </li>
            ))
          : null}
        {hosts.length === 0 && roles.size === 0 ? (
          <li>
            PostgreSQL: one server,{" "}
            {pool === undefined ? "away" : pool.verdict === "DATABASE DOWN" ? "does not answer" : "answers"}
          </li>
        ) : null}
        <li>
          Child processes:{" "}
          {children === undefined
            ? "none yet"
            : `${children.alive.working} working, ${children.alive.idle} idle, ${children.alive.starting} starting; ${children.waiting} statements wait; ${megabytes(children.residentBytes)}; ${children.jobs} jobs since the start`}
        </li>
        {deaths.length === 0 ? null : (
          <li>Children that died since the start: {deaths.map(([why, n]) => `${why} ${n}`).join(", ")}</li>
        )}
        <li class={little ? "warn" : undefined}>
          Disk of the data directory <code>{disk.folder}</code>:{" "}
          {disk.free === undefined
            ? "not known"
            : `${megabytes(disk.free)} free of ${megabytes(disk.size ?? 0)}; below ${megabytes(disk.least)} reports are refused`}
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
      <h2>What was said before</h2>
      <ul>
        {spans.map(({ word, from, until }) => (
          <li key={`${word} ${from}`}>
            verdict {word} {until > now.at ? `since ${clockOf(from)}` : `from ${clockOf(from)} to ${clockOf(until)}`}
          </li>
        ))}
        {now.told.slice(0, MOST_SPANS).map(({ at, alert: { name, status, place = "" } }) => (
          <li key={`${at} ${name} ${status} ${place}`}>
            {clockOf(at)} {name} {place} {status === "firing" ? "began" : "was over"}
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
        <title>{`${now.pool === undefined ? "DATABASE AWAY" : (now.pool.verdict ?? now.ringing[0]?.name ?? "calm")}: openfees ${now.instance}`}</title>
        {/* our own style, whose hash the policy of the page names */}
        <style dangerouslySetInnerHTML={{ __html: OPS_CSS }} />
      </head>
      <body>
        <header>
          <h1>openfees {now.instance}</h1>
          <p>
            {new Date(now.at).toISOString().slice(0, 19).replace("T", " ")} UTC; release {now.version}, up for{" "}
            {ago(now.upSeconds * 1_000)}; facts of {now.facts.madeAt.slice(0, 16).replace("T", " ")}.{" "}
            {still ? <a href="/">Follow again</a> : <a href="/?still">Stand still</a>} <a href="/leaks">leaks</a>{" "}
            <a href="/runbooks">run-books</a> <a href="/pool.txt">pool</a> <a href="/readyz">ready</a>{" "}
            <a href="/metrics">metrics</a>
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
            <h2>The last 24 hours, as far as this process has lived (UTC, right is now)</h2>
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
            <a href="/">back to the page of operations</a>
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
