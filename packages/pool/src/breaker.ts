import { connectionLost, DatabaseDown } from "./errors.ts";
import type { KnownHosts } from "./hosts.ts";
import type { Machine } from "./machine.ts";

/**
 * A server that cannot be reached is not asked again by every caller: after `after` failures in a row all are refused at
 * once, and one look at a time goes out, with jitter. With several hosts their probes are counted and look; without, the
 * connects are and do.
 */
export class Breaker {
  readonly #after: number;
  readonly #machine: Machine;
  readonly #hosts: KnownHosts | undefined;
  #failures = 0;
  #last: Error | undefined;
  #stopProbe: (() => void) | undefined;

  constructor(after: number, machine: Machine, hosts: KnownHosts | undefined) {
    this.#after = after;
    this.#machine = machine;
    this.#hosts = hosts;
  }

  /** The last connect, or the last probe, failed. */
  get failing(): boolean {
    return this.#failures > 0 || this.#hosts?.missing === true;
  }

  /** So many failed that callers are refused at once. */
  get open(): boolean {
    return (this.#hosts?.failedProbes ?? this.#failures) >= this.#after;
  }

  /** A connect failed, and the probe that says what that means has not ended. */
  get doubts(): boolean {
    return this.#hosts !== undefined && this.#failures > 0;
  }

  /** What a refused caller hears. */
  down(): DatabaseDown {
    if (this.#hosts?.missing) return this.#hosts.down();
    const why = this.#last?.message ?? "no connection";
    return new DatabaseDown(`PostgreSQL cannot be reached (${why}). It is tried again in the background.`, 1_000, {
      cause: this.#last,
    });
  }

  failed(cause: Error): void {
    this.#last = cause;
    if (!connectionLost(cause) && !/timeout/.test(cause.message)) return;
    this.#failures++;
    this.#hosts?.doubt();
  }

  /** A connection was made, or a probe has found who takes writes. */
  worked(): void {
    this.#failures = 0;
  }

  /** Looks again after a while. */
  later(look: () => void): void {
    // Hosts ask again by themselves as long as none takes writes.
    if (this.#hosts?.missing || this.#stopProbe !== undefined) return;
    const wait = 100 + Math.random() * Math.min(900, 100 * this.#failures);
    this.#stopProbe = this.#machine.after(wait, false, () => {
      this.#stopProbe = undefined;
      look();
    });
  }

  stop(): void {
    this.#stopProbe?.();
    this.#stopProbe = undefined;
  }
}
