/** The names in `missing` of an audit are a closed list (docs/contracts/audit.md, settled case 12): programs are written by it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { auditRows } from "./support/audit-rows.ts";
import { madeAccount } from "./support/made-account.ts";

const CONTRACT = readFileSync(new URL("../docs/contracts/audit.md", import.meta.url), "utf8");
const NAMES = /^12\. The names in `missing` are a closed list: ([\w, ]+)\.$/m.exec(CONTRACT)?.[1]?.split(", ") ?? [];

const sum = (kobo: bigint): string => {
  const digits = (kobo < 0n ? -kobo : kobo).toString().padStart(3, "0");
  return `${kobo < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe("the names of missing facts", () => {
  test("where the reader had to guess the days, the one fact missing is the reading", async () => {
    const { lines } = await auditRows(`
      02/03/2025 | NIP TRANSFER TO ADA | -4000.00
      02/03/2025 | NIP TRANSFER CHARGE | -107.50
      05/04/2025 | NIP TRANSFER TO OBI | -20000.00
      05/04/2025 | NIP TRANSFER CHARGE | -107.50`);
    expect(lines.flatMap(({ verdict, missing }) => (verdict === null ? [] : [[verdict, missing]]))).toEqual([
      ["cannot_tell", ["reading"]],
      ["cannot_tell", ["reading"]],
    ]);
  });

  test("are those of the contract, whatever a made account leaves open", async () => {
    expect(NAMES.length).toBeGreaterThan(15);
    const seen = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const { rows } = madeAccount(seed);
      const text = rows
        .map(({ date, text, kobo }) => `${date} | ${text.replaceAll(/[|"]/g, "/")} | ${sum(kobo)}`)
        .join("\n");
      // of an account whose kind, bank and days are not told
      for (const { missing } of (await auditRows(text)).lines) for (const name of missing) seen.add(name);
    }
    expect(seen.size).toBeGreaterThan(1);
    expect([...seen].filter((name) => !NAMES.includes(name))).toEqual([]);
  });
});
