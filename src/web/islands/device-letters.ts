import type { AuditBundle, AuditResult } from "../../domain/audit/audit-result.ts";
import { letterMail } from "../../letters/letter-text.ts";
import { type LetterFacts, lettersOf } from "../../letters/letter-view.ts";
import type { LetterLinks } from "../pages/letter-entry.tsx";
import type { SaveFrom } from "../ui/save.tsx";

export { letterFile } from "../../letters/letter-files.ts";

/** What the page says of each account's letters; `from` gives the place of a file that is made when it is asked for. */
export function deviceLetters(
  answer: AuditResult | AuditBundle,
  facts: LetterFacts,
  from: (name: string) => SaveFrom,
): readonly LetterLinks[] {
  const second = lettersOf(answer, "regulator", facts);
  return lettersOf(answer, "bank", facts).map((view, i) => {
    const files = (name: string, mail: string) => ({ html: from(`${name}.html`), text: from(`${name}.txt`), mail });
    return {
      bank: view.bankName,
      total: view.total,
      review: view.review,
      answerBy: view.days.answerBy,
      regulatorFrom: view.days.regulatorFrom,
      reminders: from(`letter-${i + 1}-days.ics`),
      files: files(`letter-${i + 1}`, letterMail(view, facts.template)),
      second: files(`second-letter-${i + 1}`, letterMail(second[i] ?? view, facts.template)),
    };
  });
}
