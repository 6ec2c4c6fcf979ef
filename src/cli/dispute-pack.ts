/** One idea: `openfees audit --dispute FOLDER`: for each bank its letters, the schedule of claims and the rules they rest on. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { csvText } from "../app/csv-text.ts";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { claimsOf } from "../domain/audit/claims.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { formatMinor } from "../domain/money/money.ts";
import { type Fills, lettersOf } from "../letters/letter-view.ts";
import { type Sheet, schedulesOf } from "../letters/schedule.ts";
import type { LetterParts } from "./audit-letter.ts";
import type { Terminal } from "./command.ts";
import { pathFrom } from "./read-files.ts";

export type DisputeParts = LetterParts & {
  /** Fetched when it is asked for: the library for workbooks is large. */
  readonly workbook: (sheets: readonly Sheet[]) => Promise<Uint8Array>;
};

/** Writes one folder a bank; the folder of statements that name no bank is `bank-not-named`. */
export async function writeDisputes(
  answer: AuditResult | AuditBundle,
  folder: string,
  { on, fills }: { readonly on: CivilDate | null; readonly fills: Fills },
  pack: Pack,
  parts: DisputeParts,
  terminal: Terminal,
): Promise<void> {
  const template = parts.template(pack.jurisdiction);
  const letters = lettersOf(answer, "bank", { pack, template, on: on ?? parts.today(), fills });
  const schedules = schedulesOf(answer, claimsOf(answer), pack);
  if (schedules.length === 0) terminal.err("Nothing was written: no charge was found to be too high.\n");
  for (const { bank, count, over, claims, groups, rules, coverage } of schedules) {
    const name = bank ?? "bank-not-named";
    const into = join(pathFrom(terminal, folder), name);
    await mkdir(into, { recursive: true });
    const put = (file: string, bytes: Uint8Array | string) => writeFile(join(into, file), bytes);
    const own = letters.filter((view) => view.bank === bank);
    for (const [i, view] of own.entries()) {
      const stem = i === 0 ? "letter" : `letter-${i + 1}`;
      await put(`${stem}.pdf`, await parts.file(view, "pdf", pack.jurisdiction));
      await put(`${stem}.txt`, await parts.file(view, "txt", pack.jurisdiction));
    }
    await put("schedule.csv", csvText(claims.header, claims.rows));
    await put("schedule.xlsx", await parts.workbook([claims, groups, rules, coverage]));
    await put("rules.csv", csvText(rules.header, rules.rows));
    await put("months.csv", csvText(coverage.header, coverage.rows));
    terminal.err(
      `${join(folder, name)}: ${count} ${count === 1 ? "charge" : "charges"}, ${pack.currency} ${formatMinor(over)}, ${own.length} ${own.length === 1 ? "letter" : "letters"}\n`,
    );
  }
}
