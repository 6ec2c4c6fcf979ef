/** `openfees status`: its words, and what each of them asks of the room that looks at the site and keeps incidents. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
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
  forms: [
    "status watch ADDRESS [--publish DIR|CMD] [--every SECONDS] [--once]",
    "status list",
    "status open TITLE [--component NAME]... [--note TEXT]",
    "status note NUMBER --note TEXT",
    "status close NUMBER [--note TEXT]",
    "status plan TITLE --from TIME --until TIME [--component NAME]...",
  ],
  says: "Looks at a site from outside, as a person would, and writes a page that says what worked and when: static files, to be put on another machine than the site's. It shares nothing with the site.",
  verbs: [
    { word: "watch", says: "looks, writes and publishes, until it is stopped" },
    { word: "list", says: "the incidents and planned works, newest first" },
    { word: "open", says: "begins an incident; it is on the page after the next look" },
    { word: "note", says: "adds a line to its course" },
    { word: "close", says: "says that it is over" },
    { word: "plan", says: "announces planned work" },
  ],
  options: optionsOf(FLAGS, {
    folder: {
      takes: "DIR",
      of: "folder",
      says: "where the last 90 days and the incidents are kept, and the page in site/; openfees-status unless said otherwise",
    },
    publish: {
      takes: "DIR|CMD",
      says: "a folder to copy the page to, or a command that brings it away; it runs in the page's folder",
    },
    every: { takes: "SECONDS", says: "how long from one look to the next, 60 unless said otherwise" },
    once: { says: "one look, then the end" },
    component: { takes: "NAME", of: COMPONENTS, says: `what is concerned: ${COMPONENTS.join(", ")}` },
    note: { takes: "TEXT", says: "what is known, in words for everybody" },
    from: { takes: "TIME", says: "when planned work begins, such as 2026-12-01T22:00+01:00" },
    until: { takes: "TIME", says: "when it ends" },
  }),
  exit: "0 done, 1 no such incident, 2 wrong use",
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

/** What `openfees status` does, by its shape: the room that does it is none of this one's. */
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
    summary: "write a page that says whether a site works, from another place",
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
      if (more.length > 0)
        return refuseUse(terminal, `There is one word too many: ${more[0]}. Put a title in quotes.`, HELP);
      const folder = resolve(terminal.environment.INIT_CWD ?? process.cwd(), values.folder);
      if (verb === "watch") return watch(await open(), one, folder, values, terminal);
      if (verb === "list" && one === undefined) return list(await open(), folder, terminal);
      const change = changeOf(verb, one, values);
      if (typeof change === "string") return refuseUse(terminal, change, HELP);
      const done = (await open()).changeIncident(folder, change);
      if (done === undefined) {
        terminal.err("There is no such incident that is open; `openfees status list` lists them.\n");
        return 1;
      }
      terminal.out(`${done.id}  ${done.title}\n`);
      return 0;
    },
  };
}

/** What the words ask for; text where something is wrong with them. */
function changeOf(verb: string | undefined, one: string | undefined, values: Values): Change | string {
  const { note, component: components = [] } = values;
  if (!["open", "note", "close", "plan"].includes(verb ?? "") || one === undefined)
    return "Say watch ADDRESS, list, open TITLE, note NUMBER, close NUMBER or plan TITLE.";
  if (one.trim() === "" || one.length > MOST_TEXT || note.length > MOST_TEXT)
    return `A text has 1 to ${MOST_TEXT} letters.`;
  const strange = components.find((name) => !(COMPONENTS as readonly string[]).includes(name));
  if (strange !== undefined) return `There is no component "${strange}": ${COMPONENTS.join(", ")}.`;
  if (verb === "open") return { does: "open", title: one, components, note };
  if (verb === "note" && note === "") return "Say what is new: --note TEXT.";
  if (verb === "note" || verb === "close") return { does: verb, id: one, note };
  const [from, until] = [values.from, values.until].map((time) => Date.parse(time ?? ""));
  if (from === undefined || until === undefined || !(from < until))
    return "Say --from and --until, the second later than the first, such as 2026-12-01T22:00+01:00.";
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
    return refuseUse(terminal, "Say the address of the site, such as https://example.org/.", HELP);
  if (!/^\d{1,5}$/.test(values.every) || every < 1)
    return refuseUse(terminal, "--every is a number of seconds above 0.", HELP);
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
      `${id}  ${new Date(from).toISOString()}  ${until === null ? "open" : new Date(until).toISOString()}  ${title}\n`,
    );
  return 0;
}
