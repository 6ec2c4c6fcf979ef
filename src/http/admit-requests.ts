/**
 * The doors before work that costs. Which routes these are stands in one list; all other pages are answered from
 * memory and know no client. A refusal is early, before a body is read or a page made, and cheap.
 */
import type { FastifyInstance } from "fastify";
import { Refused } from "../app/refused.ts";
import type { ReportBook } from "../app/report-fee.ts";
import { callerOf } from "../server/api-keys.ts";
import { BodyWatch } from "../server/body-watch.ts";
import { asClient, currentClient } from "../server/client-address.ts";
import type { DayBudget } from "../server/day-budget.ts";
import { soon } from "../server/refuse-early.ts";
import { RequestBuckets } from "../server/request-buckets.ts";
import { doorWords } from "../words/door-words.ts";
import { FairDoor } from "./fair-door.ts";
import { BUSY_WORDS, refuseInWords } from "./refuse-in-words.ts";
import type { Bounds } from "./server-bounds.ts";
import type { Judging } from "./web-deps.ts";

/** `database`: a connection is taken. `upload`: a body of megabytes is held in memory, then judged in a child process. */
export const COSTLY: Readonly<Record<string, "database" | "upload">> = {
  "POST /report": "database",
  "GET /report/:receipt": "database",
  "POST /api/v1/reports": "database",
  "GET /api/v1/reports/:receipt": "database",
  "POST /audit/server": "upload",
  "POST /audit/server/save": "upload",
  "POST /audit/server/again": "upload",
  "POST /tariff-check": "upload",
  "POST /api/v1/audit": "upload",
};

/** Its form is given back as it was filled in, so its body is read before it is refused. */
const READS_FIRST = "POST /report";

export type Doors = {
  readonly database: FairDoor;
  readonly uploads: BodyWatch;
  readonly pages: FairDoor;
  /** High, because thousands of people can share an address: only a program gets there. */
  readonly addresses: RequestBuckets;
  readonly keys: RequestBuckets;
};

/** `peers`: processes that keep these bounds together. */
export function createDoors(bounds: Bounds, peers: () => number = () => 1): Doors {
  const { databasePlaces: places, databaseWaiting: waiting, databaseWaitMs: waitMs } = bounds;
  const words = BUSY_WORDS;
  return {
    database: new FairDoor({ places, waiting, waitMs, words, slowWords: SLOW_WORDS }),
    uploads: new BodyWatch({
      bodies: bounds.uploadsReceived,
      bytes: bounds.uploadBytesReceived,
      leastBytesPerSecond: bounds.uploadLeastPace,
      graceMs: bounds.uploadGraceMs,
    }),
    pages: new FairDoor({ places: bounds.pagesATurn, waiting: bounds.pagesWaiting, waitMs: bounds.pagesWaitMs, words }),
    addresses: new RequestBuckets(
      { name: "address", perMinute: bounds.costlyPerMinute, burst: bounds.costlyPerMinute },
      undefined,
      peers,
    ),
    keys: new RequestBuckets({ name: "key", perMinute: bounds.keyPerMinute, burst: bounds.keyBurst }, undefined, peers),
  };
}

/** Where the day is spent it is not worth asking again sooner. */
const SPENT_AFTER_S = "3600";
const SLOW_WORDS = doorWords("busy.slow");
const FULL_DAY_WORDS = doorWords("busy.full_day");

/**
 * Whatever asks the database for a report goes through its door, one turn a question. `day` bounds how many are stored.
 */
export const behindDoor = (reports: ReportBook, door: FairDoor, day?: DayBudget): ReportBook => ({
  add: async (report, key) => {
    const client = currentClient();
    if (day && !day.allows(client)) throw new Refused("busy", null, FULL_DAY_WORDS, Number(SPENT_AFTER_S));
    const stored = await door.run(client, () => reports.add(report, key));
    if (!stored.again) day?.spend(client, 1);
    return stored;
  },
  find: (receipt) => door.run(currentClient(), () => reports.find(receipt)),
});

const SPENT_WORDS = doorWords("busy.spent");
export function admitRequests(app: FastifyInstance, doors: Doors, judging: Judging | undefined): void {
  const { database, uploads, addresses, keys } = doors;
  app.addHook("onRequest", (request, reply, done) => {
    const route = `${request.method} ${request.routeOptions.url}`;
    const kind = COSTLY[route];
    if (!kind) return done();
    const caller = callerOf(request);
    const buckets = request.apiKey === null ? addresses : keys;
    const allowance = buckets.take(caller);
    const headers = buckets.headers(allowance);
    const refuse = (after: string, detail?: string) =>
      refuseInWords(request, reply, { status: 503, code: "busy", after, headers }, detail);
    if (!allowance.allowed) {
      const after = String(buckets.retryAfterS);
      const it = { status: 429, code: "too_many_requests", after, headers } as const;
      return refuseInWords(request, reply, it, doorWords("busy.pace"));
    }
    if (kind === "database" && route !== READS_FIRST && database.full(caller)) return refuse(soon());
    if (kind === "upload" && judging?.spent(caller)) return refuse(SPENT_AFTER_S, SPENT_WORDS);
    if (kind === "upload" && judging?.full(caller)) return refuse(String(judging.afterSeconds()));
    for (const [name, value] of headers) reply.header(name, value);
    if (kind === "database") return asClient(caller, done, request.id);
    const leave = uploads.enter(caller, request.raw.socket);
    if (!leave) return refuse(soon());
    // whichever comes: its end, an answer that was given before it, or a client that hung up
    request.raw.once("end", leave);
    reply.raw.once("close", leave);
    asClient(caller, done, request.id);
  });
}
