/** `openfees status`: reads its arguments and calls the `status` room, which watches the site and keeps incidents. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { commandWords } from "../words/command-words.ts";
import { STATUS_MANUAL } from "../words/en/manuals/servers.ts";
import { filled } from "../words/message.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";
import { refuseUse } from "./start-reading.ts";

const COMPONENTS = ["pages", "search", "statements", "reports"] as const;
const FLAGS = {
  folder: { type: "string", default: "openfees-status" },
  publish: { type: "string" },
  every: { type: "string", default: "60" },
  once: { type: "boolean", default: false },
  component: { type: "string", multiple: true },
  note: { type: "string", default: "" },
  from: { type: "string" },
  until: { type: "string" },
} as const;

const MANUAL: Manual = {
  ...STATUS_MANUAL,
  verbs: verbsOf(STATUS_MANUAL.verbs),
  options: optionsOf(
    FLAGS,
    {
      ...STATUS_MANUAL.options,
      component: filled(STATUS_MANUAL.options.component, { components: COMPONENTS.join(", ") }),
    },
    {
      folder: { takes: "DIR", of: "folder" },
      publish: { takes: "DIR|CMD" },
      every: { takes: "SECONDS" },
      component: { takes: "NAME", of: COMPONENTS },
      note: { takes: "TEXT" },
      from: { takes: "TIME" },
      until: { takes: "TIME" },
    },
  ),
};
const HELP = helpText(MANUAL);

type Change =
  | { readonly does: "open"; readonly title: string; readonly components: readonly string[]; readonly note: string }
  | { readonly does: "note" | "close"; readonly id: string; readonly note: string }
  | {
      readonly does: "plan";
      readonly title: string;
      readonly components: readonly string[];
      readonly from: number;
      readonly until: number;
    };
type Incident = { readonly id: string; readonly title: string; readonly from: number; readonly until: number | null };

/** What the `status` room must offer. A type only: this room may not import that one, `main` passes it in. */
export type StatusWork = {
  watch(options: {
    readonly site: string;
    readonly folder: string;
    readonly everySeconds: number;
    readonly publish: string | undefined;
    readonly once: boolean;
    readonly tell: (line: string) => void;
    readonly stop: AbortSignal;
  }): Promise<void>;
  listIncidents(folder: string): readonly Incident[];
  changeIncident(folder: string, change: Change): Incident | undefined;
};

type Values = ReturnType<typeof parse>["values"];
const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
const MOST_TEXT = 500;

export function statusCommand(open: () => Promise<StatusWork>): Command {
  return {
    name: "status",
    lasting: true,
    summary: STATUS_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      let parsed: ReturnType<typeof parse>;
      try {
        parsed = parse(args);
      } catch (cause) {
        return refuseUse(terminal, (cause as Error).message, HELP);
      }
      const { values, positionals } = parsed;
      const [verb, one, ...more] = positionals;
      if (more.length > 0) return refuseUse(terminal, commandWords("status.too_many", { word: String(more[0]) }), HELP);
      const folder = resolve(terminal.environment.INIT_CWD ?? process.cwd(), values.folder);
      if (verb === "watch") return watch(await open(), one, folder, values, terminal);
      if (verb === "list" && one === undefined) return list(await open(), folder, terminal);
      const change = changeOf(verb, one, values);
      if (typeof change === "string") return refuseUse(terminal, change, HELP);
      const done = (await open()).changeIncident(folder, change);
      if (done === undefined) {
        terminal.err(`${commandWords("status.no_incident")}\n`);
        return 1;
      }
      terminal.out(`${done.id}  ${done.title}\n`);
      return 0;
    },
  };
}

/** What the arguments ask for; a string is the fault to print. */
function changeOf(verb: string | undefined, one: string | undefined, values: Values): Change | string {
  const { note, component: components = [] } = values;
  if (!["open", "note", "close", "plan"].includes(verb ?? "") || one === undefined) return commandWords("status.say");
  if (one.trim() === "" || one.length > MOST_TEXT || note.length > MOST_TEXT)
    return commandWords("status.text", { most: MOST_TEXT });
  const strange = components.find((name) => !(COMPONENTS as readonly string[]).includes(name));
  if (strange !== undefined)
    return commandWords("status.component", { name: strange, components: COMPONENTS.join(", ") });
  if (verb === "open") return { does: "open", title: one, components, note };
  if (verb === "note" && note === "") return commandWords("status.note");
  if (verb === "note" || verb === "close") return { does: verb, id: one, note };
  const [from, until] = [values.from, values.until].map((time) => Date.parse(time ?? ""));
  if (from === undefined || until === undefined || !(from < until)) return commandWords("status.times");
  return { does: "plan", title: one, components, from, until };
}

async function watch(
  work: StatusWork,
  site: string | undefined,
  folder: string,
  values: Values,
  terminal: Terminal,
): Promise<number> {
  const address = URL.canParse(site ?? "") ? new URL(site ?? "") : null;
  const every = Number(values.every);
  if (address === null || !/^https?:$/.test(address.protocol))
    return refuseUse(terminal, commandWords("status.address"), HELP);
  if (!/^\d{1,5}$/.test(values.every) || every < 1) return refuseUse(terminal, commandWords("status.every"), HELP);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  await work.watch({
    site: address.href,
    folder,
    everySeconds: every,
    publish: values.publish,
    once: values.once,
    tell: (line) => terminal.err(`${new Date().toISOString()} ${line}\n`),
    stop: stopping.signal,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
  return 0;
}

function list(work: StatusWork, folder: string, terminal: Terminal): number {
  for (const { id, title, from, until } of work.listIncidents(folder))
    terminal.out(
      `${id}  ${new Date(from).toISOString()}  ${until === null ? commandWords("status.open") : new Date(until).toISOString()}  ${title}\n`,
    );
  return 0;
}
