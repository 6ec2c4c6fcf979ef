import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import type { SaidStatement } from "../src/domain/statements/statement.ts";
import { readInWords } from "../src/engine/read-in-words.ts";
import { readExamples } from "../src/http/example-statements.ts";
import { madeOf, otherForms } from "./support/shipped-examples.ts";

const FOLDER = new URL("../data/ng/examples/", import.meta.url);
const pack = shippedPack("ng");

async function statementIn(bytes: Uint8Array, fileName: string): Promise<SaidStatement> {
  const read = await readInWords(bytes, { fileName }, pack);
  if (!read.ok) throw new Error(`${fileName}: ${read.refusal.message}`);
  expect(read.file.statements).toHaveLength(1);
  return read.file.statements[0] as SaidStatement;
}

const first = await statementIn(new Uint8Array(readFileSync(new URL("savings-2026.csv", FOLDER))), "savings-2026.csv");
const forms = otherForms(madeOf(first));

if (process.env.UPDATE_EXAMPLES) {
  for (const { ending, bytes } of forms) writeFileSync(new URL(`savings-2026.${ending}`, FOLDER), bytes);
  const entry = (kind: string, ending: string, id: string) => ({
    id,
    name: "A savings account, January to March 2026",
    kind,
    file: `savings-2026.${ending}`,
    bank: null,
    accountType: "savings",
  });
  const index = [
    entry("CSV", "csv", "savings-2026"),
    ...forms.map(({ kind, ending }) => entry(kind, ending, `savings-2026-${ending}`)),
  ];
  writeFileSync(new URL("index.json", FOLDER), `${JSON.stringify(index, null, 2)}\n`);
}

describe("the made-up statement that ships", () => {
  const examples = readExamples(FOLDER);

  test("is there in every form", () => {
    expect(examples.map(({ kind }) => kind)).toEqual(["CSV", ...forms.map(({ kind }) => kind)]);
  });

  test.each(examples)("as $kind is read whole, row for row as the CSV", async ({ fileName, bytes }) => {
    const { lines, rejected, chain } = await statementIn(bytes, fileName);
    const short = (all: SaidStatement["lines"]) =>
      all.map(({ date, amount, narration }) => [date, Number(amount).toFixed(2), narration.replace(/\s+/g, " ")]);
    expect(rejected).toEqual([]);
    expect(short(lines)).toEqual(short(first.lines));
    // QIF and OFX 2 print no balance and no opening to prove the rows by
    expect(chain.state).toBe(/\.(qif|qfx|ofx)$/.test(fileName) ? "absent" : "complete");
  });
});
