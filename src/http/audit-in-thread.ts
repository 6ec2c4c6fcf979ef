/**
 * One idea: an audit that cannot hold the server. Each runs in a thread of its own with a limit on time and memory; a few
 * run at once, a few wait their turn, the next is told to come back. The bytes go over to the thread and end with it.
 */
import { Worker } from "node:worker_threads";
import { Refused } from "../app/refused.ts";
import { currentClient } from "./client-address.ts";
import { FairDoor } from "./fair-door.ts";
import { type AuditAnswer, type AuditLimits, type AuditQuestion, INSTEAD, type WebDeps } from "./web-deps.ts";

export type ThreadAnswer = AuditAnswer | { readonly tooManyRows: number };

const MOST_WAITING = 8;
const WAIT_MS = 60_000;
const BUSY = "Many statements are being checked right now. Please send yours again in a minute.";
const MEMORY_MB = 768;

const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "./audit-thread.ts" : "./audit-thread.js", import.meta.url);

/** `engineVersion` is printed in every result; `entry` is the file that the thread runs, `memoryMb` its most. */
export function auditInThread(engineVersion: string, entry: URL = ENTRY, memoryMb = MEMORY_MB): WebDeps["audit"] {
  let door: FairDoor | undefined;
  return (question, limits) => {
    door ??= new FairDoor({
      places: limits.atOnce,
      waiting: MOST_WAITING,
      waitMs: WAIT_MS,
      param: "file",
      words: BUSY,
    });
    return door.run(currentClient(), () => auditOnce(question, limits, engineVersion, entry, memoryMb));
  };
}

async function auditOnce(
  question: AuditQuestion,
  limits: AuditLimits,
  engineVersion: string,
  entry: URL,
  memoryMb: number,
): Promise<AuditAnswer> {
  const bytes = question.bytes.slice();
  const worker = new Worker(entry, {
    workerData: { ...question, bytes, engineVersion, rows: limits.rows },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    env: {},
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow(limits)), limits.timeMs);
      worker.once("message", resolve);
      worker.once("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooSlow(limits) : error),
      );
      worker.once("exit", () => reject(new Error("the audit's thread ended without an answer")));
    });
    if ("tooManyRows" in answer)
      throw new Refused(
        "too_large",
        "file",
        `The file has ${answer.tooManyRows} rows; we take ${limits.rows} at once. ${INSTEAD}`,
      );
    return answer;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const tooSlow = (limits: AuditLimits): Refused =>
  new Refused("too_slow", "file", `Checking took longer than ${limits.timeMs / 1000} seconds. ${INSTEAD}`);
