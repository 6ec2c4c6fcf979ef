/** `openfees compare`: what a year of use costs at every bank, in words or as JSON. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
  AMONG,
  type Among,
  BREAK_EVEN_FIELDS,
  type BreakEvenField,
  type CompareAnswer,
  type CompareView,
  compareFees,
} from "../app/compare-fees.ts";
import type { SpanView } from "../app/compare-view.ts";
import type { Context } from "../app/context.ts";
import { USAGE_FIELDS } from "../app/read-usage.ts";
import { Refused } from "../app/refused.ts";
import { parseCivilDate } from "../domain/dates/civil-date.ts";
import { coverageWords } from "../web/pages/facts/compare-words.ts";
import { commandWords } from "../words/command-words.ts";
import { COMPARE_MANUAL } from "../words/en/manuals/fees.ts";
import type { Command, Terminal } from "./command.ts";
import type { ContextOf } from "./lists.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { pathFrom } from "./read-files.ts";
import { noSuchJurisdiction } from "./start-reading.ts";

const FLAGS = {
  profile: { type: "string" },
  usage: { type: "string" },
  account: { type: "string" },
  cards: { type: "string" },
  transfers: { type: "string" },
  transferSum: { type: "string" },
  withdrawals: { type: "string" },
  withdrawalSum: { type: "string" },
  locality: { type: "string" },
  alerts: { type: "string" },
  paidOut: { type: "string" },
  bank: { type: "string" },
  among: { type: "string" },
  pair: { type: "string" },
  by: { type: "string", default: "transfers" },
  on: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  json: { type: "boolean", default: false },
} as const;

const MANUAL: Manual = {
  ...COMPARE_MANUAL,
  options: optionsOf(FLAGS, COMPARE_MANUAL.options, {
    profile: { takes: "ID" },
    usage: { takes: "FILE", of: "file" },
    account: { takes: "KIND", of: ["savings", "current"] },
    cards: { takes: "N" },
    transfers: { takes: "N" },
    transferSum: { takes: "SUM" },
    withdrawals: { takes: "N" },
    withdrawalSum: { takes: "SUM" },
    locality: { takes: "PLACE", of: ["on_site", "off_site"] },
    alerts: { takes: "N" },
    paidOut: { takes: "SUM" },
    bank: { takes: "ID", of: "bank" },
    among: { takes: "KIND", of: AMONG },
    pair: { takes: "A,B" },
    by: { takes: "FIELD", of: BREAK_EVEN_FIELDS },
    on: { takes: "DAY" },
    jurisdiction: { takes: "J" },
  }),
};

const HELP = helpText(MANUAL);

export function compareCommand(contextOf: ContextOf): Command {
  return {
    name: "compare",
    summary: COMPARE_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      try {
        const { json, ...given } = parseArgs({ args: [...args], options: FLAGS }).values;
        const ctx = contextOf(given.jurisdiction);
        if (!ctx) throw new Refused("unknown_jurisdiction", null, noSuchJurisdiction(given.jurisdiction));
        const view = await ask(ctx, given, terminal);
        const [first] = Object.entries(view.wrong);
        if (first)
          throw new Refused(
            "bad_field",
            first[0],
            commandWords("compare.bad_field", { field: first[0], message: first[1] }),
          );
        if (view.answer === null) throw new Refused("missing_field", null, commandWords("compare.nothing"));
        const { banks: _banks, profiles: _profiles, wrong: _wrong, ...answer } = view;
        terminal.out(json ? `${JSON.stringify(answer)}\n` : inWords(view, view.answer));
        return 0;
      } catch (cause) {
        if (!(cause instanceof Refused || (cause as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS")))
          throw cause;
        terminal.err(`${(cause as Error).message}\n\n${HELP}`);
        return 2;
      }
    },
  };
}

type Given = Readonly<Record<string, string | undefined>>;

async function ask(ctx: Context, given: Given, terminal: Terminal): Promise<CompareView> {
  const on = given.on === undefined ? undefined : parseCivilDate(given.on);
  if (given.on !== undefined && !on) throw new Refused("bad_date", "on", commandWords("cli.no_day", { day: given.on }));
  const pair = given.pair?.split(",").map((id) => id.trim());
  if (pair && pair.length !== 2) throw new Refused("bad_field", "pair", commandWords("compare.pair"));
  if (!(BREAK_EVEN_FIELDS as readonly string[]).includes(given.by ?? ""))
    throw new Refused("bad_field", "by", commandWords("compare.by", { fields: BREAK_EVEN_FIELDS.join(", ") }));
  if (given.among !== undefined && !(AMONG as readonly string[]).includes(given.among))
    throw new Refused("bad_field", "among", commandWords("compare.among", { fields: AMONG.join(", ") }));
  const file = given.usage === undefined ? {} : await readUsageFile(given.usage, terminal);
  return compareFees(ctx, {
    on,
    values: { ...file, ...given },
    profile: given.profile,
    bank: given.bank,
    among: given.among as Among | undefined,
    pair: pair as [string, string] | undefined,
    by: given.by as BreakEvenField,
    page: 1,
    pageSize: Number.MAX_SAFE_INTEGER,
  });
}

async function readUsageFile(name: string, terminal: Terminal): Promise<Given> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(pathFrom(terminal, name), "utf8"));
  } catch (cause) {
    throw new Refused("bad_json", "usage", commandWords("compare.no_json", { name, why: (cause as Error).message }));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refused("bad_json", "usage", commandWords("compare.no_object", { name }));
  const fields = Object.entries(value);
  for (const [field, given] of fields)
    if (!(USAGE_FIELDS as readonly string[]).includes(field) || !["string", "number"].includes(typeof given))
      throw new Refused(
        "bad_field",
        field,
        commandWords("compare.no_field", { name, field, fields: USAGE_FIELDS.join(", ") }),
      );
  return Object.fromEntries(fields.map(([field, given]) => [field, String(given)]));
}

const spanWords = ({ low, high }: SpanView): string =>
  high === null
    ? commandWords("compare.and_more", { low })
    : low === high
      ? low
      : commandWords("compare.span", { low, high });

function inWords(view: CompareView, answer: CompareAnswer): string {
  const { coverage, ceiling, own, parts, results, habits, breakEven } = answer;
  const wide = Math.max(...results.map(({ name }) => name.length));
  const lines = [
    coverageWords(coverage),
    commandWords("compare.most", { currency: view.currency, span: spanWords(ceiling), day: view.on }),
    ...ceiling.keeps.map(
      (kept) => `  ${commandWords("compare.kept", { payee: kept.payee.padEnd(12), span: spanWords(kept) })}`,
    ),
    "",
    ...ceiling.lines.map(
      (line) => `  ${commandWords("compare.line", { name: line.name, times: line.times, span: spanWords(line) })}`,
    ),
    ...parts.map(({ from, ceiling: most, own: mine }) => {
      const facts = { from, span: spanWords(most) };
      return `  ${mine ? commandWords("compare.part_own", { ...facts, own: spanWords(mine) }) : commandWords("compare.part", facts)}`;
    }),
    "",
    ...results.map((row) => {
      const prices = row.known === "none" ? "" : commandWords("compare.own_prices", { known: row.known });
      return `${row.name.padEnd(wide)}  ${spanWords(row)}${prices}`;
    }),
    "",
    cheapestWords(answer),
    ...(own ? [commandWords("compare.own", { name: own.name, span: spanWords(own) })] : []),
    ...habits.map((habit) => commandWords("compare.habit", { name: habit.name, span: spanWords(habit) })),
  ];
  if (breakEven) {
    const { a, b, by: what, stretches } = breakEven;
    lines.push(
      ...[a, b].map((side) => commandWords("compare.side", { name: side.name, span: spanWords(side) })),
      ...stretches.map((of) => {
        const { from, to } = of;
        return commandWords("compare.stretch", { from, to, what, cheaper: cheaperWords(breakEven, of) });
      }),
    );
  }
  return `${lines.join("\n")}\n`;
}

function cheapestWords({ winner, noneCheaper }: CompareAnswer): string {
  if (winner) return commandWords("compare.winner", { name: winner.name });
  const [first] = noneCheaper;
  if (first)
    return commandWords(noneCheaper.every(({ firm }) => firm) ? "compare.none_cheaper" : "compare.none_cheaper_if", {
      names: noneCheaper.map(({ name }) => name).join(", "),
      span: spanWords(first),
    });
  return commandWords("compare.overlap");
}

function cheaperWords(
  { a, b }: NonNullable<CompareAnswer["breakEven"]>,
  { cheaper, notDearer }: NonNullable<CompareAnswer["breakEven"]>["stretches"][number],
): string {
  if (cheaper === "unsure" && notDearer)
    return commandWords("compare.not_dearer", { name: (notDearer === "a" ? a : b).name });
  if (cheaper === "unsure") return commandWords("compare.unsure");
  if (cheaper === "same") return commandWords("compare.same");
  return commandWords("compare.cheaper", { name: (cheaper === "a" ? a : b).name });
}
