import type { ComponentChildren } from "preact";
import { Each } from "./each.tsx";

export type Column = {
  readonly label: string;
  /** Who keeps the sum, under the label. */
  readonly keeps?: string;
  readonly kind?: "num" | "total" | "words";
  /** The first column says its label beside each heading on a phone too: "From 1 Jan 2026". */
  readonly named?: boolean;
};

export type Row = { readonly key: string; readonly cells: Cells | (() => Cells) };

/** Of a list of thousands they are made when their row is written. */
type Cells = readonly ComponentChildren[];

/**
 * A table that reads on a phone: there each row is a block and each cell names its column. The first cell is the row's
 * heading. Roles are written out because a table shown as blocks loses them in some browsers.
 */
type Props = {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** A long list: fixed widths on a wide screen, few lines a row on a phone. */
  readonly tight?: boolean;
};

export function Table({ caption, columns, rows, tight }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: shown as blocks on a phone, a table would lose its roles
    <table class={tight ? "stacks tight" : "stacks"} role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.label} role="columnheader" scope="col" class={classOf(column)}>
              {column.label}
              {column.keeps ? <span class="keeps">{column.keeps}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <Each of={rows} one={(row) => <TableRow key={row.key} columns={columns} row={row} />} />
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}

function TableRow({ columns, row }: { columns: readonly Column[]; row: Row }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tr role="row">
      {(typeof row.cells === "function" ? row.cells() : row.cells).map((cell, i) => {
        const column = columns[i] as Column;
        return i === 0 ? (
          <th key={column.label} role="rowheader" scope="row" data-label={column.named ? column.label : undefined}>
            {cell}
          </th>
        ) : (
          <td
            key={column.label}
            role="cell"
            class={classOf(column, cell)}
            data-label={column.keeps ? `${column.label} (${column.keeps})` : column.label}
          >
            {cell === "" || cell === null ? cell : <span>{cell}</span>}
          </td>
        );
      })}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}

function classOf(column: Column, cell?: ComponentChildren): string | undefined {
  const names = [
    column.kind === "num" || column.kind === "total" ? "num" : "",
    column.kind === "total" ? "total" : "",
    column.kind === "words" ? "words" : "",
    cell === "" || cell === null ? "empty" : "",
  ].filter(Boolean);
  return names.length > 0 ? names.join(" ") : undefined;
}
