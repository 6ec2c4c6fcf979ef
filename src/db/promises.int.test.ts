import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { withClient } from "./connect.ts";

// Every constraint of the schema is named for its promise, and here each one is broken once, in the database itself.
const database = await testDatabase();
const owner = (sql: string) =>
  withClient(database.owner, "openfees_owner", async (client) => (await client.query(sql)).rows);

const price = (amount: string) => JSON.stringify({ price: { kind: "fixed", amount } });
const SINCE = "'[2026-01-01,)'";
type Row = { id?: string; grade?: string; body?: string; valid?: string; recorded?: string };
const fee = ({
  id = "f",
  grade = "A",
  body = price("1.00"),
  valid = "[2026-01-01,2026-03-01)",
  recorded = SINCE,
}: Row) =>
  `INSERT INTO fee_version (jurisdiction, fee_id, bank_id, service_id, grade, body, valid, recorded)
   VALUES ('xx', '${id}', 'b', 's', '${grade}', '${body}', '${valid}', ${recorded})`;
const rule = ({
  id = "r",
  grade = "A",
  body = price("1.00"),
  valid = "[2026-01-01,2026-03-01)",
  recorded = SINCE,
}: Row) =>
  `INSERT INTO rule_version (jurisdiction, rule_id, service_id, grade, body, valid, recorded)
   VALUES ('xx', '${id}', 's', '${grade}', '${body}', '${valid}', ${recorded})`;
const bank = (id: string, recorded = SINCE) =>
  `INSERT INTO bank (jurisdiction, bank_id, body, recorded) VALUES ('xx', '${id}', '{}', ${recorded})`;
const service = (id: string, recorded = SINCE) =>
  `INSERT INTO service (jurisdiction, service_id, body, recorded) VALUES ('xx', '${id}', '{}', ${recorded})`;
const part = (kind: string, id: string, recorded = SINCE) =>
  `INSERT INTO pack_part (jurisdiction, kind, part_id, body, recorded) VALUES ('xx', '${kind}', '${id}', '{}', ${recorded})`;
const HASH = "0".repeat(64);
const version = (name: string, recorded = SINCE, jurisdiction = "xx", hash = HASH) =>
  `INSERT INTO pack_version (jurisdiction, version, sha256, content_sha256, head, row_order, recorded)
   VALUES ('${jurisdiction}', '${name}', '${HASH}', '${hash}', '{}', '{}', ${recorded})`;
const ALWAYS = "'(,)'";
const EARLIER = "'[2025-01-01,2026-01-01)'";

for (const sql of [fee({}), rule({}), bank("b"), service("s"), part("wording", "w"), version("1")]) await owner(sql);

const BROKEN: Readonly<Record<string, string>> = {
  fee_never_overlaps: fee({ valid: "[2026-02-28,2026-04-01)" }),
  fee_grade_is_a_to_d: fee({ id: "g", grade: "E" }),
  fee_price_is_never_negative: fee({ id: "g", body: price("-0.01") }),
  fee_recorded_has_a_start: fee({ id: "g", recorded: ALWAYS }),
  rule_never_overlaps: rule({ valid: "(,2026-01-02)" }),
  rule_grade_is_a_to_d: rule({ id: "g", grade: "a" }),
  rule_price_is_never_negative: rule({ id: "g", body: '{"price":{"kind":"tiers","tiers":[{"amount":"-1"}]}}' }),
  rule_recorded_has_a_start: rule({ id: "g", recorded: "'empty'" }),
  bank_never_overlaps: bank("b", "'[2026-05-01,2026-06-01)'"),
  bank_recorded_has_a_start: bank("c", ALWAYS),
  service_never_overlaps: service("s"),
  service_recorded_has_a_start: service("t", ALWAYS),
  pack_part_never_overlaps: part("wording", "w"),
  pack_part_kind_is_known: part("made_up", "w"),
  pack_part_recorded_has_a_start: part("layout", "w", ALWAYS),
  pack_version_never_overlaps: version("2"),
  pack_version_is_published_once: version("1", EARLIER),
  pack_version_recorded_has_a_start: version("2", ALWAYS, "yy"),
  jurisdiction_is_a_short_name: version("1", SINCE, "Nigeria"),
  content_sha256_is_a_hash: version("1", SINCE, "yy", "no-hash"),
};

test.each(Object.entries(BROKEN))("%s", async (name, sql) => {
  await expect(owner(sql)).rejects.toMatchObject({ constraint: name });
});

test("is every promise that these tables make", async () => {
  const rows = await owner(
    `SELECT conname AS name FROM pg_constraint
      WHERE conrelid IN ('fee_version'::regclass, 'rule_version'::regclass, 'bank'::regclass, 'service'::regclass,
                         'pack_part'::regclass, 'pack_version'::regclass)
        AND contype IN ('c', 'u', 'x', 'f') ORDER BY 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(Object.keys(BROKEN).sort());
});

test("what only touches does not overlap: the next day, the next instant, another fee, another bank's rule", async () => {
  await owner(fee({ valid: "[2026-03-01,)" }));
  await owner(fee({ recorded: EARLIER }));
  await owner(rule({ id: "r2" }));
  await owner(bank("b", EARLIER));
  expect(await owner("SELECT 1 FROM fee_version WHERE fee_id = 'f'")).toHaveLength(3);
});
