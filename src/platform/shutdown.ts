import { withDeadline } from "./deadline.ts";

type Step = { readonly name: string; readonly timeoutMs: number; readonly stop: () => Promise<unknown> | unknown };

/**
 * Stops what was started, last in first out, each step within its own deadline. A step that fails or is late is told to
 * `onTrouble` and the next one runs: the database is stopped even when the web server hangs. Stopping twice is stopping once.
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
