/** The table in a letter: its charges one by one, or by kind where they are many. */

import type { LetterTemplate } from "../domain/complaints/letter-template.ts";
import type { Minor } from "../domain/money/money.ts";
import { dateWords } from "../web/ui/words.ts";
import type { ClaimedCharge } from "./letter-lines.ts";
import type { Block } from "./letter-view.ts";

const sumOf = (values: readonly Minor[]): Minor => values.reduce((sum, value) => sum + value, 0n);

/** Charges that the letter itself lists one by one; of more it lists the kinds. */
const MOST_LISTED = 10;

export function chargesTable(
  charges: readonly ClaimedCharge[],
  template: LetterTemplate,
  money: (value: Minor) => string,
): Extract<Block, { kind: "table" }> {
  const sums = (list: readonly ClaimedCharge[]) =>
    (["taken", "right", "over"] as const).map((field) => money(sumOf(list.map((one) => one[field]))));
  const few = charges.length <= MOST_LISTED;
  const rows = few
    ? charges.map((one) => [String(one.schedule.no), one.name, dateWords(one.line.date), ...sums([one])])
    : [...kindsOf(charges)].map((list) => {
        const [{ name, reason }] = list as [ClaimedCharge];
        return [name, reason, String(list.length), ...sums(list)];
      });
  return {
    kind: "table",
    by: few ? "charge" : "kind",
    caption: template.headings.charges,
    columns: few ? template.columns.lines : template.columns.kinds,
    rows,
    foot: [template.total, "", few ? "" : String(charges.length), ...sums(charges)],
  };
}

/** Charges of one name that are wrong in one way, the largest sum first. */
function kindsOf(charges: readonly ClaimedCharge[]): readonly (readonly ClaimedCharge[])[] {
  const kinds = new Map<string, ClaimedCharge[]>();
  for (const one of charges) {
    const key = `${one.name}|${one.reason}`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  const over = (list: readonly ClaimedCharge[]) => sumOf(list.map((one) => one.over));
  return [...kinds.values()].sort((a, b) => (over(a) === over(b) ? 0 : over(a) < over(b) ? 1 : -1));
}
