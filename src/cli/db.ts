import { commandWords } from "../words/command-words.ts";
import { DB_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";

const MANUAL: Manual = {
  ...DB_MANUAL,
  verbs: verbsOf(DB_MANUAL.verbs),
  options: optionsOf({ json: { type: "boolean" } }, DB_MANUAL.options, {}),
};
const HELP = helpText(MANUAL);

export type DatabaseWork = {
  migrate(environment: Readonly<Record<string, string | undefined>>): Promise<string[]>;
  status(environment: Readonly<Record<string, string | undefined>>): Promise<{ name: string; ranAt: string | null }[]>;
};

export function dbCommand(work: DatabaseWork): Command {
  return {
    name: "db",
    summary: DB_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const json = args.includes("--json");
      const [verb, ...rest] = args.filter((arg) => arg !== "--json");
      if (rest.length > 0 || (verb !== "migrate" && verb !== "status")) {
        terminal.err(HELP);
        return 2;
      }
      if (verb === "migrate") {
        const ran = await work.migrate(terminal.environment);
        if (json) terminal.out(`${JSON.stringify({ ran })}\n`);
        else terminal.out(`${ran.length === 0 ? commandWords("db.nothing") : ran.join("\n")}\n`);
        return 0;
      }
      const rows = await work.status(terminal.environment);
      if (json) terminal.out(`${JSON.stringify({ migrations: rows })}\n`);
      else
        terminal.out(
          rows.map((row) => `${row.ranAt ?? commandWords("db.not_yet").padEnd(20)}  ${row.name}\n`).join(""),
        );
      return rows.every((row) => row.ranAt !== null) ? 0 : 1;
    },
  };
}
