import { AsyncLocalStorage } from "node:async_hooks";
import { ScopeEnded } from "./errors.ts";

// A scope is who owns connections: a request, a job, a command. One idea: it opens, it may be aborted, it ends once, and
// at the end it tells everything that was taken in it. It follows the code through promises, timers and callbacks
// (AsyncLocalStorage) and knows nothing of PostgreSQL.

export type HowEnded = "settled" | "deadline" | "aborted" | "with its parent";

/** What a scope holds: a lease, or somebody who waits for one. */
export type Owned = { ownerEnded(scope: Scope, how: HowEnded): void };

export type ScopeOptions = {
  /** Milliseconds until the scope ends by itself. */
  readonly deadlineMs?: number | undefined;
  /** Ends it from outside, as when the client hangs up. */
  readonly signal?: AbortSignal | undefined;
  /** What the logs of the program call it, such as the id of a request. */
  readonly requestId?: string | undefined;
  /** Lives on when the scope around it ends. */
  readonly detached?: boolean | undefined;
};

/** As events tell whose something was. */
export type ScopeName = { readonly id: number; readonly name: string; readonly requestId?: string | undefined };

export const scopeName = (scope: Scope | undefined): ScopeName | undefined =>
  scope && { id: scope.id, name: scope.name, ...(scope.requestId === undefined ? {} : { requestId: scope.requestId }) };

/** ` in "GET /fees" (request 7)`, or nothing. */
export const inScope = (scope: ScopeName | undefined): string =>
  scope === undefined
    ? ""
    : ` in "${scope.name}"${scope.requestId === undefined ? "" : ` (request ${scope.requestId})`}`;

const current = new AsyncLocalStorage<Scope | undefined>();
/** Runs a function outside of every scope: for connections and timers that outlive the request that made them. */
export const outside: <T>(run: () => T) => T = AsyncLocalStorage.snapshot();
/** The scope that this code runs in. */
export const currentScope = (): Scope | undefined => current.getStore();
/** A function that runs later as if it ran now, whoever calls it. */
export const bindHere = <F extends (...args: never[]) => unknown>(run: F): F =>
  AsyncLocalStorage.bind(run as never) as F;

let lastId = 0;

export class Scope {
  readonly id = ++lastId;
  readonly name: string;
  readonly requestId: string | undefined;
  readonly openedAt = performance.now();
  readonly deadlineAt: number;
  readonly owned = new Set<Owned>();
  #ended: { readonly how: HowEnded; readonly at: number } | undefined;
  #children: Set<Scope> | undefined;
  #parent: Scope | undefined;
  #abort: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #unhook: (() => void) | undefined;

  constructor(name: string, options: ScopeOptions = {}) {
    this.name = name;
    this.requestId = options.requestId;
    this.deadlineAt = this.openedAt + (options.deadlineMs ?? Number.POSITIVE_INFINITY);
    const parent = options.detached ? undefined : currentScope();
    if (parent?.open) {
      this.#parent = parent;
      parent.#children ??= new Set();
      parent.#children.add(this);
    }
    const { signal } = options;
    if (signal !== undefined) {
      const stop = () => this.end("aborted");
      if (signal.aborted) stop();
      else {
        signal.addEventListener("abort", stop, { once: true });
        this.#unhook = () => signal.removeEventListener("abort", stop);
      }
    }
  }

  get open(): boolean {
    return this.#ended === undefined;
  }

  /** Fires when the scope is aborted or past its deadline, not when it ends in order. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      const left = this.deadlineAt - performance.now();
      if (this.#ended !== undefined) this.#fire(this.#ended.how);
      else if (Number.isFinite(left))
        this.#timer = outside(() => setTimeout(() => this.end("deadline"), Math.max(0, left)).unref());
    }
    return this.#abort.signal;
  }

  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** Ends it; a second end changes nothing. Whatever was taken in it and not given back is told. */
  end(how: HowEnded = "settled"): void {
    if (this.#ended !== undefined) return;
    this.#ended = { how, at: performance.now() };
    clearTimeout(this.#timer);
    this.#unhook?.();
    if (this.#parent !== undefined) this.#parent.#children?.delete(this);
    this.#fire(how);
    const children = this.#children;
    for (const child of children ?? []) child.end(how === "settled" ? "with its parent" : how);
    for (const one of [...this.owned]) one.ownerEnded(this, how);
  }

  #fire(how: HowEnded): void {
    if (how !== "settled") this.#abort?.abort(this.why());
  }

  /** The error for whoever asks after the end. */
  why(): ScopeEnded {
    const ended = this.#ended;
    const when =
      ended === undefined
        ? "is past its deadline"
        : `ended ${Math.round(performance.now() - ended.at)} ms ago (${ended.how})`;
    return new ScopeEnded(
      `The scope "${this.name}" ${when}: it can take no more connections. Await this work before the scope ends, or open a detached scope for it.`,
    );
  }
}

/** Runs `work` in a scope that ends when it settles. */
export async function runInScope<T>(
  name: string,
  options: ScopeOptions,
  work: (scope: Scope) => Promise<T> | T,
): Promise<T> {
  const scope = new Scope(name, options);
  try {
    return await scope.run(() => work(scope));
  } finally {
    scope.end();
  }
}
