/** Whether the columns of a table may have been taken for others, and the form that asks for them: fetched where that is open. */
import { h } from "preact";
import { render } from "preact-render-to-string";
import type { SaidFile } from "../../domain/statements/statement.ts";
import { COLUMNS } from "../../words/en/audit/columns.ts";
import { textIn } from "../../words/tongue.ts";
import { ColumnQuestions } from "../pages/audit/column-questions.tsx";
import type { Chosen } from "./audit-messages.ts";
import { bytesOf } from "./read-chosen.ts";
import { tableSample } from "./table-sample.ts";

/** Formats whose columns a person can name. */
const TABLES: readonly string[] = ["csv", "xlsx", "xls", "html"];

/** Why the columns are in doubt, with the form; null where they are not in doubt or no sample can be shown. */
export async function unsureOf(files: readonly SaidFile[], chosen: Chosen) {
  const why = doubtOf(files);
  const html = why === null ? null : await columnQuestions(chosen);
  return why === null || html === null ? null : { why, html };
}

/** What the reader itself says where the columns may have been taken for others; null when it has no such doubt. */
function doubtOf(files: readonly SaidFile[]): string | null {
  const said = files.filter((file) => TABLES.includes(file.format)).flatMap(({ warnings }) => warnings);
  if (said.some(({ code }) => code === "balance_unproven") && !said.some(({ code }) => code === "direction_assumed"))
    return textIn(COLUMNS)("columns.unproven");
  return said.find(({ code }) => code === "direction_assumed" || code === "fees_beside")?.message ?? null;
}

/** The form that asks which column is which. */
export async function columnQuestions(chosen: Chosen): Promise<string | null> {
  const sample = await tableSample(await bytesOf(chosen));
  return sample && render(h(ColumnQuestions, sample));
}
