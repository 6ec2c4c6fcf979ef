/** Which way the money of an OFX line went: its sign, and what its type says where signs are absent or contradict every type. */
import type { PrintedNumber } from "../text/exact-number.ts";

export type OfxRecords = {
  readonly head: Map<string, string>;
  readonly records: { fields: Map<string, string>; raw: string }[];
};

const DEBITS: ReadonlySet<string> = new Set(
  "DEBIT FEE SRVCHG POS ATM CHECK PAYMENT CASH DIRECTDEBIT REPEATPMT".split(" "),
);

const CREDITS: ReadonlySet<string> = new Set("CREDIT DEP DIRECTDEP INT DIV".split(" "));

const typeOf = ({ fields }: OfxRecords["records"][number]): string => fields.get("TRNTYPE")?.toUpperCase() ?? "";

/** The way that a type names by itself; null of one that may go either way. */
export const outByType = (type: string): boolean | null => (DEBITS.has(type) ? true : CREDITS.has(type) ? false : null);

/** No sum carries a sign, and a type says that some went out. */
export function isUnsigned(draft: OfxRecords, printed: readonly (PrintedNumber | null | undefined)[]): boolean {
  if (printed.some((one) => one?.signed)) return false;
  return draft.records.some((record) => DEBITS.has(typeOf(record)));
}

/** Two or more sums whose sign is the opposite of what their type says, and none whose sign says the same. */
export function contradictsTypes(draft: OfxRecords, printed: readonly (PrintedNumber | null | undefined)[]): boolean {
  let against = 0;
  for (const [i, record] of draft.records.entries()) {
    const type = typeOf(record);
    if (type !== "DEBIT" && type !== "CREDIT" && type !== "FEE" && type !== "POS") continue;
    const number = printed[i];
    if (!number || !/[1-9]/.test(number.digits)) continue;
    if (number.negative === outByType(type)) return false;
    against++;
  }
  return against > 1;
}

/** Words that explain a minus of money in, and those that explain a plus of money out. */
const TAKEN_BACK = /revers|rvsl|return|recall|charge ?back|correct|adjust|storno/i;
const GIVEN = /refund|deposit|\bdep\b|cash ?in\b|lodg|received|thank|credit/i;

/**
 * Places of sums whose sign is not that of their type, where other sums of the file carry both signs as their types say: a
 * payment that was given back, or one whose sign is wrong. Interest goes either way. Paying a card is money in.
 */
export function oddSigns(
  { records, card }: OfxRecords & { readonly card: boolean },
  printed: readonly (PrintedNumber | null | undefined)[],
): number[] {
  if (!printed.some((one) => one?.negative)) return [];
  return records.flatMap((record, i) => {
    const [number, type, { fields }] = [printed[i], typeOf(record), record];
    const out = outByType(type);
    if (!number || !/[1-9]/.test(number.digits) || out === null || out === number.negative || type === "INT") return [];
    if (card && (type === "PAYMENT" || type === "CHECK")) return [];
    const words = `${fields.get("NAME") ?? ""} ${fields.get("MEMO") ?? ""}`;
    return TAKEN_BACK.test(words) || (out && GIVEN.test(words)) ? [] : [i];
  });
}

/** No sum carries a sign, and there are types that do not say by themselves which way theirs went: their places. */
export function untoldSides({ records }: OfxRecords, printed: readonly (PrintedNumber | null | undefined)[]): number[] {
  if (printed.some((one) => one?.signed)) return [];
  return records.flatMap((record, i) => (printed[i] && outByType(typeOf(record)) === null ? [i] : []));
}

/** Leaves out what a later record corrects or takes back; `left` says how many. */
export function corrected(records: OfxRecords["records"]): { kept: OfxRecords["records"]; left: number } {
  const taken = new Set(records.flatMap(({ fields }) => fields.get("CORRECTFITID") ?? []));
  const kept = records.filter(
    ({ fields }) => !taken.has(fields.get("FITID") ?? "") && fields.get("CORRECTACTION")?.toUpperCase() !== "DELETE",
  );
  return { kept, left: records.length - kept.length };
}

/** The sum is in another currency than the account: `CURRENCY` says so, `ORIGCURRENCY` tells of a sum that was changed. */
export function isForeign(fields: ReadonlyMap<string, string>, { head }: OfxRecords): boolean {
  const own = head.get("CURDEF")?.toUpperCase().slice(0, 3);
  const named = fields.get("CURRENCY")?.toUpperCase().slice(0, 3);
  return own !== undefined && named !== undefined && named !== own;
}
