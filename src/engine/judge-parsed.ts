/** What was read, judged: the one way from parsed files to an answer, whoever asks. */
import { auditFiles } from "../domain/audit/audit-files.ts";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Said } from "../domain/audit/audit-statement.ts";
import type { Say } from "../domain/audit/print-line.ts";
import type { ToldFact } from "../domain/audit/told-facts.ts";
import type { Pack } from "../domain/fees/pack.ts";
import type { SaidFile } from "../domain/statements/statement.ts";
import { ENGLISH } from "../words/say-english.ts";

export type Engine = {
  readonly pack: Pack;
  /** Printed in the result. */
  readonly engineVersion: string;
  /** Who says the sentences of the answer; in English where nothing is said. */
  readonly say?: Say;
};

/** `files` hold at least one statement together; `told` are the answers to what an earlier judgement asked. */
export const judgeParsed = (
  { pack, engineVersion, say = ENGLISH }: Engine,
  files: readonly SaidFile[],
  said: Said,
  told: readonly ToldFact[] = [],
): AuditResult | AuditBundle => auditFiles(pack, files, { ...said, engineVersion, say, told });
