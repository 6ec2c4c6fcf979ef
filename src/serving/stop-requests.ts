import { ENDED_BY_SIGNAL } from "../platform/kept-process.ts";
import { onStopSignal, type Shutdown } from "../platform/shutdown.ts";
import type { ParentLink } from "./parent-link.ts";

export type StopRequests = {
  /** Resolves with the first request to stop. */
  readonly asked: Promise<undefined>;
  /** To be called when another openfees has taken the place of this one, which then stops. */
  superseded(by: string): void;
  /** The exit status: 0, or `ENDED_BY_SIGNAL` for a web process that a signal stopped and not its parent. */
  status(): number;
};

type Log = Record<"info" | "warn", (fields: Record<string, unknown>, message: string) => void>;

/** Listens for what ends a running server: its parent, a signal, or another openfees in its place. */
export function stopRequests(log: Log, shutdown: Shutdown, parent: ParentLink | undefined): StopRequests {
  let status = 0;
  const { promise: asked, resolve } = Promise.withResolvers<undefined>();
  const stop = (why: string) => {
    log.info({ why }, "stopping");
    resolve(undefined);
  };
  parent?.onStop((why) => {
    status = 0;
    stop(why);
  });
  const signalled = (signal: NodeJS.Signals) => {
    // without a word of the parent: it starts another web process
    if (parent && !parent.stopping) status = ENDED_BY_SIGNAL;
    stop(signal);
  };
  shutdown.add("signals", 100, onStopSignal(signalled));
  return {
    asked,
    superseded: (by) => {
      log.warn({ by }, "another openfees has this one's place: stopping");
      resolve(undefined);
    },
    status: () => status,
  };
}
