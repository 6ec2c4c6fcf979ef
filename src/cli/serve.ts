import type { Command } from "./command.ts";
import type { Manual } from "./manual.ts";

const MANUAL: Manual = {
  forms: ["serve [--handover]"],
  says: "Serves everything on this machine: a PostgreSQL of its own unless DATABASE_URL is set, the facts that ship with this release, and the web server. Prints its address when it is ready. Ctrl+C stops it in order.",
  options: [
    {
      flag: "--handover",
      says: "take over from a live openfees of the same OPENFEES_INSTANCE: that one stops",
    },
  ],
  also: "Settings come from the environment: OPENFEES_PORT (8080), OPENFEES_HOST (127.0.0.1), OPENFEES_DATA_DIR, DATABASE_URL and more; see docs/reference/settings.md.",
  exit: "0 stopped in order, 1 it had to stop, 2 wrong use or a setting that means nothing",
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
    summary: "serve the pages and the API on this machine",
    manual: MANUAL,
    run: async (args, terminal) => {
      const [unknown] = args.filter((arg) => arg !== "--handover");
      if (unknown !== undefined) {
        terminal.err(`serve takes only --handover, but got "${unknown}". Settings come from the environment.\n`);
        return 2;
      }
      return serve(terminal.environment, (line) => terminal.out(`${line}\n`), args.includes("--handover"));
    },
  };
}
