import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const CLI = join(import.meta.dirname, "cli.js");

test("a command whose reader goes away, as `head` does, ends at once and without a word", async () => {
  const folder = mkdtempSync(join(tmpdir(), "openfees-"));
  try {
    const file = join(folder, "long.csv");
    // far more than a pipe holds
    const rows = Array.from({ length: 20_000 }, (_, i) => `2026-01-02,POS PURCHASE ${i},100.00,,${900_000 - i}.00`);
    writeFileSync(file, ["Date,Narration,Debit,Credit,Balance", ...rows].join("\n"));
    const cli = spawn(process.execPath, [CLI, "parse", file, "--json"], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    cli.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const first = new Promise<string>((seen) => cli.stdout.once("data", (chunk: Buffer) => seen(String(chunk))));
    expect((await first).startsWith("{")).toBe(true);
    cli.stdout.destroy();
    const status = await new Promise((done) => cli.on("close", done));
    expect({ status, said }).toEqual({ status: 141, said: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
