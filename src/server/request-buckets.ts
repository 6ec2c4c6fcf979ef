import { LRUCache } from "lru-cache";

/** Owners that are remembered; those that have not come for longest are forgotten first. */
const OWNERS = 20_000;

/** So many requests a minute in the long run, and so many at once after a rest. */
export type BucketPolicy = {
  /** What the owner of a bucket is, as the headers name it. */
  readonly name: "address" | "key";
  readonly perMinute: number;
  readonly burst: number;
};
export type Allowance = { readonly allowed: boolean; readonly left: number; readonly resetS: number };

/** A bucket of requests for each owner, refilled as time passes. */
export class RequestBuckets {
  readonly #policy: BucketPolicy;
  readonly #now: () => number;
  readonly #peers: () => number;
  readonly #buckets = new LRUCache<string, { tokens: number; at: number }>({ max: OWNERS });

  /** `peers`: processes that live by this policy together; each keeps its part of it. */
  constructor(policy: BucketPolicy, now: () => number = () => performance.now(), peers: () => number = () => 1) {
    this.#policy = policy;
    this.#now = now;
    this.#peers = peers;
  }

  /** The part of this process. */
  get #own(): { readonly perMinute: number; readonly burst: number } {
    const peers = Math.max(1, this.#peers());
    const { perMinute, burst } = this.#policy;
    return { perMinute: perMinute / peers, burst: Math.max(1, Math.floor(burst / peers)) };
  }

  /** Seconds until the next request fits into an empty bucket. */
  get retryAfterS(): number {
    return Math.ceil(60 / this.#own.perMinute);
  }

  take(owner: string): Allowance {
    const now = this.#now();
    const { perMinute, burst } = this.#own;
    const perSecond = perMinute / 60;
    const one = this.#buckets.get(owner) ?? { tokens: burst, at: now };
    one.tokens = Math.min(burst, one.tokens + ((now - one.at) / 1000) * perSecond);
    one.at = now;
    this.#buckets.set(owner, one);
    const allowed = one.tokens >= 1;
    if (allowed) one.tokens--;
    return { allowed, left: Math.floor(one.tokens), resetS: Math.ceil((burst - one.tokens) / perSecond) };
  }

  /** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10): the window is the time to fill a bucket. */
  headers({ left, resetS }: Allowance): readonly (readonly [string, string])[] {
    const { name } = this.#policy;
    const { perMinute, burst } = this.#own;
    return [
      ["ratelimit-policy", `"${name}";q=${burst};w=${Math.ceil((burst * 60) / perMinute)}`],
      ["ratelimit", `"${name}";r=${left};t=${resetS}`],
    ];
  }
}
