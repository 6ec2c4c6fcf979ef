import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkPack, type PackReport, type SchemaCheck } from "../app/check-pack.ts";
import { toVerify } from "../app/to-verify.ts";
import { type PackFolder, readPack } from "../domain/pack-check/pack-folder.ts";
import { commandWords } from "../words/command-words.ts";
import { DATA_MANUAL } from "../words/en/manuals/fees.ts";
import { TARIFF } from "../words/en/tariff.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";
import { columnsHelp, runTariff, TARIFF_FLAGS, type TariffWork } from "./tariff.ts";

const MANUAL: Manual = {
  ...DATA_MANUAL,
  verbs: verbsOf(DATA_MANUAL.verbs, { check: "folder", tariff: ["template", "check"] }),
  options: optionsOf(TARIFF_FLAGS, DATA_MANUAL.options, {
    bank: { takes: "ID", of: "bank" },
    on: { takes: "DAY" },
    jurisdiction: { takes: "J" },
  }),
  columns: { lead: `${TARIFF["tariff.help"]} ${TARIFF["tariff.sums"]}`, each: columnsHelp() },
};
const HELP = helpText(MANUAL);

export type DataWork = {
  /** The folder that holds the packs. */
  readonly folder: string;
  readonly shipped: () => readonly string[];
  readonly schemas: () => Promise<SchemaCheck>;
  /** Folder of the reference pages; null in a build that has none. */
  readonly reference: string | null;
  readonly tariff: TariffWork;
};

export function dataCommand(work: DataWork): Command {
  return {
    name: "data",
    summary: DATA_MANUAL.summary,
    manual: MANUAL,
    run: async (args, terminal) => {
      if (args.find((arg) => !arg.startsWith("-")) === "tariff")
        return runTariff(
          args.filter((arg, i) => arg !== "tariff" || args.indexOf(arg) !== i),
          terminal,
          work.tariff,
          HELP,
        );
      const json = args.includes("--json");
      const [verb, ...names] = args.filter((arg) => arg !== "--json");
      const flag = names.find((name) => name.startsWith("-"));
      if (verb !== "check" || flag !== undefined) {
        terminal.err(`${flag ? `${commandWords("cli.no_option", { flag })}\n\n` : ""}${HELP}`);
        return 2;
      }
      const folders: string[] = [];
      for (const name of names.length > 0 ? names : work.shipped()) {
        const folder = folderOf(name, work, terminal);
        if (folder === undefined) {
          terminal.err(`${commandWords("data.no_pack", { name, packs: work.shipped().join(", ") })}\n`);
          return 2;
        }
        folders.push(folder);
      }
      const schemas = await work.schemas();
      const packs = folders.map((folder) => ({ folder, ...checkPack(schemas, readFolder(folder)) }));
      for (const { folder, jurisdiction, findings } of packs)
        if (findings.length === 0 && work.shipped().some((name) => join(work.folder, name) === folder))
          writeToVerify(folder, jurisdiction ?? "", work.reference, terminal);
      terminal.out(json ? `${JSON.stringify({ packs })}\n` : packs.map(inWords).join(""));
      return packs.every(({ findings }) => findings.length === 0) ? 0 : 1;
    },
  };
}

function folderOf(name: string, work: DataWork, terminal: Terminal): string | undefined {
  if (work.shipped().includes(name)) return join(work.folder, name);
  const folder = resolve(terminal.environment.INIT_CWD ?? process.cwd(), name);
  return existsSync(join(folder, "pack.json")) && statSync(folder).isDirectory() ? folder : undefined;
}

/** Every JSON file of a folder; one that is no JSON is reported, not thrown. */
export function readFolder(folder: string): PackFolder {
  const files: Record<string, unknown> = {};
  const broken: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".json")) continue;
    const key = name.slice(0, -".json".length);
    try {
      files[key] = JSON.parse(readFileSync(join(folder, name), "utf8"));
    } catch (cause) {
      broken[key] = commandWords("data.no_json", { why: (cause as Error).message });
    }
  }
  return { files, broken };
}

/** Writes the page only when it says something else than before, so that a read-only folder with the same page is no fault. */
function writeToVerify(folder: string, jurisdiction: string, reference: string | null, terminal: Terminal): void {
  if (reference === null || !existsSync(reference)) return;
  const file = join(reference, jurisdiction === FIRST ? "to-verify.md" : `to-verify-${jurisdiction}.md`);
  const text = toVerify(readPack(readFolder(folder)).pack);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  try {
    writeFileSync(file, text);
  } catch (cause) {
    terminal.err(`${commandWords("data.not_written", { file, why: (cause as Error).message })}\n`);
  }
}

/** The country whose page has no name of its own. */
const FIRST = "ng";

function inWords(report: PackReport & { readonly folder: string }): string {
  const name = `${report.jurisdiction ?? report.folder} ${report.version ?? ""}`.trim();
  const counts = Object.entries(report.checked).map(([file, rows]) =>
    commandWords("data.counts", { rows, file: file.replaceAll("-", " ") }),
  );
  const said = Object.entries(report.said).map(([language, names]) =>
    commandWords("data.said", { count: names, language }),
  );
  const head = `${commandWords("data.head", { name, counts: [...counts, ...said].join(", ") })}\n`;
  if (report.findings.length === 0) return `${head}${commandWords("data.nothing_wrong")}\n`;
  const lines = report.findings.map(
    ({ check, file, at, message }) => `  ${commandWords("data.finding", { check, file, at, message })}\n`,
  );
  return `${head}${lines.join("")}${commandWords("data.found", { count: report.findings.length })}\n`;
}
