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
const PERSONAL = ["password", "narration", "query", "body", "headers", "ip", "remoteAddress", "fileName"];

export function createLog(level: LogLevel, out: DestinationStream = pino.destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: safeError },
      hooks: { streamWrite: withoutSecrets },
      redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`]), remove: true },
    },
    out,
  );
}
