/** One idea: the rows of an `:86:` are the narration of a line, written in numbered subfields or as they are. */
import { joinNarration } from "./booked-statement.ts";

/** `166?00GUTSCHRIFT?20...?32NAME`: 00 what it is, 20 to 29 and 60 to 63 the text, 32 and 33 who. Else the lines as they are. */
export function narrationOf(detail: readonly string[] | null): string {
  if (detail === null) return "";
  const text = detail.join("");
  const coded = /^\d{3}([?<~^@])\d{2}/.exec(text) ?? /^\d{3}([?<~^@])$/.exec(text.slice(0, 4));
  if (!coded) {
    return detail
      .reduce((all, line) => all + (all === "" || all.length % 65 === 0 ? "" : " ") + line.trim(), "")
      .replace(/\s+/g, " ")
      .trim();
  }
  const parts = new Map<string, string>();
  for (const part of text.slice(3).split(coded[1] as string)) {
    const key = /^\d{2}/.exec(part)?.[0];
    if (key) parts.set(key, `${parts.get(key) ?? ""}${part.slice(2)}`);
  }
  const of = (keys: readonly number[]) => keys.map((key) => parts.get(String(key).padStart(2, "0")) ?? "").join("");
  return joinNarration([parts.get("00"), of([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63]), of([32, 33])]);
}
