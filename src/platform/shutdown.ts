import { withDeadline } from "./deadline.ts";

/** The last one is a terminal that was closed. */
const STOPS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/**
 * Calls once when this process is first told to stop; later signals change nothing, as when a terminal and the program
 * that started us both send one. Answers how to listen no more.
 */
export function onStopSignal(call: (signal: NodeJS.Signals) => void): () => void {
  let first = true;
  const stop = (signal: NodeJS.Signals) => {
    if (first) call(signal);
    first = false;
  };
  for (const signal of STOPS) process.on(signal, stop);
  return () => {
    for (const signal of STOPS) process.off(signal, stop);
  };
}

type Step = { readonly name: string; readonly timeoutMs: number; readonly stop: () => Promise<unknown> | unknown };

/**
 * Stops what was started, last in first out, each step within its own deadline. A step that fails or is late is reported to
 * `onTrouble` and the next one runs: the database is stopped even when the web server hangs. Calls after the first are ignored.
 */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #onTrouble: (step: string, cause: unknown) => void;
  #stopping: Promise<void> | undefined;

  constructor(onTrouble: (step: string, cause: unknown) => void) {
    this.#onTrouble = onTrouble;
  }

  add(name: string, timeoutMs: number, stop: Step["stop"]): void {
    this.#steps.push({ name, timeoutMs, stop });
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#run();
    return this.#stopping;
  }

  async #run(): Promise<void> {
    for (;;) {
      const step = this.#steps.pop();
      if (!step) return;
      try {
        await withDeadline(Promise.resolve(step.stop()), step.timeoutMs, step.name);
      } catch (cause) {
        this.#onTrouble(step.name, cause);
      }
    }
  }
}
