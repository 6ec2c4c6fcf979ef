import { connectionLost, DatabaseDown, OutcomeUnknown, PoolSaturated } from "./errors.ts";
import type { LeaseHandle } from "./lease.ts";

const READ_ONLY = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

export type Isolation = "read committed" | "repeatable read" | "serializable";
const LEVELS: ReadonlySet<string> = new Set<Isolation>(["read committed", "repeatable read", "serializable"]);

/** How a transaction begins; throws a `TypeError` for a level that PostgreSQL does not know. */
export function beginning(isolation: Isolation | undefined): string {
  if (isolation === undefined) return "BEGIN";
  if (!LEVELS.has(isolation))
    throw new TypeError(`There is no isolation level "${isolation}": ${[...LEVELS].join(", ")}.`);
  return `BEGIN ISOLATION LEVEL ${isolation.toUpperCase()}`;
}

export type Work<T> = (lease: LeaseHandle) => Promise<T>;
type Take = () => Promise<LeaseHandle>;

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Never repeated. */
export async function inTransaction<T>(take: Take, work: Work<T>, begin = "BEGIN"): Promise<T> {
  await using lease = await take();
  await lease.query(begin);
  let answer: T;
  try {
    answer = await work(lease);
  } catch (cause) {
    await lease.query("ROLLBACK").catch(() => lease.release(true));
    throw cause;
  }
  const { command } = await lease.query("COMMIT");
  if (command === "ROLLBACK") throw new Error("The transaction was rolled back: a statement in it had failed.");
  return answer;
}

/** Runs `work` in a savepoint of the lease's transaction: kept when it resolves, undone alone when it throws. */
export async function inSavepoint<T>(lease: LeaseHandle, name: string, work: Work<T>): Promise<T> {
  await lease.query(`SAVEPOINT ${name}`);
  let answer: T;
  try {
    answer = await work(lease);
  } catch (cause) {
    // Where even this fails the transaction stays failed, and its COMMIT says so.
    await lease.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`).catch(() => {});
    throw cause;
  }
  await lease.query(`RELEASE SAVEPOINT ${name}`);
  return answer;
}

/**
 * Runs `work` in one read-only transaction; once more when the connection was lost under it. `standby` gives a way to old
 * facts while no server takes writes, or undefined.
 */
export async function inReadOnly<T>(take: Take, work: Work<T>, standby: () => Take | undefined): Promise<T> {
  for (let again = 0; ; ) {
    try {
      return await inTransaction(standby() ?? take, work, READ_ONLY);
    } catch (cause) {
      const gone = connectionLost(cause) || cause instanceof OutcomeUnknown;
      const refused = cause instanceof DatabaseDown || cause instanceof PoolSaturated;
      // Refused after it was lost: by then it may be known that only a standby is left.
      if (refused && again < 2 && standby() !== undefined) again = 2;
      else if (gone && again < 1) again = 1;
      else throw cause;
    }
  }
}
