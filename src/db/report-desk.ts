import type pg from "pg";
import { REPORT_OUTCOMES, type ReportOutcome } from "../app/report-fee.ts";
import { withClient } from "./connect.ts";
import type { ServerConfig } from "./database-url.ts";

/** A report as those see it who look into it. `closedAt`, `outcome` and `note` are null while it is open. */
export type DeskReport = {
  readonly receipt: string;
  readonly jurisdiction: string;
  readonly bank: string;
  readonly service: string;
  readonly amount: string;
  readonly currency: string;
  readonly on: string;
  readonly words: string;
  readonly receivedAt: string;
  readonly outcome: ReportOutcome | null;
  readonly note: string | null;
  readonly closedAt: string | null;
};

export type ReportDesk = {
  /** The oldest first; open ones only unless `all`. */
  list(asked: { readonly all: boolean; readonly most: number }): Promise<readonly DeskReport[]>;
  find(receipt: string): Promise<DeskReport | undefined>;
  /** Reports whether there is such a report and it was open. */
  close(receipt: string, outcome: ReportOutcome, note: string): Promise<"closed" | "unknown" | "closed_before">;
};

const AT = `AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
const SELECT = `SELECT r.receipt, r.jurisdiction, r.bank_id AS bank, r.service_id AS service, r.amount::text AS amount,
  r.currency, r.charged_on::text AS "on", r.words, to_char(r.received_at ${AT}) AS "receivedAt",
  c.outcome, c.note, to_char(c.closed_at ${AT}) AS "closedAt"
  FROM openfees.report r LEFT JOIN openfees.report_closing c USING (report_id)`;

/** As the owner of the tables: the role of the web process may neither close a report nor change one. */
export function reportDesk(server: ServerConfig): ReportDesk {
  const as = <T>(work: (client: pg.Client) => Promise<T>) => withClient(server, "openfees_owner", work);
  const find = async (client: pg.Client, receipt: string) =>
    (await client.query<DeskReport>(`${SELECT} WHERE r.receipt = $1`, [receipt])).rows[0];
  return {
    list: ({ all, most }) =>
      as(async (client) => {
        const open = all ? "" : "WHERE c.report_id IS NULL";
        return (await client.query<DeskReport>(`${SELECT} ${open} ORDER BY r.report_id LIMIT $1`, [most])).rows;
      }),
    find: (receipt) => as((client) => find(client, receipt)),
    close: (receipt, outcome, note) =>
      as(async (client) => {
        if (!REPORT_OUTCOMES.includes(outcome)) throw new RangeError(`no outcome ${outcome}`);
        const { rowCount } = await client.query(
          `INSERT INTO openfees.report_closing (report_id, outcome, note)
           SELECT report_id, $2, $3 FROM openfees.report WHERE receipt = $1 ON CONFLICT DO NOTHING`,
          [receipt, outcome, note],
        );
        if (rowCount === 1) return "closed";
        return (await find(client, receipt)) ? "closed_before" : "unknown";
      }),
  };
}
