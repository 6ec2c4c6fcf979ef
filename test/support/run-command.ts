import type { Command, Terminal } from "../../src/cli/command.ts";

/** Runs a command from a folder, as a person would, and gives what it printed. */
export async function runCommand(command: Command, args: readonly string[], folder: string, isTerminal = false) {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    write: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    environment: { INIT_CWD: folder },
    isTerminal,
  };
  return { status: await command.run(args, terminal), out, err };
}
