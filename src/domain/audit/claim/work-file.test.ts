import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import type { CivilDate } from "../../dates/civil-date.ts";
import { printWork, readWork, type SavedWork } from "./work-file.ts";
import { WORK_MARK } from "./work-mark.ts";

const CSV = "Date,Narration,Amount,Balance\n2026-04-02,NIP TO ADA “OBI”,-4000.00,900.00\n2026-04-02,bad,x,900.00\n";

async function made(): Promise<SavedWork> {
  const read = await readInWords(new TextEncoder().encode(CSV), {}, shippedPack());
  if (!read.ok) throw new Error(read.refusal.message);
  return {
    savedOn: "2026-11-25" as CivilDate,
    judged: { engine: "0", facts: { jurisdiction: "ng", version: "2026.11.24", sha256: "0" }, over: "10.75" },
    said: { bank: "ng.zenith" },
    rates: { name: "rates.csv", text: "bank,service\n" },
    dropped: ["ng.zenith|NGN|alert.sms|over_cap|x"],
    files: [
      { name: "a.csv", file: read.file },
      { name: "b.csv", file: read.file },
    ],
    unread: [{ name: "c.png", message: "A picture.", tryThis: "Ask for a CSV." }],
  };
}

describe("saved work", () => {
  test("is opened as it was saved", async () => {
    const work = await made();
    expect(work.files[0]?.file.statements[0]?.rejected).toHaveLength(1);
    const text = printWork(work).join("");
    expect(text.startsWith(WORK_MARK)).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ openfees: "work", format: 1 });
    expect(readWork(text)).toEqual({ ok: true, work });
    // an editor that ends the file without a line break has changed nothing
    expect(readWork(text.trimEnd())).toEqual({ ok: true, work });
  });

  test("that was damaged anywhere is refused whole", async () => {
    const text = printWork(await made()).join("");
    fc.assert(
      fc.property(fc.nat(text.length - 3), fc.constantFrom("0", "9", "x", ""), (at, put) => {
        const hurt = text.slice(0, at) + put + text.slice(at + 1);
        if (hurt !== text) expect(readWork(hurt)).toMatchObject({ ok: false });
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["an empty file", "", "not_ours"],
    ["another JSON", '{"results":[]}', "not_ours"],
    ["a statement", CSV, "not_ours"],
    ["a newer format", '{"openfees":"work","format":2,"sealed":true}', "newer"],
    ["a file cut short", '{"openfees":"work","format":1,"check":"0123456789abcdef","work":{', "damaged"],
  ])("%s is refused", (_what, text, fault) => {
    expect(readWork(text)).toEqual({ ok: false, fault });
  });

  test("with a true checksum but a field that is none of ours is refused", async () => {
    const work = await made();
    for (const wrong of [{ files: [{ name: "a.csv" }] }, { dropped: [1] }, { said: { accountType: "gold" } }])
      expect(readWork(printWork({ ...work, ...(wrong as object) } as SavedWork).join(""))).toMatchObject({ ok: false });
  });
});
