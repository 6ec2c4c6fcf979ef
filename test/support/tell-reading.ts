import { readInWords } from "../../src/engine/read-in-words.ts";

/** Warnings that say how a file was read and put nothing in doubt. */
const CALM: ReadonlySet<string> = new Set(["several_accounts", "direction_from_type", "minor_units"]);

export type Told = {
  readonly lines: readonly (readonly [date: string, amount: number])[];
  readonly statements: number;
  /** A refusal, a warning, a rejected row or a broken chain says that not all of it is certain. */
  readonly said: boolean;
  readonly codes: readonly string[];
};

/** What was read of a file, and whether the answer says that something of it may be wrong. */
export async function tellReading(content: string | Uint8Array): Promise<Told> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const answer = await readInWords(bytes, {}, { banks: [], layouts: [] });
  if (!answer.ok) return { lines: [], statements: 0, said: true, codes: [answer.refusal.code] };
  const { statements, warnings } = answer.file;
  const codes = warnings.map(({ code }) => code);
  return {
    lines: statements.flatMap(({ lines }) => lines.map(({ date, amount }) => [date, Number(amount)] as const)),
    statements: statements.length,
    said:
      codes.some((code) => !CALM.has(code)) ||
      statements.some(({ rejected, chain }) => rejected.length > 0 || chain.state === "broken"),
    codes,
  };
}
