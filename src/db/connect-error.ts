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

/** Says in one line why PostgreSQL cannot be used. An error that has no line of its own is given back as it came. */
export function connectError(cause: unknown, at: ServerName): unknown {
  if (cause instanceof CannotStart) return cause;
  const place = `${at.host}:${at.port}`;
  switch (codeOf(cause)) {
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
      return new CannotStart(
        "connection_refused",
        `PostgreSQL does not answer at ${place}. Start it, or correct DATABASE_URL.`,
        { cause },
      );
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
