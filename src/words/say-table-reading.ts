import { notes } from "./made/en/notes.ts";
import { rows } from "./made/en/rows.ts";
import { readingSpeaker } from "./reading-speaker.ts";

/** The English sentences about reading a table. Apart from the others because a device loads them first. */
export const TABLE_READING = readingSpeaker({ ...notes, ...rows });
