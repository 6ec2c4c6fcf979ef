/** An audit apart from the server's own thread. The bytes go over to the thread and end with it. */
import { Refused } from "../app/refused.ts";
import { type AuditAnswer, type AuditLimits, type AuditQuestion, INSTEAD, type WebDeps } from "./web-deps.ts";
import { ThreadLimitReached, threadDoor, workInThread } from "./work-in-thread.ts";

export type ThreadAnswer = AuditAnswer | { readonly tooManyRows: number };

const BUSY = "Many statements are being checked right now. Please send yours again in a minute.";
const MEMORY_MB = 768;

const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "./audit-thread.ts" : "./audit-thread.js", import.meta.url);

/** `engineVersion` is printed in every result; `entry` is the file that the thread runs, `memoryMb` its most. */
export function auditInThread(engineVersion: string, entry: URL = ENTRY, memoryMb = MEMORY_MB): WebDeps["audit"] {
  const door = threadDoor("file", BUSY);
  return (question, limits) => door(limits, () => auditOnce(question, limits, engineVersion, entry, memoryMb));
}

async function auditOnce(
  question: AuditQuestion,
  limits: AuditLimits,
  engineVersion: string,
  entry: URL,
  memoryMb: number,
): Promise<AuditAnswer> {
  const bytes = question.bytes.slice();
  const data = { ...question, bytes, engineVersion, rows: limits.rows };
  const answer = await workInThread<ThreadAnswer>(entry, data, {
    timeMs: limits.timeMs,
    memoryMb,
    transfer: [bytes.buffer],
  }).catch((cause: unknown) => {
    throw cause instanceof ThreadLimitReached ? tooSlow(limits) : cause;
  });
  if ("tooManyRows" in answer)
    throw new Refused(
      "too_large",
      "file",
      `The file has ${answer.tooManyRows} rows; we take ${limits.rows} at once. ${INSTEAD}`,
    );
  return answer;
}

const tooSlow = (limits: AuditLimits): Refused =>
  new Refused("too_slow", "file", `Checking took longer than ${limits.timeMs / 1000} seconds. ${INSTEAD}`);
