import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { letterMail, letterText } from "../letters/letter-text.ts";
import { type LetterFacts, type LetterTo, type LetterView, lettersOf } from "../letters/letter-view.ts";
import { letterPage } from "../letters/print-page.tsx";
import { reminderFile } from "../letters/reminders.ts";
import type { AuditView } from "../web/pages/audit-result.tsx";
import { dataLink } from "./data-link.ts";

type Links = NonNullable<AuditView["keep"]>["letters"];

/** Every letter of an audit as files inside the page: one set an account, the second letter beside the first. */
export function letterLinks(answer: AuditResult | AuditBundle, facts: LetterFacts): Links {
  const second = lettersOf(answer, "regulator", facts);
  return lettersOf(answer, "bank", facts).map((view, i) => ({
    bank: view.bankName,
    total: view.total,
    review: view.review,
    answerBy: view.days.answerBy,
    regulatorFrom: view.days.regulatorFrom,
    reminders: dataLink("text/calendar", reminderFile(view.days, facts.template, { id: view.id, bank: view.bankName })),
    files: filesOf(view, facts),
    second: filesOf(second[i] ?? view, facts),
  }));
}

function filesOf(
  view: LetterView,
  { template }: LetterFacts,
): Record<"html" | "text" | "mail", string> & { to: LetterTo } {
  return {
    to: view.to,
    html: dataLink("text/html", letterPage(view)),
    text: dataLink("text/plain", letterText(view)),
    mail: letterMail(view, template),
  };
}
