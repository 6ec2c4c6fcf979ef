/** `openfees services` and `openfees banks`: the closed lists whose ids every other command takes. */
import { parseArgs } from "node:util";
import type { Context } from "../app/context.ts";
import { listBanks } from "../app/list-banks.ts";
import { listFees } from "../app/list-fees.ts";
import { type CivilDate, parseCivilDate } from "../domain/dates/civil-date.ts";
import { commandWords } from "../words/command-words.ts";
import { BANKS_MANUAL, SERVICES_MANUAL } from "../words/en/manuals/fees.ts";
import { LICENCES } from "../words/en/names.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { noSuchJurisdiction, refuseUse } from "./start-reading.ts";

const FLAGS = {
  on: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  json: { type: "boolean", default: false },
} as const;

const TAKES = { on: { takes: "DAY" }, jurisdiction: { takes: "J" } };

const SERVICES: Manual = { ...SERVICES_MANUAL, options: optionsOf(FLAGS, SERVICES_MANUAL.options, TAKES) };
const BANKS: Manual = { ...BANKS_MANUAL, options: optionsOf(FLAGS, BANKS_MANUAL.options, TAKES) };

/** The facts of one jurisdiction; undefined for one that does not ship. */
export type ContextOf = (jurisdiction: string) => Context | undefined;

type Asked = { readonly ctx: Context; readonly on: CivilDate; readonly json: boolean };

function readList(args: readonly string[], contextOf: ContextOf): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (cause) {
    return (cause as Error).message;
  }
  const { on: day, jurisdiction, json } = parsed.values;
  const ctx = contextOf(jurisdiction);
  if (!ctx) return noSuchJurisdiction(jurisdiction);
  const on = day === undefined ? ctx.today() : parseCivilDate(day);
  return on ? { ctx, on, json } : commandWords("lists.day", { day: String(day) });
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: FLAGS, allowPositionals: false });

type Listed = {
  readonly json: unknown;
  readonly rows: readonly (readonly string[])[];
  readonly page: string;
  readonly version: string;
};

const listCommand = (
  name: string,
  summary: string,
  manual: Manual,
  contextOf: ContextOf,
  list: (asked: Asked) => Promise<Listed>,
): Command => ({
  name,
  summary,
  manual,
  run: async (args, terminal) => {
    const asked = readList(args, contextOf);
    if (typeof asked === "string") return refuseUse(terminal, asked, helpText(manual));
    const listed = await list(asked);
    if (asked.json) await terminal.write(`${JSON.stringify(listed.json)}\n`);
    else await put(listed, asked, terminal);
    return 0;
  },
});

/** Columns as wide as their widest cell; then the day, the page and where the figures come from. */
async function put({ rows, page, version }: Listed, { on }: Asked, terminal: Terminal): Promise<void> {
  const wide = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(wide[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  const foot = [commandWords("lists.on", { day: on, version }), commandWords("lists.page", { page, day: on })];
  await terminal.write(`${[...lines, "", ...foot].join("\n")}\n`);
}

export const servicesCommand = (contextOf: ContextOf): Command =>
  listCommand("services", SERVICES_MANUAL.summary, SERVICES, contextOf, async ({ ctx, on }) => {
    const { groups, jurisdiction, version } = await listFees(ctx, { on });
    const fees = groups.flatMap((group) => group.fees);
    return {
      json: {
        jurisdiction,
        version,
        on,
        services: fees.map(({ service, name, aliases, rules, grade, checkedOn }) => ({
          service,
          name,
          aliases,
          rules: rules.map(({ id }) => id),
          grade,
          checkedOn,
        })),
      },
      rows: fees.map(({ service, name, maximum, grade }) => [
        service,
        name,
        maximum === null
          ? commandWords("lists.no_rule")
          : commandWords("lists.maximum", { maximum, grade: String(grade) }),
      ]),
      page: "/fees",
      version,
    };
  });

export const banksCommand = (contextOf: ContextOf): Command =>
  listCommand("banks", BANKS_MANUAL.summary, BANKS, contextOf, async ({ ctx, on }) => {
    const { banks, services, jurisdiction, version } = await listBanks(ctx, { on });
    return {
      json: { jurisdiction, version, on, banks },
      rows: banks.map(({ bank, name, licence, listedServices, ended }) => [
        bank,
        name,
        LICENCES[licence],
        ended
          ? commandWords("lists.ended", {
              known: listedServices,
              services,
              day: ended.on ?? commandWords("lists.no_day"),
            })
          : commandWords("lists.seen", { known: listedServices, services }),
      ]),
      page: "/banks",
      version,
    };
  });
