// What a statement does, as far as its text tells: whether it may be cancelled, and what it leaves behind in the session.
// A function called by a SELECT can do anything; the guide says so.

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
const WRITES = /\b(?:insert|update|delete|merge|truncate)\b/i;
const COMMITS = /\b(?:commit|prepare\s+transaction)\b/i;
/** What outlives the transaction: settings, temporary tables, advisory locks, LISTEN, prepared statements, held cursors. */
const DIRTY =
  /(?:^|;)\s*(?:set\s+(?!local\b|transaction\b|constraints\b)|listen\b|prepare\s+(?!transaction\b)|load\b)|\btemp(?:orary)?\s+(?:table|view|sequence)\b|\binto\s+temp|\bset_config\s*\(|\bpg_(?:try_)?advisory_lock|\bwith\s+hold\b/i;
const START = /^(?:\s+|--[^\n]*\n?|\/\*[\s\S]*?\*\/|\()*([a-z]+)/i;

/** `SELECT * FROM fee WHERE id = 7` and `... = 8` are one: literals are left out, blanks folded, 120 characters kept. */
const fingerprintOf = (text: string): string =>
  text
    .slice(0, 400)
    .replace(/'(?:[^']|'')*'?/g, "?")
    .replace(/\b\d+(?:\.\d+)?\b/g, "?")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 120);

function read(text: string): Statement {
  const word = START.exec(text)?.[1]?.toLowerCase() ?? "";
  let kind: StatementKind = word === "" ? "other" : (KINDS[word] ?? "write");
  if ((word === "with" || word === "explain") && WRITES.test(text)) kind = "write";
  if (word === "rollback" && /^\s*rollback\s+(?:to|prepared)\b/i.test(text))
    kind = /prepared/i.test(text) ? "commit" : "other";
  if (word === "prepare" && COMMITS.test(text)) kind = "commit";
  // Several statements in one text are as careful as the most careful of them.
  if (text.includes(";") && /;\s*\S/.test(text)) {
    if (COMMITS.test(text)) kind = "commit";
    else if (WRITES.test(text) && kind !== "commit") kind = "write";
  }
  return { kind, dirty: DIRTY.test(text), fingerprint: fingerprintOf(text) };
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
