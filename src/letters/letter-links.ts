import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { SaveFrom } from "../web/ui/save.tsx";
import { letterMail } from "./letter-text.ts";
import { type LetterFacts, lettersOf } from "./letter-view.ts";

/** What a page says of the letters of every account; `from` gives the place of a file that `letterFile` makes when it is asked for. */
export function letterLinks(answer: AuditResult | AuditBundle, facts: LetterFacts, from: (name: string) => SaveFrom) {
  const second = lettersOf(answer, "regulator", facts);
  return lettersOf(answer, "bank", facts).map((view, i) => {
    const files = (name: string, mail: string | null) => ({
      html: from(`${name}.html`),
      text: from(`${name}.txt`),
      mail,
    });
    return {
      bank: view.answering,
      isNamed: view.bank !== null,
      total: view.total,
      review: view.review,
      answerBy: view.days.answerBy,
      regulatorFrom: view.days.regulatorFrom,
      tooOld: view.tooOld,
      reminders: from(`letter-${i + 1}-days.ics`),
      files: files(`letter-${i + 1}`, letterMail(view)),
      second: files(`second-letter-${i + 1}`, letterMail(second[i] ?? view)),
    };
  });
}
