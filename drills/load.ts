import { Agent, get } from "node:http";

// Load from a fixed schedule: a request goes out when it is due, whatever became of those before it, and its time counts
// from when it was due. Every twentieth is a static route, the control.

export type Load = {
  readonly seconds: number;
  readonly rate: number;
  /** Whether the nth request leaks. */
  readonly leaks: (i: number) => boolean;
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
  /** How late each request left. */
  readonly behind: number[];
};

const PATIENCE_MS = 2_500;
const CONTROL_EVERY = 20;
const ROUTES = ["/a", "/b", "/c"] as const;

function ask(agent: Agent, port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ agent, host: "127.0.0.1", port, path, timeout: PATIENCE_MS }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode === 200));
      response.on("error", () => resolve(false));
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

export async function runLoad(port: number, { seconds, rate, leaks }: Load): Promise<Tally> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2_000 });
  const tally: Tally = {
    sent: 0,
    failed: 0,
    lastSent: 0,
    lastFailed: 0,
    leaksSent: 0,
    times: [],
    control: [],
    behind: [],
  };
  const total = seconds * rate;
  const under: Promise<void>[] = [];
  const one = async (i: number, due: number): Promise<void> => {
    const isControl = i % CONTROL_EVERY === CONTROL_EVERY - 1;
    const isLeak = !isControl && leaks(i);
    if (isLeak) tally.leaksSent++;
    const good = await ask(agent, port, isControl ? "/static" : isLeak ? "/a?leak" : (ROUTES[i % 3] ?? "/a"));
    (isControl ? tally.control : tally.times).push(performance.now() - due);
    if (isControl) return;
    const isLast = i >= total * 0.75;
    tally.sent++;
    if (isLast) tally.lastSent++;
    if (good) return;
    tally.failed++;
    if (isLast) tally.lastFailed++;
  };
  const began = performance.now();
  for (let i = 0; i < total; i++) {
    const due = began + (i * 1_000) / rate;
    const left = due - performance.now();
    if (left > 1) await new Promise((resolve) => setTimeout(resolve, left));
    tally.behind.push(Math.max(0, performance.now() - due));
    under.push(one(i, due));
  }
  await Promise.all(under);
  agent.destroy();
  return tally;
}

export const p99 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

/** A line of latency: the stated time, or twice the control's when that is more. */
export const asMuchAs = (statedMs: number, controlMs: number): number => Math.max(statedMs, 2 * controlMs);
