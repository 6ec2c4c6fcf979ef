/**
 * Packs in PostgreSQL, where nothing is overwritten. `loadPack` publishes a version in one transaction: rows
 * that say the same stay, changed and vanished rows get their recorded time closed, new ones are added. `current` and
 * `knownAt` put the very same pack together again and prove it by its hash.
 */
import { type Kysely, sql, type Transaction } from "kysely";
import type { Instant, PackSource } from "../app/context.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { compareVersions } from "../domain/fees/pack-version.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { canonicalJson, sha256Of } from "./canonical-json.ts";
import { joinStreams, type Tariff, withTariff } from "./join-streams.ts";
import { headOf, keyOf, PACK_LISTS, type PackList, type PackRow } from "./pack-rows.ts";
import type { Tables } from "./tables.ts";

export type Published = {
  readonly published: boolean;
  readonly added: number;
  readonly closed: number;
  readonly kept: number;
};
export type PackStore = PackSource & {
  loadPack(pack: Pack): Promise<Published>;
  /** Publishes one bank's prices beside what is stored of everything else. */
  loadTariff(jurisdiction: string, bank: string, tariff: Tariff): Promise<Published>;
};

export type Version = {
  id: string;
  version: string;
  content: string;
  head: Record<string, unknown>;
  order: Record<string, number[]>;
};
type Kept = { readonly rowId: number; readonly key: string; readonly body: unknown };

/** How many versions of the past are held in memory. */
const CACHED = 16;

export function createPackStore(db: Kysely<Tables>): PackStore {
  const cache = new Map<string, Pack>();
  const read = async (jurisdiction: string, at: Instant | undefined): Promise<Pack | undefined> => {
    const version = await versionAt(db, jurisdiction, at);
    if (!version) return undefined;
    const known = cache.get(version.id);
    if (known) return known;
    const pack = await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute((tx) => assembleVersion(tx, jurisdiction, version));
    cache.set(version.id, pack);
    for (const oldest of cache.keys()) if (cache.size > CACHED) cache.delete(oldest);
    return pack;
  };
  return {
    current: async (jurisdiction) => {
      const pack = await read(jurisdiction, undefined);
      if (!pack) throw new Error(`no pack "${jurisdiction}" was ever loaded`);
      return pack;
    },
    knownAt: (jurisdiction, at) => read(jurisdiction, at),
    loadPack: (pack) =>
      db
        .transaction()
        .execute((tx) => publish(tx, pack.jurisdiction, (stored) => (stored ? joinStreams(stored, pack) : pack)))
        .catch((cause) => Promise.reject(publishError(pack, cause))),
    loadTariff: (jurisdiction, bank, tariff) =>
      db
        .transaction()
        .execute((tx) =>
          publish(tx, jurisdiction, (stored) => {
            if (!stored) throw new Error(`no pack "${jurisdiction}" was ever loaded`);
            return withTariff(stored, bank, tariff);
          }),
        )
        .catch((cause) => Promise.reject(publishError({ jurisdiction, version: tariff.version }, cause))),
  };
}

async function versionAt(
  db: Kysely<Tables>,
  jurisdiction: string,
  at: Instant | undefined,
): Promise<Version | undefined> {
  const row = await db
    .selectFrom("pack_version")
    .select(["pack_version_id as id", "version", "content_sha256 as content", "head", "row_order as order"])
    .where("jurisdiction", "=", jurisdiction)
    .where(at === undefined ? sql<boolean>`upper_inf(recorded)` : sql<boolean>`recorded @> ${at}::timestamptz`)
    .executeTakeFirst();
  return row;
}

const kindOf = (list: PackList) => (list.kind === undefined ? sql`true` : sql`kind = ${list.kind}`);

async function rowsOf(
  tx: Transaction<Tables>,
  jurisdiction: string,
  list: PackList,
  ids: readonly number[] | undefined,
): Promise<Kept[]> {
  // Rows of a version are asked for by the version's own list; what stands now is what has an open recorded time.
  const which = ids === undefined ? sql`upper_inf(recorded)` : sql`row_id = ANY(${ids}::bigint[])`;
  const { rows } = await sql<{ row_id: string; body: unknown }>`
    SELECT row_id, body FROM ${sql.table(list.table)}
     WHERE jurisdiction = ${jurisdiction} AND ${kindOf(list)} AND ${which}`.execute(tx);
  return rows.map((row) => ({ rowId: Number(row.row_id), key: keyOf(row.body), body: row.body }));
}

/** Puts one published version together again; throws when it is not what was published. */
export async function assembleVersion(tx: Transaction<Tables>, jurisdiction: string, version: Version): Promise<Pack> {
  const pack: Record<string, unknown> = { ...version.head };
  for (const list of PACK_LISTS) {
    const order = version.order[list.list] ?? [];
    const bodies = new Map((await rowsOf(tx, jurisdiction, list, order)).map((row) => [row.rowId, row.body]));
    pack[list.list] = order.map((id) => bodies.get(id));
  }
  if (sha256Of(canonicalJson(pack)) !== version.content)
    throw new Error(`the stored pack ${jurisdiction} ${version.version} is not what was published: its hash differs`);
  return pack as unknown as Pack;
}

async function publish(
  tx: Transaction<Tables>,
  jurisdiction: string,
  join: (stored: Pack | undefined) => Pack,
): Promise<Published> {
  // Loaders of one jurisdiction go one after the other; the lock ends with the transaction.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`openfees pack ${jurisdiction}`}, 0))`.execute(tx);
  const last = await versionAt(tx, jurisdiction, undefined);
  const pack = join(last && (await assembleVersion(tx, jurisdiction, last)));
  const content = sha256Of(canonicalJson(pack));
  if (last) {
    const order = compareVersions(pack.version, last.version);
    if (order < 0)
      throw new CannotStart(
        "pack_older",
        `The pack ${pack.jurisdiction} ${pack.version} is older than ${last.version}, which is stored. Nothing was changed.`,
      );
    if (order === 0 && content === last.content)
      return { published: false, added: 0, closed: 0, kept: countRows(pack) };
    if (order === 0)
      throw new CannotStart(
        "pack_reused_version",
        `The pack ${pack.jurisdiction} ${pack.version} was changed since it was stored. Give it a new version. Nothing was changed.`,
      );
  }
  const at = await nextInstant(tx, pack.jurisdiction);
  const total = { added: 0, closed: 0, kept: 0 };
  const rowOrder: Record<string, number[]> = {};
  for (const list of PACK_LISTS) {
    const rows = list.rowsOf(pack);
    const before = await rowsOf(tx, pack.jurisdiction, list, undefined);
    const wanted = new Set(rows.map((row) => keyOf(row.body)));
    const there = new Set(before.map((row) => row.key));
    const gone = before.filter((row) => !wanted.has(row.key)).map((row) => row.rowId);
    const fresh = rows.filter((row) => !there.has(keyOf(row.body)));
    if (gone.length > 0)
      await sql`UPDATE ${sql.table(list.table)} SET recorded = tstzrange(lower(recorded), ${at}::timestamptz) WHERE row_id = ANY(${gone}::bigint[])`.execute(
        tx,
      );
    if (fresh.length > 0) await insertRows(tx, pack.jurisdiction, list, fresh, at);
    const now = new Map((await rowsOf(tx, pack.jurisdiction, list, undefined)).map((row) => [row.key, row.rowId]));
    rowOrder[list.list] = rows.map((row) => now.get(keyOf(row.body)) as number);
    total.added += fresh.length;
    total.closed += gone.length;
    total.kept += rows.length - fresh.length;
  }
  await sql`UPDATE pack_version SET recorded = tstzrange(lower(recorded), ${at}::timestamptz)
             WHERE jurisdiction = ${pack.jurisdiction} AND upper_inf(recorded)`.execute(tx);
  await sql`INSERT INTO pack_version (jurisdiction, version, sha256, content_sha256, head, row_order, recorded)
            VALUES (${pack.jurisdiction}, ${pack.version}, ${pack.sha256}, ${content}, ${JSON.stringify(headOf(pack))}::jsonb,
                    ${JSON.stringify(rowOrder)}::jsonb, tstzrange(${at}::timestamptz, NULL))`.execute(tx);
  return { published: true, ...total };
}

/** Now, to the millisecond, and always later than what is recorded, so that no recorded time is empty. */
async function nextInstant(tx: Transaction<Tables>, jurisdiction: string): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    SELECT to_char(greatest(date_trunc('milliseconds', clock_timestamp()), max(lower(recorded)) + interval '1 millisecond')
                   AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
      FROM pack_version WHERE jurisdiction = ${jurisdiction}`.execute(tx);
  return rows[0]!.at;
}

async function insertRows(
  tx: Transaction<Tables>,
  jurisdiction: string,
  list: PackList,
  rows: readonly PackRow[],
  at: string,
): Promise<void> {
  const own = list.columns.filter((name) => !name.startsWith("valid_"));
  const dated = own.length < list.columns.length;
  const names = sql.join(own.map((name) => sql.ref(name)));
  const given = sql.join(own.map((name) => sql`r.columns->>${sql.lit(name)}`));
  const valid = sql`, daterange((r.columns->>'valid_from')::date, (r.columns->>'valid_until')::date)`;
  await sql`
    INSERT INTO ${sql.table(list.table)} (jurisdiction, ${names}, body, recorded${dated ? sql`, valid` : sql``})
    SELECT ${jurisdiction}, ${given}, r.body, tstzrange(${at}::timestamptz, NULL)${dated ? valid : sql``}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(columns jsonb, body jsonb)`.execute(tx);
}

const countRows = (pack: Pack): number => PACK_LISTS.reduce((sum, list) => sum + pack[list.list].length, 0);

/** For data that violates a constraint: `CannotStart`, which names the constraint. Any other error is returned as it is. */
function publishError(pack: Pick<Pack, "jurisdiction" | "version">, cause: unknown): unknown {
  const { code, constraint, detail } = cause as { code?: string; constraint?: string; detail?: string };
  if (!["23P01", "23514", "23505", "22000", "22007", "22008", "23502"].includes(code ?? "")) return cause;
  const promise = constraint === undefined ? (cause as Error).message : `${constraint} would be broken`;
  return new CannotStart(
    "pack_invalid",
    `The pack ${pack.jurisdiction} ${pack.version} was refused: ${promise}. Nothing was changed.`,
    { cause, ...(detail === undefined ? {} : { details: detail }) },
  );
}
