import { fire, percentile } from "./fixed-pace.ts";

// The load of a leak: three routes that ask the database, some requests with the bug, and a static route as the control.

export type Load = {
  readonly seconds: number;
  readonly rate: number;
  /** Whether the nth request leaks. */
  readonly leaks: (i: number) => boolean;
  /** For how many milliseconds the nth request keeps the server's processor busy beside its query. */
  readonly busyMs?: (i: number) => number;
};

export type Tally = {
  sent: number;
  failed: number;
  /** Of the last quarter of the run. */
  lastSent: number;
  lastFailed: number;
  leaksSent: number;
  readonly times: number[];
  readonly control: number[];
  /** How late requests left, at the 99th percentile. */
  lateMs: number;
  /** Asked a second time after a reset. */
  again: number;
};

const PATIENCE_MS = 2_500;
const CONTROL_EVERY = 20;
const ROUTES = ["/a", "/b", "/c"] as const;

export async function runLoad(port: number, { seconds, rate, leaks, busyMs }: Load): Promise<Tally> {
  const tally: Tally = {
    sent: 0,
    failed: 0,
    lastSent: 0,
    lastFailed: 0,
    leaksSent: 0,
    times: [],
    control: [],
    lateMs: 0,
    again: 0,
  };
  const total = seconds * rate;
  const { lateMs, again } = await fire(`http://127.0.0.1:${port}`, {
    perSecond: rate,
    forMs: seconds * 1_000,
    patienceMs: PATIENCE_MS,
    pick: (i) => {
      if (i % CONTROL_EVERY === CONTROL_EVERY - 1) return { name: "control", path: "/static" };
      const name = i >= total * 0.75 ? "last" : "before";
      const path = ROUTES[i % 3] ?? "/a";
      if (!leaks(i)) return { name, path: busyMs === undefined ? path : `${path}?busy=${busyMs(i)}` };
      tally.leaksSent++;
      return { name, path: "/a?leak" };
    },
    onAnswer: ({ shot, status, ms }) => {
      (shot.name === "control" ? tally.control : tally.times).push(ms);
      if (shot.name === "control") return;
      const bad = status === 200 ? 0 : 1;
      tally.sent++;
      tally.failed += bad;
      if (shot.name === "before") return;
      tally.lastSent++;
      tally.lastFailed += bad;
    },
  });
  return { ...tally, lateMs, again };
}

export const p99 = (times: readonly number[]): number => percentile(times, 0.99);

/** A line of latency: the stated time, or twice the control's when that is more. */
export const asMuchAs = (statedMs: number, controlMs: number): number => Math.max(statedMs, 2 * controlMs);
