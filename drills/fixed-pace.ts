/**
 * Requests at a fixed pace, whatever becomes of them. A slow server gets no fewer, and each time counts from the
 * moment at which its request was due. How late the pace itself was is told too: a late one says nothing of the server.
 */
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { setPriority } from "node:os";

export type Shot = {
  /** Under which it is counted. */
  readonly name: string;
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Answer = {
  readonly shot: Shot;
  /** 0: none came. */
  readonly status: number;
  readonly ms: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type LoadOptions = {
  readonly perSecond: number;
  /** Ends after so long, or earlier when `until` is settled. */
  readonly forMs: number;
  readonly until?: Promise<unknown>;
  /** How long an answer is waited for; 30 s. */
  readonly patienceMs?: number;
  readonly pick: (n: number) => Shot;
  readonly onAnswer: (answer: Answer) => void;
};

const TICK_MS = 4;
const PATIENCE_MS = 30_000;

/** The pace goes before everything else on the machine, where we may say so. */
export function goFirst(): void {
  try {
    setPriority(-15);
  } catch {
    // only an administrator may; the pace says itself when it was late
  }
}

export type Fired = {
  readonly sent: number;
  /** How late the pace was, at its 99th percentile. */
  readonly lateMs: number;
  /** Asked a second time, because a kept connection was reset as it was used. */
  readonly again: number;
};

/** A client asks again by itself, and nobody sees it: more than this share is a server that hangs up on people. */
const MOST_AGAIN = 0.002;

/** What breaks the line of every drill; undefined where it holds. */
export const tooManyAgain = ({ sent, again }: Pick<Fired, "sent" | "again">): string | undefined =>
  again > sent * MOST_AGAIN
    ? `${again} of ${sent} requests had to be asked again: kept connections were reset as they were used`
    : undefined;

/** A row of a drill's table. */
export const againRow = ({ sent, again }: Pick<Fired, "sent" | "again">): [string, string, string] => [
  "asked again after a reset",
  String(again),
  `<= ${Math.floor(sent * MOST_AGAIN)}`,
];

/** Sends until the time is over and everything is answered. */
export async function fire(address: string, options: LoadOptions): Promise<Fired> {
  goFirst();
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const late: number[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  let [sent, again, ended] = [0, 0, false];
  void options.until?.then(() => {
    ended = true;
  });
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now();
      if (ended || now - began > options.forMs) {
        clearInterval(timer);
        resolve();
        return;
      }
      for (;;) {
        const due = began + (sent / options.perSecond) * 1_000;
        if (due > now) return;
        late.push(now - due);
        const shot = options.pick(sent++);
        const onAgain = () => {
          again++;
        };
        const one = shoot({ address, agent, shot, due, patienceMs: options.patienceMs ?? PATIENCE_MS, onAgain }).then(
          (answer) => {
            open.delete(one);
            options.onAnswer(answer);
          },
        );
        open.add(one);
      }
    }, TICK_MS);
  });
  await Promise.all(open);
  agent.destroy();
  return { sent, lateMs: percentile(late, 0.99), again };
}

type Shooting = {
  readonly address: string;
  readonly agent: Agent;
  readonly shot: Shot;
  /** From when its time counts, by `performance.now()`. */
  readonly due: number;
  readonly patienceMs: number;
  /** Told before it is asked a second time; without, it is asked once. */
  readonly onAgain?: () => void;
};

function shoot({ onAgain, ...once }: Shooting): Promise<Answer> {
  const { address, agent, shot, due, patienceMs } = once;
  return new Promise((resolve) => {
    const told = (status: number, headers: IncomingHttpHeaders, body: string) =>
      resolve({ shot, status, headers, body, ms: performance.now() - due });
    const { method = "GET", headers = {}, body } = shot;
    const length: Record<string, string> =
      body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const out = request(new URL(shot.path, address), {
      agent,
      method,
      headers: { ...headers, ...length },
      timeout: patienceMs,
    });
    out.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => told(answer.statusCode ?? 0, answer.headers, Buffer.concat(chunks).toString("utf8")));
      answer.on("error", () => told(0, {}, ""));
    });
    out.on("timeout", () => out.destroy(new Error("no answer")));
    out.on("error", (cause: NodeJS.ErrnoException) => {
      // a connection that was kept may be closed just as it is used: every client asks once more
      if (out.reusedSocket && cause.code === "ECONNRESET" && onAgain) {
        onAgain();
        void shoot(once).then(resolve);
      } else told(0, {}, cause.code ?? cause.message);
    });
    out.end(body);
  });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** `12` ms, as a cell. */
export const cell = (ms: number): string => ms.toFixed(ms < 10 ? 1 : 0);
