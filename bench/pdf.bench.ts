/**
 * Long PDF statements, made as test/support/printed makes them: what reading them costs beside taking out their text alone with
 * unpdf, how that grows with the pages, and what the server's child process takes that reads, judges and answers one.
 */
import { extractText, getDocumentProxy } from "unpdf";
import { shippedLetter, shippedPack } from "../e2e/support/shipped-pack.ts";
import { foreignBuild } from "../src/build/foreign-build.ts";
import { askChildren } from "../src/http/foreign/ask-children.ts";
import { foreignPool } from "../src/http/foreign/foreign-pool.ts";
import { AUDIT_LIMITS, type AuditQuestion } from "../src/http/web-deps.ts";
import { readPdf } from "../src/readers/pdf/read-pdf.ts";
import { isRefusal } from "../src/readers/proof/reader-answer.ts";
import type { JobUse } from "../src/server/walled-child.ts";
import { Chance } from "../test/support/printed/chance.ts";
import { drawPages } from "../test/support/printed/draw-pages.ts";
import { madeAccount } from "../test/support/printed/made-account.ts";
import { madeLayout } from "../test/support/printed/made-layout.ts";
import { measureIn, printPdfkit } from "../test/support/printed/print-pdfkit.ts";
import { type Bench, interleaved, measured, microsEach, spreadOf, spreadText } from "./bench.ts";

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
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer.statements.reduce((sum, { lines }) => sum + lines.length, 0);
};

const FACTS = {
  pack: shippedPack(),
  template: shippedLetter(),
  site: { styleHref: "/style.css", operator: null, funding: null, contact: null },
  css: "",
};
const ON = "2026-11-24" as AuditQuestion["on"];

/** Asks a child behind its wall, as an upload does, for the audit of each; what each took of the machine, and its answer. */
async function behindTheWall(files: readonly Uint8Array[]): Promise<{ use: JobUse; rows: number }[]> {
  const children = foreignPool({ atOnce: 1, build: foreignBuild });
  const uses: JobUse[] = [];
  const { audit } = askChildren({
    pool: children.pool,
    engineVersion: "bench",
    onUse: (_client, use) => void uses.push(use),
  });
  try {
    const answers: number[] = [];
    for (const bytes of files) {
      const asked = { facts: FACTS, bytes, fileName: "made.pdf", ask: "json", example: null, on: ON } as const;
      const answer = await audit(asked, { ...AUDIT_LIMITS, timeMs: 300_000 });
      if (!answer.ok) throw new Error(answer.refusal.message);
      const { statement } = JSON.parse(Buffer.concat(answer.parts.map((part) => Buffer.from(part))).toString()) as {
        statement: { rows: { read: number } };
      };
      answers.push(statement.rows.read);
    }
    return uses.map((use, i) => ({ use, rows: answers[i] ?? 0 }));
  } finally {
    await children.close();
  }
}

export const bench: Bench = {
  does: "long PDF statements beside the text of unpdf alone: processor time, its growth, and the child behind its wall",
  passLine: `at most ${MOST_TIMES} times unpdf's processor time for ${LONG} pages, every row read, and linear in the pages`,
  run: async ({ rounds, ms, say }) => {
    const failures: string[] = [];
    const times = [["pages", "rows", "ours, ms", "unpdf, ms", "ours takes, times"]];
    const walled = [["pages", "rows", "processor, ms", "times unpdf", "memory, MB"]];
    const files: { pages: number; rows: number; bytes: Uint8Array; unpdfMicros: number }[] = [];
    const own = new Map<number, number>();
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
      files.push({ pages, rows, bytes, unpdfMicros: spreadOf(theirs).median });
    }
    const judged = await behindTheWall(files.map(({ bytes }) => bytes));
    for (const [i, { pages, rows, unpdfMicros }] of files.entries()) {
      const { use, rows: found } = judged[i] as (typeof judged)[number];
      if (found !== rows) failures.push(`${pages} pages behind the wall: ${found} rows read of ${rows}`);
      const times = (use.processorSeconds * 1e6) / unpdfMicros;
      const megabytes = (use.residentBytes / 1e6).toFixed(0);
      walled.push([
        String(pages),
        String(rows),
        (use.processorSeconds * 1_000).toFixed(0),
        times.toFixed(2),
        megabytes,
      ]);
    }
    const growth = (own.get(LONG) ?? Number.NaN) / (own.get(10) ?? Number.NaN);
    if (!(growth <= MOST_GROWTH)) failures.push(`${LONG} pages take ${growth.toFixed(2)} times what 10 take`);
    return {
      tables: [
        { title: "Processor time for one file", rows: times },
        {
          title: "The server's child that reads, judges and answers it, once, with code that is not warm",
          rows: walled,
        },
      ],
      failures,
    };
  },
};
