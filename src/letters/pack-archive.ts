import { strToU8, zipSync } from "fflate";
import type { DisputePack } from "./dispute-pack.ts";
import { letterText } from "./letter-text.ts";
import { letterPage } from "./print-page.tsx";
import { workbookOf } from "./schedule-workbook.ts";

/** A dispute pack as one .zip: letters to print and as text, the schedule as .xlsx and .csv, the rules, the months seen. */
export function packArchive({ name, letters, sheets, tables }: DisputePack): Uint8Array<ArrayBuffer> {
  // each under its whole path: a folder of its own in the archive shows as an empty file in some programs
  const files: Record<string, Uint8Array> = {};
  const put = (file: string, bytes: Uint8Array) => Object.assign(files, { [`${name}/${file}`]: bytes });
  put("schedule.xlsx", workbookOf(sheets));
  for (const { stem, view } of letters) {
    put(`${stem}.html`, strToU8(letterPage(view)));
    put(`${stem}.txt`, strToU8(letterText(view)));
  }
  for (const table of tables) put(table.name, strToU8(table.text));
  return zipSync(files);
}
