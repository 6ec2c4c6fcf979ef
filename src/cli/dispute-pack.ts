/** `openfees audit --dispute FOLDER`: for each bank its letters, the schedule of claims and the rules they rest on. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { claimsOf } from "../domain/audit/claim/claims.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { formatMinor } from "../domain/money/money.ts";
import { disputePacks } from "../letters/dispute-pack.ts";
import type { Fills } from "../letters/letter-view.ts";
import type { Sheet } from "../letters/schedule.ts";
import { commandWords } from "../words/command-words.ts";
import type { LetterParts } from "./audit-letter.ts";
import type { Terminal } from "./command.ts";
import { pathFrom } from "./read-files.ts";

export type DisputeParts = LetterParts & {
  /** Fetched when it is asked for: the library for workbooks is large. */
  readonly workbook: (sheets: readonly Sheet[]) => Promise<Uint8Array>;
};

export type Disputes = {
  readonly answer: AuditResult | AuditBundle;
  /** Where the folders go; from where the person stands when it is relative. */
  readonly folder: string;
  /** The day of the letters; today where none is said. */
  readonly on: CivilDate | null;
  readonly fills: Fills;
  readonly pack: Pack;
};

/** Writes one folder a bank; the folder of statements that name no bank is `bank-not-named`. */
export async function writeDisputes(
  { answer, folder, on, fills, pack }: Disputes,
  parts: DisputeParts,
  terminal: Terminal,
): Promise<void> {
  const template = parts.template(pack.jurisdiction);
  const packs = disputePacks(answer, claimsOf(answer), { pack, template, on: on ?? parts.today(), fills });
  if (packs.length === 0) terminal.err(`${commandWords("dispute.none")}\n`);
  for (const { name, count, over, letters, sheets, tables } of packs) {
    const into = join(pathFrom(terminal, folder), name);
    await mkdir(into, { recursive: true });
    const put = (file: string, bytes: Uint8Array | string) => writeFile(join(into, file), bytes);
    for (const { stem, view } of letters) {
      await put(`${stem}.pdf`, await parts.file(view, "pdf", pack.jurisdiction));
      await put(`${stem}.txt`, await parts.file(view, "txt", pack.jurisdiction));
    }
    for (const table of tables) await put(table.name, table.text);
    await put("schedule.xlsx", await parts.workbook(sheets));
    const written = {
      folder: join(folder, name),
      charges: commandWords(count === 1 ? "dispute.charge" : "dispute.charges", { count }),
      currency: pack.currency,
      over: formatMinor(over),
      letters: commandWords(letters.length === 1 ? "dispute.letter" : "dispute.letters", { count: letters.length }),
    };
    terminal.err(`${commandWords("dispute.written", written)}\n`);
  }
}
