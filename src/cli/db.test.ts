import { expect, test } from "vitest";
import type { Terminal } from "./command.ts";
import { dbCommand } from "./db.ts";

const ROWS = [
  { name: "0001-a", ranAt: "2026-01-01T00:00:00Z" },
  { name: "0002-b", ranAt: null },
];
async function run(args: readonly string[], rows = ROWS): Promise<{ status: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
    },
    write: async () => {},
    err: (text) => {
      said.err += text;
    },
    environment: {},
    isTerminal: false,
  };
  const pending = rows.filter((row) => row.ranAt === null).map((row) => row.name);
  const command = dbCommand({ migrate: async () => pending, status: async () => rows });
  return { status: await command.run(args, terminal), ...said };
}

test("migrate names what ran, or says that there was nothing to do", async () => {
  expect(await run(["migrate"])).toEqual({ status: 0, out: "0002-b\n", err: "" });
  expect(await run(["migrate", "--json"])).toEqual({ status: 0, out: '{"ran":["0002-b"]}\n', err: "" });
  expect((await run(["migrate"], [])).out).toBe("Nothing to do: the tables are up to date.\n");
});

test("status is 1 while one has not run", async () => {
  expect(await run(["status"])).toEqual({
    status: 1,
    out: "2026-01-01T00:00:00Z  0001-a\nnot yet               0002-b\n",
    err: "",
  });
  expect((await run(["status"], ROWS.slice(0, 1))).status).toBe(0);
  expect(JSON.parse((await run(["status", "--json"])).out)).toEqual({ migrations: ROWS });
});

test.each([[[]], [["drop"]], [["migrate", "now"]]])("%j is wrong use", async (args) => {
  const { status, out, err } = await run(args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain("openfees db migrate");
});
