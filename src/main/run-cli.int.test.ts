import { currentScope } from "openfees-pool";
import { describe, expect, test } from "vitest";
import { testPools } from "../../test/support/pool-under-test.ts";
import type { Command, Terminal } from "../cli/command.ts";
import { runCommand } from "./run-cli.ts";

const db = await testPools();
const terminal: Terminal = {
  out: () => {},
  write: async () => {},
  err: () => {},
  environment: {},
  isTerminal: false,
};
const command = (run: Command["run"], lasting = false): Command => ({
  name: "probe",
  summary: "",
  manual: { forms: [], says: "", options: [], exit: "" },
  ...(lasting ? { lasting } : {}),
  run,
});

describe("a command", () => {
  test("owns the connections that it takes: one that it keeps is taken back at its end and named", async () => {
    const { pool, leaks } = db.pool({ max: 1, mode: "enforce" });
    const status = await runCommand(
      command(async () => {
        const client = await pool.connect();
        await client.query("SELECT 1");
        return 0;
      }),
      [],
      terminal,
    );
    expect(status).toBe(0);
    expect((await pool.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
    expect(leaks.map(({ scope, place }) => [scope?.name, place.replace(/:\d+$/, "")])).toEqual([
      ["openfees probe", "src/main/run-cli.int.test.ts"],
    ]);
  });

  test("that runs until it is stopped opens scopes of its own", async () => {
    let seen: unknown = "nothing";
    await runCommand(
      command(async () => {
        seen = currentScope();
        return 0;
      }, true),
      [],
      terminal,
    );
    expect(seen).toBeUndefined();
  });
});
