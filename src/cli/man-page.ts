/** `openfees man`: the manual page, made from the table of commands. */
import { commandWords } from "../words/command-words.ts";
import { MAN_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command } from "./command.ts";
import type { Table } from "./completion.ts";
import { helpText, type Manual, optionWords } from "./manual.ts";
import { refuseUse } from "./start-reading.ts";

const MANUAL: Manual = { ...MAN_MANUAL, options: [] };

export function manCommand(commands: () => Table, version: string): Command {
  return {
    name: "man",
    summary: MAN_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      if (args.length > 0) return refuseUse(terminal, commandWords("man.takes_nothing"), helpText(MANUAL));
      await terminal.write(manPage(commands(), version));
      return 0;
    },
  };
}

/**
 * Text that roff prints as it is: a sign at the start of a line would be a request, a hyphen would be no minus, and a sign
 * beyond ASCII is read byte by byte where the encoding of the page is not stated.
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
      `.SS ${name}\n${plain(commandWords("man.to", { summary }))}\n`,
      `.PP\n.nf\n${forms.map((form) => `${plain(`openfees ${form}`)}\n`).join("")}.fi\n`,
      `.PP\n${plain(says)}\n`,
      ...verbs.map(({ word, says: words }) => entry(word, words)),
      ...options.map((option) => entry(optionWords(option), option.says)),
      ...(columns ? [`.PP\n${plain(columns.lead)}\n`] : []),
      ...(columns?.each ?? []).map(({ word, says: words }) => entry(word, words)),
      ...(also === undefined ? [] : [`.PP\n${plain(also)}\n`]),
      `.PP\n${plain(commandWords("cli.exit", { exit }))}\n`,
    ].join("");
  return `.TH OPENFEES 1 "" "openfees ${version}" "${plain(commandWords("man.title"))}"
.SH ${plain(commandWords("man.name_head"))}
openfees \\- ${plain(commandWords("man.name"))}
.SH ${plain(commandWords("man.synopsis_head"))}
.nf
openfees COMMAND [...]
openfees COMMAND \\-\\-help
openfees \\-\\-version
.fi
.SH ${plain(commandWords("man.description_head"))}
${plain(commandWords("man.description"))}
.SH ${plain(commandWords("man.commands_head"))}
${commands.map(one).join("")}.SH ${plain(commandWords("man.exit_head"))}
${plain(commandWords("man.exit"))}
`;
}
