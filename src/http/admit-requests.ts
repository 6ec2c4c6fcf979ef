/**
 * One idea: the doors before work that costs. Which routes these are stands in one list; all other pages are answered from
 * memory and know no client. A refusal is early, before a body is read or a page made, and cheap.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ReportBook } from "../app/report-fee.ts";
import { asClient, clientOf, currentClient } from "./client-address.ts";
import { FairDoor } from "./fair-door.ts";
import { type Allowance, RobotCap } from "./robot-cap.ts";
import type { Bounds } from "./server-bounds.ts";

/** `database`: a connection is taken. `upload`: a body of megabytes is held in memory, then judged in a thread. */
export const COSTLY: Readonly<Record<string, "database" | "upload">> = {
  "POST /report": "database",
  "GET /report/:receipt": "database",
  "POST /api/v1/reports": "database",
  "GET /api/v1/reports/:receipt": "database",
  "POST /audit/server": "upload",
  "POST /audit/server/save": "upload",
  "POST /api/v1/audit": "upload",
};

/** Its form is given back as it was filled in, so its body is read before it is refused. */
const READS_FIRST = "POST /report";
const WORDS = "Many people are here right now. Please try again in a moment.";

export type Doors = { readonly database: FairDoor; readonly uploads: FairDoor; readonly robots: RobotCap };

export function createDoors(bounds: Bounds): Doors {
  const { databasePlaces: places, databaseWaiting: waiting, databaseWaitMs: waitMs } = bounds;
  return {
    database: new FairDoor({ places, waiting, waitMs, words: WORDS }),
    uploads: new FairDoor({ places: bounds.uploadsInMemory, waiting: 0, waitMs: 0, words: WORDS }),
    robots: new RobotCap(bounds.costlyPerMinute),
  };
}

/** Whatever asks the database for a report goes through its door, one turn a question. */
export const behindDoor = (reports: ReportBook, door: FairDoor): ReportBook => ({
  add: (report, key) => door.run(currentClient(), () => reports.add(report, key)),
  find: (receipt) => door.run(currentClient(), () => reports.find(receipt)),
});

/** Seconds after which to come back; not the same for all, or they would all come back at once. */
export const soon = (): string => String(2 + Math.floor(Math.random() * 5));

export function admitRequests(app: FastifyInstance, { database, uploads, robots }: Doors): void {
  app.addHook("onRequest", (request, reply, done) => {
    const route = `${request.method} ${request.routeOptions.url}`;
    const kind = COSTLY[route];
    if (!kind) return done();
    const client = clientOf(request.ip);
    const allowance = robots.take(client);
    if (!allowance.allowed) return refuse(request, reply, 429, robots, allowance);
    if (kind === "database" && route !== READS_FIRST && database.full(client))
      return refuse(request, reply, 503, robots, allowance);
    for (const [name, value] of robots.headers(allowance)) reply.header(name, value);
    if (kind === "database") return asClient(client, done);
    uploads.enter(client).then(
      (leave) => {
        // whichever comes: an answer that was given, or a client that hung up
        reply.raw.once("finish", leave).once("close", leave);
        asClient(client, done);
      },
      () => refuse(request, reply, 503, robots, allowance),
    );
  });
}

/** Written as it is, past everything that would be done for an answer. What is still being sent is not read. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: 429 | 503,
  robots: RobotCap,
  allowance: Allowance,
): void {
  const code = status === 429 ? "too_many_requests" : "busy";
  const after = status === 429 ? String(Math.ceil(60 / robots.perMinute)) : soon();
  const detail = status === 429 ? "That is more than people ask for. Please slow down." : WORDS;
  const data = request.url.startsWith("/api/");
  const body = data
    ? JSON.stringify({
        type: `urn:openfees:problem:${code}`,
        title: status === 429 ? "Too many requests" : "We cannot do that right now",
        status,
        detail,
        code,
        param: null,
        requestId: request.id,
      })
    : `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Please come back</title><h1>Please come back in ${after} seconds</h1><p>${detail}</p><p><a href="/">openfees</a></p></html>`;
  reply.hijack();
  reply.raw.writeHead(status, [
    ...["content-type", data ? "application/problem+json; charset=utf-8" : "text/html; charset=utf-8"],
    ...["content-length", String(Buffer.byteLength(body)), "cache-control", "no-store", "retry-after", after],
    ...[
      "x-request-id",
      request.id,
      "x-content-type-options",
      "nosniff",
      "content-security-policy",
      "default-src 'none'",
    ],
    ...robots.headers(allowance).flat(),
    // a body that nobody will read ends the connection
    ...(request.method === "POST" ? ["connection", "close"] : []),
  ]);
  reply.raw.end(body);
}
