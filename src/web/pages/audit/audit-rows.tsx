import type { ComponentChildren } from "preact";
import type { AuditLine } from "../../../domain/audit/audit-result.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { KINDS, VERDICTS } from "../../../words/en/result-names.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { Entry } from "../../ui/entry.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { type Names, type Part, serviceName } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const rowsSay = sayOf(RESULT, { KINDS, VERDICTS });

/** The columns of a table of rows. */
export function rowColumns(spoken: Spoken): readonly Column[] {
  const { text } = rowsSay(spoken);
  return [
    { label: text("result.row") },
    { label: text("result.says"), kind: "words" },
    { label: text("result.amount"), kind: "num" },
    { label: text("result.is") },
    { label: text("result.verdict") },
  ];
}

/** The cells of each row in it. */
export function rowCells(names: Names): (line: AuditLine) => ComponentChildren[] {
  const { called } = rowsSay(names);
  return ({ row, date, narration, amount, kind, service, verdict }) => [
    `${row}, ${dateWords(date)}`,
    <bdi key="n" class="told">
      {narration}
    </bdi>,
    amount,
    service ? `${called("KINDS", kind)}: ${serviceName(names, service, date)}` : called("KINDS", kind),
    verdict ? called("VERDICTS", verdict) : "",
  ];
}

/** Says so where a list is cut. */
export function Cut({ all, most, spoken }: { all: number; most: number; spoken: Spoken }) {
  return all > most ? <p>{rowsSay(spoken)("result.cut", { most, all })}</p> : null;
}

export function EveryRow({ result, names, most, nth }: Part & { nth: number | null }) {
  const say = rowsSay(names);
  const all = result.lines.length;
  const cells = rowCells(names);
  // where nothing was judged no cell of the last column says anything
  const judged = result.lines.some(({ verdict }) => verdict !== null) ? undefined : -1;
  return (
    <Entry title={say("result.rows")} id={nth === null || nth === 1 ? "rows" : `rows-${nth}`}>
      <p>{say("result.rows_all")}</p>
      {result.rejected.length > 0 ? (
        <Table
          caption={say.text("result.rejected")}
          columns={[
            { label: say.text("result.row") },
            { label: say.text("result.as_it_stands"), kind: "words" },
            { label: say.text("result.why_not"), kind: "words" },
          ]}
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
      <Cut all={result.rejected.length} most={most} spoken={names} />
      <details>
        <summary>{all > most ? say("result.first_rows", { most, all }) : say("result.all_rows", { all })}</summary>
        {all > most ? <p>{say("result.more_rows", { count: all - most })}</p> : null}
        <Table
          caption={say.text("result.in_order")}
          columns={rowColumns(names).slice(0, judged)}
          rows={result.lines.slice(0, most).map((line) => ({
            key: String(line.row),
            cells: () => cells(line).slice(0, judged),
          }))}
        />
      </details>
    </Entry>
  );
}
