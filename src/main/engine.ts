/**
 * `openfees/engine`, what other programs import: charge, parse and audit without Node, files or a network. It
 * takes a country pack as an argument; Nigeria's ships as `openfees/packs/ng`.
 */

import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Said } from "../domain/audit/audit-statement.ts";
import type { ToldFact } from "../domain/audit/told-facts.ts";
import { answerCharge, type ChargeAnswer, type ChargeFault } from "../domain/fees/charge-answer.ts";
import type { ChargeQuestion } from "../domain/fees/charge-question.ts";
import type { AccountType, Pack } from "../domain/fees/pack.ts";
import type { ReadOptions, SaidFile, SaidRefusal } from "../domain/statements/statement.ts";
import { judgeStatements } from "../engine/judge-statements.ts";
import { type FileAnswer, readInWords } from "../engine/read-in-words.ts";
import { VERSION } from "../platform/version.ts";
import { CHARGE_ENGLISH } from "../words/charge-english.ts";

export type {
  AccountType,
  AuditBundle,
  AuditResult,
  ChargeAnswer,
  ChargeFault,
  ChargeQuestion,
  FileAnswer,
  Pack,
  ReadOptions,
  SaidFile as ParsedFile,
  SaidRefusal as Refusal,
  ToldFact,
};

/** Version of the engine, printed in every audit. */
export { VERSION };

/**
 * What may be charged for one event: the question and the answer of `openfees charge`. Anything may be asked, so that a line of
 * JSON can be; a program's own question `satisfies ChargeQuestion`. What is wrong in one is answered under `error`, never thrown.
 */
export const charge = (question: unknown, pack: Pack): ChargeAnswer | ChargeFault =>
  answerCharge(question, (jurisdiction) => (jurisdiction === pack.jurisdiction ? pack : undefined), CHARGE_ENGLISH);

/** Reads one statement file, whatever its format; what cannot be read is refused in words, never thrown. */
export const parse = (bytes: Uint8Array, pack: Pack, options: ReadOptions = {}): Promise<FileAnswer> =>
  readInWords(bytes, options, pack);

/** `told`: what no file shows of a payment, by the row of its line: where a machine stands, whose the other account is. */
export type AuditChoices = ReadOptions & Said & { readonly told?: readonly ToldFact[] };
export type AuditAnswer =
  | { readonly ok: true; readonly result: AuditResult | AuditBundle; readonly printed: string }
  | { readonly ok: false; readonly refusal: SaidRefusal };

/** Reads and audits statement files together. `printed` is the JSON that the command line prints, byte for byte. */
export async function audit(
  files: Uint8Array | readonly Uint8Array[],
  pack: Pack,
  { bank, accountType, product, told = [], ...options }: AuditChoices = {},
): Promise<AuditAnswer> {
  const list = files instanceof Uint8Array ? [files] : files;
  const said = { bank, accountType, product };
  const judged = await judgeStatements(list, { pack, engineVersion: VERSION, options, said, told });
  if ("tooManyRows" in judged) throw new RangeError("no number of rows was too many");
  return judged;
}
