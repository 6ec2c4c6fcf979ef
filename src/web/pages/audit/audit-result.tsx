/**
 * What an audit found, told to the person whose statement it is. The answer first: one number, the proof that all was read, the
 * largest findings and the letter. Then what the person can tell us, and folded below what cannot be told, sums and rows.
 */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { chargesOf } from "../../../domain/audit/claim/charges.ts";
import { outcomeOf } from "../../../domain/audit/outcome.ts";
import type { PageView } from "../../ui/document.tsx";
import { Each } from "../../ui/each.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Finding, largestFirst } from "./audit-findings.tsx";
import { AuditHead, titleOf } from "./audit-head.tsx";
import { Questions, QuestionsLink } from "./audit-questions.tsx";
import { Cut, EveryRow } from "./audit-rows.tsx";
import { Summary, Sums } from "./audit-sums.tsx";
import { Untold } from "./audit-untold.tsx";
import { type AuditView, isAccusation, type Part, resultsIn } from "./audit-view.ts";
import { KeepEntry } from "./keep-entry.tsx";
import { LetterEntry } from "./letter-entry.tsx";
import { ReadingNotes } from "./reading-notes.tsx";

export type { AuditView } from "./audit-view.ts";

/** Findings shown before the rest is folded away. */
const SHOWN = 5;
/** Entries of one list on a page that has to stay quick on a phone; the saved page shows them all. */
const SHOWN_ROWS = 200;

export function auditResultPage(view: AuditView): PageView {
  const results = resultsIn(view);
  const currency = results[0]?.statement.account.currency ?? "NGN";
  const outcome = outcomeOf(view.result);
  const most = view.keep === null ? Number.POSITIVE_INFINITY : SHOWN_ROWS;
  const parts = results.map((result, i) => ({ result, names: view, most, nth: results.length > 1 ? i + 1 : null }));
  return {
    title: titleOf(outcome),
    section: "/audit",
    body: (
      <>
        <AuditHead outcome={outcome} currency={currency} example={view.example} />
        {parts.map((part, i) => (
          <Answer key={i} {...part} told={i > 0 && sameNotes(part.result, results[i - 1])}>
            {i === 0 ? <QuestionsLink view={view} /> : null}
          </Answer>
        ))}
        {view.keep?.letters.map((letter, i) => (
          <LetterEntry key={i} letter={letter} nth={i} away={view.away} />
        ))}
        <Questions view={view} />
        {parts.map((part, i) => (
          <Rest key={i} {...part} />
        ))}
        {"duplicates" in view.result && view.result.duplicates.length > 0 ? (
          <Entry title="In two files">
            <p>{view.result.duplicates.length} rows are in more than one file. They are counted once.</p>
          </Entry>
        ) : null}
        <KeepEntry view={view} />
      </>
    ),
  };
}

/** Statements of one file carry the notes of that file: they are shown once. */
const sameNotes = (one: AuditResult, before: AuditResult | undefined): boolean =>
  JSON.stringify(one.statement.warnings) === JSON.stringify(before?.statement.warnings);

type Numbered = Part & { readonly nth: number | null };

/** What was read and what is too much. */
function Answer({ result, names, most, nth, told, children }: Numbered & { told: boolean; children: unknown }) {
  const accused = chargesOf(result.lines.filter(isAccusation).map((line) => ({ result, line }))).sort(largestFirst);
  return (
    <>
      {nth ? <h2>Statement {nth}</h2> : null}
      <Summary result={result} names={names} />
      {told ? null : <ReadingNotes warnings={result.statement.warnings} />}
      {children as null}
      {accused.length > 0 ? (
        <Entry title={`Findings (${accused.length})`} id={nth === null || nth === 1 ? "findings" : `findings-${nth}`}>
          {accused.slice(0, SHOWN).map((charge) => (
            <Finding key={charge.lead.line.row} charge={charge} names={names} />
          ))}
          {accused.length > SHOWN ? (
            <details>
              <summary>Show {accused.length - SHOWN} more</summary>
              <Each
                of={accused.slice(SHOWN, most)}
                one={(charge) => <Finding key={charge.lead.line.row} charge={charge} names={names} />}
              />
              <Cut all={accused.length} most={most} />
            </details>
          ) : null}
          <p class="small">
            Open one to see its working. A finding is a question to your bank, not a verdict of a court.
          </p>
        </Entry>
      ) : null}
    </>
  );
}

/** What stays open, where it went, and every row. */
function Rest({ result, names, most, nth }: Numbered) {
  const currency = result.statement.account.currency ?? "NGN";
  const untold = result.lines.filter((line) => line.verdict === "cannot_tell");
  return (
    <>
      {nth ? <h2>Statement {nth}, line by line</h2> : null}
      {untold.length > 0 ? <Untold lines={untold} names={names} currency={currency} most={most} nth={nth} /> : null}
      <Sums result={result} names={names} currency={currency} />
      <EveryRow result={result} names={names} most={most} nth={nth} />
    </>
  );
}
