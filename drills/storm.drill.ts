/**
 * Far more comes than can be done. A route that asks the database for a fixed time gets ten times what it can
 * do, from many addresses; then a crowd behind one address shares it with an abuser; then somebody asks for ever other
 * pages; then slow readers, slow senders and silent sockets sit on the server while people read pages. What could be done
 * is still done, the rest is told so at once.
 */
import { connect, type Socket } from "node:net";
import type { Drill, DrillOptions, DrillResult } from "./drill.ts";
import { type Answer, againRow, cell, type Fired, fire, percentile, type Shot, tooManyAgain } from "./fixed-pace.ts";
import { type Child, startDatabase, startWeb, weigh } from "./under-test.ts";
import type { Weighed } from "./web-under-test.ts";

const SLEEP_S = 0.2;
const PLACES = 5;
/** What the route can do: each look takes a place for so long. */
const CAPACITY = PLACES / SLEEP_S;
const REPORT = "/report/0000-0000-0000";
const LATE_MS = 20;
const REFUSED_MS = 50;
const MORE_MB = 120;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** More searches than can be made: each costs the thread a millisecond, and the sender next to nothing. */
const SEARCHES = 1_500;
/** Long enough for the engine's space for short-lived objects to have grown to its full size. */
const WARM_S = 8;
const KEPT = ["/fees", "/banks", "/fees/alert.sms"];

type Phase = { readonly answers: Answer[]; readonly seconds: number; readonly fired: Fired };

/** One in twenty asks for a static answer, by which the machine itself is known. */
async function phase(web: Child, perSecond: number, seconds: number, pick: (n: number) => Shot): Promise<Phase> {
  const answers: Answer[] = [];
  const control: Shot = { name: "control", path: "/healthz" };
  const fired = await fire(web.address, {
    perSecond: perSecond * (20 / 19),
    forMs: seconds * 1_000,
    pick: (n) => (n % 20 === 19 ? control : pick(n)),
    // thousands of pages held would make the sender's own collector stop it, and its pace late
    onAnswer: (answer) => answers.push(answer.status === 0 ? answer : { ...answer, body: "" }),
  });
  return { answers, seconds, fired };
}

const named = ({ answers }: Phase, name: string): Answer[] => answers.filter((answer) => answer.shot.name === name);
const good = (answers: readonly Answer[]): number => answers.filter((answer) => answer.status === 200).length;
/**
 * 300 clients who come in one moment bring thousands of questions: some pages wait for half a second then, which is more than
 * a hundredth of a short run. What is judged is what a page takes beside clients that stay.
 */
const ARRIVAL_S = 0.5;
const beyondArrival = (answers: readonly Answer[], seconds: number): number =>
  percentile(
    answers.map(({ ms }) => ms),
    Math.min(0.99, 1 - ARRIVAL_S / seconds),
  );
const p99 = (answers: readonly Answer[]): number =>
  percentile(
    answers.map((answer) => answer.ms),
    0.99,
  );
const looking = (name: string, client: string): Shot => ({
  name,
  path: REPORT,
  headers: { "x-forwarded-for": client },
});
const many = (n: number): string => `198.51.${n % 100}.${(n * 7) % 250}`;

async function run({ short, say }: DrillOptions): Promise<DrillResult> {
  const seconds = short ? 8 : 60;
  const database = await startDatabase();
  const web = await startWeb({
    database: database.at,
    sleepS: SLEEP_S,
    bounds: {
      trustedProxies: ["127.0.0.1"],
      databasePlaces: PLACES,
      databaseWaiting: 4 * PLACES,
      headersMs: 2_000,
      unreadMs: 2_000,
      connections: 2_000,
    },
  });
  try {
    await phase(web, 20, 1, (n) => ({ name: "warm", path: n % 2 ? REPORT : "/fees" }));
    const before = await weigh(web);
    say(`as much as it can do: ${CAPACITY} a second`);
    const peak = await phase(web, CAPACITY * 1.1, seconds, (n) => looking("look", many(n)));
    say("ten times as much, from many addresses");
    const storm = await phase(web, CAPACITY * 10, seconds, (n) => looking("look", many(n)));
    const after = await weigh(web);
    say("2,000 people behind one address, and an abuser elsewhere");
    // two of five of what can be done, among ten times that of the abuser
    const crowd = await phase(web, CAPACITY * 8.4, seconds, (n) =>
      n % 21 === 0 ? looking("honest", "203.0.113.9") : looking("abuser", "192.0.2.66"),
    );
    say("endless searches beside people who read kept pages");
    // what any search needs (its index, room for short-lived objects) comes first: counted is what endless ones leave behind
    await phase(web, SEARCHES, WARM_S, (n) => ({ name: "warm", path: `/?q=warm+${n}` }));
    const beforeOther = await weigh(web);
    const other = await phase(web, SEARCHES * (8 / 7), seconds, (n) =>
      n % 8 === 0
        ? { name: "kept", path: KEPT[n % KEPT.length] as string }
        : { name: "other", path: `/?q=transfer+${n}` },
    );
    const afterOther = await weigh(web);
    say("slow readers, slow senders, silent sockets");
    const sockets = sitOn(web);
    const pages = await phase(web, 60, seconds, (n) => ({
      name: "page",
      path: KEPT[n % KEPT.length] as string,
    }));
    const sat = await weigh(web);
    await wait(3_000);
    for (const socket of sockets) socket.destroy();
    await wait(500);
    const end = await weigh(web);
    return judge({ peak, storm, crowd, other, pages, beforeOther, afterOther, before, after, sat, end });
  } finally {
    await web.stop();
    await database.stop();
  }
}

/** 100 ask for much and read nothing, 100 send their headers drop by drop, 100 say nothing. */
function sitOn(web: Child): Socket[] {
  const { port } = new URL(web.address);
  return Array.from({ length: 300 }, (_, i) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    if (i % 3 === 0) {
      socket.pause();
      socket.write("GET /api/v1/rules?limit=200 HTTP/1.1\r\nhost: x\r\n\r\n".repeat(60));
    } else if (i % 3 === 1) {
      socket.write("GET / HTTP/1.1\r\n");
      const timer = setInterval(() => socket.write("x-drop: 1\r\n"), 200);
      socket.on("close", () => clearInterval(timer));
    }
    return socket;
  });
}

type Run = Record<"peak" | "storm" | "crowd" | "other" | "pages", Phase> &
  Record<"before" | "after" | "beforeOther" | "afterOther" | "sat" | "end", Weighed>;

function judge({
  peak,
  storm,
  crowd,
  other,
  pages,
  before,
  after,
  beforeOther,
  afterOther,
  sat,
  end,
}: Run): DrillResult {
  const rate = (one: Phase) => good(named(one, "look")) / one.seconds;
  const share = rate(storm) / rate(peak);
  const refused = named(storm, "look").filter((answer) => answer.status === 503);
  const allowed = (one: Phase, least: number) => Math.max(least, 2 * p99(named(one, "control")));
  const honest = named(crowd, "honest");
  const honestShare = good(honest) / honest.length;
  const abuser = named(crowd, "abuser");
  const read = named(pages, "page");
  const kept = named(other, "kept");
  const made = named(other, "other");
  const turnedAway = made.filter((answer) => answer.status === 503);
  const mb = (bytes: number) => bytes / 1_000_000;
  const grown = Math.max(mb(after.rssBytes - before.rssBytes), mb(sat.rssBytes - afterOther.rssBytes));
  const failures: string[] = [];
  const must = (holds: boolean, why: string) => {
    if (!holds) failures.push(why);
  };
  must(share >= 0.9, `goodput in the storm is ${share.toFixed(2)} of peak`);
  must(
    refused.length > 0 && p99(refused) <= allowed(storm, REFUSED_MS),
    `refusals took ${cell(p99(refused))} ms at p99`,
  );
  must(
    refused.every((answer) => answer.headers["retry-after"] !== undefined && answer.headers.ratelimit !== undefined),
    "a refusal does not say when to come again",
  );
  const odd = named(storm, "look").filter((answer) => ![200, 503].includes(answer.status));
  must(odd.length === 0, `in the storm came ${[...new Set(odd.map((one) => one.status || one.body))].join(", ")}`);
  must(honestShare >= 0.9, `${(honestShare * 100).toFixed(1)} % of the crowd were served beside the abuser`);
  must(good(kept) === kept.length, `${kept.length - good(kept)} kept pages failed beside endless other ones`);
  must(p99(kept) <= allowed(other, 250), `kept pages took ${cell(p99(kept))} ms at p99 beside endless other ones`);
  must(
    made.every(({ status, headers }) => status === 200 || (status === 503 && headers["retry-after"] !== undefined)),
    "a page that nobody asked for before was neither made nor told to come again",
  );
  const left = mb(afterOther.rssBytes - beforeOther.rssBytes);
  must(left <= MORE_MB, `endless other pages took ${left.toFixed(0)} MB`);
  must(good(read) === read.length, `${read.length - good(read)} pages failed beside slow clients`);
  const calm = beyondArrival(read, pages.seconds);
  must(calm <= allowed(pages, 250), `pages took ${cell(calm)} ms beside slow clients`);
  must(grown <= MORE_MB, `memory grew by ${grown.toFixed(0)} MB`);
  must(end.sockets <= 1 && end.leased === 0 && end.waiting === 0, `left: ${end.sockets} sockets, ${end.leased} leases`);
  const phases = [peak, storm, crowd, other, pages];
  const again = {
    sent: phases.reduce((sum, { fired }) => sum + fired.sent, 0),
    again: phases.reduce((sum, { fired }) => sum + fired.again, 0),
  };
  const askedAgain = tooManyAgain(again);
  if (askedAgain) failures.push(askedAgain);
  const lates = phases.map(({ fired }) => fired.lateMs);
  const late = Math.max(...lates);
  return {
    table: [
      ["what", "value", "must be"],
      ["goodput at peak, a second", rate(peak).toFixed(1), ""],
      ["goodput at ten times that load, of peak", share.toFixed(2), ">= 0.90"],
      ["refusals", String(refused.length), ""],
      [
        "refusals, p50 / p99, ms",
        `${cell(
          percentile(
            refused.map((one) => one.ms),
            0.5,
          ),
        )} / ${cell(p99(refused))}`,
        `<= ${cell(allowed(storm, REFUSED_MS))}`,
      ],
      ["static control in the storm, p99, ms", cell(p99(named(storm, "control"))), ""],
      ["crowd behind one address served, %", (honestShare * 100).toFixed(1), ">= 90"],
      ["abuser served, %", ((good(abuser) / abuser.length) * 100).toFixed(1), ""],
      ["kept pages beside endless other ones, failed", String(kept.length - good(kept)), "0"],
      ["kept pages beside endless other ones, p99, ms", cell(p99(kept)), `<= ${cell(allowed(other, 250))}`],
      ["other pages made, told to come again", `${good(made)}, ${turnedAway.length}`, ""],
      ["memory they took, MB", left.toFixed(0), `<= ${MORE_MB}`],
      ["pages beside slow clients, failed", String(read.length - good(read)), "0"],
      ["pages beside slow clients, p99, ms", cell(p99(read)), ""],
      ["the same, beyond the moment in which they came", cell(calm), `<= ${cell(allowed(pages, 250))}`],
      ["memory grown, MB", grown.toFixed(0), `<= ${MORE_MB}`],
      ["sockets and leases left", `${end.sockets} and ${end.leased}`, "<= 1 and 0"],
      againRow(again),
      ["pace late at p99, ms", lates.map(cell).join(" "), `<= ${LATE_MS}`],
    ],
    // a pace that was late says nothing of the server, good or bad
    failures: late > LATE_MS ? [] : failures,
    voids: [
      ...(late > LATE_MS
        ? [`the pace was ${cell(late)} ms late at p99: this machine was too busy to judge`, ...failures]
        : []),
      ...(turnedAway.length > 0 ? [] : ["every search could be made: there was no crowd"]),
    ],
  };
}

export const drill: Drill = {
  does: "brings ten times what a database-bound route can do, a crowd and an abuser, endless searches, slow readers and slow senders",
  passLine:
    "goodput >= 0.9 of peak, refusals <= 50 ms (or twice the static control), >= 90 % of the crowd behind one address served beside an abuser, every kept page served beside endless other ones and beside slow clients, memory bounded, nothing left",
  run,
};
