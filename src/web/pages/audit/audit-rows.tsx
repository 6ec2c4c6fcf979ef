import type { AuditLine } from "../../../domain/audit/audit-result.ts";
import { VERDICTS } from "../../../words/en/result-names.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { type Part, serviceName } from "./audit-view.ts";

export const KIND_WORDS: Readonly<Record<AuditLine["kind"], string>> = {
  transaction: "Payment",
  fee: "Fee",
  tax: "Tax",
  levy: "Levy",
  interest: "Interest",
  reversal: "Given back",
};

/** Says so where a list is cut. */
export function Cut({ all, most }: { all: number; most: number }) {
  return all > most ? (
    <p>
      These are the first {most} of {all}. The files that you can save below hold all.
    </p>
  ) : null;
}

export function EveryRow({ result, names, most, nth }: Part & { nth: number | null }) {
  const rest = result.lines.length - most;
  return (
    <Entry title="Every row" id={nth === null || nth === 1 ? "rows" : `rows-${nth}`}>
      <p>Nothing is left out: each row of the file is here, as we understood it.</p>
      {result.rejected.length > 0 ? (
        <Table
          caption="Rows we could not read"
          columns={[{ label: "Row" }, { label: "As it stands", kind: "words" }, { label: "Why not", kind: "words" }]}
          rows={result.rejected.slice(0, most).map((row) => ({
            key: String(row.row),
            cells: () => [
              row.row,
              <bdi key="r" class="told">
                {row.raw}
              </bdi>,
              row.reason,
            ],
          }))}
        />
      ) : null}
      <Cut all={result.rejected.length} most={most} />
      <details>
        <summary>
          {rest > 0 ? `The first ${most} of ${result.lines.length} rows` : `All ${result.lines.length} rows`}
        </summary>
        {rest > 0 ? <p>The web page that you can save below shows the other {rest} too.</p> : null}
        <Table
          caption="Rows in the order of the file"
          columns={[
            { label: "Row" },
            { label: "What it says", kind: "words" },
            { label: "Amount", kind: "num" },
            { label: "What it is" },
            { label: "Found" },
          ]}
          rows={result.lines.slice(0, most).map((line) => ({
            key: String(line.row),
            cells: () => [
              `${line.row}, ${dateWords(line.date)}`,
              <bdi key="n" class="told">
                {line.narration}
              </bdi>,
              line.amount,
              line.service
                ? `${KIND_WORDS[line.kind]}: ${serviceName(names, line.service, line.date)}`
                : KIND_WORDS[line.kind],
              line.verdict ? VERDICTS[line.verdict] : "",
            ],
          }))}
        />
      </details>
    </Entry>
  );
}
