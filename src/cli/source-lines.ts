import type { Pack } from "../domain/fees/pack.ts";
import { commandWords } from "../words/command-words.ts";

/** For each rule that an answer rests on: what it stands in, how sure we are, and where it was read, when. */
export function sourceLines(rules: readonly string[], pack: Pack | undefined): string[] {
  return [...new Set(rules)].flatMap((id) => {
    const rule = pack?.rules.find((one) => one.id === id);
    if (!rule) return [];
    const { instrument, source, grade, checkedOn } = rule;
    const stands = instrument ?? source;
    const name = [stands.title, stands.ref, stands.section].filter(Boolean).join(", ");
    return [commandWords("source.line", { rule: id, name, grade, day: checkedOn, place: source.url ?? source.title })];
  });
}
