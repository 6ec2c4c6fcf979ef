import { classifierFor, compileExpression } from "../audit/open/classify.ts";
import { normaliseNarration } from "../audit/open/narration.ts";
import { likeliest } from "../audit/open/read-narration.ts";
import type { Wording } from "../fees/pack.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";

/** Every wording compiles, and each of its example lines is told by it and by no wording before it. */
export function checkWordings({ pack }: ReadPack): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (at: string, message: string) => found.push({ check: "wording", file: "wordings.json", at, message });
  for (const wording of pack.wordings) {
    for (const expression of [wording.match, wording.unless]) {
      const fault = expression === undefined ? null : faultOf(expression);
      if (fault) say(wording.id, fault);
    }
    if ((wording.kind === "fee" || wording.kind === "levy") && !wording.service)
      say(wording.id, `a ${wording.kind} names its service`);
  }
  if (found.length > 0) return found;
  for (const wording of pack.wordings) {
    for (const direction of wording.direction ? [wording.direction] : (["debit", "credit"] as const))
      for (const example of wording.examples) {
        const told = classify(pack, wording, example, direction);
        if (told !== wording.id) say(wording.id, `"${example}" (${direction}) is told by ${told ?? "no wording"}`);
      }
  }
  for (const [order, ids] of sameOrder(pack.wordings))
    say(ids[0] as string, `stands at order ${order} with ${ids.slice(1).join(", ")}: which runs first would be chance`);
  return found;
}

function faultOf(expression: string): string | null {
  try {
    compileExpression(expression);
    return null;
  } catch (cause) {
    return `is no regular expression: ${(cause as Error).message}`;
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
