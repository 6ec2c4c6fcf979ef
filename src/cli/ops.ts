import { readSettings } from "../platform/settings.ts";
import { commandWords } from "../words/command-words.ts";
import { OPS_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";

const MANUAL: Manual = {
  ...OPS_MANUAL,
  verbs: verbsOf(OPS_MANUAL.verbs, { mode: ["observe", "enforce"] }),
  options: optionsOf({ json: { type: "boolean" } }, OPS_MANUAL.options, {}),
};
const HELP = helpText(MANUAL);

type Asked = { readonly path: string; readonly body?: Record<string, unknown> };

/** What the words ask for, or undefined when they ask for nothing that we know. */
function asked([verb, ...rest]: readonly string[], json: boolean): Asked | undefined {
  const [one, two] = rest;
  if (verb === "top" && rest.length === 0) return { path: json ? "/pool.json" : "/pool.txt" };
  if (verb === "leaks" && rest.length === 0) return { path: json ? "/pool.json" : "/leaks.txt" };
  if (verb === "release" && rest.length === 1 && /^\d{1,12}$/.test(one ?? ""))
    return { path: "/release", body: { id: Number(one) } };
  if (verb === "quarantine" && one && (rest.length === 1 || (rest.length === 2 && two === "off")))
    return { path: "/quarantine", body: { route: one, on: two === undefined } };
  if (verb === "mode" && rest.length === 1 && (one === "observe" || one === "enforce"))
    return { path: "/mode", body: { mode: one } };
  return undefined;
}

export function opsCommand(): Command {
  return {
    name: "ops",
    summary: OPS_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const json = args.includes("--json");
      const question = asked(
        args.filter((arg) => arg !== "--json"),
        json,
      );
      if (!question) {
        terminal.err(HELP);
        return 2;
      }
      return ask(question, args[0] === "leaks" && json, terminal);
    },
  };
}

const TIMEOUT_MS = 5_000;

async function ask({ path, body }: Asked, leaksOnly: boolean, terminal: Terminal): Promise<number> {
  const { OPENFEES_OPS_PORT, OPENFEES_OPS_TOKEN } = terminal.environment;
  const { opsPort: port, opsToken: token } = readSettings({ OPENFEES_OPS_PORT, OPENFEES_OPS_TOKEN });
  if (!port || !token) {
    terminal.err(`${commandWords("ops.set")}\n`);
    return 2;
  }
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await answer.text();
  } catch {
    terminal.err(`${commandWords("ops.nobody", { port })}\n`);
    return 2;
  }
  if (answer.status === 401) {
    terminal.err(`${commandWords("ops.token")}\n`);
    return 2;
  }
  if (!answer.ok) {
    terminal.err(text);
    return answer.status === 404 ? 1 : 2;
  }
  terminal.out(leaksOnly ? `${JSON.stringify((JSON.parse(text) as { leaks?: unknown } | null)?.leaks ?? [])}\n` : text);
  return 0;
}
