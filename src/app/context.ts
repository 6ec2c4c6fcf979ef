import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";

/** An instant, ISO 8601 in UTC. */
export type Instant = string;

/** Where facts come from: PostgreSQL behind the server, the shipped files behind the command line. */
export type PackSource = {
  /** The pack as it stands now. */
  current(jurisdiction: string): Promise<Pack>;
  /** The pack as it was known at an instant; undefined before anything was known. */
  knownAt(jurisdiction: string, at: Instant): Promise<Pack | undefined>;
};

/** What every verb is given: no verb reads a clock, an environment or a database by itself. */
export type Context = {
  readonly packs: PackSource;
  /** Today's civil day where the jurisdiction lives. */
  readonly today: () => CivilDate;
};
