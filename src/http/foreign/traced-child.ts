import { tracingChannel } from "node:diagnostics_channel";
import { ChildDied, type JobUse } from "../../server/walled-child.ts";

/** `start` when a stranger's bytes wait for a place, then once `asyncEnd`; of an answer or a death, what it took. */
export type TracedChild = { readonly asked: string; use?: JobUse; error?: unknown };

export const CHILD_CHANNEL = "openfees.child.job";
const jobs = tracingChannel<object, TracedChild>(CHILD_CHANNEL);

/** Does the job, seen by whoever listens on `node:diagnostics_channel`. */
export async function tracedChild<T extends { readonly use: JobUse }>(
  asked: string,
  job: () => Promise<T>,
): Promise<T> {
  if (!jobs.hasSubscribers) return job();
  const message: TracedChild = { asked };
  jobs.start.publish(message);
  try {
    const answer = await job();
    message.use = answer.use;
    return answer;
  } catch (cause) {
    message.error = cause;
    if (cause instanceof ChildDied) message.use = cause.use;
    throw cause;
  } finally {
    jobs.asyncEnd.publish(message);
  }
}
