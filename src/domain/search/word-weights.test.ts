import fc from "fast-check";
import { expect, test } from "vitest";
import { WordWeights } from "./word-weights.ts";

const phrase = (text: string) => text.split(" ").map((word) => ({ word, weight: 1 }));
const THINGS = [
  ["send money", "send cash away", "money to another"],
  ["stamp duty", "duty when i send money", "duty on money"],
  ["text message", "message money"],
].map((phrases) => phrases.map(phrase));

const likeliest = (shares: Float64Array): number => shares.indexOf(Math.max(...shares));

test("a word that only one thing has decides, however many words of another stand beside it", () => {
  const weights = new WordWeights(THINGS);
  expect(likeliest(weights.sharesOf(phrase("send money")))).toBe(0);
  expect(likeliest(weights.sharesOf(phrase("send money duty")))).toBe(1);
  expect(likeliest(weights.sharesOf(phrase("money for message")))).toBe(2);
});

test("words that no phrase has change nothing, and of none but those no thing is likelier", () => {
  const weights = new WordWeights(THINGS);
  expect(weights.sharesOf(phrase("duty and zebra"))).toEqual(weights.sharesOf(phrase("duty")));
  expect([...new Set(weights.sharesOf(phrase("zebra")))]).toHaveLength(1);
});

test("the shares are of one whole, and the same phrases give the same", () => {
  const word = fc.constantFrom("send", "money", "duty", "text", "message", "cash", "away", "on");
  const words = fc.array(fc.record({ word, weight: fc.constantFrom(0.3, 0.5, 1) }), { minLength: 1, maxLength: 6 });
  const things = fc.array(fc.array(words, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(things, words, (all, asked) => {
      const shares = new WordWeights(all).sharesOf(asked);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(new WordWeights(all).sharesOf(asked)).toEqual(shares);
    }),
    { numRuns: 60 },
  );
});

test("a question while some is learned already learns the rest, and is answered as if all had been learned at once", () => {
  const many = Array.from({ length: 120 }, (_, i) => THINGS.map((all) => [...all, phrase(`word${i} ${i % 7} money`)]));
  const things = [0, 1, 2].map((thing) => many.flatMap((all) => all[thing] ?? []));
  const whole = new WordWeights(things).sharesOf(phrase("word5 duty"));
  for (const parts of [1, 3, 1_000]) {
    const weights = new WordWeights(things);
    let done = 0;
    while (done < parts && weights.learnMore()) done++;
    expect(done > 0).toBe(true);
    expect(weights.sharesOf(phrase("word5 duty"))).toEqual(whole);
    expect(weights.learnMore()).toBe(false);
  }
});
