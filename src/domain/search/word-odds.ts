/**
 * How likely each thing is to be what a question means, from how often its own phrases have the question's words: a model of
 * single words for each thing, smoothed by the words of all (Dirichlet's prior, as Zhai and Lafferty, SIGIR 2001, describe).
 */

/** A word, or two that follow each other, and how much it counts. */
export type Weighed = { readonly word: string; readonly weight: number };

/** How many words of all things stand behind each thing's own. */
const PRIOR = 20;
/** How much of what the words say is believed: words of one question are not independent of each other. */
const BELIEF = 0.7;

export class WordOdds {
  readonly #counts = new Map<string, Map<number, number>>();
  readonly #of = new Map<string, number>();
  readonly #size: number[] = [];
  #all = 0;

  readonly #before: readonly number[];

  /** For each thing the words of its phrases, each phrase apart, and how likely it is to be meant before a word is read. */
  constructor(things: readonly (readonly (readonly Weighed[])[])[], before: readonly number[]) {
    this.#before = before;
    for (const [i, phrases] of things.entries()) {
      let size = 0;
      for (const words of phrases)
        for (const { word, weight } of words) {
          const counts = this.#counts.get(word) ?? new Map<number, number>();
          counts.set(i, (counts.get(i) ?? 0) + weight);
          this.#counts.set(word, counts);
          this.#of.set(word, (this.#of.get(word) ?? 0) + weight);
          size += weight;
        }
      this.#size.push(size);
      this.#all += size;
    }
  }

  /** For each thing its share of the likelihood: between 0 and 1, all together 1. Words that no phrase has say nothing. */
  sharesOf(words: readonly Weighed[]): Float64Array {
    const odds = new Float64Array(this.#size.length);
    let known = 0;
    for (const { word, weight } of words) {
      const counts = this.#counts.get(word);
      if (!counts) continue;
      known += weight;
      const usual = (PRIOR * (this.#of.get(word) ?? 0)) / this.#all;
      for (const [i, count] of counts) odds[i] = (odds[i] as number) + weight * Math.log(1 + count / usual);
    }
    let best = Number.NEGATIVE_INFINITY;
    for (const [i, size] of this.#size.entries()) {
      const said = (odds[i] as number) + known * Math.log(PRIOR / (size + PRIOR));
      const one = BELIEF * said + Math.log(this.#before[i] as number);
      odds[i] = one;
      if (one > best) best = one;
    }
    let sum = 0;
    for (let i = 0; i < odds.length; i++) {
      odds[i] = Math.exp((odds[i] as number) - best);
      sum += odds[i] as number;
    }
    for (let i = 0; i < odds.length; i++) odds[i] = (odds[i] as number) / sum;
    return odds;
  }
}
