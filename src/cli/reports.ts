/** `openfees reports`: what people told that a bank took, listed, shown and closed by whoever runs the site. */
import { parseArgs } from "node:util";
import { REPORT_OUTCOMES, type ReportOutcome } from "../app/report-fee.ts";
import { plainWords } from "../domain/reports/plain-words.ts";
import { readReceipt, receiptWords } from "../domain/reports/receipt-number.ts";
import { commandWords } from "../words/command-words.ts";
import { REPORTS_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";

export type ToldReport = {
  readonly receipt: string;
  readonly bank: string;
  readonly service: string;
  readonly amount: string;
  readonly currency: string;
  readonly on: string;
  readonly words: string;
  readonly receivedAt: string;
  readonly outcome: ReportOutcome | null;
  readonly note: string | null;
  readonly closedAt: string | null;
};

export type ReportsWork = {
  list(asked: { readonly all: boolean; readonly most: number }): Promise<readonly ToldReport[]>;
  find(receipt: string): Promise<ToldReport | undefined>;
  close(receipt: string, outcome: ReportOutcome, note: string): Promise<"closed" | "unknown" | "closed_before">;
};

type Environment = Readonly<Record<string, string | undefined>>;
/** Opens the reports, does one thing and closes them. */
export type WithReports = <T>(environment: Environment, work: (reports: ReportsWork) => Promise<T>) => Promise<T>;

const FLAGS = {
  all: { type: "boolean", default: false },
  most: { type: "string", default: "50" },
  json: { type: "boolean", default: false },
  as: { type: "string" },
  note: { type: "string", default: "" },
} as const;

const MANUAL: Manual = {
  ...REPORTS_MANUAL,
  verbs: verbsOf(REPORTS_MANUAL.verbs),
  options: optionsOf(FLAGS, REPORTS_MANUAL.options, {
    most: { takes: "N" },
    as: { takes: "OUTCOME", of: REPORT_OUTCOMES },
    note: { takes: "TEXT" },
  }),
};
const HELP = helpText(MANUAL);
const MOST_NOTE = 500;

type Asked =
  | { readonly verb: "list"; readonly all: boolean; readonly most: number; readonly json: boolean }
  | { readonly verb: "show"; readonly receipt: string; readonly json: boolean }
  | { readonly verb: "close"; readonly receipt: string; readonly outcome: ReportOutcome; readonly note: string };

/** What the words ask for; text where something is wrong with them. */
function asked(args: readonly string[]): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (cause) {
    return (cause as Error).message;
  }
  const { values, positionals } = parsed;
  const [verb, number, ...more] = positionals;
  if (more.length > 0) return commandWords("reports.too_many", { word: String(more[0]) });
  if (verb === "list" && number === undefined) {
    const most = /^\d{1,7}$/.test(values.most) ? Number(values.most) : 0;
    return most > 0 ? { verb, all: values.all, most, json: values.json } : commandWords("reports.most");
  }
  if ((verb !== "show" && verb !== "close") || number === undefined) return commandWords("reports.say");
  const receipt = readReceipt(number);
  if (receipt === undefined) return commandWords("reports.number");
  if (verb === "show") return { verb, receipt, json: values.json };
  const outcome = REPORT_OUTCOMES.find((one) => one === values.as);
  if (outcome === undefined) return commandWords("reports.outcome", { outcomes: REPORT_OUTCOMES.join(", --as ") });
  const note = plainWords(values.note);
  return note.length > MOST_NOTE
    ? commandWords("reports.note", { letters: note.length, most: MOST_NOTE })
    : { verb, receipt, outcome, note };
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });

export function reportsCommand(open: WithReports): Command {
  return {
    name: "reports",
    summary: REPORTS_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      const question = asked(args);
      if (typeof question === "string") {
        terminal.err(`${question}\n\n${HELP}`);
        return 2;
      }
      return open(terminal.environment, (reports) => answer(question, reports, terminal));
    },
  };
}

async function answer(question: Asked, reports: ReportsWork, terminal: Terminal): Promise<number> {
  if (question.verb === "list") {
    const found = await reports.list(question);
    if (question.json) terminal.out(`${JSON.stringify({ reports: found })}\n`);
    else if (found.length === 0) terminal.out(`${commandWords("reports.none")}\n`);
    else for (const one of found) terminal.out(`${line(one)}\n`);
    return 0;
  }
  if (question.verb === "show") {
    const found = await reports.find(question.receipt);
    if (!found) return unknown(terminal);
    terminal.out(question.json ? `${JSON.stringify(found)}\n` : whole(found));
    return 0;
  }
  const done = await reports.close(question.receipt, question.outcome, question.note);
  if (done === "unknown") return unknown(terminal);
  if (done === "closed_before") {
    terminal.err(`${commandWords("reports.closed_before")}\n`);
    return 1;
  }
  const closed = { receipt: receiptWords(question.receipt), outcome: question.outcome };
  terminal.out(`${commandWords("reports.closed", closed)}\n`);
  return 0;
}

function unknown(terminal: Terminal): number {
  terminal.err(`${commandWords("reports.unknown")}\n`);
  return 1;
}

const line = ({ receipt, receivedAt, bank, service, amount, currency, on, outcome }: ToldReport): string =>
  [
    receiptWords(receipt),
    receivedAt.slice(0, 10),
    bank,
    service,
    `${currency} ${amount}`,
    commandWords("reports.taken", { day: on }),
    outcome ?? commandWords("reports.open"),
  ].join("  ");

/** Words of strangers, on a terminal: what could steer it is taken out, and each line is set in. */
const setIn = (words: string): string =>
  plainWords(words)
    .split("\n")
    .map((one) => `  ${one}\n`)
    .join("");

function whole(one: ToldReport): string {
  const words = one.words === "" ? `  ${commandWords("reports.no_words")}\n` : setIn(one.words);
  if (one.closedAt === null) return `${line(one)}\n${words}`;
  const closed = commandWords("reports.closed_on", { at: one.closedAt, outcome: String(one.outcome) });
  return `${line(one)}\n${words}${closed}\n${one.note ? setIn(one.note) : ""}`;
}
