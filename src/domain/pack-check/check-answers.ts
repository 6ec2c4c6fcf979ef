import { answerCharge, type SayCharge } from "../fees/charge-answer.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";

/** Every worked example of the pack comes out as it is written down: what an example leaves out is not compared. */
export function checkAnswers({ pack, examples }: ReadPack, sayFault: SayCharge["sayFault"]): PackFinding[] {
  const say: SayCharge = { sayAll: CODES, sayFault };
  return examples.flatMap(({ question, answer: wanted }) => {
    const packOf = (id: string) => (id === pack.jurisdiction ? pack : undefined);
    const answer = answerCharge(question, packOf, say) as unknown as Readonly<Record<string, unknown>>;
    return Object.keys(wanted)
      .filter((field) => !same(answer[field], wanted[field]))
      .map((field): PackFinding => {
        const facts = {
          field,
          got: JSON.stringify(answer[field]) ?? null,
          want: JSON.stringify(wanted[field]) ?? null,
          error: "error" in answer ? JSON.stringify(answer.error) : null,
        };
        const reason = { code: "comes_out", facts } as const;
        return { check: "answer", file: "worked-examples.json", at: String(question.id), reason };
      });
  });
}

/** A worksheet is compared by what its lines say, not by how. */
const CODES: SayCharge["sayAll"] = (work) => work.map(({ code }) => code);

/** Equal as JSON, whatever the order of keys; the order of a list counts. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return one.length === other.length && one.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]));
}
