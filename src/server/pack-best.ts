/** The smallest form of pages, made in a thread of its own: it takes tenths of a second each, and nobody waits for it. */
import { workInThread } from "./work-in-thread.ts";

const ENTRY = new URL(
  import.meta.url.endsWith(".ts") ? "./pack-best-thread.ts" : "./pack-best-thread.js",
  import.meta.url,
);

/** Each body with brotli at its best, in order. */
export async function packBest(bodies: readonly Buffer[], signal?: AbortSignal): Promise<Buffer[]> {
  if (bodies.length === 0) return [];
  const data = bodies.map((body) => new Uint8Array(body));
  return (await workInThread<Uint8Array[]>(ENTRY, data, signal)).map((bytes) => Buffer.from(bytes));
}
