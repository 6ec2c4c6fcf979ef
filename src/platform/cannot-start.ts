/** Why openfees cannot start, or a database command cannot run. A closed list: scripts may rely on these codes. */
export const CANNOT_START_CODES = [
  "setting_unknown",
  "setting_bad",
  "url_invalid",
  "host_not_found",
  "connection_refused",
  "no_primary",
  "password_refused",
  "passwords_damaged",
  "database_missing",
  "server_too_old",
  "server_not_ready",
  "server_full",
  "tls_refused",
  "needs_administrator",
  "data_dir_unwritable",
  "data_dir_unreachable",
  "data_dir_in_use",
  "data_dir_other_version",
  "disk_full",
  "port_busy",
  "embedded_missing",
  "embedded_failed",
  "instance_busy",
  "node_too_old",
  "migration_failed",
  "database_newer",
  "pack_older",
  "pack_reused_version",
  "pack_invalid",
] as const;

export type CannotStartCode = (typeof CANNOT_START_CODES)[number];

/** One clear line for the person at the terminal: what is wrong and what would fix it. The door exits with status 2. */
export class CannotStart extends Error {
  override name = "CannotStart";
  readonly code: CannotStartCode;
  /** Text to print below the line, such as the SQL an administrator runs. */
  readonly details: string | undefined;

  constructor(code: CannotStartCode, message: string, options: { cause?: unknown; details?: string } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}
