import { type Kysely, sql } from "kysely";
import { assembleVersion } from "../pack-store.ts";
import type { Tables } from "../tables.ts";
import type { KnownPack, Snapshot } from "./snapshot.ts";

const instant = (which: "lower" | "upper") =>
  sql<string | null>`to_char(${sql.raw(which)}(recorded) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The name of what is published now: one small query, asked often. */
export async function publishedNow(db: Kysely<Tables>): Promise<string> {
  const rows = await db
    .selectFrom("pack_version")
    .select(["jurisdiction", "version", "content_sha256 as content"])
    .where(sql<boolean>`upper_inf(recorded)`)
    .orderBy("jurisdiction")
    .execute();
  return rows.map((row) => `${row.jurisdiction} ${row.version} ${row.content}`).join(", ");
}

/** One lock for each build that may run at a time, over all machines on this database. */
const BUILDERS = [7_305_117_260_413, 7_305_117_260_414] as const;

/** Takes a place among the builders until the transaction ends; false when all are taken. */
async function takeTurn(tx: Kysely<Tables>): Promise<boolean> {
  for (const place of BUILDERS) {
    const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${place}::bigint) AS mine`.execute(
      tx,
    );
    if (rows[0]?.mine) return true;
  }
  return false;
}

/**
 * Reads everything published, and its history, in one transaction that changes nothing and sees one moment. undefined:
 * two others in the fleet are building, so this one should try again soon.
 */
export async function buildSnapshot(db: Kysely<Tables>): Promise<Snapshot | undefined> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      if (!(await takeTurn(tx))) return undefined;
      const published = await publishedNow(tx);
      const rows = await tx
        .selectFrom("pack_version")
        .select(["pack_version_id as id", "jurisdiction", "version", "content_sha256 as content", "head"])
        .select(["row_order as order", instant("lower").as("from"), instant("upper").as("until")])
        .orderBy("pack_version_id")
        .execute();
      const packs: KnownPack[] = [];
      for (const row of rows)
        packs.push({
          pack: await assembleVersion(tx, row.jurisdiction, row),
          from: row.from as string,
          until: row.until,
        });
      return { madeAt: new Date().toISOString(), published, packs };
    });
}
