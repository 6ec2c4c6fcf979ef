/**
 * Reports in PostgreSQL. A report and the key it came with are stored in one transaction, so that a client who
 * does not know whether it was stored sends it again and it is stored once. Every failure becomes one of
 * three refusals: away, busy, or stored perhaps; `onTrouble` gets unexpected errors, without any value of a report.
 */
import { type Kysely, sql } from "kysely";
import { connectionLost, type Verdict } from "openfees-pool";
import { type RefusalCode, Refused } from "../app/refused.ts";
import type { Report, ReportBook, ReportOutcome, StoredReport } from "../app/report-fee.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { formatMinor, parseMinor } from "../domain/money/money.ts";
import { newReceipt } from "../platform/ids.ts";
import { canonicalJson, sha256Of } from "./canonical-json.ts";
import type { Tables } from "./tables.ts";

/** How often keys past their time are looked for, and how many are removed at once. */
const SWEEP_MS = 3_600_000;
const SWEEP_MOST = 1_000;

/** What is written down of a trouble: the code of PostgreSQL and the names of its promise and table. */
export type Trouble = { readonly code: string; readonly constraint?: string; readonly table?: string };

/** `db` is undefined while the database is away. */
export function createReportStore(
  db: () => Kysely<Tables> | undefined,
  onTrouble: (trouble: Trouble) => void = () => {},
): ReportBook {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const withDatabase = async <T>(work: (on: Kysely<Tables>) => Promise<T>): Promise<T> => {
    const on = db();
    if (!on) throw notNow();
    try {
      return await work(on);
    } catch (cause) {
      const refusal = refusalOf(cause);
      if (refusal !== cause && !isExpected(cause)) onTrouble(troubleOf(cause));
      throw refusal;
    }
  };
  const sweep = async (on: Kysely<Tables>) => {
    if (performance.now() - sweptAt < SWEEP_MS) return;
    sweptAt = performance.now();
    await sql`DELETE FROM request_key WHERE key_sha256 IN
      (SELECT key_sha256 FROM request_key WHERE kept_until < now() ORDER BY kept_until LIMIT ${SWEEP_MOST})`.execute(
      on,
    );
  };
  return {
    add: (report, key) =>
      withDatabase(async (on) => {
        await sweep(on);
        return on.transaction().execute((tx) => addOnce(tx, report, key));
      }),
    find: (receipt) => withDatabase((on) => findOne(on, receipt)),
  };
}

async function addOnce(tx: Kysely<Tables>, report: Report, key: string) {
  const contentSha256 = sha256Of(canonicalJson({ ...report, amount: formatMinor(report.amount) }));
  const receipt = newReceipt();
  const keySha256 = sha256Of(key);
  const earlier = await ofReleaseBefore(tx, key, contentSha256);
  if (earlier !== undefined) return { receipt: earlier, again: true };
  // One that is being stored under this key is waited for; a key past its time is as good as none.
  const { rows: first } = await sql`
    INSERT INTO request_key (key_sha256, content_sha256, receipt) VALUES (${keySha256}, ${contentSha256}, ${receipt})
    ON CONFLICT (key_sha256) DO NOTHING RETURNING receipt`.execute(tx);
  if (first.length === 0) {
    const before = await tx
      .selectFrom("request_key")
      .select(["receipt", "content_sha256"])
      .where("key_sha256", "=", keySha256)
      .executeTakeFirstOrThrow();
    if (before.content_sha256 !== contentSha256)
      throw new Refused("key_reused", null, { code: "refused.key_reused", facts: {} });
    return { receipt: before.receipt, again: true };
  }
  const { jurisdiction, bank, service, currency, on, words } = report;
  await sql`
    INSERT INTO report (receipt, jurisdiction, bank_id, service_id, amount, currency, charged_on, words)
    VALUES (${receipt}, ${jurisdiction}, ${bank}, ${service}, ${formatMinor(report.amount)}::numeric, ${currency},
            ${on}::date, ${words})`.execute(tx);
  return { receipt, again: false };
}

/**
 * The receipt of the same report that the release before took under this key. It kept a key without its client, so that
 * another client's report under that key is passed over: only equal content counts. A key lives two days.
 */
async function ofReleaseBefore(tx: Kysely<Tables>, key: string, contentSha256: string): Promise<string | undefined> {
  const withoutClient = key.slice(key.lastIndexOf(" ") + 1);
  if (withoutClient === key) return undefined;
  const row = await tx
    .selectFrom("request_key")
    .select("receipt")
    .where("key_sha256", "=", sha256Of(withoutClient))
    .where("content_sha256", "=", contentSha256)
    .where(sql<boolean>`kept_until > now()`)
    .executeTakeFirst();
  return row?.receipt;
}

async function findOne(db: Kysely<Tables>, receipt: string): Promise<StoredReport | undefined> {
  const row = await db
    .selectFrom("report")
    .select(["jurisdiction", "bank_id", "service_id", "currency"])
    .select([
      sql<string>`amount::text`.as("amount"),
      sql<string>`charged_on::text`.as("on"),
      sql<string>`to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`.as("receivedAt"),
      sql<ReportOutcome | null>`(SELECT outcome FROM report_closing c WHERE c.report_id = report.report_id)`.as(
        "outcome",
      ),
    ])
    .where("receipt", "=", receipt)
    .executeTakeFirst();
  if (!row) return undefined;
  const amount = parseMinor(row.amount);
  if (amount === undefined) throw new Error("a stored amount is no sum");
  const { jurisdiction, bank_id: bank, service_id: service, currency, receivedAt, outcome } = row;
  return { receipt, jurisdiction, bank, service, amount, currency, on: row.on as CivilDate, receivedAt, outcome };
}

/** The refusal while nothing can be stored. */
export const notNow = (): Refused => new Refused("database_away", null, { code: "refused.not_stored", facts: {} });

/** The pool's own words for the troubles that are expected, and PostgreSQL's; all others mean that it is away. */
const CODES: Readonly<Record<string, RefusalCode>> = {
  pool_saturated: "busy",
  outcome_unknown: "outcome_unknown",
  database_down: "database_away",
  lease_lost: "database_away",
  scope_ended: "database_away",
  "53300": "database_away",
  "57014": "database_away",
  "55P03": "database_away",
};
const SAID = { busy: "refused.many_write", outcome_unknown: "refused.perhaps_stored" } as const;

const codeOf = (cause: unknown): string => String((cause as { code?: unknown } | null)?.code ?? "");
const isExpected = (cause: unknown): boolean => codeOf(cause) in CODES || connectionLost(cause);

function troubleOf(cause: unknown): Trouble {
  const { name = "Error", constraint, table } = cause as { name?: string; constraint?: string; table?: string };
  return { code: codeOf(cause) || name, ...(constraint ? { constraint } : {}), ...(table ? { table } : {}) };
}

/**
 * Turns any error of storing or looking up into a refusal. A full pool is called busy only where the pool's verdict is LOAD:
 * a lock, a leak or a slow disk fills it as well.
 */
export function refusalOf(cause: unknown): Refused {
  if (cause instanceof Refused) return cause;
  const code = CODES[codeOf(cause)] ?? "database_away";
  if (code === "busy" && (cause as { verdict?: Verdict }).verdict !== "LOAD") return notNow();
  const said = code === "busy" || code === "outcome_unknown" ? SAID[code] : undefined;
  return said === undefined ? notNow() : new Refused(code, null, { code: said, facts: {} });
}
