/** What one action takes in all, band by band: the fee, its VAT, the duties that the same event draws, and what leaves the account. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { bandTops } from "../domain/fees/amount-bands.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { Pack, Payee } from "../domain/fees/pack.ts";
import { priceWhole, type WholeAction } from "../domain/fees/whole-action.ts";
import type { Minor } from "../domain/money/money.ts";
import { exactMoney, plainMoney } from "../domain/money/money-words.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import { filled } from "../words/message.ts";
import { PRICES_IN, RULES_IN } from "../words/price-tables.ts";

export type WholeRow = {
  /** The band of sums: `up to ₦5,000`. */
  readonly when: string;
  /** Its lowest and highest sum; `upTo` null: it has no end. */
  readonly from: string;
  readonly upTo: string | null;
  readonly fee: string;
  readonly tax: string;
  /** One sum each duty, or from and to where it turns on what is not said. */
  readonly duties: readonly string[];
  /** On top of the amount, at least and at most. */
  readonly leaves: { readonly low: string; readonly high: string };
};

export type WholeView = {
  readonly payee: Payee;
  readonly duties: readonly { readonly service: string; readonly name: string; readonly payee: Payee }[];
  readonly rows: readonly WholeRow[];
};

/** null where the event draws no duty on that day, where a sum has no one price, or where the price turns on more than the sum. */
export function wholeView(pack: Pack, service: string, on: CivilDate, language: Language = ENGLISH): WholeView | null {
  const drawn = (pack.services.find(({ id }) => id === service)?.draws ?? []).map((duty) => duty.service);
  if (drawn.length === 0) return null;
  const tops = [service, ...drawn].map((id) => bandTops(pack, id, on, undefined));
  if (tops.some((of) => of === null)) return null;
  const rising = [...new Set(tops.flatMap((of) => of ?? []))].sort((a, b) => (a < b ? -1 : 1));
  const bands: Band[] = [];
  for (const [i, upTo] of [...rising, null].entries()) {
    const from = (rising[i - 1] ?? 0n) + 1n;
    const whole = priceWhole(pack, { service, on, amount: upTo ?? from, facts: {} });
    const last = bands.at(-1);
    if (last && sameSums(last.whole, whole)) bands[bands.length - 1] = { ...last, upTo };
    else bands.push({ from, upTo, whole });
  }
  const found = drawn.flatMap((id) => {
    const payee = bands.flatMap(({ whole }) => whole.also.find((duty) => duty.service === id) ?? [])[0]?.priced.payee;
    const known = pack.services.find((one) => one.id === id);
    return payee && known ? [{ service: id, name: nameIn(known, on, language).text, payee }] : [];
  });
  if (found.length === 0) return null;
  const [first] = bands;
  const rows = bands.map((band) =>
    rowOf(
      band,
      found.map((duty) => duty.service),
      language,
    ),
  );
  return first && rows.every((row) => row !== null)
    ? { payee: first.whole.own.payee, duties: found, rows: rows as WholeRow[] }
    : null;
}

type Band = { readonly from: Minor; readonly upTo: Minor | null; readonly whole: WholeAction };

const ownOf = ({ own }: WholeAction) =>
  own.state === "free" ? { fee: 0n, tax: 0n } : own.state === "charged" && own.maximum ? own.maximum : null;

function sameSums(a: WholeAction, b: WholeAction): boolean {
  const [one, two] = [ownOf(a), ownOf(b)];
  return (
    one?.fee === two?.fee &&
    one?.tax === two?.tax &&
    a.leaves?.low === b.leaves?.low &&
    a.leaves?.high === b.leaves?.high &&
    a.also.length === b.also.length
  );
}

function rowOf({ from, upTo, whole }: Band, drawn: readonly string[], language: Language): WholeRow | null {
  const own = ownOf(whole);
  if (!own || !whole.leaves) return null;
  const { currency } = whole.own;
  const money = (sum: Minor) => exactMoney(sum, currency);
  const dutyOf = (service: string): string => {
    const priced = whole.also.find((duty) => duty.service === service)?.priced;
    if (priced?.range) return PRICES_IN[language].between(money(priced.range.low), money(priced.range.high));
    return money(priced?.maximum?.total ?? 0n);
  };
  return {
    when: bandWords(from, upTo, currency, language),
    from: money(from),
    upTo: upTo === null ? null : money(upTo),
    fee: money(own.fee),
    tax: money(own.tax),
    duties: drawn.map(dutyOf),
    leaves: { low: money(whole.leaves.low), high: money(whole.leaves.high) },
  };
}

/** `up to ₦5,000`, `above ₦5,000 to ₦9,999.99`, `₦10,000 to ₦50,000`, `above ₦50,000`. */
function bandWords(from: Minor, upTo: Minor | null, currency: string, language: Language): string {
  const words = PRICES_IN[language];
  const money = (sum: Minor) => plainMoney(sum, currency);
  if (from === 1n) return upTo === null ? words.any_amount : words.up_to(money(upTo));
  const isWhole = from % 100n === 0n;
  if (upTo === null)
    return isWhole ? filled(RULES_IN[language].and_more, { sum: money(from) }) : words.above(money(from - 1n));
  return isWhole ? words.between(money(from), money(upTo)) : words.band(money(from - 1n), money(upTo));
}
