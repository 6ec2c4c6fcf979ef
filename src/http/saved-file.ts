import { Refused } from "../app/refused.ts";
import { type LetterFile, letterFile } from "../letters/letter-files.ts";
import type { LetterFacts } from "../letters/letter-view.ts";
import type { SavedResult } from "./saved-result.ts";

/** The file that a button of the result page asks for. @throws {Refused} when there is no such file. */
export function savedFile(saved: SavedResult, kept: () => string, facts: LetterFacts): LetterFile {
  if (saved.what === "statement-check.html") return { name: saved.what, type: "text/html", body: kept() };
  if (saved.what === "statement-check.json") return { name: saved.what, type: "application/json", body: saved.printed };
  const letter = letterFile(saved.what, saved.result, facts);
  if (!letter)
    throw new Refused("bad_field", "what", "This result has no such file. Go back and pick one of its buttons.");
  return letter;
}
