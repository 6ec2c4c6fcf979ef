import { CannotStart } from "./cannot-start.ts";
import { withoutSecrets } from "./secrets.ts";

/** An error as it may be printed. */
export type SafeError = {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Where it was thrown, innermost first. */
  readonly at: readonly string[];
  readonly cause?: SafeError;
};

const DEEPEST = 4;
const MOST_FRAMES = 20;

/**
 * What may be printed of an error: its kind, code, message and places, and the same of its causes. None of its other
 * fields, where Node and the driver keep what they choked on (the whole address, the row); and of messages that quote
 * what was read (JSON, addresses, values in SQL) not the quotation.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "something that is no error was thrown", at: [] };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === "string" ? { code: withoutSecrets(code) } : {}),
    message: withoutSecrets(messageOf(error, code)),
    at: framesOf(error),
    ...(error.cause !== undefined && depth < DEEPEST ? { cause: safeError(error.cause, depth + 1) } : {}),
  };
}

function messageOf(error: Error, code: unknown): string {
  if (error instanceof CannotStart) return error.message;
  // these quote the text that they could not read
  if (error instanceof SyntaxError || error instanceof URIError) return "could not be read";
  const message = error.message.slice(0, 1_000);
  // Node's own errors of arguments end in the value, those of the platform quote it
  if (typeof code === "string" && code.startsWith("ERR_")) return message.replace(/(Received|:).*$/s, "$1 ...");
  if (error instanceof TypeError || error instanceof RangeError) return message.replace(/".*"/s, '"..."');
  // PostgreSQL's: invalid input syntax for type numeric: "..."
  return "severity" in error ? message.replace(/: ".*$/s, ": ...") : message;
}

const framesOf = ({ stack = "" }: Error): string[] =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => withoutSecrets(line.trim()));

/** The same as lines for a terminal. */
export function safeErrorText(error: unknown): string {
  const lines: string[] = [];
  for (let one: SafeError | undefined = safeError(error); one; one = one.cause) {
    const code = one.code === undefined ? "" : ` [${one.code}]`;
    lines.push(`${lines.length === 0 ? "" : "because of "}${one.type}: ${one.message}${code}`);
    lines.push(...one.at.map((at) => `    ${at}`));
  }
  return `${lines.join("\n")}\n`;
}
