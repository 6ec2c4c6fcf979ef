/** The fields of a year of use as a form, an address, a file or a flag sends them, with what is wrong beside each. */
import type { TypedUsage, UsageField } from "../domain/compare/typed-usage.ts";
import type { Minor } from "../domain/money/money.ts";
import { PAGES } from "../words/en/pages.ts";
import { REFUSALS } from "../words/en/refusals.ts";
import { readSum, SUM_FAULT } from "./read-sum.ts";

const COUNTS = ["transfers", "withdrawals", "alerts", "cards"] as const;
const SUMS = ["transferSum", "withdrawalSum", "paidOut"] as const;
export const USAGE_FIELDS: readonly UsageField[] = [
  "account",
  "cards",
  "transfers",
  "transferSum",
  "withdrawals",
  "withdrawalSum",
  "locality",
  "alerts",
  "paidOut",
];

const MOST = 9_999;
const COUNT_FAULT = REFUSALS["usage.count"];
const PICK_FAULT = PAGES["fault.choice"];

export type ReadUsage = { readonly typed: TypedUsage; readonly wrong: Readonly<Partial<Record<UsageField, string>>> };

/** A blank count is none; a blank sum is not known. The account is savings where nothing is said. */
export function readUsage(values: Readonly<Record<string, string | undefined>>): ReadUsage {
  const wrong: Partial<Record<UsageField, string>> = {};
  const text = (field: UsageField): string => values[field]?.trim() ?? "";
  const count = (field: (typeof COUNTS)[number]): number => {
    const given = text(field).replaceAll(",", "");
    if (given === "") return 0;
    if (/^\d{1,5}$/.test(given) && Number(given) <= MOST) return Number(given);
    wrong[field] = COUNT_FAULT;
    return 0;
  };
  const sums: Partial<Record<(typeof SUMS)[number], Minor>> = {};
  for (const field of SUMS) {
    const given = text(field);
    if (given === "") continue;
    const value = given.length > 20 ? undefined : readSum(given);
    if (value === undefined) wrong[field] = SUM_FAULT;
    else sums[field] = value;
  }
  const [account, locality] = [text("account") || "savings", text("locality")];
  if (account !== "savings" && account !== "current") wrong.account = PICK_FAULT;
  if (locality !== "" && locality !== "on_site" && locality !== "off_site") wrong.locality = PICK_FAULT;
  return {
    typed: {
      account: account === "current" ? "current" : "savings",
      ...(locality === "on_site" || locality === "off_site" ? { locality } : {}),
      ...sums,
      transfers: count("transfers"),
      withdrawals: count("withdrawals"),
      alerts: count("alerts"),
      cards: count("cards"),
    },
    wrong,
  };
}
