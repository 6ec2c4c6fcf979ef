import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

/** Days of which it is still known what was used. */
const KEPT_DAYS = 7;

/**
 * Adds to what was used of `kind` on a day and answers what all processes together have used of it; rejects while the
 * database is away. `day` is a civil day.
 */
export const dayLedger =
  (db: () => Kysely<Tables> | undefined, kind: string) =>
  async (day: string, amount: number): Promise<number> => {
    const on = db();
    if (!on) throw new Error("the database is away");
    if (amount === 0) {
      const { rows } = await sql<{ amount: number }>`
        SELECT amount FROM day_use WHERE day = ${day}::date AND kind = ${kind}`.execute(on);
      return rows[0]?.amount ?? 0;
    }
    const { rows } = await sql<{ amount: number }>`
      INSERT INTO day_use (day, kind, amount) VALUES (${day}::date, ${kind}, ${amount})
      ON CONFLICT (day, kind) DO UPDATE SET amount = day_use.amount + excluded.amount RETURNING amount`.execute(on);
    const used = rows[0]?.amount ?? amount;
    // the first of a day
    if (used === amount) await sql`DELETE FROM day_use WHERE day < ${day}::date - ${KEPT_DAYS}::int`.execute(on);
    return used;
  };
