/**
 * A child process that was started ahead of need, has loaded its code and waits, so that it can take the place of one that
 * dies without the seconds that loading takes. There is at most one. One that dies while it waits is replaced after a pause.
 */
import type { ChildProcess } from "node:child_process";
import { send } from "./kept-process.ts";

/** What the parent sends to the one that waits when its turn has come. */
export const BEGIN = "begin";

export type SpareOptions = {
  /** Starts one, with an IPC channel. It loads its code, begins at `BEGIN`, and leaves when its channel closes. */
  readonly start: () => ChildProcess;
  /** How long after `ready` one is started, so that it does not take the processor from what has just begun. */
  readonly afterMs: number;
  /** The pause after one died while it waited. */
  readonly againMs: number;
  readonly onDeath: (how: string) => void;
};

export class SpareProcess {
  readonly #options: SpareOptions;
  #child: ChildProcess | undefined;
  #soon: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: SpareOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts one soon, unless one waits or is about to be started. */
  ready(): void {
    if (this.#child === undefined) this.#startIn(this.#options.afterMs);
  }

  /** Has the one that waits begin; from then on it is the caller's. Undefined where none waits. */
  take(): ChildProcess | undefined {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || !child.connected) return undefined;
    child.removeAllListeners();
    send(child, BEGIN);
    return child;
  }

  /** Ends the one that waits, and starts no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#soon);
    this.#child?.removeAllListeners();
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #startIn(ms: number): void {
    if (this.#stopped || this.#soon !== undefined) return;
    this.#soon = setTimeout(() => this.#start(), ms);
    this.#soon.unref();
  }

  #start(): void {
    this.#soon = undefined;
    const child = this.#options.start();
    this.#child = child;
    const died = (how: string) => {
      if (child !== this.#child) return;
      this.#child = undefined;
      this.#options.onDeath(how);
      this.#startIn(this.#options.againMs);
    };
    child.once("error", (cause) => died(cause.message));
    child.once("exit", (status, signal) => died(signal === null ? `exit status ${status}` : `signal ${signal}`));
  }
}
