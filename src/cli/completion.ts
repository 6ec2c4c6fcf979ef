/** `openfees completion`: what a shell offers behind Tab, made from the table of commands and the closed lists of ids. */
import { commandWords } from "../words/command-words.ts";
import { COMPLETION_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command } from "./command.ts";
import { helpText, type Manual, type Operand } from "./manual.ts";
import { refuseUse } from "./start-reading.ts";

const SHELLS = ["bash", "zsh"] as const;

const MANUAL: Manual = { ...COMPLETION_MANUAL, of: SHELLS, options: [] };

/** Ids that may stand behind an option. */
export type Ids = { readonly banks: readonly string[]; readonly services: readonly string[] };
export type Table = readonly Pick<Command, "name" | "summary" | "manual">[];

export function completionCommand(commands: () => Table, ids: () => Ids): Command {
  return {
    name: "completion",
    summary: COMPLETION_MANUAL.summary,
    manual: MANUAL,
    run: async ([shell, ...more], terminal) => {
      const script = shell === "bash" ? bashScript : shell === "zsh" ? zshScript : undefined;
      if (!script || more.length > 0)
        return refuseUse(
          terminal,
          commandWords("completion.which", { shells: SHELLS.join(commandWords("completion.or")) }),
          helpText(MANUAL),
        );
      await terminal.write(script(commands(), ids()));
      return 0;
    },
  };
}

/** Words in single quotes, as both shells read them. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const flagsOf = ({ options }: Manual): string[] => [...options.map(({ flag }) => flag), "--help"];

/** Everything that is said once for each place: `command` or `command --flag` or `command verb`, and what may stand there. */
function places(commands: Table): { readonly at: string; readonly of: Operand }[] {
  return commands.flatMap(({ name, manual }) => {
    const { options, verbs = [], of } = manual;
    const words = verbs.map(({ word }) => word);
    return [
      ...(words.length > 0 ? [{ at: name, of: words }] : of ? [{ at: name, of }] : []),
      ...options.flatMap(({ flag, takes, of: behind = [] }) => (takes ? [{ at: `${name} ${flag}`, of: behind }] : [])),
      ...verbs.flatMap(({ word, of: behind }) => (behind ? [{ at: `${name} ${word}`, of: behind }] : [])),
    ];
  });
}

function wordsOf(of: Exclude<Operand, "file" | "folder">, commands: Table, { banks, services }: Ids): string {
  if (of === "bank") return banks.join(" ");
  if (of === "service") return services.join(" ");
  if (of === "command") return commands.map(({ name }) => name).join(" ");
  return of.join(" ");
}

function bashScript(commands: Table, ids: Ids): string {
  const reply = (of: Operand): string =>
    of === "file" || of === "folder"
      ? `COMPREPLY=($(compgen -${of === "file" ? "f" : "d"} -- "$word")); compopt -o filenames 2>/dev/null`
      : `COMPREPLY=($(compgen -W ${quoted(wordsOf(of, commands, ids))} -- "$word"))`;
  return `# bash completion for openfees; made by \`openfees completion bash\`
_openfees() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} place
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W ${quoted([...commands.map(({ name }) => name), "--help", "--version"].join(" "))} -- "$word"))
    return
  fi
  if [[ $word == -* ]]; then
    case $command in
${commands.map(({ name, manual }) => `      ${name}) COMPREPLY=($(compgen -W ${quoted(flagsOf(manual).join(" "))} -- "$word")) ;;`).join("\n")}
    esac
    return
  fi
  for place in "$command $before" "$command"; do
    [[ $place == "$command" && $before == --* ]] && case "$command $before" in
      ${takingNothing(commands)}) ;;
      *) continue ;;
    esac
    case $place in
${places(commands)
  .map(({ at, of }) => `      ${quoted(at)}) ${reply(of)}; return ;;`)
  .join("\n")}
    esac
  done
}
complete -F _openfees openfees
`;
}

/** The options behind which a word of the command's own may stand, as a pattern of \`case\`. */
const takingNothing = (commands: Table): string =>
  commands
    .flatMap(({ name, manual }) =>
      manual.options.filter(({ takes }) => !takes).map(({ flag }) => quoted(`${name} ${flag}`)),
    )
    .join("|");

function zshScript(commands: Table, ids: Ids): string {
  const plain = (text: string): string => text.replace(/[[\]:]/g, (sign) => `\\${sign}`);
  const action = (of: Operand): string =>
    of === "file" ? "_files" : of === "folder" ? "_files -/" : `(${wordsOf(of, commands, ids)})`;
  const what = plain(commandWords("completion.what"));
  const specs = ({ options, verbs = [], of }: Manual): string =>
    [
      ...options.map(({ flag, takes, of: behind, says }) => {
        const option = `${flag}[${plain(says)}]`;
        return takes ? `${option}:${plain(takes)}:${behind ? action(behind) : " "}` : option;
      }),
      `--help[${plain(commandWords("completion.help"))}]`,
      ...(verbs.length > 0
        ? [
            `1:${what}:((${verbs.map(({ word, says }) => `${word}\\:"${plain(says).replace(/["\\]/g, "\\$&")}"`).join(" ")}))`,
            `*:${what}:${verbs.some((verb) => verb.of === "file" || verb.of === "folder") ? "_files" : " "}`,
          ]
        : of
          ? [`*:${what}:${action(of)}`]
          : []),
    ]
      .map((spec) => ` \\\n      ${quoted(spec)}`)
      .join("");
  return `#compdef openfees
# zsh completion for openfees; made by \`openfees completion zsh\`
_openfees() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe 'command' commands
    _arguments ${quoted(`--help[${plain(commandWords("completion.every"))}]`)} ${quoted(`--version[${plain(commandWords("completion.version"))}]`)}
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${commands.map(({ name, manual }) => `    ${name}) _arguments${specs(manual)} ;;`).join("\n")}
  esac
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then _openfees "$@"; else compdef _openfees openfees; fi
`;
}
