/**
 * One idea: work that cannot hold the server. It runs in a thread of its own with a limit on time and memory, reads
 * `workerData`, posts one answer and ends; a few run at once, a few wait their turn, the next is told to come back.
 */
import { type Transferable, Worker } from "node:worker_threads";
import { currentClient } from "./client-address.ts";
import { FairDoor } from "./fair-door.ts";
import type { AuditLimits } from "./web-deps.ts";

export type ThreadLimits = {
  readonly timeMs?: number;
  readonly memoryMb?: number;
  readonly transfer?: readonly Transferable[];
  readonly signal?: AbortSignal | undefined;
};

/** The thread took more time or memory than it may. */
export class ThreadLimitReached extends Error {
  override readonly name = "ThreadLimitReached";
}

const MOST_WAITING = 8;
const WAIT_MS = 60_000;

/** @throws {ThreadLimitReached} @throws whatever the thread failed with, or when it ended without an answer. */
export async function workInThread<A>(entry: URL, data: object, limits: ThreadLimits = {}): Promise<A> {
  const { timeMs, memoryMb, transfer = [], signal } = limits;
  const worker = new Worker(entry, {
    workerData: data,
    transferList: [...transfer],
    ...(memoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
    env: {},
    stdout: true,
    stderr: true,
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<A>((resolve, reject) => {
      if (timeMs !== undefined)
        timer = setTimeout(() => reject(new ThreadLimitReached(`more than ${timeMs} ms`)), timeMs);
      worker.once("message", resolve);
      worker.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new ThreadLimitReached(`more than ${memoryMb} MB`) : error),
      );
      worker.once("exit", () => reject(new Error("the thread ended without an answer")));
      if (signal?.aborted) stop();
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

/** The door before such work: as many at once as the limits say, opened when the first one comes. */
export function threadDoor(
  param: string,
  words: string,
): <A>(limits: AuditLimits, work: () => Promise<A>) => Promise<A> {
  let door: FairDoor | undefined;
  return (limits, work) => {
    door ??= new FairDoor({ places: limits.atOnce, waiting: MOST_WAITING, waitMs: WAIT_MS, param, words });
    return door.run(currentClient(), work);
  };
}
