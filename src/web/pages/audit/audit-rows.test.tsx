import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { shippedPack } from "../../../db/link/shipped-pack.ts";
import { judgeStatements } from "../../../engine/judge-statements.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { EveryRow } from "./audit-rows.tsx";
import { auditViewOf } from "./audit-view.ts";

const pack = shippedPack("ng");

async function rowsOf(lines: string): Promise<string> {
  const text = `Date,Narration,Debit,Credit,Balance\n2026-01-05,NIP TRANSFER TO ADA,4500.00,,95500.00\n${lines}`;
  const judged = await judgeStatements([new TextEncoder().encode(text)], {
    pack,
    engineVersion: "0",
    options: {},
    say: ENGLISH,
  });
  if (!("ok" in judged && judged.ok)) throw new Error("not judged");
  const { result } = judged;
  if ("results" in result) throw new Error("one statement was wanted");
  return render(<EveryRow result={result} names={auditViewOf(pack, result, "x")} most={100} nth={null} />);
}

test("where no row was judged there is no column of what was found", async () => {
  const plain = await rowsOf("2026-01-06,POS PURCHASE SHOP,900.00,,94600.00\n");
  expect(plain).not.toContain("Found");
  expect(plain.match(/role="columnheader"/g)).toHaveLength(4);
  const judged = await rowsOf("2026-01-05,NIP CHARGE,26.88,,95473.12\n");
  expect(judged.match(/role="columnheader"/g)).toHaveLength(5);
  expect(judged).toContain('data-label="Found"');
});
