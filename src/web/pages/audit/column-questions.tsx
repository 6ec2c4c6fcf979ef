import { COLUMNS } from "../../../words/en/audit/columns.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Table } from "../../ui/table.tsx";
import { sayOf } from "./say-audit.tsx";

const columnsSay = sayOf(COLUMNS);

/** The first rows of a table that we are not sure of, as they stand in the file. */
export type ColumnsView = { readonly rows: readonly (readonly string[])[]; readonly width: number };

const EXAMPLE_LETTERS = 24;

/** Three questions to the person who knows: which column is the day, the words, the sums. */
export function ColumnQuestions({ rows, width, tongue }: ColumnsView & Spoken) {
  const say = columnsSay({ tongue });
  const columns = Array.from({ length: width }, (_one, i) => {
    const example = rows.map((row) => row[i] ?? "").find((cell) => cell !== "") ?? "";
    const short = example.length > EXAMPLE_LETTERS ? `${example.slice(0, EXAMPLE_LETTERS)}…` : example;
    const nth = i + 1;
    return [
      String(i),
      short === "" ? say.text("columns.nth", { nth }) : say.text("columns.nth_with", { nth, example: short }),
    ] as const;
  });
  const pick = say.text("columns.pick");
  return (
    <Entry title={say("columns.title")}>
      <p>{say("columns.lead")}</p>
      <Table
        caption={say.text("columns.caption")}
        columns={[
          { label: say.text("columns.row") },
          ...columns.map(([i]) => ({ label: say.text("columns.nth", { nth: Number(i) + 1 }) })),
        ]}
        rows={rows.map((row, at) => ({
          key: String(at),
          cells: [
            at + 1,
            ...columns.map((_column, i) => (
              <bdi key={i} class="told">
                {row[i] ?? ""}
              </bdi>
            )),
          ],
        }))}
      />
      <form id="columns-form" data-width={width}>
        <SelectField id="dateColumn" label={say.text("columns.date")} empty={pick} options={columns} />
        <SelectField id="narrationColumn" label={say.text("columns.narration")} empty={pick} options={columns} />
        <fieldset>
          <legend>{say("columns.sums")}</legend>
          <SelectField id="outColumn" label={say.text("columns.out")} empty={pick} options={columns} />
          <SelectField
            id="inColumn"
            label={say.text("columns.in")}
            hint={say.text("columns.in_hint")}
            empty={say.text("columns.in_none")}
            options={columns}
          />
          <SelectField
            id="balanceColumn"
            label={say.text("columns.balance")}
            hint={say.text("columns.balance_hint")}
            empty={say.text("columns.balance_none")}
            options={columns}
          />
        </fieldset>
        <button type="submit">{say("columns.go")}</button>
      </form>
    </Entry>
  );
}
