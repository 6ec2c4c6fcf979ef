// The closed list of what the pool throws. Each has a stable `code`; the message says what happened and what to do.

export const VERDICTS = ["LEAK", "HELD", "LOCKED", "SLOW", "LOAD", "DATABASE DOWN"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Used after it was taken back: the scope that owned it has ended. Retry in a scope of your own. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
  readonly code = "lease_lost";
}

/** A connection was asked for in a scope that has ended already. */
export class ScopeEnded extends Error {
  override name = "ScopeEnded";
  readonly code = "scope_ended";
}

/** Refused instead of left hanging: no connection came free in time. Try again after `retryAfterMs`. */
export class PoolSaturated extends Error {
  override name = "PoolSaturated";
  readonly code = "pool_saturated";
  readonly retryAfterMs: number;
  readonly verdict: Verdict;
  /** The lines of code that hold the connections, most first. */
  readonly places: readonly string[];

  constructor(message: string, retryAfterMs: number, verdict: Verdict, places: readonly string[]) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.verdict = verdict;
    this.places = places;
  }
}

/** A COMMIT or a single write was on its way when the connection went: it may have happened. Look before you repeat it. */
export class OutcomeUnknown extends Error {
  override name = "OutcomeUnknown";
  readonly code = "outcome_unknown";
}

/** PostgreSQL cannot be reached; it is tried again in the background and callers are refused at once. */
export class DatabaseDown extends Error {
  override name = "DatabaseDown";
  readonly code = "database_down";
  readonly verdict: Verdict = "DATABASE DOWN";
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number, options: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

const LOST_CODES = new Set(["57P01", "57P02", "57P03", "08000", "08001", "08003", "08004", "08006", "25006"]);
const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Says that the connection itself is gone or leads to the wrong server, not that a statement was wrong. */
export function connectionLost(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const code = (cause as { code?: unknown }).code;
  if (typeof code === "string" && (LOST_CODES.has(code) || SOCKET_CODES.has(code))) return true;
  return (
    code === undefined &&
    /^(Connection terminated|timeout expired|Client has encountered a connection)/.test(cause.message)
  );
}
