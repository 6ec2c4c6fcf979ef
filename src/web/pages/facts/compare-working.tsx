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
            { times: line.times, basis: basisWords(line, view, say) },
          )}
          {line.conditions.map((condition) => (
            <p key={condition}>
              <strong>{say("year.holds_if", { condition })}</strong>
            </p>
          ))}
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

function basisWords(line: LineView, view: CompareView, say: Say): string {
  const own = line.basis === "own" ? ownWords({ ...line, grade: line.grade ?? "D" }, say) : "";
  return [own, ...whyWords(line, view, say)].filter(Boolean).join(" ");
}

/** Why a line has two ends, each reason once. */
export function whyWords(line: LineView, { asks, currency }: CompareView, say: Say): readonly string[] {
  const reasons = line.why.flatMap(({ code, free, after }) => {
    if (code === "own_price_unknown" && line.payee === "other_bank") return [say.text("year.why.other_bank_unknown")];
    if (code !== "fact_missing") return [say.text(`year.why.${code}`)];
    if (free === undefined) return [];
    return after === undefined
      ? [say.text("year.free_each_day_open", { free })]
      : [say.text("year.free_each_day", { free, after: money(after, currency) })];
  });
  return [...new Set([...reasons, ...openWords([line], asks, say)])];
}

/** How sure its own price is. */
function ownWords(
  { grade, checkedOn, stale, printedOn }: Pick<LineView, "checkedOn" | "stale" | "printedOn"> & { grade: string },
  say: Say,
): string {
  if (!checkedOn) return say.text(stale ? "year.own_stale" : "year.own", { grade });
  const source =
    printedOn === null ? say.text("year.source_undated") : say.text("year.source_of", { day: dateWords(printedOn) });
  return say.text(stale ? "year.own_read_stale" : "year.own_read", { grade, source, day: dateWords(checkedOn) });
}
