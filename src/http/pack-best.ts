/** The smallest form of pages, made in a thread of its own: it takes tenths of a second each, and nobody waits for it. */
import { Worker } from "node:worker_threads";

const ENTRY = new URL(
  import.meta.url.endsWith(".ts") ? "./pack-best-thread.ts" : "./pack-best-thread.js",
  import.meta.url,
);

/** Each body with brotli at its best, in order. */
export async function packBest(bodies: readonly Buffer[], signal?: AbortSignal): Promise<Buffer[]> {
  if (bodies.length === 0) return [];
  const worker = new Worker(ENTRY, { workerData: bodies.map((body) => new Uint8Array(body)), env: {} });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<Buffer[]>((resolve, reject) => {
      worker.once("message", (packed: Uint8Array[]) => resolve(packed.map((bytes) => Buffer.from(bytes))));
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the thread that packs pages ended without an answer")));
      if (signal?.aborted) stop();
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
