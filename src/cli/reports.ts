/** `openfees reports`: what people told that a bank took, listed, shown and closed by whoever runs the site. */
import { parseArgs } from "node:util";
import { REPORT_OUTCOMES, type ReportOutcome } from "../app/report-fee.ts";
import { plainWords } from "../domain/reports/plain-words.ts";
import { readReceipt, receiptWords } from "../domain/reports/receipt-number.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";

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
  forms: [
    "reports list [--all] [--most N] [--json]",
    "reports show NUMBER [--json]",
    "reports close NUMBER --as changed|kept|unclear [--note TEXT]",
  ],
  says: "What people told that a bank took. Works on DATABASE_URL, or on the PostgreSQL that openfees brings along, also while `serve` runs, as the owner of the tables. No figure changes by this: that is done in the country pack.",
  verbs: [
    {
      word: "list",
      says: "the reports, the oldest first: those that nobody has closed, 50 at most",
    },
    { word: "show", says: "one of them, with its words" },
    {
      word: "close",
      says: "says what came of it: a fee of ours was changed, it was right and kept, or it could not be told. Whoever has the number sees that; the note only you do. A report is closed once.",
    },
  ],
  options: optionsOf(FLAGS, {
    all: { says: "closed ones too" },
    most: { takes: "N", says: "how many at most, 50 unless said otherwise" },
    json: { says: "the answer as JSON" },
    as: { takes: "OUTCOME", of: REPORT_OUTCOMES, says: "what came of it: changed, kept or unclear" },
    note: { takes: "TEXT", says: "a note of 500 letters at most, for yourself" },
  }),
  exit: "0 done, 1 no such report or closed before, 2 wrong use",
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
  if (more.length > 0) return `There is one word too many: ${more[0]}.`;
  if (verb === "list" && number === undefined) {
    const most = /^\d{1,7}$/.test(values.most) ? Number(values.most) : 0;
    return most > 0 ? { verb, all: values.all, most, json: values.json } : "--most is a number above 0.";
  }
  if ((verb !== "show" && verb !== "close") || number === undefined) return "Say list, show NUMBER or close NUMBER.";
  const receipt = readReceipt(number);
  if (receipt === undefined) return "A report's number has twelve letters and digits, such as 7K3M-9QXD-2F4T.";
  if (verb === "show") return { verb, receipt, json: values.json };
  const outcome = REPORT_OUTCOMES.find((one) => one === values.as);
  if (outcome === undefined) return `Say what came of it: --as ${REPORT_OUTCOMES.join(", --as ")}.`;
  const note = plainWords(values.note);
  return note.length > MOST_NOTE
    ? `The note has ${note.length} letters; it may have ${MOST_NOTE}.`
    : { verb, receipt, outcome, note };
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });

export function reportsCommand(open: WithReports): Command {
  return {
    name: "reports",
    summary: "see what people told that a bank took, and say what came of it",
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
    else if (found.length === 0) terminal.out("There is none.\n");
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
    terminal.err("It was closed before; `openfees reports show` says how.\n");
    return 1;
  }
  terminal.out(`Closed ${receiptWords(question.receipt)}: ${question.outcome}.\n`);
  return 0;
}

function unknown(terminal: Terminal): number {
  terminal.err("There is no report of that number. `openfees reports list --all` shows every one.\n");
  return 1;
}

const line = ({ receipt, receivedAt, bank, service, amount, currency, on, outcome }: ToldReport): string =>
  [
    receiptWords(receipt),
    receivedAt.slice(0, 10),
    bank,
    service,
    `${currency} ${amount}`,
    `taken ${on}`,
    outcome ?? "open",
  ].join("  ");

/** Words of strangers, on a terminal: what could steer it is taken out, and each line is set in. */
const setIn = (words: string): string =>
  plainWords(words)
    .split("\n")
    .map((one) => `  ${one}\n`)
    .join("");

const whole = (one: ToldReport): string =>
  `${line(one)}\n${one.words === "" ? "  (no words)\n" : setIn(one.words)}${one.closedAt === null ? "" : `closed ${one.closedAt}: ${one.outcome}\n${one.note ? setIn(one.note) : ""}`}`;
