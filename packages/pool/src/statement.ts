// What a statement does, as far as its text shows.

import { NO_CALL, NO_CALL_BEHIND, PLAIN_CALLS, SPOILS } from "./known-functions.ts";
import { SqlScanner, type TokenKind } from "./sql-scanner.ts";

/** Whether a statement may be cancelled, and what an error on its way would mean. */
export type StatementKind = "read" | "write" | "commit" | "begin" | "rollback" | "copy" | "listen" | "other";

export type Statement = {
  readonly kind: StatementKind;
  /** It may leave something behind in the session: everything but plain reads, writes and words of a transaction. */
  readonly dirty: boolean;
  /** It changes the server's process so that no reset brings it back. */
  readonly spoils: boolean;
  /** Functions that it calls and that PostgreSQL does not bring: they can do anything. In lower case, with their schema. */
  readonly calls: readonly string[];
  /** The statement without values and comments, at most 120 characters. */
  readonly fingerprint: string;
};

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
/** Statements that leave nothing behind in the session, as far as what they call does not. */
const PLAIN = new Set(
  "select values table with insert update delete merge begin start commit end rollback abort savepoint release show explain fetch move close declare lock notify truncate".split(
    " ",
  ),
);
const PLAIN_SETS = new Set(["local", "transaction", "constraints"]);
const WRITES = new Set(["insert", "update", "delete", "merge", "truncate"]);
/** A parenthesis behind the name after one of these holds columns or the size of a type. */
const NAMES_FOLLOW = new Set(["as", "into", "with", "recursive"]);

/** One statement of a text while its tokens pass. */
class Reading {
  first = "";
  #second = "";
  #writes = false;
  #traces = false;
  #to = false;
  spoils = false;
  #depth = 0;
  /** The last token, and the one before it. */
  #kind: TokenKind = "end";
  #word = "";
  #wordBefore = "";
  /** The present name: its schema, and the word that stands before it all. */
  #schema = "";
  #before = "";
  /** Inside the parentheses of set_config: how deep. */
  #config = 0;
  readonly calls: string[];

  constructor(calls: string[]) {
    this.calls = calls;
  }

  token(kind: TokenKind, word: string): void {
    if (kind === "word" || kind === "name") this.#name(kind, word);
    else if (word === "(") {
      if (this.#kind === "word" || this.#kind === "name") this.#call();
      this.#depth++;
    } else if (word === ")") {
      if (this.#config > 0 && this.#config === this.#depth) {
        // Only for the transaction when it says so itself.
        if (this.#word !== "true" || this.#wordBefore !== ",") this.#traces = true;
        this.#config = 0;
      }
      this.#depth--;
    }
    this.#wordBefore = this.#word;
    this.#word = kind === "mark" || kind === "word" || kind === "name" ? word : "";
    this.#kind = kind;
  }

  #name(kind: TokenKind, word: string): void {
    const dotted = this.#word === "." && this.#kind === "mark";
    if (dotted) this.#schema = this.#wordBefore;
    else {
      this.#schema = "";
      this.#before = this.#word === ":" && this.#wordBefore === ":" ? "::" : this.#word;
    }
    // In a temporary schema; or a rule of this view calls set_config.
    if (word.startsWith("pg_temp") || (word === "pg_settings" && this.#writes)) this.#traces = true;
    if (kind === "name") return;
    if (this.first === "") this.first = word;
    else if (this.#second === "") this.#second = word;
    if (dotted) return;
    const last = this.#word;
    if (WRITES.has(word) && !(word === "update" && (last === "for" || last === "key"))) this.#writes = true;
    // SELECT ... INTO makes a table.
    if (word === "into" && last !== "insert" && last !== "merge" && this.first !== "fetch") {
      this.#traces = true;
      this.#writes = true;
    }
    if (word === "hold" && last === "with") this.#traces = true;
    // With ANALYZE it does what it explains.
    if (this.first === "explain" && (word === "create" || word === "execute")) {
      this.#traces = true;
      this.#writes = true;
    }
    if (word === "to") this.#to = true;
  }

  #call(): void {
    const word = this.#word;
    const schema = this.#schema;
    if (this.#before === "::" || NAMES_FOLLOW.has(this.#before)) return;
    if (schema === "" && this.#kind === "word" && this.#isGrammar(word)) return;
    if (schema === "" || schema === "pg_catalog") {
      if (PLAIN_CALLS.has(word)) return;
      if (word === "set_config" && this.#config === 0) {
        this.#config = this.#depth + 1;
        return;
      }
      // PostgreSQL's own that is not in the list: an advisory lock, say. It may be cancelled.
      if (word === "set_config" || word.startsWith("pg_")) {
        this.#traces = true;
        if (SPOILS.has(word)) this.spoils = true;
        return;
      }
    }
    if (SPOILS.has(word)) this.spoils = true;
    if (this.calls.length < 20) this.calls.push(schema === "" ? word : `${schema}.${word}`);
    else this.#traces = true;
  }

  #isGrammar(word: string): boolean {
    if (NO_CALL.has(word) || (word === "explain" && this.first === word && this.#second === "")) return true;
    const behind = NO_CALL_BEHIND[word];
    // `FROM fee JOIN (`: whatever stands before is no word of an expression.
    return (
      behind !== undefined &&
      (behind.has(this.#before) || (word === "join" && /^\w/.test(this.#before) && !NO_CALL.has(this.#before)))
    );
  }

  get kind(): StatementKind {
    const { first } = this;
    if (first === "rollback" && this.#second === "prepared") return "commit";
    if (first === "rollback" && this.#to) return "other";
    if (first === "prepare") return this.#second === "transaction" ? "commit" : "other";
    const kind = KINDS[first] ?? "write";
    return kind === "read" && (this.#writes || this.calls.length > 0) ? "write" : kind;
  }

  get dirty(): boolean {
    const { first } = this;
    if (this.#traces || this.spoils || this.#config > 0) return true;
    if (first === "set") return !PLAIN_SETS.has(this.#second);
    if (first === "prepare") return this.#second !== "transaction";
    return !PLAIN.has(first);
  }

  /** What stays in the process itself: a library that was loaded, the seed of random(). */
  get lasts(): boolean {
    const seed = this.first === "set" && (this.#second === "seed" || this.#word === "seed");
    return this.spoils || this.first === "load" || seed;
  }
}

const MOST = 120;

function read(text: string): Statement {
  const scanner = new SqlScanner(text);
  const calls: string[] = [];
  let reading = new Reading(calls);
  let [dirty, spoils, print] = [false, false, ""];
  let kind: StatementKind | undefined;
  const ends = () => {
    if (reading.first === "") return;
    const found = reading.kind;
    // Several statements in one text are as careful as the most careful of them.
    if (kind === undefined || found === "commit" || (found === "write" && kind !== "commit")) kind = found;
    dirty ||= reading.dirty;
    spoils ||= reading.lasts;
    reading = new Reading(calls);
  };
  for (;;) {
    const token = scanner.next();
    if (token === "end") break;
    const word = token === "name" ? scanner.name : token === "literal" || token === "number" ? "?" : scanner.word;
    if (print.length < MOST) {
      const shown = token === "word" || token === "name" ? text.slice(scanner.start, scanner.end) : word;
      print += `${scanner.apart && print !== "" ? " " : ""}${shown}`;
    }
    if (word === ";" && token === "mark") ends();
    else reading.token(token, word);
  }
  ends();
  return { kind: kind ?? "other", dirty: dirty || scanner.unsure, spoils, calls, fingerprint: print.slice(0, MOST) };
}

const KEPT = 500;
const known = new Map<string, Statement>();
/** A query whose text is not known may be anything. */
const NOTHING: Statement = { kind: "other", dirty: true, spoils: false, calls: [], fingerprint: "" };

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
