/** What a drill hands back: one table (first row: the head), what broke its pass line, and why the run says nothing. */
export type DrillResult = {
  readonly table: readonly (readonly string[])[];
  readonly failures: readonly string[];
  /** Not empty: the run proves neither, because the drill itself could not do its work. */
  readonly voids: readonly string[];
};

export type DrillOptions = {
  readonly short: boolean;
  readonly seed: number;
  /** Tells what goes on; the table is printed at the end. */
  readonly say: (line: string) => void;
};

/** A file `drills/NAME.drill.ts` exports one as `drill`. */
export type Drill = {
  readonly does: string;
  readonly passLine: string;
  readonly run: (options: DrillOptions) => Promise<DrillResult>;
};

/** Chance that can be repeated: the same seed gives the same numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A table in plain text: the first column to the left, figures to the right. */
export function tableText(table: DrillResult["table"]): string {
  const widths = (table[0] ?? []).map((_, i) => Math.max(...table.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  const [head = [], ...rows] = table;
  return `${[line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n")}\n`;
}

/** `1.23` for 1,234.5 ms. */
export const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/** Median and largest, as cells of a table. */
export function middleAndWorst(times: readonly number[]): [string, string] {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? ["-", "-"] : [seconds(middle), seconds(sorted.at(-1) ?? middle)];
}
