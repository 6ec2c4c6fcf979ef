/** The files of `/data`: tables as CSV and JSON, the data package that describes them, README, licence and checksums. */
import { createHash } from "node:crypto";
import { openData, type ToldColumn, type ToldTable } from "../../app/open-data.ts";
import { csvText } from "../../domain/csv-text.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { openDataWords } from "../../words/door-words.ts";

export type DataFile = { readonly name: string; readonly type: string; readonly text: string; readonly sha256: string };

const LICENCE = {
  name: "CC-BY-4.0",
  path: "https://creativecommons.org/licenses/by/4.0/",
  title: "Creative Commons Attribution 4.0 International",
} as const;

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const fileOf = (name: string, type: string, text: string): DataFile => ({ name, type, text, sha256: sha256(text) });

const rowsAsJson = ({ columns, rows }: ToldTable): string =>
  `[\n${rows
    .map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))))
    .join(",\n")}\n]\n`;

function fieldOf({ name, type, says, required, one_of: values }: ToldColumn): object {
  return {
    name,
    type,
    description: says,
    ...(required || values
      ? { constraints: { ...(required ? { required } : {}), ...(values ? { enum: values } : {}) } }
      : {}),
  };
}

/** The column of each table that other tables refer to. */
const REFERRED = { banks: "bank", products: "product", changes: "change" } as const;

function resourceOf(table: ToldTable, file: DataFile, format: "csv" | "json"): object {
  const refers = table.columns.filter((column) => column.refers !== undefined);
  return {
    name: format === "csv" ? table.name : `${table.name}-${format}`,
    path: file.name,
    profile: "tabular-data-resource",
    title: table.title,
    description: table.says,
    format,
    mediatype: format === "csv" ? "text/csv" : "application/json",
    encoding: "utf-8",
    bytes: Buffer.byteLength(file.text),
    hash: `sha256:${file.sha256}`,
    ...(format === "csv"
      ? { dialect: { delimiter: ",", lineTerminator: "\r\n", doubleQuote: true, header: true } }
      : {}),
    schema: {
      fields: table.columns.map(fieldOf),
      missingValues: [""],
      primaryKey: table.key,
      ...(refers.length > 0
        ? {
            foreignKeys: refers.map(({ name, refers: to }) => ({
              fields: name,
              reference: { resource: to, fields: REFERRED[to ?? "banks"] },
            })),
          }
        : {}),
    },
  };
}

/** A data package as Frictionless Data describes it (https://specs.frictionlessdata.io/tabular-data-package/). */
const descriptorOf = (pack: Pack, resources: readonly object[]): string =>
  `${JSON.stringify(
    {
      profile: "tabular-data-package",
      name: `openfees-${pack.jurisdiction}`,
      title: openDataWords("title"),
      description: openDataWords("description"),
      version: pack.version,
      keywords: ["bank fees", "tariff", "regulation"],
      licenses: [LICENCE],
      sources: [{ title: openDataWords("sources") }],
      resources,
    },
    null,
    1,
  )}\n`;

function readme(pack: Pack, tables: readonly ToldTable[]): string {
  const dictionary = tables.map(({ name, title, says, columns, rows }) => {
    const lines = columns.map(({ name: column, type, required, says: words }) => {
      const kind = required ? type : openDataWords("may_be_empty", { type });
      return `| \`${column}\` | ${kind} | ${words} |\n`;
    });
    return openDataWords("table", { name, title, says, rows: rows.length, columns: lines.join("") });
  });
  return openDataWords("readme", {
    jurisdiction: pack.jurisdiction,
    version: pack.version,
    hash: pack.sha256,
    short: pack.sha256.slice(0, 12),
    licence: LICENCE.title,
    address: LICENCE.path,
    tables: dictionary.join("\n"),
  });
}

export type DataFiles = { readonly tables: readonly ToldTable[]; readonly files: readonly DataFile[] };

/** `licence`: the words of the data's licence. */
export function dataFiles(pack: Pack, licence: string): DataFiles {
  const tables = openData(pack);
  const made = tables.map((table) => ({
    table,
    csv: fileOf(
      `${table.name}.csv`,
      TYPES.csv,
      csvText(
        table.columns.map(({ name }) => name),
        table.rows,
      ),
    ),
    json: fileOf(`${table.name}.json`, TYPES.json, rowsAsJson(table)),
  }));
  const resources = made.flatMap(({ table, csv, json }) => [
    resourceOf(table, csv, "csv"),
    resourceOf(table, json, "json"),
  ]);
  const files = [
    ...made.flatMap(({ csv, json }) => [csv, json]),
    fileOf("datapackage.json", TYPES.json, descriptorOf(pack, resources)),
    fileOf("README.md", "text/markdown; charset=utf-8", readme(pack, tables)),
    fileOf("LICENSE", "text/plain; charset=utf-8", licence),
  ];
  const sums = files.map(({ name, sha256: sum }) => `${sum}  ${name}\n`).join("");
  return { tables, files: [...files, fileOf("SHA256SUMS", "text/plain; charset=utf-8", sums)] };
}
