/** `openfees parse`: what was read of a statement, and what was not. */
import { readFile, writeFile } from "node:fs/promises";
import type { Pack } from "../domain/fees/pack.ts";
import { parsedPieces, printParsed } from "../domain/statements/print-statement.ts";
import type { SaidFile } from "../domain/statements/statement.ts";
import { sniffBytes } from "../readers/sniff-format.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { pathFrom, readNamedFile } from "./read-files.ts";
import { READ_FLAGS, READ_WORDS } from "./read-flags.ts";
import { refuseUse, type Started, startReading } from "./start-reading.ts";

const FLAGS = { ...READ_FLAGS, explain: { type: "boolean", default: false }, svg: { type: "string" } } as const;

const MANUAL: Manual = {
  forms: ["parse FILE..."],
  says: "Reads bank statements and prints what is in them, row by row. What cannot be read is named with its row.",
  of: "file",
  options: optionsOf(FLAGS, {
    ...READ_WORDS,
    jurisdiction: { takes: "J", says: "whose banks are known, ng unless said otherwise" },
    explain: { says: "of a PDF: the columns and rows that were seen, and why" },
    svg: { takes: "FILE", of: "file", says: "with --explain: the same as a picture over the pages" },
    json: { says: 'the whole answer; several files give one answer a line, as {"file", ...}' },
  }),
  exit: "0 read whole, 1 read with rejected rows or a broken balance, 2 refused",
};
const HELP = helpText(MANUAL);

export function parseCommand(packOf: (jurisdiction: string) => Pack | undefined): Command {
  return {
    name: "parse",
    summary: "read a bank statement and show what was understood",
    manual: MANUAL,
    run: async (args, terminal) => {
      const started = startReading(args, FLAGS, packOf);
      if (typeof started === "string") return refuseUse(terminal, started, HELP);
      const { given, options, pack } = started;
      if (given.values.explain) return explain(started, terminal);
      const several = given.files.length > 1;
      let status = 0;
      for (const name of given.files) {
        const read = await readNamedFile(name, options, pack, terminal);
        if (!read.ok) {
          terminal.err(`${name}: ${read.message} [${read.code}]\n`);
          status = 2;
          continue;
        }
        if (!isWhole(read.file)) status = Math.max(status, 1);
        if (!given.values.json) await terminal.write(inWords(name, read.file));
        else if (!several) for (const piece of parsedPieces(read.file)) await terminal.write(piece);
        else await terminal.write(`${JSON.stringify({ file: name, ...JSON.parse(printParsed(read.file)) })}\n`);
      }
      return status;
    },
  };
}

/** Prints how each PDF was understood; the picture goes to the file that `--svg` names. */
async function explain({ given, options, pack }: Started, terminal: Terminal): Promise<number> {
  for (const name of given.files) {
    const bytes = new Uint8Array(await readFile(pathFrom(terminal, name)));
    if (sniffBytes(bytes) !== "pdf") {
      terminal.err(`${name}: only a PDF can be explained.\n`);
      return 2;
    }
    const { explainPdf } = await import("../readers/pdf/explain-pdf.ts");
    const { explainText } = await import("./explain-text.ts");
    const { laid, answer, svg } = await explainPdf({ bytes, options, around: pack });
    await terminal.write(explainText(laid, answer));
    if (typeof given.values.svg === "string" && svg !== null)
      await writeFile(pathFrom(terminal, given.values.svg), svg);
  }
  return 0;
}

const isWhole = (file: SaidFile): boolean =>
  file.statements.every((one) => one.rejected.length === 0 && one.chain.state !== "broken");

const PROOF = {
  complete: "the running balance proves that no row is missing",
  broken: "the running balance breaks",
  absent: "no balance to prove it by",
} as const;

function inWords(name: string, file: SaidFile): string {
  const out = [`${name}: ${file.format}, ${file.encoding}`];
  for (const warning of file.warnings)
    out.push(`  note  ${warning.message}${warning.row === undefined ? "" : ` (row ${warning.row})`}`);
  for (const one of file.statements) {
    const { account, chain } = one;
    out.push(
      `  ${[one.bank ?? "bank not named", account.type === "unknown" ? "account" : account.type, account.masked ?? "", account.currency ?? ""].filter(Boolean).join(" ")}, ${one.from ?? "?"} to ${one.to ?? "?"}`,
      `  ${one.lines.length} rows read, ${one.rejected.length} rejected; ${PROOF[chain.state]}${chain.breaks.length > 0 ? ` at row ${chain.breaks.join(", ")}` : ""}`,
      `  opening ${one.opening ?? "unknown"}, closing ${one.closing ?? "unknown"}`,
      "",
    );
    const wide = Math.max(0, ...one.lines.map((line) => line.amount.length));
    for (const line of one.lines)
      out.push(`  ${String(line.row).padStart(5)}  ${line.date}  ${line.amount.padStart(wide)}  ${line.narration}`);
    for (const { row, reason, raw } of one.rejected)
      out.push(`  ${String(row).padStart(5)}  rejected: ${reason}: ${raw}`);
  }
  return `${out.join("\n")}\n`;
}
