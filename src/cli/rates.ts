/** Rates agreed with a bank: an empty table to fill in, and a check of a filled one. */
import { readFile } from "node:fs/promises";
import { csvText } from "../domain/csv-text.ts";
import { type AgreedRates, RATE_COLUMNS, rateTemplate } from "../domain/fees/agreed-rates.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { readRates } from "../readers/table/read-rates.ts";
import { RATE_WORDS } from "../words/say-rates.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { pathFrom } from "./read-files.ts";
import { readArguments } from "./read-flags.ts";
import { noSuchBank, refuseUse } from "./start-reading.ts";

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
  forms: ["rates template [--bank ID]", "rates check FILE"],
  says: "Rates that you agreed with your bank, for `openfees audit --rates FILE`. The template is a CSV with one row a service: fill in the rows you have an agreement for and leave the others.",
  verbs: [
    { word: "template", says: "an empty table to fill in" },
    { word: "check", says: "reads a filled one and says what is wrong with it", of: "file" },
  ],
  options: optionsOf(FLAGS, {
    bank: { takes: "ID", of: "bank", says: "whose rates they are, such as ng.zenith" },
    jurisdiction: { takes: "J", says: "ng unless said otherwise" },
  }),
  also: "Columns: amount, a sum for each time, such as 20.00, 0 where it is free for you; per_mille, instead of an amount so much of each thousand, with min and max where the offer letter names them; vat, added (on top; what is taken when left blank), included or none; account, savings, current or domiciliary, blank for all; from and until, the first day it holds and the first on which it no longer does, blank where the letter names none; page, the page of the offer letter, for the letter to the bank.",
  exit: "0 done, 2 wrong use or a table that cannot be read",
};
const HELP = helpText(MANUAL);

export function ratesCommand(packOf: (jurisdiction: string) => Pack | undefined): Command {
  return {
    name: "rates",
    summary: "a table for the rates that you agreed with your bank",
    manual: MANUAL,
    run: async (args, terminal) => {
      const given = readArguments(args, FLAGS);
      if (typeof given === "string") return refuseUse(terminal, given, HELP);
      const pack = packOf(String(given.values.jurisdiction));
      if (!pack) return refuseUse(terminal, `No jurisdiction "${given.values.jurisdiction}" is known here.`, HELP);
      const [verb, file, ...more] = given.files;
      const { bank } = given.values;
      if (verb === "template" && file === undefined) {
        if (bank !== undefined && !pack.banks.some(({ id }) => id === bank))
          return refuseUse(terminal, noSuchBank(String(bank), pack), HELP);
        await terminal.write(csvText(RATE_COLUMNS, rateTemplate(pack, bank === undefined ? "" : String(bank))));
        return 0;
      }
      if (verb !== "check" || file === undefined || more.length > 0)
        return refuseUse(terminal, "Say template, or check and a file.", HELP);
      const read = await readRatesFile(file, pack, terminal);
      if (read.ok) terminal.out(`${file}: ${read.fees.length} ${read.fees.length === 1 ? "rate" : "rates"}\n`);
      else for (const fault of read.faults) terminal.err(`${file}: ${RATE_WORDS.say(fault)}\n`);
      return read.ok ? 0 : 2;
    },
  };
}
