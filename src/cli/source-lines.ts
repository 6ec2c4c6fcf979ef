import type { Pack } from "../domain/fees/pack.ts";

/** For each rule that an answer rests on: what it stands in, how sure we are, and where it was read, when. */
export function sourceLines(rules: readonly string[], pack: Pack | undefined): string[] {
  return [...new Set(rules)].flatMap((id) => {
    const rule = pack?.rules.find((one) => one.id === id);
    if (!rule) return [];
    const { instrument, source, grade, checkedOn } = rule;
    const stands = instrument ?? source;
    const name = [stands.title, stands.ref, stands.section].filter(Boolean).join(", ");
    return [`Source of ${id}: ${name} (grade ${grade}); read ${checkedOn} at ${source.url ?? source.title}`];
  });
}
