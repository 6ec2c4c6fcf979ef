import fc from "fast-check";
import { expect, test } from "vitest";
import { SqlScanner } from "./sql-scanner.ts";
import { statementOf } from "./statement.ts";

const kindOf = (text: string) => statementOf(text).kind;
/** What the pool would reset the session for. */
const dirty = (text: string) => statementOf(text).dirty || statementOf(text).calls.length > 0;

test.each([
  ["select 1", "read"],
  ["  -- a comment\n/* another /* in it */ */ ((select 1))", "read"],
  ["with x as (insert into fee values (1) returning *) select * from x", "write"],
  ["with x as (select 'insert') select * from x", "read"],
  ["select * from fee for update", "read"],
  ["explain analyze delete from fee", "write"],
  ["call pay()", "write"],
  ["select pay($1)", "write"],
  ["select pg_sleep(1), count(*) from fee", "read"],
  ["do $$ begin commit; end $$", "write"],
  ["COMMIT", "commit"],
  ["end", "commit"],
  ["prepare transaction 'a'", "commit"],
  ["rollback prepared 'a'", "commit"],
  ["rollback to savepoint a", "other"],
  ["rollback work to a", "other"],
  ["rollback", "rollback"],
  ["rollback work", "rollback"],
  ["prepare p as select 1", "other"],
  ["prepare p as delete from fee", "other"],
  ["begin; update fee set a = 1", "write"],
  ["select 1; call pay()", "write"],
  ["select 1; commit", "commit"],
  ["select 'a;commit'", "read"],
  ["select $a$ ; commit; $b$ $a$", "read"],
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
  "set search_path = a",
  "set session authorization x",
  "set role x",
  "reset all",
  "select 1; set role x",
  "begin; set app.tenant = 'a'; commit",
  "-- name: SetTenant\nset app.tenant = 'a'",
  "/* GET /x */ set app.tenant = 'a'",
  "select 1; /* x */ set app.tenant = 'a'",
  "select set_config('a', 'b', false)",
  "select set_config('a', 'b', $1)",
  "select set_config('a', 'true', false) , true",
  "select pg_catalog.\"set_config\"('a', 'b', false)",
  "select pg_catalog . set_config ( 'a', 'b', false)",
  "select U&\"set\\005fconfig\"('a', 'b', false)",
  "select 'a\\' || set_config('a','b',false) --'",
  "select login($1)",
  "select app.lower('x')",
  "select * from app.login('x') as t(a)",
  'select "Login"(1)',
  "select pg_advisory_lock(1)",
  "select pg_try_advisory_lock_shared(1)",
  "update pg_settings set setting = 'a' where name = 'b'",
  "create temp table a (b int)",
  "create table pg_temp.a (b int)",
  "create temporary /* x */ view a as select 1",
  "select 1 into temp a",
  "with x as (select 1) select * into pg_temp.a from x",
  "declare c cursor with hold for select 1",
  "prepare p as select 1",
  "do $$ begin set app.tenant = 'a'; end $$",
  "call login('x')",
  "listen news",
  "/* l */ listen news",
  "load 'auto_explain'",
  "discard all",
  "select 'never closed",
])("the session is reset after %j", (text) => {
  expect(dirty(text)).toBe(true);
});

test.each([
  "select 1",
  "set local search_path = a",
  "set transaction read only",
  "select set_config('a', 'b', true)",
  "select set_config_id from t",
  "select pg_advisory_xact_lock(1)",
  "select temp from weather",
  "select 'set role x', $$listen y$$, E'\\'; set role x'",
  "prepare transaction 'a'",
  "update t set a = 'listen; set role x'",
  "insert into t (a, b) values ($1, now()) on conflict (a) do update set b = excluded.b returning (a)",
  "with recursive t(n) as (values (1) union all select n + 1 from t where n < 5) select n::numeric(10, 2) from t",
  "select count(*) filter (where a in (1, 2)) over (partition by b) from a join (select 1) c on true group by (a)",
  "select * from json_to_recordset($1) as x(a varchar(3), b numeric(10, 2))",
  "begin; savepoint a; release a; commit",
  "declare c cursor for select 1",
  "explain (analyze) select 1",
  ";",
  "",
])("the session stays as it is after %j", (text) => {
  expect(dirty(text)).toBe(false);
});

test.each(["load 'x'", "select setseed(0.5)", "set seed to 0.5", "select dblink_connect('x')"])(
  "no reset takes %j back",
  (text) => {
    expect(statementOf(text)).toMatchObject({ dirty: true, spoils: true });
  },
);

test("two statements that differ in their values have one fingerprint, and a name with a digit keeps it", () => {
  const one = statementOf("select * from fee_2 where id = 7 and a = 'x''y' and b > 1.5e+3").fingerprint;
  expect(one).toBe(statementOf("select *  from fee_2 where /* 81 */ id = 81 and a = $$z$$ and b > 20").fingerprint);
  expect(one).toBe("select * from fee_2 where id = ? and a = ? and b > ?");
});

const quoted = fc.oneof(
  fc.string().map((text) => `'${text.replaceAll("'", "''")}'`),
  fc.string().map((text) => `$q$${text.replaceAll("$", "")}$q$`),
  fc.string().map((text) => `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`),
);
const blank = fc.constantFrom(" ", "\n", "\t", "/* ; ' */", "-- ' \"\n", "/* /* */ $$ */");

test("a value never shows in the fingerprint, however it is quoted and whatever stands in it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, quoted), { minLength: 1, maxLength: 4 }), (values) => {
      const text = `select 1${values.map(([gap, value]) => `${gap}, ${value}`).join("")}`;
      expect(statementOf(text).fingerprint.replaceAll(" ", "")).toBe(`select?${",?".repeat(values.length)}`);
    }),
  );
});

test("a statement that sets something is found behind any values and comments", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(blank, quoted), { maxLength: 4 }), blank, (values, gap) => {
      const before = `select 1${values.map(([space, value]) => `${space}, ${value}`).join("")}`;
      expect(dirty(`${before};${gap}set${gap}role x`)).toBe(true);
      expect(dirty(`${before}${gap}, pg_catalog${gap}.${gap}"set_config"${gap}('a', 'b', false)`)).toBe(true);
    }),
  );
});

/** How often the scanner looks at a character of the text. */
function looks(text: string): number {
  let looked = 0;
  const counted = new Proxy(Object(text) as object, {
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (typeof value !== "function") return value;
      if (key === "charCodeAt") looked++;
      return value.bind(text);
    },
  });
  const scanner = new SqlScanner(counted as unknown as string);
  while (scanner.next() !== "end");
  return looked;
}

// The first of these stopped an expression for nine seconds at thirty characters.
test.each([
  ["blanks before a semicolon", `${" ".repeat(100_000)};`],
  ["comments that never begin a word", "--\n".repeat(30_000)],
  ["opened comments", "/*".repeat(50_000)],
  ["opened brackets", "(".repeat(100_000)],
  ["quotation marks", "'".repeat(99_999)],
  ["dollar tags", "$a".repeat(50_000)],
  ["dollar strings that are not closed", "$a$b$".repeat(20_000)],
  ["names that are not closed", '"a'.repeat(49_999)],
  ["escapes", "E'\\'".repeat(25_000)],
  ["exponents", "1e+".repeat(30_000)],
  ["semicolons and blanks", "; ".repeat(50_000)],
])("a text of a hundred thousand characters of %s is read in one pass", (_what, text) => {
  expect(looks(text)).toBeLessThan(8 * text.length);
  expect(statementOf(text).kind).toBeTypeOf("string");
});

test("whatever a text is made of, each character is looked at a few times", () => {
  const pieces = fc.constantFrom(
    "'",
    '"',
    "$",
    "$a$",
    "/*",
    "*/",
    "--",
    "\n",
    " ",
    "E'",
    "U&",
    "\\",
    "a",
    "1e",
    "+",
    ";",
    "(",
    ".",
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 1, maxLength: 8 }), (some) => {
      const text = some.join("").repeat(2_000);
      expect(looks(text)).toBeLessThan(10 * text.length + 100);
    }),
  );
});
