export type BackoffOptions = {
  readonly firstMs: number;
  readonly largestMs: number;
  /** 0 to 1: the share of each wait that is left to chance, so that many waiters do not come back together. */
  readonly jitter?: number;
};

/** How long to wait before attempt number `attempt` (0 is the first retry): doubles up to `largestMs`. */
export function backoffMs(attempt: number, options: BackoffOptions, random: () => number = Math.random): number {
  const whole = Math.min(options.largestMs, options.firstMs * 2 ** Math.min(attempt, 30));
  const jitter = options.jitter ?? 0;
  return Math.round(whole * (1 - jitter) + whole * jitter * random());
}
