import type { Reply } from "./send.ts";

/** What came of a phase of attacks. */
export type Tally = {
  sent: number;
  readonly statuses: Record<string, number>;
  /** Answers that no attack may get, by what was sent. */
  readonly odd: string[];
};

export const emptyTally = (): Tally => ({ sent: 0, statuses: {}, odd: [] });

/** Not the sender's fault, not "come back": something broke, or somebody went away. */
const broke = (status: number): boolean => status === 0 || (status >= 500 && ![501, 503, 505].includes(status));

/** Words that only a file of this machine, a stack or a statement of SQL holds. */
const TOLD =
  /root:x:0|node_modules|\bat (?:async )?(?:[\w.<>]+ \()?(?:file:\/\/|node:|\/[\w/.-]+\.[jt]sx?:\d)|SELECT .* FROM|INSERT INTO|postgresql:\/\//;

export function count(tally: Tally, name: string, reply: Pick<Reply, "status" | "body">, silenceIsFine = false): void {
  tally.sent++;
  if (reply.status < 0) return;
  tally.statuses[reply.status] = (tally.statuses[reply.status] ?? 0) + 1;
  if (broke(reply.status) && !(reply.status === 0 && silenceIsFine))
    tally.odd.push(`${name}: ${reply.status || reply.body}`);
  if (TOLD.test(reply.body)) tally.odd.push(`${name}: it told what it should not: ${TOLD.exec(reply.body)?.[0]}`);
}

/** `200: 3, 503: 12`. */
export const statusesOf = ({ statuses }: Tally): string =>
  Object.entries(statuses)
    .map(([status, times]) => `${status === "0" ? "none" : status}: ${times}`)
    .join(", ");

/** Runs `work` over all of `list`, `width` at a time, until the time is over; answers how many were begun. */
export async function inLanes<T>(
  list: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (one: T, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async (_, lane) => {
      while (next < list.length && !signal.aborted) {
        const one = list[next++];
        if (one !== undefined) await work(one, lane);
      }
    }),
  );
}
