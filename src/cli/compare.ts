/** `openfees compare`: what a year of use costs at every bank, in words or as JSON. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import {
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
import type { Command, Terminal } from "./command.ts";
import type { ContextOf } from "./lists.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { pathFrom } from "./read-files.ts";

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
  pair: { type: "string" },
  by: { type: "string", default: "transfers" },
  on: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  json: { type: "boolean", default: false },
} as const;

const MANUAL: Manual = {
  forms: ["compare --profile ID [...]", "compare --usage FILE [...]", "compare --transfers N --transferSum SUM [...]"],
  says: "Adds up a year of use at every bank, under what the law allows at most. What is not known is a range, and ranges that overlap have no winner.",
  options: optionsOf(FLAGS, {
    profile: { takes: "ID", says: "a made-up person of ours: student, salary, trader, shop, pensioner or phone_only" },
    usage: {
      takes: "FILE",
      of: "file",
      says: 'JSON with the fields below, such as {"transfers":"20","transferSum":"5000"}',
    },
    account: { takes: "KIND", of: ["savings", "current"], says: "savings unless said otherwise, or current" },
    cards: { takes: "N", says: "debit cards held" },
    transfers: { takes: "N", says: "transfers to other banks a month" },
    transferSum: { takes: "SUM", says: "the amount of one of them; a range when left out" },
    withdrawals: { takes: "N", says: "cash taken at other banks' machines, times a month" },
    withdrawalSum: { takes: "SUM", says: "the amount of each" },
    locality: {
      takes: "PLACE",
      of: ["on_site", "off_site"],
      says: "where those machines are; a range over both when left out",
    },
    alerts: { takes: "N", says: "SMS alerts a month" },
    paidOut: { takes: "SUM", says: "paid out to others a month, for a current account" },
    bank: { takes: "ID", of: "bank", says: "your own bank, such as ng.gtbank" },
    pair: { takes: "A,B", says: "two banks: from how many on one is the cheaper" },
    by: { takes: "FIELD", of: BREAK_EVEN_FIELDS, says: "what grows for --pair: transfers, withdrawals or alerts" },
    on: { takes: "DAY", says: "at the prices of this day, YYYY-MM-DD; today unless said otherwise" },
    jurisdiction: { takes: "J", says: "ng unless said otherwise" },
    json: { says: "the answer as JSON" },
  }),
  exit: "0 answered, 2 a question was refused",
};

const HELP = helpText(MANUAL);

export function compareCommand(contextOf: ContextOf): Command {
  return {
    name: "compare",
    summary: "say what a year of use costs at every bank",
    manual: MANUAL,
    run: async (args, terminal) => {
      try {
        const { json, ...given } = parseArgs({ args: [...args], options: FLAGS }).values;
        const ctx = contextOf(given.jurisdiction);
        if (!ctx)
          throw new Refused("unknown_jurisdiction", null, `No jurisdiction "${given.jurisdiction}" is known here.`);
        const view = await ask(ctx, given, terminal);
        const [first] = Object.entries(view.wrong);
        if (first) throw new Refused("bad_field", first[0], `--${first[0]}: ${first[1]}`);
        if (view.answer === null) throw new Refused("missing_field", null, "Name a profile, a file or a field.");
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
  if (given.on !== undefined && !on) throw new Refused("bad_date", "on", `There is no day ${given.on}.`);
  const pair = given.pair?.split(",").map((id) => id.trim());
  if (pair && pair.length !== 2)
    throw new Refused("bad_field", "pair", "--pair is two banks with a comma between them.");
  if (!(BREAK_EVEN_FIELDS as readonly string[]).includes(given.by ?? ""))
    throw new Refused("bad_field", "by", `--by is ${BREAK_EVEN_FIELDS.join(", ")}.`);
  const file = given.usage === undefined ? {} : await readUsageFile(given.usage, terminal);
  return compareFees(ctx, {
    on,
    values: { ...file, ...given },
    profile: given.profile,
    bank: given.bank,
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
    throw new Refused("bad_json", "usage", `${name} is no JSON that can be read (${(cause as Error).message}).`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refused("bad_json", "usage", `${name} is to hold one JSON object of fields.`);
  const fields = Object.entries(value);
  for (const [field, given] of fields)
    if (!(USAGE_FIELDS as readonly string[]).includes(field) || !["string", "number"].includes(typeof given))
      throw new Refused("bad_field", field, `${name}: "${field}" is no field; there are ${USAGE_FIELDS.join(", ")}.`);
  return Object.fromEntries(fields.map(([field, given]) => [field, String(given)]));
}

const spanWords = ({ low, high }: SpanView): string =>
  high === null ? `${low} and more` : low === high ? low : `${low} to ${high}`;

function inWords(view: CompareView, answer: CompareAnswer): string {
  const { coverage, ceiling, own, parts, winner, noWinner, results, habits, breakEven } = answer;
  const wide = Math.max(...results.map(({ name }) => name.length));
  const lines = [
    coverageWords(coverage),
    `Any bank may take at most  ${view.currency} ${spanWords(ceiling)} a year, at the prices of ${view.on}`,
    ...ceiling.keeps.map((kept) => `  kept by ${kept.payee.padEnd(12)} ${spanWords(kept)}`),
    "",
    ...ceiling.lines.map((line) => `  ${line.name}: ${line.times} in the year, at most ${spanWords(line)}`),
    ...parts.map(
      (part) =>
        `  of it from ${part.from} on, when a price changes: ${spanWords(part.ceiling)}${part.own ? `, at your bank ${spanWords(part.own)}` : ""}`,
    ),
    "",
    ...results.map(
      (row) => `${row.name.padEnd(wide)}  ${spanWords(row)}${row.known === "none" ? "" : `  own prices: ${row.known}`}`,
    ),
    "",
    winner
      ? `${winner.name} is the cheapest for this use.`
      : noWinner === "overlap"
        ? "No bank is named cheapest: the ranges overlap."
        : "No bank is named cheapest: what looks so rests on old or second-hand prices.",
    ...(own ? [`Your bank, ${own.name}: ${spanWords(own)}`] : []),
    ...habits.map((habit) => `${habit.name}: saves ${spanWords(habit)} a year`),
  ];
  if (breakEven)
    for (const { from, to, cheaper } of breakEven.stretches)
      lines.push(`${from} to ${to} ${breakEven.by} a month: ${cheaperWords(breakEven, cheaper)}`);
  return `${lines.join("\n")}\n`;
}

function cheaperWords(
  { a, b }: NonNullable<CompareAnswer["breakEven"]>,
  cheaper: "a" | "b" | "same" | "unsure",
): string {
  if (cheaper === "unsure") return "the ranges overlap";
  return cheaper === "same" ? "both cost the same" : `${(cheaper === "a" ? a : b).name} is cheaper`;
}
