import type pg from "pg";

/**
 * What PostgreSQL itself knows of the processes that use it. Every connection of a boot is called
 * `program/instance/boot`; one of them, its beat, runs a statement a few times a second, so that `pg_stat_activity` says
 * when the boot was last alive. No table, and nothing that a dead process could leave locked.
 */
export type Boot = {
  readonly boot: string;
  /** Milliseconds since it last gave a sign of life. */
  readonly silentMs: number;
};

export type Count = {
  /** Boots of the program on this server, this one included. */
  readonly boots: number;
  /** What the role may have at once. */
  readonly limit: number;
};

/** A boot that has been silent for longer may be frozen, cut off or dead. */
export const SILENT_MS = 1_000;
/**
 * Until then it may also be busy: a live process that just started, on a machine with no processor to spare, is silent for
 * a second and more. What it has is ended after this time and not before.
 */
export const GONE_MS = 2 * SILENT_MS;
const BEAT = "/* beat */";

const COUNT = `${BEAT} SELECT
  (SELECT count(DISTINCT application_name)::int FROM pg_stat_activity
    WHERE usename = session_user AND starts_with(application_name, $1)) AS boots,
  (SELECT least(nullif(rolconnlimit, -1), current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0))::int
    FROM pg_roles WHERE rolname = session_user) AS limit`;

const SILENT = `extract(epoch FROM clock_timestamp()
  - greatest(max(backend_start), max(query_start) FILTER (WHERE starts_with(query, '${BEAT}')))) * 1000`;
const OTHERS = `SELECT split_part(application_name, '/', 3) AS boot, (${SILENT})::float8 AS "silentMs"
FROM pg_stat_activity WHERE usename = session_user AND starts_with(application_name, $1)
GROUP BY 1 HAVING split_part(application_name, '/', 3) <> $2`;

/** Looked at again under the lock: who has come back to life meanwhile is left alone. */
const END_SILENT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = session_user
  AND application_name IN (SELECT application_name FROM pg_stat_activity
    WHERE usename = session_user AND application_name = ANY ($1)
    GROUP BY application_name HAVING ${SILENT} > ${GONE_MS})`;

export class Boots {
  readonly #client: pg.Client;
  readonly #program: string;
  readonly #name: string;

  constructor(client: pg.Client, program: string, name: string) {
    this.#client = client;
    this.#program = program;
    this.#name = name;
  }

  /** The sign of life itself. */
  async beat(): Promise<Count> {
    const { rows } = await this.#client.query<Count>(COUNT, [`${this.#program}/`]);
    return rows[0] ?? { boots: 1, limit: 1 };
  }

  /** Other boots of the same instance, the oldest first. */
  async others(own: string): Promise<Boot[]> {
    const { rows } = await this.#client.query<Boot>(OTHERS, [`${this.#program}/${this.#name}/`, own]);
    return rows.toSorted((a, b) => (a.boot < b.boot ? -1 : 1));
  }

  #called(boot: string): string {
    return `${this.#program}/${this.#name}/${boot}`;
  }

  async listen(boot: string): Promise<void> {
    await this.#client.query(`LISTEN ${this.#client.escapeIdentifier(this.#called(boot))}`);
  }

  /** Notifies a boot that another one has taken its place. A frozen process reads the notice when it goes on. */
  async tell(boot: string, by: string): Promise<void> {
    await this.#client.query("SELECT pg_notify($1, $2)", [this.#called(boot), by]);
  }

  /** Ends the sessions of those that are silent for `GONE_MS` even now, one sweeper at a time. */
  async endSilent(boots: readonly string[]): Promise<void> {
    await this.#client.query("BEGIN");
    try {
      await this.#client.query("SET LOCAL lock_timeout = 2000");
      await this.#client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
        `${this.#program}/${this.#name}`,
      ]);
      await this.#client.query(END_SILENT, [boots.map((boot) => this.#called(boot))]);
    } finally {
      await this.#client.query("ROLLBACK");
    }
  }
}
