import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkPack, type PackReport, type SchemaCheck } from "../app/check-pack.ts";
import { toVerify } from "../app/to-verify.ts";
import { type PackFolder, readPack } from "../domain/pack-check/pack-folder.ts";
import { TARIFF } from "../words/en/tariff.ts";
import type { Command, Terminal } from "./command.ts";
import { helpText, type Manual, optionsOf } from "./manual.ts";
import { columnsHelp, runTariff, TARIFF_FLAGS, type TariffWork } from "./tariff.ts";

const MANUAL: Manual = {
  forms: [
    "data check [PACK...] [--json]",
    "data tariff template",
    "data tariff check FILE [--bank ID] [--on DAY] [--json]",
  ],
  says: "Looks a country pack over: its files against their schemas, every figure's source, grade and day, overlaps and gaps, closed lists of ids, every wording against its own examples, and every worked example. PACK is the name of a pack that ships, such as ng, or a folder; all that ship when none is named. `tariff` is for a bank that is about to publish its prices: the template is a CSV with a row a service, and the check says what stands above a limit, percent where per mille was meant, gaps between bands, VAT and notice.",
  verbs: [
    { word: "check", says: "look packs over", of: "folder" },
    { word: "tariff", says: "check a bank's next tariff, or give an empty one", of: ["template", "check"] },
  ],
  options: optionsOf(TARIFF_FLAGS, {
    bank: { takes: "ID", of: "bank", says: "tariff: whose it is; the table of limits binds banks only" },
    on: { takes: "DAY", says: "tariff: the day for fees that name none; today unless said otherwise" },
    jurisdiction: { takes: "J", says: "tariff: ng unless said otherwise" },
    json: { says: "what was found as JSON" },
  }),
  columns: { lead: `${TARIFF["tariff.help"]} ${TARIFF["tariff.sums"]}`, each: columnsHelp() },
  also: "For a pack that ships and has nothing wrong it also writes the page of figures that somebody should look up in the regulator's own papers, the most harmful first (docs/reference/to-verify.md), where the docs are there to be written.",
  exit: "0 nothing wrong, 1 something is, 2 wrong use or a file that cannot be read",
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
    summary: "check a country pack, or a bank's next tariff",
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
        terminal.err(`${flag ? `There is no option ${flag}.\n\n` : ""}${HELP}`);
        return 2;
      }
      const folders: string[] = [];
      for (const name of names.length > 0 ? names : work.shipped()) {
        const folder = folderOf(name, work, terminal);
        if (folder === undefined) {
          terminal.err(
            `There is no pack "${name}": give ${work.shipped().join(", ")}, or a folder with a pack.json.\n`,
          );
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

/** Every JSON file of a folder; what is no JSON is told, not thrown. */
export function readFolder(folder: string): PackFolder {
  const files: Record<string, unknown> = {};
  const broken: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".json")) continue;
    const key = name.slice(0, -".json".length);
    try {
      files[key] = JSON.parse(readFileSync(join(folder, name), "utf8"));
    } catch (cause) {
      broken[key] = `is no JSON: ${(cause as Error).message}`;
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
    terminal.err(`${file} could not be written: ${(cause as Error).message}\n`);
  }
}

/** The country whose page bears no name of its own. */
const FIRST = "ng";

function inWords(report: PackReport & { readonly folder: string }): string {
  const name = `${report.jurisdiction ?? report.folder} ${report.version ?? ""}`.trim();
  const counts = Object.entries(report.checked).map(([file, rows]) => `${rows} ${file.replaceAll("-", " ")}`);
  const said = Object.entries(report.said).map(([language, names]) => `${names} services named in ${language}`);
  const head = `${name}: ${[...counts, ...said].join(", ")}\n`;
  if (report.findings.length === 0) return `${head}Nothing wrong found.\n`;
  const lines = report.findings.map(({ check, file, at, message }) => `  ${file}  ${at}  ${message}  [${check}]\n`);
  return `${head}${lines.join("")}${report.findings.length} found.\n`;
}
