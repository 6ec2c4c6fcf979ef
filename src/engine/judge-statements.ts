/** The way from the bytes of statement files to a judgement: read them all, then audit them together. */
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Said } from "../domain/audit/audit-statement.ts";
import { printAudit } from "../domain/audit/print-audit.ts";
import type { ToldFact } from "../domain/audit/told-facts.ts";
import type { ReadOptions, Refusal, SaidFile, SaidRefusal } from "../domain/statements/statement.ts";
import { READING } from "../words/say-reading.ts";
import { type Engine, judgeParsed } from "./judge-parsed.ts";
import { readInWords } from "./read-in-words.ts";

export type JudgeContext = Engine & {
  readonly options: ReadOptions;
  readonly said?: Said;
  /** Facts that no file shows and the person tells. */
  readonly told?: readonly ToldFact[];
  /** The most rows of all files together; any number where nothing is said. */
  readonly rows?: number;
};

/** `printed` is the result as JSON, byte for byte what the command line prints. */
export type Judged =
  | {
      readonly ok: true;
      readonly result: AuditResult | AuditBundle;
      readonly printed: string;
      /** What was read, to be judged again when a person tells a fact. */
      readonly files: readonly SaidFile[];
    }
  | { readonly ok: false; readonly refusal: SaidRefusal }
  | { readonly tooManyRows: number };

/** Never throws for what a file holds: what cannot be read is refused in words. */
export async function judgeStatements(files: readonly Uint8Array[], context: JudgeContext): Promise<Judged> {
  const { pack, said = {}, rows } = context;
  const options = { ...context.options, ...(said.bank ? { bank: said.bank } : {}) };
  const parsed: SaidFile[] = [];
  for (const bytes of files) {
    const read = await readInWords(bytes, options, pack);
    if (!read.ok) return read;
    parsed.push(read.file);
  }
  if (parsed.every((file) => file.statements.length === 0))
    return { ok: false, refusal: READING.refusal(NO_STATEMENT) };
  const found = rowsOf(parsed);
  if (rows !== undefined && found > rows) return { tooManyRows: found };
  const result = judgeParsed(context, parsed, said, context.told);
  return { ok: true, result, printed: printAudit(result), files: parsed };
}

const rowsOf = (files: readonly SaidFile[]): number =>
  files.flatMap((file) => file.statements).reduce((sum, one) => sum + one.lines.length + one.rejected.length, 0);

const NO_STATEMENT: Refusal = {
  code: "no_table",
  message: { code: "file.no_statement" },
  tryThis: { code: "try.bank_again" },
};
