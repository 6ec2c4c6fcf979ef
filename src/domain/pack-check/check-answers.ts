import { answerCharge, type SayWork } from "../fees/charge-answer.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";

/** Every worked example of the pack comes out as it is written down: what an example leaves out is not compared. */
export function checkAnswers({ pack, examples }: ReadPack): PackFinding[] {
  return examples.flatMap(({ question, answer: wanted }) => {
    const packOf = (id: string) => (id === pack.jurisdiction ? pack : undefined);
    const answer = answerCharge(question, packOf, CODES) as unknown as Readonly<Record<string, unknown>>;
    return Object.keys(wanted)
      .filter((field) => !same(answer[field], wanted[field]))
      .map((field): PackFinding => {
        const [got, want] = [answer[field], wanted[field]].map((value) => JSON.stringify(value) ?? "nothing");
        const message = `${field} comes out as ${got}, and should be ${want}${"error" in answer ? ` (${JSON.stringify(answer.error)})` : ""}`;
        return { check: "answer", file: "worked-examples.json", at: String(question.id), message };
      });
  });
}

/** A worksheet is compared by what its lines say, not by how. */
const CODES: SayWork = { sayAll: (work) => work.map(({ code }) => code) };

/** Equal as JSON, whatever the order of keys; the order of a list counts. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return one.length === other.length && one.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]));
}
