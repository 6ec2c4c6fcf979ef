import { expect, test } from "vitest";
import { queriesOf, scoreSearch } from "./support/score-search.ts";

/**
 * 2,335 queries with the pages that may come first. 647 were written before the search was, 410 and 276 before it was changed:
 * of each list one half was looked at while words were chosen. What `unseen` misses never was, in any change; what the others
 * missed was mended: `fourth` had 0.948 and 0.029 before, `fifth` 0.939 and 0.017. `sixth` was written after that
 * change and never looked at: it had 0.942 before the words of 2026-12-01, and 0.957 with them. The two halves of
 * `seventh` were written before the search and these lists were read: at first look the half that was then looked at had 0.975
 * and 0.000, the other, which nobody looks into, 0.963 and 0.013; after the change that followed 0.988 and 0.963, as sure as before.
 * `eighth` in the same way, with more that is typed in anger or that no tool for fees knows: 0.945 and 0.000 at first look, and 0.924
 * and 0.048 in the half that nobody looks into, of which two had wanted too few pages; after that change 0.973 and 0.971, and
 * nothing sure and wrong in either. The goal is 0.95 and 0.01; these bars hold what is reached.
 */
const BARS = {
  tuned: { right: 0.96, wrongAndSure: 0.01 },
  unseen: { right: 0.92, wrongAndSure: 0.01 },
  "second-tuned": { right: 0.96, wrongAndSure: 0.01 },
  "second-held": { right: 0.97, wrongAndSure: 0.01 },
  "third-tuned": { right: 0.98, wrongAndSure: 0.01 },
  "third-held": { right: 0.965, wrongAndSure: 0.016 },
  fourth: { right: 0.96, wrongAndSure: 0.015 },
  fifth: { right: 0.975, wrongAndSure: 0.01 },
  sixth: { right: 0.94, wrongAndSure: 0.01 },
  "seventh-tuned": { right: 0.985, wrongAndSure: 0.013 },
  "seventh-held": { right: 0.96, wrongAndSure: 0.01 },
  "eighth-tuned": { right: 0.96, wrongAndSure: 0.01 },
  "eighth-held": { right: 0.945, wrongAndSure: 0.01 },
} as const;
/** An answer that is never sure is never wrong: so many must be right and said to be. */
const LEAST_SURE = 0.6;

test.each(Object.keys(BARS) as (keyof typeof BARS)[])("the queries %s lead to the right page first", async (half) => {
  const { queries, right, rightAndSure, wrongAndSure } = await scoreSearch(queriesOf(half));
  const share = (count: number) => (count / queries).toFixed(3);
  process.stdout.write(
    `search, ${half}: ${share(right)} right first, ${share(rightAndSure)} right and sure, ${share(wrongAndSure)} wrong and sure, of ${queries}\n`,
  );
  expect(queries).toBeGreaterThanOrEqual(80);
  expect(right / queries).toBeGreaterThanOrEqual(BARS[half].right);
  expect(wrongAndSure / queries).toBeLessThanOrEqual(BARS[half].wrongAndSure);
  expect(rightAndSure / queries).toBeGreaterThanOrEqual(LEAST_SURE);
});
