import { LRUCache } from "lru-cache";

/** Clients that are remembered; those that have not come for longest are forgotten first. */
const CLIENTS = 20_000;
const WINDOW_S = 60;

export type Allowance = { readonly allowed: boolean; readonly left: number; readonly resetS: number };

/**
 * A ceiling that only a program reaches: so many costly requests a minute from one address, refilled as time passes. It is
 * high because thousands of people can share an address.
 */
export class RobotCap {
  readonly perMinute: number;
  readonly #now: () => number;
  readonly #clients = new LRUCache<string, { tokens: number; at: number }>({ max: CLIENTS });

  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.perMinute = perMinute;
    this.#now = now;
  }

  take(client: string): Allowance {
    const now = this.#now();
    const one = this.#clients.get(client) ?? { tokens: this.perMinute, at: now };
    one.tokens = Math.min(this.perMinute, one.tokens + ((now - one.at) / 1000) * (this.perMinute / WINDOW_S));
    one.at = now;
    this.#clients.set(client, one);
    const allowed = one.tokens >= 1;
    if (allowed) one.tokens--;
    const resetS = Math.ceil((this.perMinute - one.tokens) / (this.perMinute / WINDOW_S));
    return { allowed, left: Math.floor(one.tokens), resetS };
  }

  /** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). */
  headers({ left, resetS }: Allowance): readonly (readonly [string, string])[] {
    return [
      ["ratelimit-policy", `"address";q=${this.perMinute};w=${WINDOW_S}`],
      ["ratelimit", `"address";r=${left};t=${resetS}`],
    ];
  }
}
