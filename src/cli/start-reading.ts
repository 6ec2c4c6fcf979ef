import type { Pack } from "../domain/fees/pack.ts";
import { nearestBanks } from "../domain/search/nearest-names.ts";
import type { ReadOptions } from "../domain/statements/statement.ts";
import { commandWords } from "../words/command-words.ts";
import { didYouMean } from "../words/did-you-mean.ts";
import type { Terminal } from "./command.ts";
import { type Flags, type Given, readArguments, readOptions } from "./read-flags.ts";

/** What every command that reads statements begins with. */
export type Started = { readonly given: Given; readonly options: ReadOptions; readonly pack: Pack };

/** Flags, files, reader's options and the country pack; or words on what is wrong with them. */
export function startReading(
  args: readonly string[],
  flags: Flags,
  packOf: (jurisdiction: string) => Pack | undefined,
): Started | string {
  const given = readArguments(args, flags);
  if (typeof given === "string") return given;
  const options = readOptions(given.values);
  if (typeof options === "string") return options;
  const pack = packOf(String(given.values.jurisdiction));
  return pack ? { given, options, pack } : noSuchJurisdiction(given.values.jurisdiction);
}

/** Wrong use: what is wrong, then how the command is used; its exit status. */
export function refuseUse(terminal: Terminal, words: string, help: string): number {
  terminal.err(`${words}\n\n${help}`);
  return 2;
}

/** That no bank has this id, with those that were probably meant; all of them are in `openfees banks`. */
export const noSuchBank = (bank: string, pack: Pack): string =>
  commandWords("cli.no_bank", { bank, meant: didYouMean(nearestBanks(pack, bank)) });

/** That no facts of this country are here. */
export const noSuchJurisdiction = (asked: unknown): string =>
  commandWords("cli.no_jurisdiction", { asked: String(asked) });
