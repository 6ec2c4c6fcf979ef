import { afterAll, expect, test } from "vitest";
import { EXPORT_KINDS } from "../../test/support/made-kinds/exports.ts";
import { FILE_KINDS } from "../../test/support/made-kinds/files.ts";
import { JOINED_KINDS } from "../../test/support/made-kinds/joined-tables.ts";
import { drawOf, type Kind, type Made } from "../../test/support/made-kinds/made-rows.ts";
import { MESSAGE_KINDS } from "../../test/support/made-kinds/messages.ts";
import { OTHERWISE_KINDS } from "../../test/support/made-kinds/otherwise.ts";
import { TABLE_KINDS } from "../../test/support/made-kinds/tables.ts";
import { underSeeds } from "../../test/support/silence-seeds.ts";
import { FILE_READERS } from "./file-readers.ts";
import { readStatementFile } from "./read-statement-file.ts";

// Kinds of files that people have, those that public reports of other programs name among them: made by seed, each with its
// truth. Nothing is read otherwise in silence. NO_SILENCE_SEED=N draws others, NO_SILENCE_RUNS=N more of them.

const RUNS = Number(process.env.NO_SILENCE_RUNS ?? 6);
const KINDS: readonly Kind[] = [
  ...TABLE_KINDS,
  ...EXPORT_KINDS,
  ...JOINED_KINDS,
  ...FILE_KINDS,
  ...MESSAGE_KINDS,
  ...OTHERWISE_KINDS,
];

/** Say how a file was read and put no sum in doubt. */
const CALM: ReadonlySet<string> = new Set([
  "date_order_assumed",
  "decimal_comma_assumed",
  "encoding_assumed",
  "several_accounts",
  "page_break_duplicate",
  "rows_put_in_order",
]);

const hundredths = (text: string | null): number | null => (text === null ? null : Math.round(Number(text) * 100));

async function judge({ bytes, lines, statements: meant }: Made): Promise<{ right: boolean; said: boolean }> {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  const answer = await readStatementFile(content, {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok) return { right: false, said: true };
  const { statements, warnings } = answer.file;
  const read = statements.flatMap((one) => one.lines);
  const rejected = statements.some((one) => one.rejected.length > 0);
  const right =
    !rejected &&
    read.length === lines.length &&
    (meant === null || statements.length === meant) &&
    lines.every(([date, cents, balance], i) => {
      const line = read[i];
      const sums =
        line && hundredths(line.amount) === cents && (balance === null || hundredths(line.balance) === balance);
      return sums && line.date === date;
    });
  const said =
    rejected ||
    warnings.some(({ code }) => !CALM.has(code)) ||
    statements.some(({ chain }) => chain.state === "broken");
  return { right, said };
}

const counts = { files: 0, silent: 0, whole: 0, ofWhole: 0, warned: 0, others: 0 };

test.each(underSeeds(KINDS.map((kind, i) => ({ ...kind, i }))))(
  "$name (NO_SILENCE_SEED=$seed)",
  async ({ is, make, i, seed: drawn }) => {
    const silent: number[] = [];
    const notWhole: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const seed = (drawn * KINDS.length + i) * 1_009 + run;
      const { right, said } = await judge(make(drawOf(seed)));
      counts.files++;
      if (!right && !said) silent.push(seed);
      if (is === "told") {
        if (right) counts.others++;
        continue;
      }
      counts.ofWhole++;
      if (!right) notWhole.push(seed);
      else counts.whole++;
      if (right && said) counts.warned++;
    }
    counts.silent += silent.length;
    expect({ silent, notWhole }).toEqual({ silent: [], notWhole: [] });
  },
);

afterAll(() => {
  const { files, silent, whole, ofWhole, warned, others } = counts;
  console.info(
    `silent wrongs of ${KINDS.length} kinds: ${silent} of ${files} files; read whole where the file says all: ${whole} of ${ofWhole}; of these with a warning: ${warned}; right of the others: ${others} of ${files - ofWhole}`,
  );
});

test("of what a file says whole at most one in twenty carries a warning", () => {
  expect(KINDS.length).toBeGreaterThan(100);
  expect(counts.warned / counts.whole).toBeLessThanOrEqual(0.05);
});
