import type { Command } from "./command.ts";
import { helpText, type Manual } from "./manual.ts";

const MANUAL: Manual = {
  forms: ["db migrate [--json]", "db status [--json]"],
  says: "Works on DATABASE_URL, or on the PostgreSQL that openfees brings along (stop `serve` first).",
  verbs: [
    {
      word: "migrate",
      says: "brings the tables up to date; safe to run twice, and while another openfees starts",
    },
    { word: "status", says: "says which migrations have run" },
  ],
  options: [{ flag: "--json", says: "the answer as JSON" }],
  exit: "0 done, 1 a migration has not run, 2 wrong use",
};
const HELP = helpText(MANUAL);

export type DatabaseWork = {
  migrate(environment: Readonly<Record<string, string | undefined>>): Promise<string[]>;
  status(environment: Readonly<Record<string, string | undefined>>): Promise<{ name: string; ranAt: string | null }[]>;
};

export function dbCommand(work: DatabaseWork): Command {
  return {
    name: "db",
    summary: "bring the database up to date, or say how it stands",
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
        else terminal.out(ran.length === 0 ? "Nothing to do: the tables are up to date.\n" : `${ran.join("\n")}\n`);
        return 0;
      }
      const rows = await work.status(terminal.environment);
      if (json) terminal.out(`${JSON.stringify({ migrations: rows })}\n`);
      else terminal.out(rows.map((row) => `${row.ranAt ?? "not yet".padEnd(20)}  ${row.name}\n`).join(""));
      return rows.every((row) => row.ranAt !== null) ? 0 : 1;
    },
  };
}
