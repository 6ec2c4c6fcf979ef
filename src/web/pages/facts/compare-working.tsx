/** How a year's cost came about, a line for each thing that is done. */

import type { CompareView } from "../../../app/compare-fees.ts";
import type { LineView, StepView } from "../../../app/compare-view.ts";
import { plainMoney } from "../../../domain/money/money-words.ts";
import { KEEPS } from "../../../words/en/names.ts";
import { A } from "../../ui/link.tsx";
import { dateWords } from "../../ui/words.ts";
import { minor, openWords, spanWords } from "./compare-words.ts";

const money = (text: string, currency: string): string => plainMoney(minor(text), currency);

export function Working({ view, lines }: { view: CompareView; lines: readonly LineView[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id}>
          <A href={`/fees/${line.service}`}>{line.name}</A>, {line.times} in the year:{" "}
          <strong>{spanWords(line, view.currency)}</strong>. {basisWords(line, view.asks)}
          <Steps line={line} currency={view.currency} />
          {line.duties.map((duty) => (
            <p key={duty.service} class="small">
              Beside it {duty.name}: {spanWords(duty, view.currency)}. {upper(KEEPS[duty.payee])}.
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

const upper = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function Steps({ line: { steps }, currency }: { line: LineView; currency: string }) {
  const words = (of: readonly StepView[]) =>
    of
      .map(({ times, fee, tax, total }) =>
        tax === "0.00"
          ? `${times} × ${money(total, currency)}`
          : `${times} × ${money(total, currency)} (${money(fee, currency)} and ${money(tax, currency)} VAT)`,
      )
      .join(" + ");
  const [low, high] = [words(steps.low), steps.high && words(steps.high)];
  return (
    <p class="small">
      {high === null ? `At least ${low}; no upper end known` : low === high ? low : `From ${low} to ${high}`}
    </p>
  );
}

function basisWords(line: LineView, asks: CompareView["asks"]): string {
  const { basis, grade, checkedOn, stale, why } = line;
  const own =
    basis === "own"
      ? `Its own price, grade ${grade ?? "D"}${checkedOn ? `, read on ${dateWords(checkedOn)}` : ""}${stale ? " (stale)" : ""}.`
      : "";
  const reasons = [
    ...why.flatMap(({ code }) => (code === "fact_missing" ? [] : [REASONS[code]])),
    ...openWords([line], asks),
  ];
  return [own, ...new Set(reasons)].filter(Boolean).join(" ");
}

const REASONS = {
  own_price_unknown: "We do not know its own price, only the most it may take.",
  no_rule: "We know no own price and no rule that limits it.",
  source_names_ends: "Its list names only the least and the most.",
  waiver_unknown: "It may let you off; we do not know if that fits you.",
  order: "It depends on which came first.",
} as const;
