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

/** Reads everything published, and its history, in one transaction that changes nothing and sees one moment. */
export async function buildSnapshot(db: Kysely<Tables>): Promise<Snapshot> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
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
