/** `openfees data tariff`: an empty tariff to fill in, and a check of a filled one before it is published. */
import { readFile } from "node:fs/promises";
import { csvText } from "../domain/csv-text.ts";
import { type CivilDate, parseCivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { type TariffReport, tariffTemplate } from "../domain/tariff-check/check-tariff.ts";
import { TARIFF_COLUMNS } from "../domain/tariff-check/tariff-rows.ts";
import { readTariff } from "../readers/table/read-tariff.ts";
import {
  columnWords,
  draftsWords,
  findingWords,
  headWords,
  noticeWords,
  refusalWords,
} from "../web/ui/tariff-words.ts";
import { commandWords } from "../words/command-words.ts";
import { TARIFF } from "../words/en/tariff.ts";
import type { Terminal } from "./command.ts";
import type { Verb } from "./manual.ts";
import { pathFrom } from "./read-files.ts";
import { readArguments } from "./read-flags.ts";
import { noSuchBank, noSuchJurisdiction, refuseUse } from "./start-reading.ts";

export type TariffWork = {
  readonly packOf: (jurisdiction: string) => Pack | undefined;
  readonly today: () => CivilDate;
};

export const TARIFF_FLAGS = {
  bank: { type: "string" },
  on: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  json: { type: "boolean" },
} as const;

export async function runTariff(
  args: readonly string[],
  terminal: Terminal,
  work: TariffWork,
  help: string,
): Promise<number> {
  const given = readArguments(args, TARIFF_FLAGS);
  if (typeof given === "string") return refuseUse(terminal, given, help);
  const { bank, on, jurisdiction, json } = given.values;
  const pack = work.packOf(String(jurisdiction));
  if (!pack) return refuseUse(terminal, noSuchJurisdiction(jurisdiction), help);
  const today = on === undefined ? work.today() : parseCivilDate(String(on));
  if (!today) return refuseUse(terminal, commandWords("tariff.day", { day: String(on) }), help);
  if (bank !== undefined && !pack.banks.some(({ id }) => id === bank))
    return refuseUse(terminal, noSuchBank(String(bank), pack), help);
  const [verb, file, ...more] = given.files;
  if (verb === "template" && file === undefined) {
    await terminal.write(csvText(TARIFF_COLUMNS, tariffTemplate(pack)));
    return 0;
  }
  if (verb !== "check" || file === undefined || more.length > 0)
    return refuseUse(terminal, commandWords("tariff.say"), help);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(pathFrom(terminal, file));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? commandWords("read.unknown_fault");
    terminal.err(`${commandWords("tariff.cannot_open", { file, code })}\n`);
    return 2;
  }
  const report = readTariff(bytes, { pack, today, bank: bank === undefined ? undefined : String(bank) });
  if (!report.ok) {
    terminal.err(`${file}: ${refusalWords(report)}\n`);
    return 2;
  }
  terminal.out(json ? `${inJson(file, report, pack, today)}\n` : inWords(file, report, pack));
  return report.findings.length === 0 ? 0 : 1;
}

type Report = Extract<TariffReport, { ok: true }>;

/** Sums as whole numbers of the smallest unit would be read as naira: they are decimals, as everywhere. */
const inJson = (file: string, { rows, fees, findings }: Report, pack: Pack, on: CivilDate): string =>
  JSON.stringify({
    file,
    jurisdiction: pack.jurisdiction,
    version: pack.version,
    on,
    rows,
    fees,
    findings: findings.map((finding) => ({
      line: finding.line,
      service: finding.service,
      code: finding.code === "row" ? finding.fault.why : finding.code,
      column: finding.code === "row" ? finding.fault.column : null,
      severity: finding.severity,
      message: findingWords(finding, pack),
    })),
  });

/** For the help: each column with what stands in it, and the words that it allows. */
export const columnsHelp = (): readonly Verb[] =>
  columnWords().map(({ column, says, allowed }) => ({
    word: column,
    says: allowed === "" ? says : `${says} (${allowed})`,
  }));

function inWords(file: string, report: Report, pack: Pack): string {
  const lines = report.findings.map((finding) => {
    const { line, service } = finding;
    const message = findingWords(finding, pack);
    const said =
      service === null
        ? commandWords("tariff.finding", { line, message })
        : commandWords("tariff.finding_of", { line, service, message });
    return `  ${said}${finding.severity === "doubt" ? commandWords("tariff.look") : ""}\n`;
  });
  const drafts = draftsWords(report.fees, pack).map(({ said }) => `  ${said}\n`);
  const ahead =
    drafts.length === 0 ? "" : `${TARIFF["tariff.drafts"]}. ${TARIFF["tariff.drafts_lead"]}\n${drafts.join("")}`;
  const counts = commandWords("tariff.counts", { file, rows: report.rows, fees: report.fees.length });
  return `${counts}\n${headWords(report)}.\n${lines.join("")}${ahead}${noticeWords(pack)}\n`;
}
