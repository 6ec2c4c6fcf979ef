import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { sayOf } from "./say-audit.tsx";

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

const notesSay = sayOf(RESULT);

/** What the reader had to choose or left out while it read the file; nothing where it did neither. */
export function ReadingNotes({ warnings, spoken }: { warnings: readonly Warning[]; spoken: Spoken }) {
  if (warnings.length === 0) return null;
  const say = notesSay(spoken);
  const at = (rows: readonly number[]) => {
    const named = rows.slice(0, MOST_ROWS).join(", ");
    if (rows.length > MOST_ROWS) return say("result.at_more", { rows: named, count: rows.length - MOST_ROWS });
    return named && say("result.at_rows", { rows: named });
  };
  return (
    <details class="note wait">
      <summary>{warnings.length === 1 ? say("result.note") : say("result.notes", { count: warnings.length })}</summary>
      <ul>
        {grouped(warnings).map(({ message, rows }) => (
          <li key={message}>
            {message}
            {at(rows)}
          </li>
        ))}
      </ul>
    </details>
  );
}
