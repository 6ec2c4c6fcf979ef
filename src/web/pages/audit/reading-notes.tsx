import type { AuditResult } from "../../../domain/audit/audit-result.ts";

type Warning = AuditResult["statement"]["warnings"][number];

/** Rows that are named beside one note; the rest is counted. */
const MOST_ROWS = 8;

/** Equal notes of several rows are one note. */
function grouped(warnings: readonly Warning[]): { readonly message: string; readonly rows: readonly number[] }[] {
  const notes = new Map<string, number[]>();
  for (const { message, row } of warnings) {
    const rows = notes.get(message) ?? [];
    if (row !== null) rows.push(row);
    notes.set(message, rows);
  }
  return [...notes].map(([message, rows]) => ({ message, rows }));
}

function rowsInWords(rows: readonly number[]): string {
  if (rows.length === 0) return "";
  const named = rows.slice(0, MOST_ROWS).join(", ");
  const more = rows.length > MOST_ROWS ? ` and ${rows.length - MOST_ROWS} more` : "";
  return ` (row ${named}${more})`;
}

/** What the reader had to choose or left out while it read the file; nothing where it did neither. */
export function ReadingNotes({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <details class="note wait">
      <summary>How we read this file: {warnings.length === 1 ? "one note" : `${warnings.length} notes`}</summary>
      <ul>
        {grouped(warnings).map(({ message, rows }) => (
          <li key={message}>
            {message}
            {rowsInWords(rows)}
          </li>
        ))}
      </ul>
    </details>
  );
}
