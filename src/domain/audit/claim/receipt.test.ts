import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../../e2e/support/test-server.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { auditFiles } from "../audit-files.ts";
import type { AuditResult } from "../audit-result.ts";
import { findingId, recomputePath, shortId } from "./receipt.ts";

const pack = shippedPack();

async function example(): Promise<AuditResult> {
  const bytes = new Uint8Array(readFileSync(new URL("../../../../data/ng/examples/savings-2026.csv", import.meta.url)));
  const read = await readInWords(bytes, { fileName: "x.csv" }, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  return auditFiles(pack, [read.file], { engineVersion: "0", say: ENGLISH, accountType: "savings" }) as AuditResult;
}

describe("a receipt", () => {
  test("leads to a page with the same sum", async () => {
    const result = await example();
    const app = await testServer();
    const judged = result.lines.filter((line) => line.verdict === "over_cap" && recomputePath(result, line) !== null);
    expect(judged.length).toBeGreaterThan(0);
    for (const line of judged) {
      const path = recomputePath(result, line) as string;
      const { answer } = (await app.inject(path.replace("/charge?", "/charge.json?"))).json();
      expect(Object.values(answer.maximum ?? answer.range), path).toContain(line.allowed);
    }
    await app.close();
  });

  test("carries the service, the day, the amount and the kind of account, and nothing of the person", async () => {
    const result = await example();
    const paths = result.lines.map((line) => recomputePath(result, line)).filter((path) => path !== null);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const { searchParams } = new URL(path, "http://x");
      expect([...searchParams.keys()].filter((key) => !/^(service|on|amount|account|bank)$/.test(key))).toEqual([]);
      expect(searchParams.get("amount") ?? "0").toMatch(/^\d+(\.\d\d)?$/);
    }
  });

  test("has an id made of facts alone: another narration or mask leaves it as it is, another sum does not", async () => {
    const result = await example();
    const line = result.lines[0] as AuditResult["lines"][number];
    const id = findingId(result, line);
    expect(findingId(result, { ...line, narration: "SOMEBODY ELSE" })).toBe(id);
    expect(findingId(result, { ...line, over: "0.01" })).not.toBe(id);
    expect(shortId("")).toBe("cbf29ce484222325");
    expect(shortId("a")).toBe("af63dc4c8601ec8c");
  });
});
