import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contextOf, shippedPack } from "../e2e/support/shipped-pack.ts";
import { testServer } from "../e2e/support/test-server.ts";
import { snapshotFolder } from "../src/db/link/open-snapshots.ts";
import { shippedSnapshot, snapshotSource } from "../src/db/snapshot/snapshot.ts";
import { startServe, stopServe } from "./support/serve-process.ts";

// Nothing listens on port 1 of this machine.
const NOBODY = "postgresql://someone@127.0.0.1:1/openfees";

test("serve starts again and answers every public page although its PostgreSQL is gone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "openfees-gone-"));
  // what a start with that database there leaves behind
  await snapshotFolder({ dataDir: folder, databaseUrl: NOBODY }).write(
    shippedSnapshot([shippedPack()], "2026-01-01T00:00:00.000Z"),
  );
  const serve = startServe({ environment: { DATABASE_URL: NOBODY, OPENFEES_DATA_DIR: folder } });
  try {
    const address = await serve.address;
    for (const path of ["", "fees", "fees/transfer.interbank", "banks", "banks/ng.access.json", "api/v1/rules"])
      expect((await fetch(`${address}${path}`)).status, path).toBe(200);
    const charge = await fetch(`${address}charge?service=transfer.interbank&amount=20000`);
    expect(await charge.text()).toContain("26.88");
    expect(serve.err()).toContain("connection_refused");
  } finally {
    expect(await stopServe(serve)).toBe(0);
    await rm(folder, { recursive: true });
  }
});

test("an address that never answered on this machine is a wrong one, and stops the start", async () => {
  const folder = await mkdtemp(join(tmpdir(), "openfees-never-"));
  const serve = startServe({ environment: { DATABASE_URL: NOBODY, OPENFEES_DATA_DIR: folder } });
  expect(await serve.ended).toBe(2);
  expect(serve.err()).toContain("connection_refused");
  await rm(folder, { recursive: true, force: true });
});

test("midnight in Lagos brings the new day's law without a database", async () => {
  let today = "2025-12-31";
  const packs = snapshotSource(() => shippedSnapshot([shippedPack()], "2025-01-01T00:00:00.000Z"));
  const app = await testServer({
    ctx: { packs, today: () => contextOf(shippedPack(), today).today() },
  });
  const rules = async () =>
    (await app.inject("/fees/levy.electronic_transfer.json")).json().inForce.map((rule: { id: string }) => rule.id);
  expect(await rules()).toEqual(["ng-emtl"]);
  today = "2026-01-01";
  expect(await rules()).toEqual(["ng-stamp-2026"]);
  await app.close();
});
