/** The rows of an `:86:` are the narration of a line, written in numbered subfields or as they are. */
import { joinNarration } from "../proof/booked-statement.ts";

/** `166?00GUTSCHRIFT?20...?32NAME`: a three-digit code, which some banks leave out, a mark of the bank's choice, a number. */
const CODED = /^\s*(\d{3})?([?<>~^@])(\d{2})/;
const WHAT = ["00"];
const TEXT = ["20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "60", "61", "62", "63"];
const WHO = ["32", "33"];
/** A subfield holds so many characters; the next one goes on where a full one breaks off. */
const FULL = 27;
/** Polish banks fill empty subfields with the byte FF, which is one of these in their table and in ours. */
const FILLER = /^[\s˙ÿ]*$/;

/** What the rows of an `:86:` say; empty when there are none. */
export function narrationOf(detail: readonly string[] | null): string {
  if (detail === null) return "";
  const text = detail.join("");
  const mark = markOf(text);
  if (mark === null) {
    return detail
      .reduce((all, line) => all + (all === "" || all.length % 65 === 0 ? "" : " ") + line.trim(), "")
      .replace(/\s+/g, " ")
      .trim();
  }
  const parts = new Map<string, string[]>();
  for (const part of text.split(new RegExp(`\\${mark}(?=\\d{2})`)).slice(1)) {
    const [key, value] = [part.slice(0, 2), part.slice(2)];
    if (!FILLER.test(value)) parts.set(key, [...(parts.get(key) ?? []), value]);
  }
  const of = (keys: readonly string[]) =>
    keys
      .flatMap((key) => parts.get(key) ?? [])
      .map((value) => (value.length < FULL ? `${value} ` : value))
      .join("");
  return joinNarration([of(WHAT), of(TEXT), of(WHO)]);
}

/** The mark before each subfield; without the code it must be the first row of text that follows, or be there again. */
function markOf(text: string): string | null {
  const [all = "", code, mark = "", key] = CODED.exec(text) ?? [];
  if (mark === "") return null;
  const again = new RegExp(`\\${mark}\\d{2}`).test(text.slice(all.length));
  return code !== undefined || key === TEXT[0] || again ? mark : null;
}
