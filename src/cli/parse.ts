/** `openfees parse`: what was read of a statement, and what was not. */
import { readFile, writeFile } from "node:fs/promises";
import type { Pack } from "../domain/fees/pack.ts";
import { parsedPieces, printParsed } from "../domain/statements/print-statement.ts";
import type { SaidFile } from "../domain/statements/statement.ts";
import { sniffBytes } from "../readers/sniff-format.ts";
import { commandWords } from "../words/command-words.ts";
import { PARSE_MANUAL } from "../words/en/manuals/statements.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { pathFrom, readNamedFile } from "./read-files.ts";
import { READ_FLAGS, READ_TAKES } from "./read-flags.ts";
import { refuseUse, type Started, startReading } from "./start-reading.ts";

const FLAGS = { ...READ_FLAGS, explain: { type: "boolean", default: false }, svg: { type: "string" } } as const;

const MANUAL: Manual = {
  ...PARSE_MANUAL,
  of: "file",
  options: optionsOf(FLAGS, PARSE_MANUAL.options, {
    ...READ_TAKES,
    jurisdiction: { takes: "J" },
    svg: { takes: "FILE", of: "file" },
  }),
};
const HELP = helpText(MANUAL);

export function parseCommand(packOf: (jurisdiction: string) => Pack | undefined): Command {
  return {
    name: "parse",
    summary: PARSE_MANUAL.summary,
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
          terminal.err(`${commandWords("cli.told", { name, message: read.message, code: read.code })}\n`);
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
      terminal.err(`${commandWords("parse.only_pdf", { name })}\n`);
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

const PROOF = { complete: "parse.complete", broken: "parse.broken", absent: "parse.absent" } as const;

function inWords(name: string, file: SaidFile): string {
  const out = [commandWords("parse.head", { name, format: file.format, encoding: file.encoding })];
  for (const { message, row } of file.warnings)
    out.push(
      `  ${row === undefined ? commandWords("parse.note", { message }) : commandWords("parse.note_row", { message, row })}`,
    );
  for (const one of file.statements) {
    const { account, chain } = one;
    const kind = account.type === "unknown" ? commandWords("parse.account") : account.type;
    const named = [one.bank ?? commandWords("parse.no_bank"), kind, account.masked ?? "", account.currency ?? ""];
    const at = chain.breaks.length > 0 ? commandWords("parse.at_row", { rows: chain.breaks.join(", ") }) : "";
    const balances = {
      opening: one.opening ?? commandWords("parse.unknown"),
      closing: one.closing ?? commandWords("parse.unknown"),
    };
    const proof = `${commandWords(PROOF[chain.state])}${at}`;
    out.push(
      `  ${commandWords("parse.statement", { account: named.filter(Boolean).join(" "), from: one.from ?? "?", to: one.to ?? "?" })}`,
      `  ${commandWords("parse.rows", { read: one.lines.length, rejected: one.rejected.length, proof })}`,
      `  ${commandWords("parse.balances", balances)}`,
      "",
    );
    const wide = one.lines.reduce((most, line) => Math.max(most, line.amount.length), 0);
    for (const line of one.lines)
      out.push(`  ${String(line.row).padStart(5)}  ${line.date}  ${line.amount.padStart(wide)}  ${line.narration}`);
    for (const { row, reason, raw } of one.rejected)
      out.push(`  ${String(row).padStart(5)}  ${commandWords("parse.rejected", { reason, raw })}`);
  }
  return `${out.join("\n")}\n`;
}
