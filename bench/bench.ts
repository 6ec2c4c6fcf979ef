/** One thing that is measured: it does its work once more each time it is called and says what came out. */
export type Contender = {
  readonly name: string;
  /** Works for about as long as it is told; answers what it did and what that cost. */
  readonly work: (ms: number) => Promise<Measured>;
};

export type Measured = { readonly times: number; readonly ms: number; readonly cpuMicros: number };

/** What a bench hands back: one table (first row: the head) and what broke its pass line. */
export type BenchResult = { readonly tables: readonly Table[]; readonly failures: readonly string[] };
export type Table = { readonly title: string; readonly rows: readonly (readonly string[])[] };

export type BenchOptions = {
  readonly rounds: number;
  /** How long each contender works in a round. */
  readonly ms: number;
  readonly say: (line: string) => void;
};

/** A file `bench/NAME.bench.ts` exports one as `bench`. */
export type Bench = {
  readonly does: string;
  readonly passLine: string;
  readonly run: (options: BenchOptions) => Promise<BenchResult>;
};

/** Repeats `once` until the time is over, in so many hands at once; counts time, repeats and the CPU of this process. */
export async function measured(ms: number, hands: number, once: () => Promise<unknown> | unknown): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let times = 0;
  const hand = async () => {
    while (performance.now() - began < ms) {
      await once();
      times++;
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  const { user, system } = process.cpuUsage(cpu);
  return { times, ms: performance.now() - began, cpuMicros: user + system };
}

export type Round = ReadonlyMap<string, Measured>;

/** Every contender once a round, each round beginning with another, so that a slow minute of the machine hits all. */
export async function interleaved(contenders: readonly Contender[], options: BenchOptions): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let n = 0; n < options.rounds; n++) {
    const round = new Map<string, Measured>();
    for (let i = 0; i < contenders.length; i++) {
      const one = contenders[(i + n) % contenders.length] as Contender;
      round.set(one.name, await one.work(options.ms));
    }
    rounds.push(round);
    options.say(`round ${n + 1}/${options.rounds}`);
  }
  return rounds;
}

export type Spread = { readonly median: number; readonly least: number; readonly most: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (i: number) => sorted[i] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, least: at(0), most: at(sorted.length - 1) };
}

/** `0.97 (0.95-1.01)` */
export const spreadText = ({ median, least, most }: Spread, digits = 2): string =>
  `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;

export const rate = ({ times, ms }: Measured): number => (times / ms) * 1_000;
export const microsEach = ({ times, cpuMicros }: Measured): number => cpuMicros / times;
