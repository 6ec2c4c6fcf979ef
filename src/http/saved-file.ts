import { Refused } from "../app/refused.ts";
import { letterText } from "../letters/letter-text.ts";
import { type LetterFacts, lettersOf } from "../letters/letter-view.ts";
import { letterPage } from "../letters/print-page.tsx";
import { reminderFile } from "../letters/reminders.ts";
import type { SavedResult } from "./saved-result.ts";

export type SavedFile = { readonly name: string; readonly type: string; readonly body: string };

const LETTER = /^(second-)?letter-(\d{1,3})(\.html|\.txt|-days\.ics)$/;

/** The file that a button of the result page asks for. @throws {Refused} when there is no such file. */
export function savedFile(saved: SavedResult, kept: () => string, facts: LetterFacts): SavedFile {
  if (saved.what === "statement-check.html") return { name: saved.what, type: "text/html", body: kept() };
  if (saved.what === "statement-check.json") return { name: saved.what, type: "application/json", body: saved.printed };
  const [, second, nth, form] = LETTER.exec(saved.what) ?? [];
  const view = nth && lettersOf(saved.result, second ? "regulator" : "bank", facts)[Number(nth) - 1];
  if (!view)
    throw new Refused("bad_field", "what", "This result has no such file. Go back and pick one of its buttons.");
  if (form === ".html") return { name: saved.what, type: "text/html", body: letterPage(view) };
  if (form === ".txt") return { name: saved.what, type: "text/plain", body: letterText(view) };
  return {
    name: saved.what,
    type: "text/calendar",
    body: reminderFile(view.days, facts.template, { id: view.id, bank: view.bankName }),
  };
}
