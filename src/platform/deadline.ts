/** Thrown by `withDeadline` when the time is up. */
export class DeadlinePassed extends Error {
  override name = "DeadlinePassed";
}

/** Settles like `work`, or throws `DeadlinePassed` after `timeoutMs`. The work itself is not stopped. No timer stays. */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new DeadlinePassed(`${what} took longer than ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks `ready` again and again until it answers something or `timeoutMs` have passed (then undefined). */
export async function pollUntil<T>(
  ready: () => Promise<T | undefined> | T | undefined,
  timeoutMs: number,
  everyMs = 10,
): Promise<T | undefined> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ready();
    if (answer !== undefined) return answer;
    if (performance.now() >= end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
