/**
 * A fee's history as a picture without a script: the most that may be taken as lines of steps, what banks list as marks of a
 * shape each. Shape, thickness and words tell them apart, so that it reads in print and without colour; its figures stand in
 * a table below it. Sums become floating numbers here only to be places in the picture.
 */

import { scaleLinear } from "d3-scale";
import {
  curveStepAfter,
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
import type { CapLine, FeeHistory, HistoryStep, ListedMark } from "../../app/fee-history.ts";
import { type CivilDate, civilDate, dayNumber, partsOf } from "../../domain/dates/civil-date.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { plainMoney } from "../../domain/money/money-words.ts";
import type { Say } from "../ui/say.tsx";
import { Table } from "../ui/table.tsx";
import { dateWords } from "../ui/words.ts";

const [WIDTH, HEIGHT] = [360, 210];
const EDGE = { left: 46, right: 12, top: 18, bottom: 24 };
/** Days shown before the first known one and after the last. */
const [BEFORE, AFTER] = [200, 120];
const MOST_YEARS = 6;
/** Two names closer than this would cover each other. */
const APART = 12;
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];
const MARK = 44;

const money = (sum: string, currency: string): string => plainMoney(parseMinor(sum) ?? 0n, currency);

/** First and last day of the picture. */
function spanOf({ caps, listed }: FeeHistory, today: CivilDate): [number, number] {
  const steps = caps.flatMap((cap) => cap.steps);
  const days = [...steps.flatMap(({ from, until }) => [from, until]), ...listed.map(({ from }) => from), today]
    .filter((day) => day !== null)
    .map(dayNumber);
  return [Math.min(...days) - BEFORE, Math.max(...days) + AFTER];
}

/** First days of years, few enough to be read. */
export function yearsOf([first, last]: readonly [number, number]): { year: number; day: number }[] {
  const yearOfDay = (day: number): number => 1970 + Math.floor(day / 365.2425);
  const [from, to] = [yearOfDay(first), yearOfDay(last) + 1];
  const step = Math.max(1, Math.ceil((to - from) / MOST_YEARS));
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
    .filter((year) => year % step === 0)
    .map((year) => ({ year, day: dayNumber(civilDate(year, 1, 1) as CivilDate) }))
    .filter(({ day }) => day >= first && day <= last);
}

type Point = { readonly day: number; readonly sum: number } | null;

/** Corners of a line of steps; null where nothing is known between two of them. */
export function pointsOf(steps: readonly HistoryStep[], [first, last]: readonly [number, number]): Point[] {
  const points: Point[] = [];
  let end: number | null = null;
  for (const { from, until, sum } of steps) {
    const begins = from === null ? first : dayNumber(from);
    const ends = until === null ? last : dayNumber(until);
    if (end !== null && begins > end) points.push(null);
    points.push({ day: begins, sum: Number(sum) }, { day: ends, sum: Number(sum) });
    end = ends;
  }
  return points;
}

export type Label = { readonly text: string; readonly x: number; readonly y: number; readonly anchor: "start" | "end" };

/** About how wide a letter of a name is. */
const LETTER = 5.3;
const sidesOf = ({ text, x, anchor }: Label): [number, number] => {
  const wide = text.length * LETTER;
  return anchor === "end" ? [x - wide, x] : [x, x + wide];
};

/** Whether one name would cover another. */
export function covers(a: Label, b: Label): boolean {
  const [[left, right], [from, to]] = [sidesOf(a), sidesOf(b)];
  return left < to && from < right && Math.abs(a.y - b.y) < APART;
}

/** The names inside the picture's sides, each moved up until it covers none that lies below it. */
export function spread(labels: readonly Label[]): Label[] {
  const placed: Label[] = [];
  for (const label of [...labels].sort((a, b) => b.y - a.y)) {
    const over = sidesOf(label)[1] - WIDTH;
    let here = over > 0 ? { ...label, x: label.x - over } : label;
    for (let other = placed.find((one) => covers(one, here)); other; other = placed.find((one) => covers(one, here)))
      here = { ...here, y: other.y - APART };
    placed.push(here);
  }
  return placed;
}

export function FeeHistoryChart({
  of,
  name,
  today,
  say,
}: {
  of: FeeHistory;
  name: string;
  today: CivilDate;
  say: Say;
}) {
  const span = spanOf(of, today);
  const sums = [
    ...of.caps.flatMap(({ steps }) => steps.map(({ sum }) => Number(sum))),
    ...of.listed.map(({ sum }) => Number(sum)),
  ];
  const x = scaleLinear(span, [EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear([0, Math.max(1, ...sums) * 1.1], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const path = line<Point>()
    .defined((point) => point !== null)
    .x((point) => Math.round(x(point?.day ?? 0) * 10) / 10)
    .y((point) => Math.round(y(point?.sum ?? 0) * 10) / 10)
    .curve(curveStepAfter);
  const now = dayNumber(today);
  const labels = spread([
    ...labelsOf(
      of,
      (steps) => endOf(steps) > now,
      () => x(now) - 6,
      y,
      "end",
    ),
    ...labelsOf(
      of,
      (steps) => endOf(steps) <= now,
      (steps) => x(beginOf(steps, span[0])),
      y,
      "start",
    ),
  ]);
  return (
    <figure class="history">
      <figcaption>{say(of.listed.length > 0 ? "part.chart_caps_and_marks" : "part.chart_caps", { name })}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={aboutOf(of, name, say)}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line class="grid" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(tick)} y2={y(tick)} />
            <text class="tick" x={EDGE.left - 5} y={y(tick) + 3.5} text-anchor="end">
              {money(tick.toFixed(2), of.currency)}
            </text>
          </g>
        ))}
        {yearsOf(span).map(({ year, day }) => (
          <g key={year}>
            <line class="grid" x1={x(day)} x2={x(day)} y1={HEIGHT - EDGE.bottom} y2={HEIGHT - EDGE.bottom + 4} />
            <text class="tick" x={x(day)} y={HEIGHT - 7} text-anchor="middle">
              {year}
            </text>
          </g>
        ))}
        <line class="today" x1={x(now)} x2={x(now)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
        {of.caps.map(({ label, steps }) => (
          <path key={label} class="cap" d={path(pointsOf(steps, span)) ?? ""} />
        ))}
        {of.listed.map((mark, i) => (
          <Mark
            key={`${mark.sum} ${mark.taxInside}`}
            place={i}
            x={x(mark.from === null ? span[0] : dayNumber(mark.from))}
            y={y(Number(mark.sum))}
            to={x(now)}
          />
        ))}
        {labels.map((label) => (
          <text key={label.text} class="name" x={label.x.toFixed(1)} y={label.y.toFixed(1)} text-anchor={label.anchor}>
            {label.text}
          </text>
        ))}
      </svg>
      {of.listed.length > 0 ? (
        <ul class="marks">
          {of.listed.map((mark, i) => (
            <li key={`${mark.sum} ${mark.taxInside}`}>
              <svg viewBox="-8 -8 16 16" aria-hidden="true">
                <path class="mark" d={shapeOf(i)} />
              </svg>{" "}
              {markWords(mark, of.currency, say)}
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary>{say("part.the_figures_of_the")}</summary>
        <Table
          caption={say.text("part.chart_table", { name })}
          columns={[
            { label: say.text("part.from"), named: true },
            { label: say.text("part.until") },
            { label: say.text("home.at_most"), kind: "num" },
            { label: say.text("table.for"), kind: "words" },
          ]}
          rows={of.caps.flatMap((cap) => rowsOf(cap, of.currency, say))}
        />
      </details>
    </figure>
  );
}

const endOf = (steps: readonly HistoryStep[]): number => {
  const until = steps.at(-1)?.until ?? null;
  return until === null ? Number.POSITIVE_INFINITY : dayNumber(until);
};
const beginOf = (steps: readonly HistoryStep[], first: number): number => {
  const from = steps.at(-1)?.from ?? null;
  return from === null ? first : dayNumber(from);
};

/** What the lines are for: those that hold at the right, those that ended where they begin. */
function labelsOf(
  { caps, currency }: FeeHistory,
  which: (steps: readonly HistoryStep[]) => boolean,
  x: (steps: readonly HistoryStep[]) => number,
  y: (sum: number) => number,
  anchor: Label["anchor"],
): Label[] {
  const chosen = caps.filter(({ steps }) => which(steps));
  return chosen.map(({ label, steps }) => ({
    text: [money(steps.at(-1)?.sum ?? "0", currency), label].filter(Boolean).join(" "),
    x: x(steps),
    y: y(Number(steps.at(-1)?.sum ?? 0)) - 5,
    anchor,
  }));
}

const shapeOf = (place: number): string => symbol(SHAPES[place % SHAPES.length], MARK)() ?? "";

function Mark({ place, x, y, to }: { place: number; x: number; y: number; to: number }) {
  return (
    <g>
      <line class="since" x1={x} x2={to} y1={y} y2={y} />
      <path class="mark" d={shapeOf(place)} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} />
    </g>
  );
}

function markWords({ sum, taxInside, banks, from }: ListedMark, currency: string, say: Say): string {
  const plain = sum === "0.00" ? say.text("part.free") : money(sum, currency);
  const facts = { price: taxInside ? say.text("part.vat_inside", { sum: plain }) : plain, banks: banks.join(", ") };
  if (!from) return say.text("part.mark", facts);
  return say.text(banks.length > 1 ? "part.mark_first" : "part.mark_from", { ...facts, day: dateWords(from) });
}

const rowsOf = ({ label, steps }: CapLine, currency: string, say: Say) =>
  steps.map(({ rule, from, until, sum }) => ({
    key: `${rule} ${label}`,
    cells: [
      from ? dateWords(from) : say.text("part.the_start"),
      until ? dateWords(until) : say.text("part.now"),
      money(sum, currency),
      label,
    ],
  }));

/** The picture in a sentence, for whoever does not see it. */
function aboutOf({ caps, listed, currency }: FeeHistory, name: string, say: Say): string {
  const lines = caps.map(({ label, steps }) => {
    const told = steps.map(({ from, sum }) =>
      from ? say.text("part.sum_from", { sum: money(sum, currency), year: partsOf(from).year }) : money(sum, currency),
    );
    return `${label ? `${label}: ` : ""}${told.join(say.text("part.then"))}`;
  });
  const facts = { name, lines: lines.join("; "), count: listed.length };
  return say.text(listed.length > 0 ? "part.chart_and_marks" : "part.chart", facts);
}
