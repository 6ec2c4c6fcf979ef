/** What is said of charges: findings with their letter, questions, what cannot be told, sums. A phone fetches it when there is a charge. */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { chargesOf } from "../../../domain/audit/claim/charges.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { Each } from "../../ui/each.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Finding, largestFirst } from "./audit-findings.tsx";
import { Questions, QuestionsLink } from "./audit-questions.tsx";
import { Cut } from "./audit-rows.tsx";
import { Sums } from "./audit-sums.tsx";
import { Untold } from "./audit-untold.tsx";
import { isAccusation, type Names } from "./audit-view.ts";
import { LetterEntry } from "./letter-entry.tsx";
import { sayOf } from "./say-audit.tsx";

const partsSay = sayOf(CHARGES);

/** Findings shown before the rest is folded away. */
const SHOWN = 5;

type Told = { readonly result: AuditResult; readonly names: Names; readonly most: number; readonly nth: number | null };

function Findings({ result, names, most, nth }: Told) {
  const accused = chargesOf(result.lines.filter(isAccusation).map((line) => ({ result, line }))).sort(largestFirst);
  if (accused.length === 0) return null;
  const say = partsSay(names);
  return (
    <Entry
      title={say("result.findings", { count: accused.length })}
      id={nth === null || nth === 1 ? "findings" : `findings-${nth}`}
    >
      {accused.slice(0, SHOWN).map((charge) => (
        <Finding key={charge.lead.line.row} charge={charge} names={names} />
      ))}
      {accused.length > SHOWN ? (
        <details>
          <summary>{say("result.show_more", { count: accused.length - SHOWN })}</summary>
          <Each
            of={accused.slice(SHOWN, most)}
            one={(charge) => <Finding key={charge.lead.line.row} charge={charge} names={names} />}
          />
          <Cut all={accused.length} most={most} spoken={names} />
        </details>
      ) : null}
    </Entry>
  );
}

export const RESULT_PARTS = { Findings, LetterEntry, Questions, QuestionsLink, Sums, Untold } as const;
export type ResultParts = typeof RESULT_PARTS;
