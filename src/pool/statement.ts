// What a statement does, as far as its text tells: whether it may be cancelled, and what it leaves behind in the session.
// A function called by a SELECT can do anything; the guide says so.
import { statementWords } from "./statement-words.ts";

export type StatementKind = "read" | "write" | "commit" | "begin" | "rollback" | "copy" | "listen" | "other";
export type Statement = { readonly kind: StatementKind; readonly dirty: boolean; readonly fingerprint: string };

const KINDS: Readonly<Record<string, StatementKind>> = {
  select: "read",
  values: "read",
  table: "read",
  show: "read",
  with: "read",
  fetch: "read",
  explain: "read",
  begin: "begin",
  start: "begin",
  commit: "commit",
  end: "commit",
  rollback: "rollback",
  abort: "rollback",
  copy: "copy",
  listen: "listen",
  set: "other",
  reset: "other",
  unlisten: "other",
  savepoint: "other",
  release: "other",
  deallocate: "other",
  declare: "other",
  move: "other",
  close: "other",
  discard: "other",
  prepare: "other",
  load: "other",
  lock: "other",
  notify: "write",
};
const WRITES: ReadonlySet<string> = new Set(["insert", "update", "delete", "merge", "truncate"]);

/** `SELECT * FROM fee WHERE id = 7` and `... = 8` are one: literals are left out, blanks folded, 120 characters kept. */
const fingerprintOf = (text: string): string =>
  text
    .slice(0, 400)
    .replace(/'[^']*(?:''[^']*)*/g, "?")
    .replace(/\b\d[\d.]*/g, "?")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 120);

function read(text: string): Statement {
  const statements = statementWords(text);
  // Several statements in one text are as careful as the most careful of them.
  const kinds = statements.map(kindOf);
  const kind = kinds.find((one) => one === "commit") ?? kinds.find((one) => one === "write") ?? kinds[0] ?? "other";
  return { kind, dirty: statements.some(leavesTraces), fingerprint: fingerprintOf(text) };
}

function kindOf(words: readonly string[]): StatementKind {
  const [first = "", second = ""] = words;
  if (first === "rollback") return second === "prepared" ? "commit" : words.includes("to") ? "other" : "rollback";
  if (first === "prepare") return second === "transaction" ? "commit" : "other";
  if ((first === "with" || first === "explain") && words.some((word) => WRITES.has(word))) return "write";
  return KINDS[first] ?? "write";
}

/** What outlives the transaction: settings, temporary tables, advisory locks, LISTEN, prepared statements, held cursors. */
function leavesTraces(words: readonly string[]): boolean {
  const [first = "", second = ""] = words;
  if (first === "listen" || first === "load") return true;
  if (first === "set") return second !== "local" && second !== "transaction" && second !== "constraints";
  if (first === "prepare") return second !== "transaction";
  return words.some((word, i) => {
    const next = words[i + 1] ?? "";
    if (word === "temp" || word === "temporary")
      return words[i - 1] === "into" || next === "table" || next === "view" || next === "sequence";
    if (word === "set_config") return next === "(";
    return (word === "with" && next === "hold") || /^pg_(?:try_)?advisory_lock/.test(word);
  });
}

const KEPT = 500;
const known = new Map<string, Statement>();
const NOTHING: Statement = { kind: "other", dirty: false, fingerprint: "" };

/** Reads a text once; the last few hundred are kept. */
export function statementOf(text: unknown): Statement {
  if (typeof text !== "string") return NOTHING;
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= KEPT) known.clear();
    found = read(text);
    // A text of megabytes is not worth keeping.
    if (text.length < 4_000) known.set(text, found);
  }
  return found;
}
