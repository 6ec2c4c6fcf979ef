/** `openfees man`: the manual page, made from the table of commands. */
import type { Command } from "./command.ts";
import type { Table } from "./completion.ts";
import { helpText, type Manual, optionWords } from "./manual.ts";
import { refuseUse } from "./start-reading.ts";

const MANUAL: Manual = {
  forms: ["man"],
  says: "Prints the manual page: read it with openfees man | man -l -, or put it into a folder man1 as openfees.1.",
  options: [],
  exit: "0 printed, 2 wrong use",
};

export function manCommand(commands: () => Table, version: string): Command {
  return {
    name: "man",
    summary: "print the manual page",
    manual: MANUAL,
    run: async (args, terminal) => {
      if (args.length > 0) return refuseUse(terminal, "man takes nothing.", helpText(MANUAL));
      await terminal.write(manPage(commands(), version));
      return 0;
    },
  };
}

/**
 * Text that roff prints as it is: a sign at the start of a line would be a request, a hyphen would be no minus, and a sign
 * beyond ASCII is read byte by byte where nobody says how the page is written.
 */
const plain = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll(
      /[^\0-\x7f]/gu,
      (sign) => `\\[u${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
    )
    .replace(/^(?=[.'])/, "\\&");

const entry = (head: string, says: string): string => `.TP\n.B ${plain(head)}\n${plain(says)}\n`;

export function manPage(commands: Table, version: string): string {
  const one = ({
    name,
    summary,
    manual: { forms, says, verbs = [], options, columns, also, exit },
  }: Table[number]): string =>
    [
      `.SS ${name}\n${plain(`To ${summary}.`)}\n`,
      `.PP\n.nf\n${forms.map((form) => `${plain(`openfees ${form}`)}\n`).join("")}.fi\n`,
      `.PP\n${plain(says)}\n`,
      ...verbs.map(({ word, says: words }) => entry(word, words)),
      ...options.map((option) => entry(optionWords(option), option.says)),
      ...(columns ? [`.PP\n${plain(columns.lead)}\n`] : []),
      ...(columns?.each ?? []).map(({ word, says: words }) => entry(word, words)),
      ...(also === undefined ? [] : [`.PP\n${plain(also)}\n`]),
      `.PP\n${plain(`Exit status: ${exit}.`)}\n`,
    ].join("");
  return `.TH OPENFEES 1 "" "openfees ${version}" "User Commands"
.SH NAME
openfees \\- what a bank may charge, what it does charge, and what a statement shows
.SH SYNOPSIS
.nf
openfees COMMAND [...]
openfees COMMAND \\-\\-help
openfees \\-\\-version
.fi
.SH DESCRIPTION
Nothing but the answer goes to standard output. With \\-\\-json the answer is data.
.SH COMMANDS
${commands.map(one).join("")}.SH EXIT STATUS
0 done, 1 done with findings that the command is for, 2 wrong use or refused input.
`;
}
