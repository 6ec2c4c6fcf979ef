import type { EventEmitter } from "node:events";
import type { Mode, PoolOptions } from "./options.ts";
import type { Tell } from "./works.ts";

/**
 * How the pool reports to the program: by events, by `log` and by lines for people. All of these run the program's own code.
 * What they throw or reject with is caught and reported: it must neither cost a connection nor fail a caller.
 */
export function tellOf(emitter: EventEmitter, options: PoolOptions, mode: () => Mode): Tell {
  const { log, report = toStandardError } = options;
  const safely = (what: string, call: () => unknown): void => {
    try {
      whenRejected(call(), (cause) => thrown(what, cause));
    } catch (cause) {
      thrown(what, cause);
    }
  };
  const thrown = (what: string, cause: unknown): void => {
    const line = `pool: ${what} has thrown: ${String(cause)}`;
    if (what === "report") toStandardError(line);
    else safely("report", () => report(line));
  };
  const call = (event: string, args: unknown[]): unknown[] =>
    emitter.rawListeners(event).map((listener) => {
      try {
        return listener.apply(emitter, args) as unknown;
      } catch (cause) {
        return thrown(`a listener of "${event}"`, cause);
      }
    });
  return {
    emit: (event, ...args) => {
      if (emitter.listenerCount(event) === 0) return;
      for (const one of call(event, args)) whenRejected(one, (cause) => thrown(`a listener of "${event}"`, cause));
    },
    prepare: (event, ...args) => {
      if (emitter.listenerCount(event) === 0) return undefined;
      const promised = call(event, args).filter(isPromise);
      if (promised.length === 0) return undefined;
      return Promise.allSettled(promised).then((all) => {
        for (const one of all) if (one.status === "rejected") thrown(`a listener of "${event}"`, one.reason);
      });
    },
    listens: (event) => emitter.listenerCount(event) > 0,
    log: (...words) => {
      if (log !== undefined) safely("log", () => log(...words));
    },
    report: (line) => safely("report", () => report(line)),
    mode,
  };
}

const isPromise = (one: unknown): one is PromiseLike<unknown> =>
  typeof (one as PromiseLike<unknown> | undefined)?.then === "function";

/** An async function fails by its promise: left alone, it would end the process as an unhandled rejection. */
function whenRejected(one: unknown, told: (cause: unknown) => void): void {
  if (isPromise(one)) one.then(undefined, told);
}

const toStandardError = (line: string): void => void process.stderr.write(`${line}\n`);
