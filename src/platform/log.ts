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

/**
 * Lines go out together, so many bytes or so many milliseconds at a time: written one by one they cost an answer from memory
 * a tenth of its time. Less than a pipe takes in one piece, so that lines of two processes do not mix.
 */
const TOGETHER = { minLength: 3_072, periodicFlush: 100, sync: true } as const;
const WARN = 40;

type Out = DestinationStream & { flushSync?(): void };

/** Where lines are written: a file, or standard error. What is left goes out when the process exits. */
export function logTo(file: string | 2): Out {
  const out = pino.destination({ dest: file, ...TOGETHER });
  process.on("exit", () => out.flushSync());
  return out;
}

/** `2026-11-30T12:00:00.123Z`, made anew once a second but for its milliseconds. */
let [second, upToIt] = [Number.NaN, ""];
function isoTime(): string {
  const now = Date.now();
  const of = Math.floor(now / 1_000);
  if (of !== second) [second, upToIt] = [of, new Date(now).toISOString().slice(0, 20)];
  return `,"time":"${upToIt}${String(now % 1_000).padStart(3, "0")}Z"`;
}

export function createLog(level: LogLevel, out: Out = logTo(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => withoutPersonal(fields) },
      serializers: { err: safeError },
      hooks: {
        streamWrite: withoutSecrets,
        // whoever is called by a warning does not wait, and a crash right after it loses nothing
        logMethod(args, method, of) {
          method.apply(this, args);
          if (of >= WARN) out.flushSync?.();
        },
      },
    },
    out,
  );
}
