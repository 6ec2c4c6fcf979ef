import type { EventEmitter } from "node:events";
import { connectionLost } from "./errors.ts";
import type { Lease } from "./lease.ts";
import { insides } from "./pg-insides.ts";
import { bindHere } from "./scope.ts";
import type { Callback, Slot } from "./slot.ts";

/** Query objects that pg drives itself: cursors, streams, COPY. */
export type Submittable = Record<string, unknown> & { callback?: unknown };

export const isSubmittable = (config: unknown): config is Submittable =>
  typeof config === "object" && config !== null && typeof (config as Submittable).submit === "function";

/** The text of whatever may be asked, as far as it has one. */
export const textOf = (config: unknown): unknown => {
  if (typeof config !== "object" || config === null) return config;
  const { text, cursor } = config as { text?: unknown; cursor?: { text?: unknown } };
  return text ?? cursor?.text;
};

/** What pg calls on a query object; each runs in the scope of whoever submitted it. */
const HANDLERS = [
  "handleRowDescription",
  "handleDataRow",
  "handlePortalSuspended",
  "handleEmptyQuery",
  "handleCommandComplete",
  "handleCopyInResponse",
  "handleCopyOutResponse",
  "handleCopyData",
  "handleCopyDone",
  "handleNoData",
];

export type Submission = {
  readonly values: unknown;
  readonly callback: Callback | undefined;
  /** Why it is not sent at all. */
  readonly refused: Error | undefined;
  readonly send: (query: Submittable) => unknown;
};

/** Sends a query object; its handlers are bound to this scope, and its last one says that it is over. */
export function submit(slot: Slot, lease: Lease | undefined, query: Submittable, how: Submission): unknown {
  const { values, callback, refused, send } = how;
  if (refused) {
    process.nextTick(() => (query.handleError as Callback | undefined)?.call(query, refused));
    return query;
  }
  const method = (name: string) => query[name] as ((...args: unknown[]) => unknown) | undefined;
  const failed = method("handleError");
  /** Its owner was told that it is lost: what the server still sends is not for it. */
  let lost = false;
  const one = slot.note(lease, query, (cause) => {
    if (!cause || lost) return;
    lost = true;
    heard(query);
    failed?.call(query, cause, insides(slot.client).connection);
  });
  one.driven = true;
  for (const name of HANDLERS) {
    const run = method(name);
    if (typeof run !== "function") continue;
    const part = name === "handlePortalSuspended";
    query[name] = bindHere((...args: never[]) => {
      if (part) one.partAt = slot.bytes;
      return lost ? undefined : run.apply(query, args);
    });
  }
  for (const name of ["handleReadyForQuery", "handleError"]) {
    const run = method(name);
    query[name] = bindHere((...args: never[]) => {
      slot.forget(one, name === "handleError" ? args[0] : undefined);
      if (name === "handleError" && connectionLost(args[0])) slot.events.lost();
      if (lost) return undefined;
      const first = args[0] as unknown;
      const told = name === "handleError" && lease?.lost ? [lease.lost, ...args.slice(1)] : [first, ...args.slice(1)];
      return run?.apply(query, told);
    });
  }
  const done = typeof values === "function" ? values : callback;
  if (!query.callback && typeof done === "function") query.callback = bindHere(done as Callback);
  return send(query);
}

/** Adds an empty `error` listener where there is none: a stream whose connection is taken back must not end the process. */
function heard(query: Submittable): void {
  const { listenerCount, on } = query as unknown as Partial<EventEmitter>;
  if (listenerCount?.call(query, "error") === 0) on?.call(query, "error", () => {});
}
