import { expect, test } from "vitest";
import { madePrinted } from "../../../test/support/printed/made-printed.ts";
import { scorePrinted } from "../../../test/support/printed/score-printed.ts";
import { readPdf } from "./read-pdf.ts";

/** `PDF_SEEDS=500:100` reads a hundred others than the short form does, of any length. */
const asked = process.env.PDF_SEEDS;
const [FROM, COUNT] = (asked ?? "0:40").split(":").map(Number) as [number, number];
const SHORT = [4, 9, 16];
const WHOLE = 0.95;

test("of made statements in any layout nineteen in twenty are read whole, none wrongly without a word, and no row takes words of its neighbour unsaid", async () => {
  const wrong: string[] = [];
  const silent: string[] = [];
  const strayed: string[] = [];
  let lost = 0;
  for (let seed = FROM; seed < FROM + COUNT; seed++) {
    const { bytes, truth } = await madePrinted(seed, asked ? undefined : SHORT);
    const options = truth.password === undefined ? {} : { password: truth.password };
    const score = scorePrinted(truth, await readPdf({ bytes, text: "", options, around: { banks: [], layouts: [] } }));
    if (!score.whole) wrong.push(`seed ${seed}, ${truth.kind}: ${score.why}`);
    if (score.silent) silent.push(`seed ${seed}, ${truth.kind}: ${score.why}`);
    strayed.push(...score.strayed.map((why) => `seed ${seed}, ${truth.kind}: ${why}`));
    lost += score.lost;
  }
  if (asked)
    process.stdout.write(
      `${COUNT - wrong.length} of ${COUNT} whole, ${silent.length} silent, ${strayed.length} rows with a neighbour's words, ${lost} rows that lack a word\n${wrong.join("\n")}\n`,
    );
  expect(silent).toEqual([]);
  expect(strayed).toEqual([]);
  expect(COUNT - wrong.length, wrong.join("\n")).toBeGreaterThanOrEqual(COUNT * WHOLE);
}, 900_000);
