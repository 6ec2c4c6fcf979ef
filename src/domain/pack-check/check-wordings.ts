import { classifierFor, compileExpression } from "../audit/open/classify.ts";
import { normaliseNarration } from "../audit/open/narration.ts";
import { likeliest } from "../audit/open/read-narration.ts";
import type { Wording } from "../fees/pack.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";
import type { PackReason } from "./pack-reasons.ts";

/** Every wording compiles, and each of its example lines is matched by it and by no wording before it. */
export function checkWordings({ pack }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (at: string, reason: PackReason) => found.push({ check: "wording", file: "wordings.json", at, reason });
  for (const wording of pack.wordings) {
    for (const expression of [wording.match, wording.unless]) {
      const fault = expression === undefined ? null : faultOf(expression);
      if (fault) say(wording.id, fault);
    }
    if ((wording.kind === "fee" || wording.kind === "levy") && !wording.service)
      say(wording.id, { code: "names_no_service", facts: { kind: wording.kind } });
  }
  if (found.length > 0) return found;
  for (const wording of pack.wordings) {
    for (const direction of wording.direction ? [wording.direction] : (["debit", "credit"] as const))
      for (const example of wording.examples) {
        const told = classify(pack, wording, example, direction);
        if (told !== wording.id) say(wording.id, { code: "told_by_another", facts: { example, direction, told } });
      }
  }
  for (const [order, ids] of sameOrder(pack.wordings))
    say(ids[0] as string, { code: "same_order", facts: { order, others: ids.slice(1).join(", ") } });
  return found;
}

function faultOf(expression: string): PackReason | null {
  try {
    compileExpression(expression);
    return null;
  } catch (cause) {
    return { code: "no_expression", facts: { why: (cause as Error).message } };
  }
}

const classify = (pack: ReadPack["pack"], { banks }: Wording, example: string, direction: "debit" | "credit") =>
  likeliest(classifierFor(pack, banks?.[0] ?? null)(normaliseNarration(example), direction)).wording;

/** Two wordings that one statement may meet must not stand at the same place. */
function sameOrder(wordings: readonly Wording[]): [number, string[]][] {
  const places = new Map<number, Wording[]>();
  for (const wording of wordings) places.set(wording.order, [...(places.get(wording.order) ?? []), wording]);
  const meet = (a: Wording, b: Wording) => !a.banks || !b.banks || a.banks.some((bank) => b.banks?.includes(bank));
  return [...places]
    .filter(([, rows]) => rows.some((a, i) => rows.slice(i + 1).some((b) => meet(a, b))))
    .map(([order, rows]) => [order, rows.map((row) => row.id)]);
}
