/**
 * How much each word counts for each thing and against the others, learned from whose phrases have it: a softmax regression.
 * Counting words (`word-odds.ts`) takes each for independent of the rest; this learns which words settle a phrase and which
 * only stand beside them. The same phrases in the same order give the same weights, to the last bit.
 */
import { madeOnce } from "../audit/made-once.ts";
import type { Weighed } from "./word-odds.ts";

/** How often all phrases are learned, and how large the first and the last steps are. */
const ROUNDS = 5;
const FIRST_STEP = 5;
const LAST_STEP = 1;
const MEAN_OF = 3;
/** Phrases that are learned, or words that are weighed, in one go: a few milliseconds. */
const AT_ONCE = 200;
/** A thing less likely than this learns nothing of a phrase that is not its own. */
const IDLE = 0.003;

type Sample = {
  /** For each word its weight in the phrase, and its row: one weight a thing. */
  readonly words: readonly { readonly weight: number; readonly row: Float64Array }[];
  readonly thing: number;
};

export class WordWeights {
  readonly #things: number;
  /** For each word one weight a thing. */
  readonly #of = new Map<string, Float64Array>();
  /** What is left to learn. */
  #left: Generator<void, void> | undefined;

  /** For each thing the words of its phrases, each phrase apart. */
  constructor(things: readonly (readonly (readonly Weighed[])[])[]) {
    this.#things = things.length;
    const rowOf = (word: string) => madeOnce(this.#of, word, () => new Float64Array(this.#things));
    const samples = things.flatMap((phrases, thing) =>
      phrases.map((words): Sample => {
        const all = ofLengthOne(words);
        return { words: all.map(({ word, weight }) => ({ weight, row: rowOf(word) })), thing };
      }),
    );
    this.#left = this.#learning(samples);
  }

  /** Learns some of the phrases; false once all are learned. A question learns what is left by itself. */
  learnMore(): boolean {
    if (this.#left?.next().done) this.#left = undefined;
    return this.#left !== undefined;
  }

  *#learning(samples: Sample[]): Generator<void, void> {
    // one for all phrases: there are thousands, and each is read five times
    const error = new Float64Array(this.#things);
    // what was learned last weighs too much: each round has an order of its own, and the mean of the last ones is kept
    const rows = [...this.#of.values()];
    const sums = new Float64Array(rows.length * this.#things);
    const draw = draws();
    for (let round = 0; round < ROUNDS; round++) {
      const step = FIRST_STEP + ((LAST_STEP - FIRST_STEP) * round) / (ROUNDS - 1);
      for (const [i, sample] of shuffled(samples, draw).entries()) {
        learn(sample, step, error);
        if (i % AT_ONCE === 0) yield;
      }
      if (round < ROUNDS - MEAN_OF) continue;
      for (const [i, row] of rows.entries()) {
        const start = i * this.#things;
        for (let j = 0; j < row.length; j++)
          sums[start + j] = (sums[start + j] as number) + (row[j] as number) / MEAN_OF;
        if (i % AT_ONCE === 0) yield;
      }
    }
    for (const [i, row] of rows.entries()) row.set(sums.subarray(i * this.#things, (i + 1) * this.#things));
  }

  /** For each thing how likely it is to be meant: between 0 and 1, all together 1. Words that no phrase has say nothing. */
  sharesOf(words: readonly Weighed[]): Float64Array {
    while (this.learnMore());
    return sharesInto(
      new Float64Array(this.#things),
      ofLengthOne(words.filter(({ word }) => this.#of.has(word))).flatMap(({ word, weight }) => {
        const row = this.#of.get(word);
        return row ? [{ weight, row }] : [];
      }),
    );
  }
}

function learn({ words, thing }: Sample, step: number, error: Float64Array): void {
  sharesInto(error, words);
  error[thing] = (error[thing] as number) - 1;
  for (let i = 0; i < error.length; i++) {
    const wrong = error[i] as number;
    if (wrong <= IDLE && wrong >= -IDLE) continue;
    for (const { weight, row } of words) row[i] = (row[i] as number) - step * weight * wrong;
  }
}

function sharesInto(shares: Float64Array, words: Sample["words"]): Float64Array {
  shares.fill(0);
  for (const { weight, row } of words)
    for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] as number) + weight * (row[i] as number);
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < shares.length; i++) most = Math.max(most, shares[i] as number);
  let sum = 0;
  for (let i = 0; i < shares.length; i++) {
    const share = Math.exp((shares[i] as number) - most);
    shares[i] = share;
    sum += share;
  }
  for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] as number) / sum;
  return shares;
}

/** A word once, and a long phrase of no more weight than a short one. */
function ofLengthOne(words: readonly Weighed[]): readonly Weighed[] {
  const once = [...new Map(words.map((one) => [one.word, one])).values()];
  const length = Math.hypot(...once.map(({ weight }) => weight));
  return length === 0 ? [] : once.map(({ word, weight }) => ({ word, weight: weight / length }));
}

/** Numbers below a bound, drawn the same each time (a linear congruence). */
function draws(): (below: number) => number {
  let seed = 1;
  return (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed % below;
  };
}

/** In an order that is no thing's (Fisher and Yates). */
function shuffled(samples: Sample[], draw: (below: number) => number): readonly Sample[] {
  for (let i = samples.length - 1; i > 0; i--) {
    const j = draw(i + 1);
    [samples[i], samples[j]] = [samples[j] as Sample, samples[i] as Sample];
  }
  return samples;
}
