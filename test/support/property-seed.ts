import fc from "fast-check";

// Every property test of a run draws from the run's one seed (see vitest.config.ts), which the run prints: PROPERTY_SEED=N
// before the command draws the same again. A property that gives a seed of its own keeps it.
const seed = Number(process.env.PROPERTY_SEED);
if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is no whole number: ${process.env.PROPERTY_SEED}`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
