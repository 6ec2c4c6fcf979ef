/** LibreOffice opens every table that we give away, and computes nothing of what stands in it. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../e2e/support/test-server.ts";
import { csvText } from "../src/domain/csv-text.ts";
import { workbookOf } from "../src/letters/schedule-workbook.ts";

const there = spawnSync("soffice", ["--version"]).status === 0;
const MINUTES = 60_000;
const HOSTILE = [
  "=1+1",
  "+1+1",
  "-1+1",
  "@SUM(1,1)",
  "＝1+1",
  "＋1+1",
  "\u200B=1+1",
  "\u00A0=1+1",
  "x;=1+1",
  "x|=1+1",
  "x\t=1+1",
  "\t=1+1",
  '=HYPERLINK("http://x.invalid")',
  "=cmd|'/c calc'!A1",
];
/** Where 1+1 was computed, a cell holds 2; where a link was made, its address alone. */
const computed = (cell: string): boolean => /^(2|http:\/\/x\.invalid|#\w+[!?]?|Err:\d+)$/.test(cell.trim());

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openfees-exports-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens a file with cells cut at `separator` (its code) and gives what LibreOffice shows, cell by cell. */
async function opened(name: string, bytes: string | Uint8Array, separator = 44): Promise<string[][]> {
  await writeFile(join(folder, name), bytes);
  const options = name.endsWith(".csv") ? [`--infilter=CSV:${separator},34,76,1,,0,false,true,false`] : [];
  const out = join(folder, `out-${name}-${separator}`);
  await promisify(execFile)(
    "soffice",
    [
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      ...options,
      "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
      "--outdir",
      out,
      join(folder, name),
    ],
    { timeout: 2 * MINUTES },
  );
  const text = await readFile(join(out, name.replace(/\.\w+$/, ".csv")), "utf8");
  return parse(text, { relax_column_count: true, relax_quotes: true }) as string[][];
}

if (!there) test.skip("exports in LibreOffice: skipped, no LibreOffice on this machine", () => {});

describe.skipIf(!there)("LibreOffice", () => {
  test.each([44, 59, 124, 9])(
    "opens CSV with cells cut at sign %i and computes nothing",
    async (separator) => {
      const cells = await opened(
        "hostile.csv",
        csvText(
          ["words", "end"],
          HOSTILE.map((one) => [one, "end"]),
        ),
        separator,
      );
      expect(cells.length).toBeGreaterThan(HOSTILE.length);
      expect(cells.flat().filter(computed)).toEqual([]);
    },
    3 * MINUTES,
  );

  test(
    "opens the tables of the site with all their rows",
    async () => {
      const app = await testServer();
      try {
        for (const path of ["fees", "banks", "fees/transfer.interbank", "banks/ng.access"]) {
          const { body, statusCode } = await app.inject(`/${path}.csv`);
          expect(statusCode, path).toBe(200);
          const rows = parse(body) as string[][];
          const cells = await opened(`${path.replace("/", "-")}.csv`, body);
          expect([cells.length, cells[0]], path).toEqual([rows.length, rows[0]]);
        }
      } finally {
        await app.close();
      }
    },
    5 * MINUTES,
  );

  test(
    "opens a workbook of claims: sums are sums and hostile words are words",
    async () => {
      const rows = HOSTILE.map((words) => [words, "26.88"]);
      const cells = await opened(
        "claims.xlsx",
        workbookOf([{ name: "claims", header: ["words", "sum"], rows, money: [1] }]),
      );
      expect(cells.length).toBe(rows.length + 1);
      expect(cells.slice(1).map((row) => row.at(-1))).toEqual(rows.map(() => "26.88"));
      expect(cells.flat().filter(computed)).toEqual([]);
    },
    3 * MINUTES,
  );
});
