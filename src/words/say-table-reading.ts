import { notes } from "./made/en/notes.ts";
import { rows } from "./made/en/rows.ts";
import { readingSpeaker } from "./reading-speaker.ts";

/** Says in English what is said of a table: what a device loads first. */
export const TABLE_READING = readingSpeaker({ ...notes, ...rows });
