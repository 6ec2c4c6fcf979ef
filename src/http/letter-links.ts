import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { letterMail } from "../letters/letter-text.ts";
import { type LetterFacts, lettersOf } from "../letters/letter-view.ts";
import type { LetterLinks } from "../web/pages/letter-entry.tsx";
import { SAVE_FORM } from "../web/ui/save.tsx";

/** What the page says of each account's letters: each file is a button that has it made, see `savedFile`. */
export function letterLinks(answer: AuditResult | AuditBundle, facts: LetterFacts): LetterLinks[] {
  const second = lettersOf(answer, "regulator", facts);
  return lettersOf(answer, "bank", facts).map((view, i) => {
    const button = (value: string) => ({ form: SAVE_FORM, value });
    return {
      bank: view.bankName,
      total: view.total,
      review: view.review,
      answerBy: view.days.answerBy,
      regulatorFrom: view.days.regulatorFrom,
      reminders: button(`letter-${i + 1}-days.ics`),
      files: {
        html: button(`letter-${i + 1}.html`),
        text: button(`letter-${i + 1}.txt`),
        mail: letterMail(view, facts.template),
      },
      second: {
        html: button(`second-letter-${i + 1}.html`),
        text: button(`second-letter-${i + 1}.txt`),
        mail: letterMail(second[i] ?? view, facts.template),
      },
    };
  });
}
