/** How a year's cost came about, a line for each thing that is done. */

import type { CompareView } from "../../../app/compare-fees.ts";
import type { LineView, StepView } from "../../../app/compare-view.ts";
import { plainMoney } from "../../../domain/money/money-words.ts";
import { A } from "../../ui/link.tsx";
import type { Say } from "../../ui/say.tsx";
import { dateWords } from "../../ui/words.ts";
import { minor, openWords, spanWords } from "./compare-words.ts";

const money = (text: string, currency: string): string => plainMoney(minor(text), currency);

export function Working({ view, lines, say }: { view: CompareView; lines: readonly LineView[]; say: Say }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id}>
          {say.dressed(
            "year.in_the_year",
            {
              link: () => <A href={`/fees/${line.service}`}>{line.name}</A>,
              strong: () => <strong>{spanWords(line, view.currency, say)}</strong>,
            },
            { times: line.times, basis: basisWords(line, view.asks, say) },
          )}
          <Steps line={line} currency={view.currency} say={say} />
          {line.duties.map((duty) => (
            <p key={duty.service} class="small">
              {say("year.beside_it", {
                name: duty.name,
                sum: spanWords(duty, view.currency, say),
                keeps: upper(say.calledText("KEEPS", duty.payee)),
              })}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

const upper = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

function Steps({ line: { steps }, currency, say }: { line: LineView; currency: string; say: Say }) {
  const words = (of: readonly StepView[]) =>
    of
      .map(({ times, fee, tax, total }) =>
        tax === "0.00"
          ? `${times} × ${money(total, currency)}`
          : say.text("year.and_vat", {
              times,
              total: money(total, currency),
              fee: money(fee, currency),
              tax: money(tax, currency),
            }),
      )
      .join(" + ");
  const [low, high] = [words(steps.low), steps.high && words(steps.high)];
  return (
    <p class="small">
      {high === null ? say("year.at_least_no_upper", { low }) : low === high ? low : say("year.from_to", { low, high })}
    </p>
  );
}

function basisWords(line: LineView, asks: CompareView["asks"], say: Say): string {
  const { basis, grade, checkedOn, stale, why } = line;
  const own = basis === "own" ? ownWords({ grade: grade ?? "D", checkedOn, stale }, say) : "";
  const reasons = [
    ...why.flatMap(({ code }) => (code === "fact_missing" ? [] : [say.text(`year.why.${code}`)])),
    ...openWords([line], asks, say),
  ];
  return [own, ...new Set(reasons)].filter(Boolean).join(" ");
}

/** How sure its own price is. */
function ownWords(
  { grade, checkedOn, stale }: Pick<LineView, "checkedOn" | "stale"> & { grade: string },
  say: Say,
): string {
  if (!checkedOn) return say.text(stale ? "year.own_stale" : "year.own", { grade });
  return say.text(stale ? "year.own_read_stale" : "year.own_read", { grade, day: dateWords(checkedOn) });
}
