/** Rates agreed with a bank: an empty table to fill in, and a check of a filled one. */
import { readFile } from "node:fs/promises";
import { csvText } from "../domain/csv-text.ts";
import { type AgreedRates, RATE_COLUMNS, rateTemplate } from "../domain/fees/agreed-rates.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { readRates } from "../readers/table/read-rates.ts";
import { commandWords } from "../words/command-words.ts";
import { RATES_MANUAL } from "../words/en/manuals/statements.ts";
import { RATE_WORDS } from "../words/say-rates.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";
import { pathFrom } from "./read-files.ts";
import { readArguments } from "./read-flags.ts";
import { noSuchBank, noSuchJurisdiction, refuseUse } from "./start-reading.ts";

/** Reads a table of rates; a file that cannot be opened is a fault like a row that cannot be read. */
export async function readRatesFile(name: string, pack: Pack, terminal: Terminal): Promise<AgreedRates> {
  try {
    return readRates(await readFile(pathFrom(terminal, name)), pack);
  } catch (cause) {
    return {
      ok: false,
      faults: [{ code: "cannot_open", facts: { why: (cause as NodeJS.ErrnoException).code ?? null } }],
    };
  }
}

const FLAGS = { bank: { type: "string" }, jurisdiction: { type: "string", default: "ng" } } as const;

const MANUAL: Manual = {
  ...RATES_MANUAL,
  verbs: verbsOf(RATES_MANUAL.verbs, { check: "file" }),
  options: optionsOf(FLAGS, RATES_MANUAL.options, {
    bank: { takes: "ID", of: "bank" },
    jurisdiction: { takes: "J" },
  }),
};
const HELP = helpText(MANUAL);

export function ratesCommand(packOf: (jurisdiction: string) => Pack | undefined): Command {
  return {
    name: "rates",
    summary: RATES_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const given = readArguments(args, FLAGS);
      if (typeof given === "string") return refuseUse(terminal, given, HELP);
      const pack = packOf(String(given.values.jurisdiction));
      if (!pack) return refuseUse(terminal, noSuchJurisdiction(given.values.jurisdiction), HELP);
      const [verb, file, ...more] = given.files;
      const { bank } = given.values;
      if (verb === "template" && file === undefined) {
        if (bank !== undefined && !pack.banks.some(({ id }) => id === bank))
          return refuseUse(terminal, noSuchBank(String(bank), pack), HELP);
        await terminal.write(csvText(RATE_COLUMNS, rateTemplate(pack, bank === undefined ? "" : String(bank))));
        return 0;
      }
      if (verb !== "check" || file === undefined || more.length > 0)
        return refuseUse(terminal, commandWords("rates.say"), HELP);
      const read = await readRatesFile(file, pack, terminal);
      const count = read.ok ? read.fees.length : 0;
      if (read.ok) terminal.out(`${commandWords(count === 1 ? "rates.one" : "rates.several", { file, count })}\n`);
      else for (const fault of read.faults) terminal.err(`${file}: ${RATE_WORDS.say(fault)}\n`);
      return read.ok ? 0 : 2;
    },
  };
}
