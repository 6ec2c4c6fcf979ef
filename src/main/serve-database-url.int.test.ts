import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServe, stopServe } from "../../test/support/serve-process.ts";
import { STAND_INS, type StandInServer } from "../../test/support/stand-in-server.ts";

const SLOW = 120_000;

/** Starts serve, asks one page of the data, stops it; answers what it said. */
async function servesOn(url: string): Promise<string> {
  const serve = startServe({ environment: { DATABASE_URL: url } });
  const address = await serve.address;
  const answer = await fetch(new URL("/banks.json", address));
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  expect(await stopServe(serve)).toBe(0);
  return serve.err();
}

/** What serve says when it may not start. */
async function refusedOn(url: string): Promise<string> {
  const serve = startServe({ environment: { DATABASE_URL: url } });
  expect(await serve.ended, serve.err()).toBe(2);
  expect(serve.out()).toBe("");
  return serve.err();
}

describe.each(STAND_INS)("DATABASE_URL on %s", (_name, start) => {
  let server: StandInServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());

  test("an owner of a database who may make roles needs no administrator", { timeout: SLOW }, async () => {
    await server.admin("CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'maker'");
    await server.admin("CREATE DATABASE makers OWNER maker");
    const url = server.url("maker", "maker", "makers");
    expect(await servesOn(url)).toContain("published the shipped pack");
    expect(await servesOn(url)).toContain("the shipped pack is stored already");
  });

  test("a user who may not is told what an administrator runs, and starts after that", { timeout: SLOW }, async () => {
    await server.admin("CREATE ROLE plain LOGIN PASSWORD 'not-its-name'");
    await server.admin("CREATE DATABASE plains");
    const url = server.url("plain", "not-its-name", "plains");
    const said = await refusedOn(url);
    expect(said).toContain('The user "plain" may not prepare the database "plains"');
    const [, sql] = said.split("[needs_administrator]\n\n");
    expect(sql).toContain("CREATE EXTENSION IF NOT EXISTS btree_gist");
    await server.admin(sql ?? "", "plains");
    expect(await servesOn(url)).toContain("published the shipped pack");
  });

  test("a database that a newer openfees has used is refused in one line, each time, and left as it is", {
    timeout: SLOW,
  }, async () => {
    await server.admin("CREATE DATABASE later");
    const { user, password } = server.superuser;
    const url = server.url(user, password, "later");
    await servesOn(url);
    const newer = "9001-of-a-release-to-come";
    await server.admin(`INSERT INTO openfees.migration (name, run_on) VALUES ('${newer}', now())`, "later");
    for (let time = 0; time < 2; time++) {
      const said = await refusedOn(url);
      expect(said).toContain(`it has ${newer}, which this release does not know`);
      expect(said.match(/\[database_newer\]/g)).toHaveLength(1);
    }
    await server.admin(`DELETE FROM openfees.migration WHERE name = '${newer}'`, "later");
    expect(await servesOn(url)).toContain("the shipped pack is stored already");
  });

  test("two that start at once on a fresh database both serve", { timeout: SLOW }, async () => {
    await server.admin("CREATE DATABASE twice");
    const { user, password } = server.superuser;
    const said = await Promise.all([1, 2].map(() => servesOn(server.url(user, password, "twice"))));
    expect(said.filter((one) => one.includes('"published the shipped pack"'))).toHaveLength(1);
    expect(said.filter((one) => one.includes('"migrated"'))).toHaveLength(1);
  });

  test("a wrong password and a missing database are one line each, without the password", {
    timeout: SLOW,
  }, async () => {
    const { user, password } = server.superuser;
    const [wrong, missing] = await Promise.all([
      refusedOn(server.url(user, "not-the-password", "postgres")),
      refusedOn(server.url(user, password, "nowhere")),
    ]);
    expect(wrong).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:\d+ does not let the user "postgres" in\..* \[password_refused\]\n$/,
    );
    expect(wrong).not.toContain("not-the-password");
    expect(missing).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+ has no database "nowhere"\..* \[database_missing\]\n$/);
  });
});

test.each([
  ["no address at all", "nonsense", "url_invalid"],
  ["an address of another kind of database", "mysql://u:secret@127.0.0.1/x", "url_invalid"],
  ["an address without a database", "postgresql://u:secret@127.0.0.1", "url_invalid"],
  ["a machine that does not exist", "postgresql://u:secret@no-such-machine.invalid/x", "host_not_found"],
  ["a port where nobody listens", "postgresql://u:secret@127.0.0.1:1/x", "connection_refused"],
])("%s in DATABASE_URL stops the start in one line", { timeout: SLOW }, async (_what, url, code) => {
  const said = await refusedOn(url);
  expect(said).toMatch(new RegExp(`^[^\\n]+ \\[${code}\\]\\n$`));
  expect(said).not.toContain("secret");
});
