import { commandWords } from "../words/command-words.ts";
import { SERVE_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command } from "./command.ts";
import { type Manual, optionsOf } from "./manual.ts";

const MANUAL: Manual = {
  ...SERVE_MANUAL,
  options: optionsOf({ handover: { type: "boolean" } }, SERVE_MANUAL.options, {}),
};

/** `serve` answers when the server has stopped, with the exit status. */
export function serveCommand(
  serve: (
    environment: Readonly<Record<string, string | undefined>>,
    print: (line: string) => void,
    handover: boolean,
  ) => Promise<number>,
): Command {
  return {
    name: "serve",
    lasting: true,
    summary: SERVE_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const [unknown] = args.filter((arg) => arg !== "--handover");
      if (unknown !== undefined) {
        terminal.err(`${commandWords("serve.only", { unknown })}\n`);
        return 2;
      }
      return serve(terminal.environment, (line) => terminal.out(`${line}\n`), args.includes("--handover"));
    },
  };
}
