import { CannotStart } from "../platform/cannot-start.ts";

/** How a server is named to a person: never with its password. */
export type ServerName = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

const codeOf = (cause: unknown): string => {
  if (typeof cause !== "object" || cause === null) return "";
  const code = (cause as { code?: unknown }).code;
  if (typeof code === "string") return code;
  const first = (cause as { errors?: unknown[] }).errors?.[0];
  return first === undefined ? "" : codeOf(first);
};

/** Some errors of the driver have no code, only words. */
function codeOfWords(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : "";
  if (/timeout expired/i.test(words)) return "timeout";
  return /\b(SSL|TLS|certificate)\b/i.test(words) ? "tls" : "";
}

/** All connections of the server, or of this role, are taken: this passes. */
export const isFull = (cause: unknown): boolean => codeOf(cause) === "53300";

const LOST = /^(57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE)$/;

/** Whether PostgreSQL went away under a statement or is just coming back, so that a step that is safe to repeat may be. */
export function isLostConnection(cause: unknown): boolean {
  if (cause instanceof CannotStart)
    return ["connection_refused", "server_not_ready", "no_primary"].includes(cause.code);
  if (LOST.test(codeOf(cause)) || codeOf(cause) === "database_down") return true;
  return (
    cause instanceof Error &&
    /connection (terminated|ended)|client has encountered a connection error|not queryable/i.test(cause.message)
  );
}

/** Says in one line why PostgreSQL cannot be used. An error that has no line of its own is given back as it came. */
export function connectError(cause: unknown, at: ServerName): unknown {
  if (cause instanceof CannotStart) return cause;
  const place = `${at.host}:${at.port}`;
  switch (codeOf(cause) || codeOfWords(cause)) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new CannotStart(
        "host_not_found",
        `No machine called ${at.host} was found. Check the host in DATABASE_URL.`,
        { cause },
      );
    case "ECONNREFUSED":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENOENT":
    case "timeout":
      return new CannotStart(
        "connection_refused",
        `PostgreSQL does not answer at ${place}. Start it, or correct DATABASE_URL.`,
        { cause },
      );
    case "database_down": {
      // One that answers, and does not let us in, is not away.
      const refused = connectError((cause as Error).cause, at);
      if (refused instanceof CannotStart) return refused;
      return new CannotStart(
        "no_primary",
        `None of the servers in DATABASE_URL takes writes. ${(cause as Error).message}`,
        { cause },
      );
    }
    case "28P01":
    case "28000":
      return new CannotStart(
        "password_refused",
        `PostgreSQL at ${place} does not let the user "${at.user}" in. Check the user and password in DATABASE_URL.`,
        { cause },
      );
    case "3D000":
      return new CannotStart(
        "database_missing",
        `PostgreSQL at ${place} has no database "${at.database}". Create it, or correct DATABASE_URL.`,
        { cause },
      );
    case "57P03":
      return new CannotStart(
        "server_not_ready",
        `PostgreSQL at ${place} is still starting or stopping. Try again in a moment.`,
        { cause },
      );
    case "53300":
      return new CannotStart(
        "server_full",
        `PostgreSQL at ${place} has no connection left for the user "${at.user}". Close other programs, or raise max_connections or the user's CONNECTION LIMIT.`,
        { cause },
      );
    case "tls":
      return new CannotStart(
        "tls_refused",
        `PostgreSQL at ${place} and openfees do not agree on TLS (${(cause as Error).message}). Check sslmode in DATABASE_URL.`,
        { cause },
      );
    case "53100":
    case "ENOSPC":
      return new CannotStart(
        "disk_full",
        `PostgreSQL at ${place} has no room left on its disk. Free some space and start again.`,
        { cause },
      );
    default:
      return cause;
  }
}
