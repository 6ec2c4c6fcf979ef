import { expect, test } from "vitest";
import { statementOf } from "./statement.ts";
import { statementWords } from "./statement-words.ts";

const kindOf = (text: string) => statementOf(text).kind;
const dirty = (text: string) => statementOf(text).dirty;

test.each([
  ["select 1", "read"],
  ["  -- a comment\n/* another /* in it */ */ ((select 1))", "read"],
  ["with x as (insert into fee values (1) returning *) select * from x", "write"],
  ["with x as (select 'insert') select * from x", "read"],
  ["explain analyze delete from fee", "write"],
  ["call pay()", "write"],
  ["do $$ begin commit; end $$", "write"],
  ["COMMIT", "commit"],
  ["end", "commit"],
  ["prepare transaction 'a'", "commit"],
  ["rollback prepared 'a'", "commit"],
  ["rollback to savepoint a", "other"],
  ["rollback work to a", "other"],
  ["rollback", "rollback"],
  ["prepare p as select 1", "other"],
  ["prepare p as delete from fee", "other"],
  ["begin; update fee set a = 1", "write"],
  ["select 1; call pay()", "write"],
  ["select 1; commit", "commit"],
  ["select 'a;commit'", "read"],
  ["select E'it\\'s'; commit", "commit"],
  ['select ";commit" from fee', "read"],
  ["listen changes", "listen"],
  ["copy fee from stdin", "copy"],
  ["", "other"],
  [";;", "other"],
])("%j is of the kind %s", (text, kind) => {
  expect(kindOf(text)).toBe(kind);
});

test.each([
  ["set search_path = a", true],
  ["set session authorization x", true],
  ["set local search_path = a", false],
  ["set transaction read only", false],
  ["select 1; set role x", true],
  ["select set_config('a', 'b', false)", true],
  ["select set_config_id from t", false],
  ["select pg_advisory_lock(1)", true],
  ["select pg_try_advisory_lock_shared(1)", true],
  ["select pg_advisory_xact_lock(1)", false],
  ["create temp table a (b int)", true],
  ["create temporary /* x */ view a as select 1", true],
  ["select 1 into temp a", true],
  ["select temp from weather", false],
  ["declare c cursor with hold for select 1", true],
  ["prepare p as select 1", true],
  ["prepare transaction 'a'", false],
  ["update t set a = 'listen; set role x'", false],
])("%j leaves traces in the session: %s", (text, is) => {
  expect(dirty(text)).toBe(is);
});

test("two statements that differ in their values have one fingerprint, and a name with a digit keeps it", () => {
  const one = statementOf("select * from fee_2 where id = 7 and a = 'x''y' and b > 1.5").fingerprint;
  expect(one).toBe(statementOf("select *  from fee_2 where id = 81 and a = 'z' and b > 20").fingerprint);
  expect(one).toBe("select * from fee_2 where id = ? and a = ? and b > ?");
});

// Each of these stopped an expression for seconds or for ever at a few dozen characters; here it is a hundred thousand.
test.each([
  ["blanks before a semicolon", `${" ".repeat(100_000)};`],
  ["comments that never begin a word", "--\n".repeat(30_000)],
  ["opened comments", "/*".repeat(50_000)],
  ["opened brackets", "(".repeat(100_000)],
  ["quotation marks", "'".repeat(99_999)],
  ["dollar tags", "$a".repeat(50_000)],
  ["blanks behind a word", `set${" ".repeat(100_000)}`],
  ["semicolons and blanks", "; ".repeat(50_000)],
])("a text of a hundred thousand characters of %s is read in one pass", (_what, text) => {
  let looked = 0;
  const counted = new Proxy(Object(text) as object, {
    get: (target, key) => {
      if (typeof key === "string" && /^\d+$/.test(key)) looked++;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === "function" ? value.bind(text) : value;
    },
  });
  expect(statementWords(counted as unknown as string).length).toBeLessThan(2);
  expect(looked).toBeLessThan(8 * text.length);
  expect(statementOf(text).kind).toBeTypeOf("string");
});
