import type { DaySeries, LastDay, Measure } from "./last-day.ts";

type Chart = { readonly measure: Measure; readonly name: string; readonly words: (value: number) => string };

const count = (value: number): string => String(Math.round(value));
const ms = (value: number): string => (value < 10_000 ? `${Math.round(value)} ms` : `${Math.round(value / 1_000)} s`);
const megabytes = (value: number): string => `${Math.round(value / 1_000_000)} MB`;

const CHARTS: readonly Chart[] = [
  { measure: "answered", name: "Answers in a minute", words: count },
  { measure: "failed", name: "Faults (500) in a minute", words: count },
  { measure: "turnedAway", name: "Turned away (429, 503) in a minute", words: count },
  { measure: "slowestMs", name: "Slowest answer of a minute", words: ms },
  { measure: "inUse", name: "Connections in use", words: count },
  { measure: "waiting", name: "Callers that waited for one", words: count },
  { measure: "leaks", name: "Leaks in a minute", words: count },
  { measure: "childDeaths", name: "Child processes that died in a minute", words: count },
  { measure: "residentBytes", name: "Memory, children included", words: megabytes },
  { measure: "loopMs", name: "Longest standstill of the process", words: ms },
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
            ? "none"
            : `most ${words(most.value)} at ${clockOf(most.at)}, last ${words(last)}`;
        return (
          <figure key={measure}>
            <figcaption>
              {name}: {said}
            </figcaption>
            <svg
              viewBox={`0 0 ${series.columns.length} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={`${name}, the last 24 hours: ${said}`}
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
