import { operationsWords as say } from "../../../words/operations-words.ts";
import type { DaySeries, LastDay, Measure } from "./last-day.ts";

type Chart = { readonly measure: Measure; readonly name: string; readonly words: (value: number) => string };

const count = (value: number): string => String(Math.round(value));
const ms = (value: number): string => (value < 10_000 ? `${Math.round(value)} ms` : `${Math.round(value / 1_000)} s`);
const megabytes = (value: number): string => `${Math.round(value / 1_000_000)} MB`;

const CHARTS: readonly Chart[] = [
  { measure: "answered", name: say("chart.answered"), words: count },
  { measure: "failed", name: say("chart.failed"), words: count },
  { measure: "turnedAway", name: say("chart.turned_away"), words: count },
  { measure: "slowestMs", name: say("chart.slowest"), words: ms },
  { measure: "inUse", name: say("chart.in_use"), words: count },
  { measure: "waiting", name: say("chart.waiting"), words: count },
  { measure: "leaks", name: say("chart.leaks"), words: count },
  { measure: "childDeaths", name: say("chart.deaths"), words: count },
  { measure: "residentBytes", name: say("chart.memory"), words: megabytes },
  { measure: "loopMs", name: say("chart.standstill"), words: ms },
];

const HEIGHT = 40;
export const clockOf = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** Bars from left (24 hours ago) to right (now); where nothing was looked at, a grey ground. */
export function barsOf({ columns, most }: Pick<DaySeries, "columns" | "most">): {
  readonly bars: string;
  readonly gaps: string;
} {
  const top = most === undefined || most.value <= 0 ? 1 : most.value;
  let [bars, gaps] = ["", ""];
  for (const [i, value] of columns.entries()) {
    if (Number.isNaN(value)) gaps += `M${i} 0h1v${HEIGHT}h-1z`;
    else if (value > 0) {
      // what is there is seen, however small beside the rest
      const high = Math.max(1, Math.round((value / top) * HEIGHT));
      bars += `M${i} ${HEIGHT}v-${high}h1v${high}z`;
    }
  }
  return { bars, gaps };
}

export function DayCharts({ day, now }: { readonly day: LastDay; readonly now: number }) {
  return (
    <div class="charts">
      {CHARTS.map(({ measure, name, words }) => {
        const series = day.series(measure, now);
        const { bars, gaps } = barsOf(series);
        const { most, last } = series;
        const said =
          most === undefined || most.value === 0
            ? say("chart.none")
            : say("chart.most", { most: words(most.value), time: clockOf(most.at), last: words(last) });
        return (
          <figure key={measure}>
            <figcaption>{say("chart.said", { name, said })}</figcaption>
            <svg
              viewBox={`0 0 ${series.columns.length} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={say("chart.label", { name, said })}
            >
              {gaps === "" ? null : <path class="gap" d={gaps} />}
              {bars === "" ? null : <path class="bar" d={bars} />}
            </svg>
          </figure>
        );
      })}
    </div>
  );
}
