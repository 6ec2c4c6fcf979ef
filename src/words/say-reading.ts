import { alertNotes } from "./made/en/alert-notes.ts";
import { formatNotes } from "./made/en/format-notes.ts";
import { formatRows } from "./made/en/format-rows.ts";
import { notes } from "./made/en/notes.ts";
import { refused } from "./made/en/refused.ts";
import { rows } from "./made/en/rows.ts";
import { readingSpeaker } from "./reading-speaker.ts";

/** Says in English whatever a reader gives as a reason. */
export const READING = readingSpeaker({
  ...notes,
  ...alertNotes,
  ...formatNotes,
  ...rows,
  ...formatRows,
  ...refused,
});
