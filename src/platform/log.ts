import { type DestinationStream, type Logger, pino } from "pino";
import { safeError } from "./safe-error.ts";
import { withoutSecrets } from "./secrets.ts";

export const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * JSON lines on standard error: standard output carries only the answer, such as the address of `serve`. Callers pass
 * route names, codes and durations; never a query, a body, a narration or an address of a person. Whatever slips
 * through under these names is cut out, and so are the secrets of this process; of an error only what `safeError` lets.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  "password",
  "narration",
  "query",
  "body",
  "headers",
  "ip",
  "remoteAddress",
  "fileName",
]);

type Fields = Record<string, unknown>;

/**
 * Fields without the personal ones, in them and one level down. pino's own `redact` does the same, and half of what a line
 * costs was spent there: every answer writes one.
 */
function withoutPersonal(fields: Fields, deep = true): Fields {
  const left: Fields = {};
  for (const name of Object.keys(fields)) {
    if (PERSONAL.has(name)) continue;
    const value = fields[name];
    left[name] = deep && isPlain(value) ? withoutPersonal(value, false) : value;
  }
  return left;
}

/** An error is none: its serializer says what is let through. */
const isPlain = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export function createLog(level: LogLevel, out: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => withoutPersonal(fields) },
      serializers: { err: safeError },
      hooks: { streamWrite: withoutSecrets },
    },
    out,
  );
}
