/**
 * What an audit found, told to the person whose statement it is. First one number and the proof that all was
 * read, then the findings, then apart what cannot be told, then every row.
 */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { outcomeOf } from "../../../domain/audit/outcome.ts";
import type { PageView } from "../../ui/document.tsx";
import { Each } from "../../ui/each.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Finding, Untold } from "./audit-findings.tsx";
import { AuditHead, titleOf } from "./audit-head.tsx";
import { Cut, EveryRow } from "./audit-rows.tsx";
import { Summary, Sums } from "./audit-sums.tsx";
import { type AuditView, isAccusation, minor, type Part } from "./audit-view.ts";
import { ElsewhereEntry } from "./elsewhere-entry.tsx";
import { KeepEntry } from "./keep-entry.tsx";
import { LetterEntry } from "./letter-entry.tsx";
import { ReadingNotes } from "./reading-notes.tsx";

export type { AuditView } from "./audit-view.ts";

/** Findings shown before the rest is folded away. */
const SHOWN = 5;
/** Entries of one list on a page that has to stay quick on a phone; the saved page shows them all. */
const SHOWN_ROWS = 200;

export function auditResultPage(view: AuditView): PageView {
  const results = "results" in view.result ? view.result.results : [view.result];
  const currency = results[0]?.statement.account.currency ?? "NGN";
  const outcome = outcomeOf(view.result);
  return {
    title: titleOf(outcome),
    section: "/audit",
    body: (
      <>
        <AuditHead outcome={outcome} currency={currency} example={view.example} />
        {results.map((result, i) => (
          <Statement
            key={i}
            result={result}
            names={view}
            nth={results.length > 1 ? i + 1 : null}
            told={i > 0 && sameNotes(result, results[i - 1])}
            most={view.keep === null ? Number.POSITIVE_INFINITY : SHOWN_ROWS}
          />
        ))}
        {"duplicates" in view.result && view.result.duplicates.length > 0 ? (
          <Entry title="In two files">
            <p>{view.result.duplicates.length} rows are in more than one file. They are counted once.</p>
          </Entry>
        ) : null}
        {view.keep?.letters.map((letter, i) => (
          <LetterEntry key={i} letter={letter} nth={i} />
        ))}
        {view.elsewhere ? (
          <ElsewhereEntry elsewhere={view.elsewhere} onDevice={view.keep?.carried === undefined} />
        ) : null}
        <KeepEntry view={view} />
      </>
    ),
  };
}

/** Statements of one file carry the notes of that file: they are shown once. */
const sameNotes = (one: AuditResult, before: AuditResult | undefined): boolean =>
  JSON.stringify(one.statement.warnings) === JSON.stringify(before?.statement.warnings);

function Statement({ result, names, nth, most, told }: Part & { nth: number | null; told: boolean }) {
  const currency = result.statement.account.currency ?? "NGN";
  const accused = result.lines
    .filter(isAccusation)
    .sort((a, b) => (minor(b.over) > minor(a.over) ? 1 : minor(b.over) < minor(a.over) ? -1 : a.row - b.row));
  const untold = result.lines.filter((line) => line.verdict === "cannot_tell");
  return (
    <>
      {nth ? <h2>Statement {nth}</h2> : null}
      <Summary result={result} names={names} currency={currency} />
      {told ? null : <ReadingNotes warnings={result.statement.warnings} />}
      {accused.length > 0 ? (
        <Entry title={`Findings (${accused.length})`} id="findings">
          <p>
            Largest first. Each one opens its working. A finding is a question to your bank, not a verdict of a court.
          </p>
          {accused.slice(0, SHOWN).map((line) => (
            <Finding key={line.row} line={line} result={result} names={names} currency={currency} />
          ))}
          {accused.length > SHOWN ? (
            <details>
              <summary>Show {accused.length - SHOWN} more</summary>
              <Each
                of={accused.slice(SHOWN, most)}
                one={(line) => <Finding key={line.row} line={line} result={result} names={names} currency={currency} />}
              />
              <Cut all={accused.length} most={most} />
            </details>
          ) : null}
        </Entry>
      ) : null}
      {untold.length > 0 ? <Untold lines={untold} names={names} currency={currency} most={most} /> : null}
      <Sums result={result} names={names} currency={currency} />
      <EveryRow result={result} names={names} most={most} />
    </>
  );
}
