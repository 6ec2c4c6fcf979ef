import { unitsOf } from "../../src/readers/text/exact-number.ts";

/** What is compared of a statement: the day and the signed sum of each row. */
export type ReadRow = { readonly date: string; readonly units: bigint };

/** One who reads a format; throws, or answers nothing, where it cannot. */
export type Contender = {
  readonly name: string;
  /** What stands between the library and the rows, in a few words. */
  readonly mapping: string;
  readonly read: (file: GivenFile) => Promise<readonly ReadRow[]> | readonly ReadRow[];
};

export type DayOrder = "dmy" | "mdy";
/** `order` is told to all alike where the file cannot say it; absent: each has to find out. */
export type GivenFile = { readonly bytes: Uint8Array; readonly order?: DayOrder };

/** A row; undefined where there is no whole day or no sum. */
export function rowOf(date: string | undefined, sum: string | number | undefined): ReadRow | undefined {
  const text = typeof sum === "number" ? String(sum) : (sum ?? "");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date ?? "") || !/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  return { date: date as string, units: unitsOf(text) };
}

export const present = <T>(items: readonly (T | undefined)[]): T[] => items.filter((one) => one !== undefined);
