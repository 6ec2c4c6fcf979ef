import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { letterText } from "./letter-text.ts";
import { type LetterFacts, lettersOf } from "./letter-view.ts";
import { letterPage } from "./print-page.tsx";
import { reminderFile } from "./reminders.ts";

export type LetterFile = { readonly name: string; readonly type: string; readonly body: string };

const LETTER = /^(second-)?letter-(\d{1,3})(\.html|\.txt|-days\.ics)$/;

/** One file of an audit's letters by its name, `letter-1.html` or `second-letter-2.txt`; undefined when there is none. */
export function letterFile(
  name: string,
  answer: AuditResult | AuditBundle,
  facts: LetterFacts,
): LetterFile | undefined {
  const [, second, nth, form] = LETTER.exec(name) ?? [];
  const view = nth === undefined ? undefined : lettersOf(answer, second ? "regulator" : "bank", facts)[Number(nth) - 1];
  if (!view) return undefined;
  if (form === ".html") return { name, type: "text/html", body: letterPage(view) };
  if (form === ".txt") return { name, type: "text/plain", body: letterText(view) };
  const about = { id: view.id, bank: view.answering };
  return { name, type: "text/calendar", body: reminderFile(view.days, facts.template, about) };
}
