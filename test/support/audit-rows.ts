import { shippedPack } from "../../src/db/link/shipped-pack.ts";
import { auditFiles } from "../../src/domain/audit/audit-files.ts";
import { ACCUSATIONS, type AuditLine, type AuditResult } from "../../src/domain/audit/audit-result.ts";
import type { AccountType, Pack } from "../../src/domain/fees/pack.ts";
import { readInWords } from "../../src/engine/read-in-words.ts";
import { ENGLISH } from "../../src/words/say-english.ts";

/** `2026-02-03 | NIP TRANSFER TO ADA | -20000.00`, one a line; empty lines are skipped. */
export type Said = {
  readonly account?: AccountType;
  readonly bank?: string;
  /** Printed above the table: the days that the file says it covers. */
  readonly period?: readonly [from: string, to: string];
};

const PACK = shippedPack("ng");

/** Audits rows written as text, read from a CSV with a running balance, as a person's file would be. */
export async function auditRows(rows: string, said: Said = {}, pack: Pack = PACK): Promise<AuditResult> {
  let held = 10_000_000_00n;
  const lines = rows
    .split("\n")
    .map((row) => row.trim())
    .filter((row) => row !== "")
    .map((row) => {
      const [date = "", narration = "", amount = ""] = row.split(" | ").map((cell) => cell.trim());
      held += BigInt(amount.replace(".", ""));
      const digits = held.toString();
      return `${date},"${narration}",${amount},${digits.slice(0, -2)}.${digits.slice(-2)}`;
    });
  const head = said.period ? `Period:,${said.period[0]} to ${said.period[1]},,\n` : "";
  const text = `${head}Date,Narration,Amount,Balance\n${lines.join("\n")}\n`;
  const read = await readInWords(new TextEncoder().encode(text), {}, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(pack, [read.file], {
    engineVersion: "0",
    say: ENGLISH,
    ...(said.account ? { accountType: said.account } : {}),
    ...(said.bank ? { bank: said.bank } : {}),
  });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer;
}

/** Row and verdict of every charge, e.g. `2 right`. */
export const verdictsOf = ({ lines }: AuditResult): string[] =>
  lines.flatMap(({ row, verdict }) => (verdict === null ? [] : [`${row} ${verdict}`]));

export const accusedOf = ({ lines }: AuditResult): AuditLine[] =>
  lines.filter(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict));
