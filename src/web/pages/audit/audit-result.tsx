/**
 * What an audit found, told to the person whose statement it is. The answer first: one number, the proof that all was read, the
 * largest findings and the letter. Then what the person can tell us, and folded below what cannot be told, sums and rows.
 */
import type { ComponentChildren } from "preact";
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { outcomeOf } from "../../../domain/audit/outcome.ts";
import { RESULT } from "../../../words/en/audit/result.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { AuditHead, titleOf } from "./audit-head.tsx";
import { EveryRow } from "./audit-rows.tsx";
import { Summary } from "./audit-summary.tsx";
import { type AuditView, type Part, resultsIn } from "./audit-view.ts";
import { KeepEntry } from "./keep-entry.tsx";
import { ReadingNotes } from "./reading-notes.tsx";
import type { ResultParts } from "./result-parts.tsx";
import { sayOf } from "./say-audit.tsx";

export type { AuditView } from "./audit-view.ts";

/** Entries of one list on a page that has to stay quick on a phone; the saved page shows them all. */
const SHOWN_ROWS = 200;

const resultSays = sayOf(RESULT);

/** `ui` is absent where nothing is a charge: a phone does not fetch it then. */
export function auditResultPage(view: AuditView, ui?: ResultParts): PageView {
  const say = resultSays(view);
  const results = resultsIn(view);
  const currency = results[0]?.statement.account.currency ?? "NGN";
  const outcome = outcomeOf(view.result);
  const most = view.keep === null ? Number.POSITIVE_INFINITY : SHOWN_ROWS;
  const parts = results.map((result, i) => ({ result, names: view, most, nth: results.length > 1 ? i + 1 : null }));
  return {
    title: titleOf(outcome, view),
    section: "/audit",
    body: (
      <>
        <AuditHead outcome={outcome} currency={currency} example={view.example} spoken={view} />
        {parts.map((part, i) => (
          <Answer key={i} {...part} ui={ui} told={i > 0 && sameNotes(part.result, results[i - 1])}>
            {i === 0 && ui ? <ui.QuestionsLink view={view} /> : null}
          </Answer>
        ))}
        {ui
          ? view.keep?.letters.map((letter, i) => (
              <ui.LetterEntry key={i} letter={letter} nth={i} spoken={view} asks={view.again !== undefined} />
            ))
          : null}
        {ui ? <ui.Questions view={view} /> : null}
        {parts.map((part, i) => (
          <Rest key={i} {...part} ui={ui} />
        ))}
        {"duplicates" in view.result && view.result.duplicates.length > 0 ? (
          <Entry title={say("result.twice")}>
            <p>{say("result.twice_count", { count: view.result.duplicates.length })}</p>
          </Entry>
        ) : null}
        {view.elsewhere}
        <KeepEntry view={view} />
      </>
    ),
  };
}

/** Statements of one file carry the notes of that file: they are shown once. */
const sameNotes = (one: AuditResult, before: AuditResult | undefined): boolean =>
  JSON.stringify(one.statement.warnings) === JSON.stringify(before?.statement.warnings);

type Numbered = Part & { readonly nth: number | null };

type Answered = Numbered & {
  readonly ui: ResultParts | undefined;
  /** Its notes stand above already. */
  readonly told: boolean;
  readonly children: ComponentChildren;
};

/** What was read and what is too much. */
function Answer({ result, names, most, nth, ui, told, children }: Answered) {
  return (
    <>
      {nth ? <h2>{resultSays(names)("result.statement", { nth })}</h2> : null}
      <Summary result={result} names={names} />
      {told ? null : <ReadingNotes warnings={result.statement.warnings} spoken={names} />}
      {children}
      {ui ? <ui.Findings result={result} names={names} most={most} nth={nth} /> : null}
    </>
  );
}

/** What stays open, where it went, and every row. */
function Rest({ result, names, most, nth, ui }: Numbered & { ui: ResultParts | undefined }) {
  const currency = result.statement.account.currency ?? "NGN";
  const untold = result.lines.filter((line) => line.verdict === "cannot_tell");
  return (
    <>
      {nth ? <h2>{resultSays(names)("result.by_line", { nth })}</h2> : null}
      {ui && untold.length > 0 ? (
        <ui.Untold lines={untold} names={names} currency={currency} most={most} nth={nth} />
      ) : null}
      {ui ? <ui.Sums result={result} names={names} currency={currency} /> : null}
      <EveryRow result={result} names={names} most={most} nth={nth} />
    </>
  );
}
