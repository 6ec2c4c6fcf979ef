/**
 * Long PDF statements, made as test/support/printed makes them: what reading them costs beside taking out their text alone with
 * unpdf, how that grows with the pages, and what a process takes that reads one, as the server's child does.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractText, getDocumentProxy } from "unpdf";
import { readPdf } from "../src/readers/pdf/read-pdf.ts";
import { isRefusal } from "../src/readers/proof/reader-answer.ts";
import { Chance } from "../test/support/printed/chance.ts";
import { drawPages } from "../test/support/printed/draw-pages.ts";
import { madeAccount } from "../test/support/printed/made-account.ts";
import { madeLayout } from "../test/support/printed/made-layout.ts";
import { measureIn, printPdfkit } from "../test/support/printed/print-pdfkit.ts";
import { type Bench, interleaved, measured, microsEach, spreadOf, spreadText } from "./bench.ts";

const HERE = import.meta.dirname;
const PAGES = [10, 20, 40];
const LONG = 40;
const MOST_TIMES = 3;
/** Four times the pages may take this many times as long at most. */
const MOST_GROWTH = 4 * 1.25;
/** A layout with two columns of sums, wrapped narrations and a balance, drawn word by word. */
const LAYOUT = 6;

/** A statement of just so many pages, and how many rows it has. */
async function statementOf(pages: number): Promise<{ bytes: Uint8Array; rows: number }> {
  const drawn = madeLayout(new Chance(LAYOUT));
  const layout = { ...drawn, repeatHeader: true, labelled: true };
  const measure = measureIn(layout, "Helvetica");
  let rows = pages * 30;
  for (;;) {
    const account = madeAccount(new Chance(LAYOUT), rows, "NGN");
    const all = drawPages([account], layout, measure);
    if (all.length === pages) return { bytes: await printPdfkit(all, layout, "Helvetica"), rows };
    rows += Math.sign(pages - all.length) * Math.max(1, Math.floor(Math.abs(pages - all.length) * 15));
  }
}

const read = async (bytes: Uint8Array): Promise<number> => {
  const answer = await readPdf({ bytes, text: "", options: {}, around: { banks: [], layouts: [] } });
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer.statements.reduce((sum, { lines }) => sum + lines.length, 0);
};

type Usage = { readonly maxRSS: number; readonly cpuMs: number };

/** What a whole process takes that reads one file, as the system counted it. */
async function usageOf(file: string): Promise<Usage> {
  const args = ["--import", join(HERE, "print-usage.js"), join(HERE, "../src/main/cli.js"), "parse", file, "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  await new Promise((resolve) => child.on("close", resolve));
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Usage;
}

export const bench: Bench = {
  does: "long PDF statements beside the text of unpdf alone: processor time, its growth, and memory of a process",
  passLine: `at most ${MOST_TIMES} times unpdf's processor time for ${LONG} pages, every row read, and linear in the pages`,
  run: async ({ rounds, ms, say }) => {
    const failures: string[] = [];
    const times = [["pages", "rows", "ours, ms", "unpdf, ms", "ours takes, times"]];
    const memory = [["pages", "processor, ms", "most memory, MB"]];
    const own = new Map<number, number>();
    const folder = mkdtempSync(join(tmpdir(), "openfees-bench-"));
    try {
      for (const pages of PAGES) {
        say(`${pages} pages ...`);
        const { bytes, rows } = await statementOf(pages);
        const found = await read(bytes);
        if (found !== rows) failures.push(`${pages} pages: ${found} rows read of ${rows}`);
        const contenders = [
          { name: "ours", work: (time: number) => measured(time, 1, () => read(bytes)) },
          {
            name: "unpdf",
            work: (time: number) =>
              measured(time, 1, async () => extractText(await getDocumentProxy(new Uint8Array(bytes)))),
          },
        ];
        const all = await interleaved(contenders, { rounds, ms, say: () => {} });
        const micros = (name: string) =>
          all.map((round) => microsEach(round.get(name) ?? { times: 0, ms: 0, cpuMicros: 0 }));
        const [ours, theirs] = [micros("ours"), micros("unpdf")];
        const ratio = spreadOf(ours.map((one, i) => one / (theirs[i] ?? Number.NaN)));
        own.set(pages, spreadOf(ours).median);
        const each = [ours, theirs].map((list) => (spreadOf(list).median / 1_000).toFixed(0));
        times.push([String(pages), String(rows), ...each, spreadText(ratio)]);
        if (pages === LONG && !(ratio.median <= MOST_TIMES))
          failures.push(`${LONG} pages take ${ratio.median.toFixed(2)} times unpdf's processor time`);
        const file = join(folder, `${pages}.pdf`);
        writeFileSync(file, bytes);
        const { maxRSS, cpuMs } = await usageOf(file);
        memory.push([String(pages), cpuMs.toFixed(0), (maxRSS / 1_024).toFixed(0)]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    const growth = (own.get(LONG) ?? Number.NaN) / (own.get(10) ?? Number.NaN);
    if (!(growth <= MOST_GROWTH)) failures.push(`${LONG} pages take ${growth.toFixed(2)} times what 10 take`);
    return {
      tables: [
        { title: "Processor time for one file", rows: times },
        { title: "A process of its own that reads the file, from its start on", rows: memory },
      ],
      failures,
    };
  },
};
