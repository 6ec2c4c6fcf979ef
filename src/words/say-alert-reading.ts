import { alertNotes } from "./made/en/alert-notes.ts";
import { notes } from "./made/en/notes.ts";
import { rows } from "./made/en/rows.ts";
import { readingSpeaker } from "./reading-speaker.ts";

/** Says in English what is said of alerts. */
export const ALERT_READING = readingSpeaker({ ...notes, ...alertNotes, ...rows });
