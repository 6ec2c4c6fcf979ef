/**
 * Each of our readers beside the libraries on npm for its format, in one run: what each reads right of the same
 * statements, and what that costs. Ours is given bytes and finds out the rest; a peer is given text, and a mapping.
 */

import { shippedPack } from "../e2e/support/shipped-pack.ts";
import manifest from "../package.json" with { type: "json" };
import { readInWords } from "../src/engine/read-in-words.ts";
import { unitsOf } from "../src/readers/text/exact-number.ts";
import { type Bench, interleaved, measured, microsEach, spreadOf, spreadText } from "./bench.ts";
import type { Contender } from "./readers/contender.ts";
import { corpusOf, faultIn } from "./readers/corpus.ts";
import { casesOf, longCase } from "./readers/made-files.ts";
import { PEERS } from "./readers/peers.ts";
import { type Score, scoreOf } from "./readers/score.ts";

const pack = shippedPack();
const OURS: Contender = {
  name: "openfees",
  mapping: "none",
  read: async ({ bytes, order }) => {
    const options = order === undefined ? {} : { dateOrder: order };
    const answer = await readInWords(bytes, options, pack);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return answer.file.statements.flatMap(({ lines }) =>
      lines.map(({ date, amount }) => ({ date, units: unitsOf(amount) })),
    );
  },
};

const versions: Readonly<Record<string, string>> = manifest.devDependencies;
const title = ({ name }: Contender): string => (name in versions ? `${name} ${versions[name]}` : name);
const faultsText = (faults: ReadonlyMap<string, number>): string =>
  [...faults]
    .sort(([, a], [, b]) => b - a)
    .map(([fault, files]) => `${fault} (${files})`)
    .join("; ");

export const bench: Bench = {
  does: "every reader beside the npm libraries for its format: rows read right, wrong, missed and made up, and the time",
  passLine: "ours reads every row of every made statement, and of the files of others no fewer than any peer",
  run: async ({ rounds, ms, say }) => {
    const failures: string[] = [];
    const rows = [
      ["format", "reader", "files whole", "right", "wrong", "missed", "made up", "what went wrong (files)"],
    ];
    const others = [["format", "reader", "files right", "of", "what went wrong (files)"]];
    const times = [["format", "lines", "reader", "ms a file", "ours takes, times"]];
    for (const [format, peers] of Object.entries(PEERS)) {
      say(`${format} ...`);
      const all = [OURS, ...peers];
      const cases = casesOf(format);
      const scores: Score[] = [];
      for (const one of all) {
        const score = await scoreOf(one, cases);
        scores.push(score);
        const { right, wrong, missed, madeUp, whole, faults } = score;
        rows.push([
          format,
          title(one),
          `${whole} of ${cases.length}`,
          ...[right, wrong, missed, madeUp].map(String),
          faultsText(faults),
        ]);
      }
      if (scores[0]?.whole !== cases.length)
        failures.push(`${format}: ours read ${scores[0]?.whole} of ${cases.length} whole`);

      const corpus = corpusOf(format);
      const counts: number[] = [];
      for (const one of corpus ? all : []) {
        const faults = new Map<string, number>();
        for (const file of corpus ?? []) {
          const fault = await faultIn(one, file);
          if (fault !== "") faults.set(fault, (faults.get(fault) ?? 0) + 1);
          if (fault !== "" && one === OURS) say(`ours, ${file.name}: ${fault}`);
        }
        const right = (corpus?.length ?? 0) - [...faults.values()].reduce((sum, n) => sum + n, 0);
        counts.push(right);
        others.push([format, title(one), String(right), String(corpus?.length), faultsText(faults)]);
      }
      if (Math.max(...counts) > (counts[0] ?? 0)) failures.push(`${format}: a peer reads more of the files of others`);

      const long = longCase(format);
      // who cannot read it at all has no time
      const able = [];
      for (const one of all) if ((await scoreOf(one, [long])).right > 0) able.push(one);
      const measuring = able.map((one) => ({
        name: one.name,
        work: (time: number) => measured(time, 1, () => one.read(long)),
      }));
      const found = await interleaved(measuring, { rounds, ms, say: () => {} });
      for (const one of able) {
        const micros = (name: string) =>
          found.map((round) => microsEach(round.get(name) ?? { times: 0, ms: 0, cpuMicros: 0 }));
        const own = micros(one.name);
        const ratio = spreadOf(micros(OURS.name).map((ours, i) => ours / (own[i] ?? Number.NaN)));
        times.push([
          format,
          String(long.want.length),
          title(one),
          (spreadOf(own).median / 1_000).toFixed(1),
          one === OURS ? "" : spreadText(ratio),
        ]);
      }
    }
    return {
      tables: [
        { title: "Made statements: rows", rows },
        ...(others.length > 1 ? [{ title: "Files of other projects", rows: others }] : []),
        { title: "Processor time for one long statement, with its mapping", rows: times },
      ],
      failures,
    };
  },
};
