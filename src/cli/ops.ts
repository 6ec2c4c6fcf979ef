import { readSettings } from "../platform/settings.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual } from "./manual.ts";

const MANUAL: Manual = {
  forms: [
    "ops top [--json]",
    "ops leaks [--json]",
    "ops release ID",
    "ops quarantine ROUTE [off]",
    "ops mode observe|enforce",
  ],
  says: "Asks the operations listener of a running server on this machine; no database is needed. OPENFEES_OPS_PORT and OPENFEES_OPS_TOKEN say where and with what token, as they were set for serve.",
  verbs: [
    { word: "top", says: "who holds a connection, since when, from which line; the verdict" },
    { word: "leaks", says: "the last leaks" },
    { word: "release", says: "takes one lease back, by its number in top" },
    { word: "quarantine", says: "gives a route a small share of its own, or ends that" },
    { word: "mode", says: "reports leaks, or takes them back", of: ["observe", "enforce"] },
  ],
  options: [{ flag: "--json", says: "top and leaks as JSON" }],
  exit: "0 done, 1 no such lease, 2 wrong use or no server there",
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
    summary: "see and steer the connections of a running server",
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
    terminal.err("Set OPENFEES_OPS_PORT and OPENFEES_OPS_TOKEN as they are set for the server.\n");
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
    terminal.err(
      `Nobody answers on port ${port} of this machine. Is the server running, with OPENFEES_OPS_PORT set?\n`,
    );
    return 2;
  }
  if (answer.status === 401) {
    terminal.err("The server has another OPENFEES_OPS_TOKEN.\n");
    return 2;
  }
  if (!answer.ok) {
    terminal.err(text);
    return answer.status === 404 ? 1 : 2;
  }
  terminal.out(leaksOnly ? `${JSON.stringify((JSON.parse(text) as { leaks?: unknown } | null)?.leaks ?? [])}\n` : text);
  return 0;
}
