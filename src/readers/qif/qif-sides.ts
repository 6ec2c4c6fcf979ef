/** What leaves the side of a QIF sum open: no sum of its account has a sign, or the two sums of a record say different things. */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { type PrintedNumber, readPrinted } from "../text/exact-number.ts";
import { amountOf, type QifRecord } from "./qif-sections.ts";

/** Fewer payments than these may all have come in. */
const FEW = 3;

/** Warnings for records in their order, counted from 1; none of a list of trades, whose words tell the side. */
export function sidesInDoubt(records: readonly QifRecord[]): ReadWarning[] {
  const paid = records.filter((one) => !one.invested && /[1-9]/.test(amountOf(one)));
  const signless = paid.length >= FEW && paid.every((one) => readPrinted(amountOf(one))?.signed === false);
  const warnings: ReadWarning[] = signless
    ? [
        {
          code: "direction_assumed",
          how: "all_in",
        },
      ]
    : [];
  records.forEach(({ fields }, i) => {
    const [total, other] = [readPrinted(fields.get("T") ?? ""), readPrinted(fields.get("U") ?? "")];
    if (!total || !other || says(total) === says(other)) return;
    const side = total.digits === other.digits;
    warnings.push({
      ...(side
        ? ({ code: "direction_assumed", how: "two_sums" } as const)
        : ({ code: "two_sums", how: "record" } as const)),
      row: i + 1,
    });
  });
  return warnings;
}

const says = ({ digits, negative }: PrintedNumber): string => `${/[1-9]/.test(digits) && negative ? "-" : ""}${digits}`;
