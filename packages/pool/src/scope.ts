import { AsyncLocalStorage } from "node:async_hooks";
import { ScopeEnded } from "./errors.ts";
import { foldedName } from "./route-name.ts";

// A scope is who owns connections: a request, a job, a command. It opens, it may be aborted, it ends once, and
// its end is passed on to everything that was taken in it. It follows the code through promises, timers and callbacks
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
  /** What runs in it continues after the response was sent: no client waits for it, and its end is not reported. */
  readonly afterwards?: boolean | undefined;
  /** The route as the framework knows it; asked when it is needed, since some know it late. */
  readonly route?: (() => string | undefined) | undefined;
  /** At the deadline: true when its work is over all the same, so that whatever it still holds was forgotten. */
  readonly done?: (() => boolean) | undefined;
  /** At the deadline: true leaves the scope open for as long again, as while a response is being streamed. */
  readonly streams?: (() => boolean) | undefined;
};

/** How events name the scope that something belonged to. */
export type ScopeName = { readonly id: number; readonly name: string; readonly requestId?: string | undefined };

export const scopeName = (scope: Scope | undefined): ScopeName | undefined =>
  scope && {
    id: scope.id,
    name: scope.route,
    ...(scope.requestId === undefined ? {} : { requestId: scope.requestId }),
  };

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
/** The scope that owns what this code asks for: where its own has ended, the one that follows it, if there is one. */
export function owningScope(): Scope | undefined {
  let scope = current.getStore();
  while (scope?.open === false && scope.after !== undefined) scope = scope.after;
  return scope;
}
/** A function that runs later as if it ran now, whoever calls it. */
export const bindHere = <F extends (...args: never[]) => unknown>(run: F): F =>
  AsyncLocalStorage.bind(run as never) as F;

let lastId = 0;

export class Scope {
  readonly id = ++lastId;
  readonly name: string;
  readonly requestId: string | undefined;
  readonly openedAt = performance.now();
  deadlineAt: number;
  /** Its work has settled, so that what lies unused in it at its end was forgotten. */
  settled = false;
  /** No client waits for it and its end is not reported: unused connections in it may be taken back while others wait. */
  afterwards: boolean;
  /** Whoever waited for the work is gone; the work goes on. */
  hungUp = false;
  readonly owned = new Set<Owned>();
  #ended: { readonly how: HowEnded; readonly at: number } | undefined;
  #after: Scope | (() => Scope) | undefined;
  #route: string | undefined;
  #framework: (() => string | undefined) | undefined;
  #streams: (() => boolean) | undefined;
  #done: (() => boolean) | undefined;
  #deadlineMs: number;
  #graced = false;
  #children: Set<Scope> | undefined;
  #parent: Scope | undefined;
  #abort: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #unhook: (() => void) | undefined;

  constructor(name: string, options: ScopeOptions = {}) {
    this.name = name;
    this.requestId = options.requestId;
    this.#deadlineMs = options.deadlineMs ?? Number.POSITIVE_INFINITY;
    this.deadlineAt = this.openedAt + this.#deadlineMs;
    this.afterwards = options.afterwards === true;
    this.#framework = options.route;
    this.#streams = options.streams;
    this.#done = options.done;
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

  /** Where work goes that goes on after the end, or is asked for after it: the scope of what runs after a response. */
  get after(): Scope | undefined {
    if (typeof this.#after === "function") this.#after = this.#after();
    return this.#after;
  }
  /** A function makes it when it is first needed. */
  set after(after: Scope | (() => Scope) | undefined) {
    this.#after = after;
  }

  /** Milliseconds since it ended. */
  get endedFor(): number {
    return this.#ended === undefined ? 0 : performance.now() - this.#ended.at;
  }

  /** What it is counted and logged as: the framework's route, or the name with what looks like a value folded. */
  get route(): string {
    const known = this.#framework?.();
    if (known !== undefined) return known;
    this.#route ??= foldedName(this.name);
    return this.#route;
  }

  /** Gives it another deadline, from now on, or the same one once more; and a better source for its route. */
  renew(deadlineMs = this.#deadlineMs, route = this.#framework): void {
    this.#deadlineMs = deadlineMs;
    this.#framework = route;
    this.deadlineAt = performance.now() + deadlineMs;
    if (this.#timer !== undefined) this.#arm();
  }

  /** Ends it when its deadline has passed; what is being streamed has as long again. */
  overdue(now: number): void {
    if (this.#ended !== undefined || this.deadlineAt > now) return;
    if (!this.hungUp && this.#streams?.()) this.renew();
    else this.end(this.#done?.() ? "settled" : "deadline");
  }

  /**
   * The program stood still until now. Work whose deadline passed in that time gets as much once, so that it hears the
   * answers that came meanwhile.
   */
  stood(ms: number, now: number): void {
    if (this.#graced || this.#ended !== undefined || this.deadlineAt > now || this.deadlineAt <= now - ms) return;
    this.#graced = true;
    this.deadlineAt = now + ms;
  }

  /** Reports that the client hung up: aborts the scope's signal. The work goes on, at most `longestMs` or to its deadline. */
  hangUp(longestMs: number): void {
    if (this.hungUp || this.#ended !== undefined) return;
    this.hungUp = true;
    this.deadlineAt = Math.min(this.deadlineAt, performance.now() + longestMs);
    this.#abort?.abort(new ScopeEnded(`Nobody waits for the answer of "${this.route}" any more.`));
  }

  get open(): boolean {
    return this.#ended === undefined;
  }

  get howEnded(): HowEnded | undefined {
    return this.#ended?.how;
  }

  /** Fires when the scope is aborted or past its deadline, not when it ends in order. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#ended !== undefined) this.#fire(this.#ended.how);
      else if (this.hungUp) this.#abort.abort(this.why());
      else this.#arm();
    }
    return this.#abort.signal;
  }

  /** Only who asked for the signal needs a timer: the pool looks at deadlines by itself. */
  #arm(): void {
    clearTimeout(this.#timer);
    const left = this.deadlineAt - performance.now();
    if (Number.isFinite(left))
      this.#timer = outside(() =>
        setTimeout(
          // After the answers that wait in the sockets, and after whoever gives the time of a standstill back.
          () => setImmediate(() => this.#rings()),
          Math.max(0, left),
        ).unref(),
      );
  }

  #rings(): void {
    if (this.deadlineAt > performance.now() + 1) this.#arm();
    else this.overdue(Number.POSITIVE_INFINITY);
  }

  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** Ends it; calls after the first are ignored. Whatever was taken in it and not given back is notified. */
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
        ? this.hungUp
          ? "has lost its client"
          : "is past its deadline"
        : `ended ${Math.round(performance.now() - ended.at)} ms ago (${ended.how})`;
    return new ScopeEnded(
      `The scope "${this.route}" ${when}: it can take no more connections. Await this work before the scope ends, or open a detached scope for it.`,
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
