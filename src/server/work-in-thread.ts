/** Work of our own that takes long: it runs in a thread, reads `workerData`, posts one answer and ends. Nothing foreign goes this way. */
import { Worker } from "node:worker_threads";

/** @throws whatever the thread failed with, or when it ended without an answer. */
export async function workInThread<A>(entry: URL, data: object, signal?: AbortSignal): Promise<A> {
  const worker = new Worker(entry, { workerData: data, env: {}, stdout: true, stderr: true });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<A>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the thread ended without an answer")));
      if (signal?.aborted) stop();
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
