/** A long list of the binder, a part at a time: a page of a hundred thousand rows would weigh a phone down. */

import type { JSX } from "preact";
import type { AuditLine, AuditResult } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { BINDER, BINDER_FILES } from "../../../words/en/audit/binder.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { rowCells, rowColumns } from "./audit-rows.tsx";
import { untoldColumns } from "./audit-untold.tsx";
import { minor, serviceName } from "./audit-view.ts";
import { cannotTellGroups } from "./binder-files.tsx";
import {
  CHARGES_A_PART,
  COLUMN_COUNT,
  type FilterFields,
  FindingTable,
  filteredCount,
  WorkOf,
} from "./binder-findings.tsx";
import { type BinderView, fileOf, resultsIn } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";

const listSays = sayOf({ ...RESULT, ...BINDER, ...BINDER_FILES });

const ROWS_A_PART = 50;

type Part = { readonly all: number; readonly most: number; readonly body: JSX.Element | null };

/**
 * The part of a list that begins at `from`: findings that a filter leaves (`f`), rows of a file (`s0`), what cannot be told
 * (`u0`), rows that stand `again`; or the working of one charge (`w0.17`).
 */
export function binderList(view: BinderView, list: string, from: number, fields: FilterFields = {}): JSX.Element {
  if (list.startsWith("w"))
    return (
      <td colSpan={COLUMN_COUNT}>
        <WorkOf view={view} at={list.slice(1)} />
      </td>
    );
  const { all, most, body } = partOf(view, list, from, fields);
  const next = from + most;
  return (
    <>
      {body}
      {next >= all ? null : (
        <p>
          <button type="button" class="quiet" data-more={next}>
            {listSays(view)("binder.show_more", { count: Math.min(most, all - next), all })}
          </button>
        </p>
      )}
    </>
  );
}

function partOf(view: BinderView, list: string, from: number, fields: FilterFields): Part {
  const at = Number(list.slice(1));
  if (list === "again") return againPart(view, from);
  if (list === "f") return findingsPart(view, from, fields);
  return list.startsWith("u") ? untoldPart(view, at, from) : rowsPart(view, at, from);
}

function findingsPart(view: BinderView, from: number, fields: FilterFields): Part {
  return {
    all: filteredCount(view, fields),
    most: CHARGES_A_PART,
    body: <FindingTable view={view} fields={fields} from={from} />,
  };
}

/** Rows of one part, with where they stand. */
const caption = (view: BinderView, from: number, shown: number, all: number): string =>
  listSays(view).text("binder.in_order", { from: from + 1, until: from + shown, all });

const words = (line: Pick<AuditLine, "narration">) => <bdi class="told">{line.narration}</bdi>;

function rowsPart(view: BinderView, place: number, from: number): Part {
  const lines = resultsIn(view)[place]?.lines ?? [];
  const cells = rowCells(view);
  const rejected = resultsIn(view)[place]?.rejected ?? [];
  const shown = lines.slice(from, from + ROWS_A_PART);
  return {
    all: lines.length,
    most: ROWS_A_PART,
    body: (
      <>
        {from > 0 || rejected.length === 0 ? null : (
          <ul>
            {rejected.slice(0, ROWS_A_PART).map(({ row, raw, reason }) => (
              <li key={row}>
                {listSays(view).dressed(
                  "binder.not_read",
                  { why: () => <>{reason}</>, line: () => <bdi class="told">{raw}</bdi> },
                  { row },
                )}
              </li>
            ))}
          </ul>
        )}
        <Table
          caption={caption(view, from, shown.length, lines.length)}
          columns={rowColumns(view)}
          rows={shown.map((line) => ({
            key: String(line.row),
            cells: cells(line),
          }))}
        />
      </>
    ),
  };
}

function untoldPart(view: BinderView, at: number, from: number): Part {
  const { text } = listSays(view);
  const group = cannotTellGroups(view)[at];
  const places = group?.places ?? [];
  const shown = places.slice(from, from + ROWS_A_PART).flatMap(({ place, at: index }) => {
    const result: AuditResult | undefined = resultsIn(view)[place];
    const line = result?.lines[index];
    return line ? [{ place, line }] : [];
  });
  return {
    all: places.length,
    most: ROWS_A_PART,
    body: (
      <Table
        caption={caption(view, from, shown.length, places.length)}
        columns={untoldColumns(view)}
        rows={shown.map(({ place, line }) => ({
          key: `${place}/${line.row}`,
          cells: [
            text("binder.row_on", { file: fileOf(view, place), row: line.row, day: dateWords(line.date) }),
            <>
              {serviceName(view, line.service, line.date)} <bdi class="keeps told">{line.narration}</bdi>
            </>,
            exactMoney(minor(line.charged), group?.currency ?? "NGN"),
            line.why,
          ],
        }))}
      />
    ),
  };
}

function againPart(view: BinderView, from: number): Part {
  const { text } = listSays(view);
  const all = "duplicates" in view.result ? view.result.duplicates : [];
  const shown = all.slice(from, from + ROWS_A_PART);
  const stands = (results: readonly number[], rows: readonly number[], i: number) =>
    text("binder.row", { file: fileOf(view, results[i] ?? 0), row: rows[i] ?? "" });
  return {
    all: all.length,
    most: ROWS_A_PART,
    body: (
      <Table
        caption={caption(view, from, shown.length, all.length)}
        columns={[
          { label: text("binder.day") },
          { label: text("result.says"), kind: "words" },
          { label: text("result.amount"), kind: "num" },
          { label: text("binder.counted_in"), kind: "words" },
          { label: text("binder.again_in"), kind: "words" },
        ]}
        rows={shown.map((one) => ({
          key: `${one.results.join()}/${one.rows.join()}`,
          cells: [
            dateWords(one.date),
            words(one),
            one.amount,
            stands(one.results, one.rows, 0),
            stands(one.results, one.rows, 1),
          ],
        }))}
      />
    ),
  };
}
