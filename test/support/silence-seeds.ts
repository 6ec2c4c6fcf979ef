/** The seeds under which what is made is read: three in the short form, and the one of NO_SILENCE_SEED=N where it is given. */
export const SILENCE_SEEDS: readonly number[] = process.env.NO_SILENCE_SEED
  ? [Number(process.env.NO_SILENCE_SEED)]
  : [1, 11, 37];

/** Each of some tests under each seed. */
export const underSeeds = <T extends object>(tests: readonly T[]): (T & { readonly seed: number })[] =>
  SILENCE_SEEDS.flatMap((seed) => tests.map((one) => ({ ...one, seed })));
