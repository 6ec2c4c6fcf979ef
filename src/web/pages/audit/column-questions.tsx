import { Entry } from "../../ui/entry.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Table } from "../../ui/table.tsx";

/** The first rows of a table that we are not sure of, as they stand in the file. */
export type ColumnsView = { readonly rows: readonly (readonly string[])[]; readonly width: number };

const EXAMPLE_LETTERS = 24;

/** Three questions to the person who knows: which column is the day, the words, the sums. */
export function ColumnQuestions({ rows, width }: ColumnsView) {
  const columns = Array.from({ length: width }, (_one, i) => {
    const example = rows.map((row) => row[i] ?? "").find((cell) => cell !== "") ?? "";
    const short = example.length > EXAMPLE_LETTERS ? `${example.slice(0, EXAMPLE_LETTERS)}…` : example;
    return [String(i), short === "" ? `Column ${i + 1}` : `Column ${i + 1}: ${short}`] as const;
  });
  return (
    <Entry title="Which column is which?">
      <p>These are rows of your file. Tell us what three of the columns are, and we read it again.</p>
      <Table
        caption="Rows of your file"
        columns={[{ label: "Row" }, ...columns.map(([i]) => ({ label: `Column ${Number(i) + 1}` }))]}
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
        <SelectField id="dateColumn" label="1. The day" empty="Pick a column" options={columns} />
        <SelectField id="narrationColumn" label="2. What it was for" empty="Pick a column" options={columns} />
        <fieldset>
          <legend>3. The sums</legend>
          <SelectField
            id="outColumn"
            label="Money out, or the one column of all sums"
            empty="Pick a column"
            options={columns}
          />
          <SelectField
            id="inColumn"
            label="Money in"
            hint="Only if it has a column of its own."
            empty="It has none"
            options={columns}
          />
          <SelectField
            id="balanceColumn"
            label="What was left after each row"
            hint="With it we can prove that no row is missing."
            empty="There is none"
            options={columns}
          />
        </fieldset>
        <button type="submit">Read it again</button>
      </form>
    </Entry>
  );
}
