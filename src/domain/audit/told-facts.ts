/**
 * Facts that a statement does not show and a person can state in one or two taps: its bank, the kind of account, where a cash
 * machine stood, whether a transfer went to an account of their own. A stated fact is used like one that a file shows.
 */
import type { AccountType } from "../fees/pack.ts";

export type FactName = "bank" | "account" | "locality" | "sameOwner";

export type ToldFact = {
  /** Place of the statement among the results, from 0. */
  readonly place: number;
  /** Of the payment that the fact is about; null where it is about the whole statement. */
  readonly row: number | null;
  readonly fact: FactName;
  readonly value: string;
};

/** How a form names the answer: `fact.0.bank`, `fact.0.17.locality`. */
export const toldName = ({ place, row, fact }: Omit<ToldFact, "value">): string =>
  ["fact", place, ...(row === null ? [] : [row]), fact].join(".");

/** The stated facts of one statement. `marks` are added to the tags of the payment in that row. */
export type ToldOfStatement = {
  readonly bank?: string;
  readonly account?: AccountType;
  readonly marks: ReadonlyMap<number, readonly string[]>;
};

const MARKS: Readonly<Record<string, string>> = {
  on_site: "on_site",
  off_site: "off_site",
  yes: "own_account",
  no: "other_owner",
};

export function toldOf(told: readonly ToldFact[], place: number): ToldOfStatement {
  const own = told.filter((one) => one.place === place);
  const said = (fact: FactName) => own.findLast((one) => one.fact === fact)?.value;
  const [bank, account] = [said("bank"), said("account")];
  const marks = new Map<number, string[]>();
  for (const { row, value } of own)
    if (row !== null && MARKS[value]) marks.set(row, [...(marks.get(row) ?? []), MARKS[value]]);
  return { ...(bank ? { bank } : {}), ...(account ? { account: account as AccountType } : {}), marks };
}
