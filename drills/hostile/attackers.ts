import { setPriority } from "node:os";
import { seeded } from "../drill.ts";
import { BODIES, fits } from "./bodies/all.ts";
import type { Body } from "./bodies/body.ts";
import { calls, ofAnotherSite } from "./calls.ts";
import { RAW_REQUESTS, type RawRequest } from "./raw-requests.ts";
import { formOf, send, sendRaw } from "./send.ts";
import { exampleFlood, heldPlaces, manySockets, oneCrowd, reportSpam, type Siege, slowSenders } from "./sieges.ts";
import { count, emptyTally, inLanes, type Tally } from "./tally.ts";

// A process of its own, so that making and sending what hurts does not slow the visitors down by whom the service is judged.

export type Order = {
  readonly phase: keyof typeof PHASES | "made ready";
  readonly port: number;
  readonly short: boolean;
  readonly seed: number;
  /** After so long the phase ends, however much of it is left. */
  readonly forMs: number;
};
type Phase = (order: Order, signal: AbortSignal) => Promise<Tally>;

const LANES = 4;
const SHORT_BODIES = 60;
const SHORT_CALLS = 200;

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  return list
    .map((one) => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** All of them, or in a short run those that ended the service once and as many others by chance. */
function chosen(list: readonly Body[], { short, seed }: Order): readonly Body[] {
  const mixed = shuffled(list, seed);
  if (!short) return mixed;
  const others = mixed.filter(({ killer }) => !killer);
  return shuffled([...mixed.filter(({ killer }) => killer), ...others.slice(0, SHORT_BODIES)], seed);
}

/** What a short run sends is made before it begins: while it is made nothing is sent. A long run has no room for all of it. */
const ready = { bodies: new Map<Body, Uint8Array>(), requests: new Map<RawRequest, string | Uint8Array>() };

function prepare(order: Order): void {
  if (!order.short) return;
  for (const body of chosen(BODIES, order)) ready.bodies.set(body, body.bytes());
  for (const request of RAW_REQUESTS) ready.requests.set(request, request.bytes());
}

const bodies: Phase = async (order, signal) => {
  const tally = emptyTally();
  await inLanes(chosen(BODIES, order), LANES, signal, async (body, lane) => {
    const bytes = ready.bodies.get(body) ?? body.bytes();
    ready.bodies.delete(body);
    if (!fits(bytes)) tally.odd.push(`${body.name}: the drill made ${bytes.length} bytes, more than are taken`);
    const form = formOf(body.fields ?? {}, { name: body.fileName, bytes });
    const path = lane % 2 ? "/api/v1/audit" : "/audit/server";
    count(
      tally,
      body.name,
      await send(order.port, { path, method: "POST", from: `127.0.2.${1 + lane}`, signal, ...form }),
    );
  });
  return tally;
};

const rawRequests: Phase = async (order, signal) => {
  const tally = emptyTally();
  await inLanes(shuffled(RAW_REQUESTS, order.seed), 2 * LANES, signal, async (raw, lane) => {
    const { name } = raw;
    const bytes = ready.requests.get(raw) ?? raw.bytes();
    const { status, said } = await sendRaw(order.port, bytes, { from: `127.0.3.${1 + lane}` });
    // nothing is owed to bytes that are no request
    count(tally, name, { status, body: said }, true);
  });
  return tally;
};

const wrongCalls: Phase = async (order, signal) => {
  const tally = emptyTally();
  const list = shuffled(calls(), order.seed);
  const some = order.short ? list.filter((one, i) => i < SHORT_CALLS || /MB|site/.test(one.name)) : list;
  await inLanes(some, LANES, signal, async (call, lane) => {
    const reply = await send(order.port, { ...call, from: `127.0.3.${101 + lane}`, signal });
    count(tally, call.name, reply);
    if (ofAnotherSite(call) && reply.status < 400) tally.odd.push(`${call.name}: it was taken`);
  });
  return tally;
};

const siege =
  (...sieges: readonly Siege[]): Phase =>
  async ({ port }, signal) => {
    const tally = emptyTally();
    for (const one of await Promise.all(sieges.map((each) => each(port, signal)))) {
      tally.sent += one.sent;
      tally.odd.push(...one.odd);
      for (const [status, times] of Object.entries(one.statuses))
        tally.statuses[status] = (tally.statuses[status] ?? 0) + times;
    }
    return tally;
  };

const PHASES = {
  "bodies that hurt": bodies,
  "requests that are none": rawRequests,
  "calls with a wrong meaning": wrongCalls,
  "slow senders": siege(slowSenders),
  "many sockets": siege(manySockets),
  "held places": siege(heldPlaces),
  "the example button": siege(exampleFlood),
  "one address that never rests": siege(oneCrowd),
  "reports without end": siege(reportSpam),
  "everything at once": siege(slowSenders, manySockets, heldPlaces, exampleFlood, oneCrowd, reportSpam),
} as const satisfies Readonly<Record<string, Phase>>;

// whoever attacks has a machine of their own: here they get what the service leaves
setPriority(10);

process.on("message", async (order: Order) => {
  if (order.phase === "made ready") {
    prepare(order);
    process.send?.(emptyTally());
    return;
  }
  const tally = await PHASES[order.phase](order, AbortSignal.timeout(order.forMs));
  process.send?.(tally);
});
