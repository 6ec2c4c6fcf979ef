/** What the charges of a person's own statement would be at every other bank, at the prices of a day. Pure: it runs on the device. */
import type { AuditBundle, AuditResult } from "../audit/audit-result.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { Pack } from "../fees/pack.ts";
import type { Minor } from "../money/money.ts";
import { byCost } from "./break-even.ts";
import { sellersOf } from "./sellers.ts";
import { type StatementUsage, statementUsage } from "./statement-usage.ts";
import type { Known, Span } from "./tally.ts";
import { yearOf } from "./year-cost.ts";
import { endsOf } from "./year-ends.ts";

export type Elsewhere = Pick<StatementUsage, "charges" | "paid" | "unseen"> & {
  readonly currency: string;
  readonly on: CivilDate;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** The most that law lets any bank take for them. */
  readonly ceiling: Span;
  /** Lowest upper end first. Those of which no own price is known are counted in `unknown` and left out. */
  readonly rows: readonly (Span & {
    readonly bank: string;
    readonly product: string | null;
    readonly name: string;
    readonly known: Known;
    readonly own: boolean;
  })[];
  readonly unknown: number;
  /** The same as fields of the comparison's form, a usual month of it. */
  readonly fields: Readonly<Record<string, string>>;
};

/** A wide statement of many different sums is answered too; beyond this its page would stand still. */
const MOST_LINES = 5_000;

/**
 * null where nothing can be priced anew: no such charge, another currency than the pack's, or too many different ones. What
 * the government keeps (stamp duty, levies) is the same at every bank and left out; VAT on the fees is in.
 */
export function elsewhereOf(pack: Pack, audited: AuditResult | AuditBundle, on: CivilDate): Elsewhere | null {
  const results = "results" in audited ? audited.results : [audited];
  if (results.some(({ statement }) => (statement.account.currency ?? pack.currency) !== pack.currency)) return null;
  const seen = statementUsage(results, on);
  const { usage, account } = seen;
  if (seen.charges === 0 || usage.reduce((sum, { lines }) => sum + lines.length, 0) > MOST_LINES) return null;
  const bare: Pack = { ...pack, services: pack.services.map(({ draws: _draws, ...service }) => service) };
  const ends = endsOf(bare, usage);
  const banks = new Set(results.map(({ statement }) => statement.bank));
  const all = sellersOf(bare, usage, account, on).map(({ seller, name }) => ({
    ...ends(seller),
    bank: seller.bank,
    product: seller.product ?? null,
    name,
    own: banks.has(seller.bank),
  }));
  const rows = all
    .filter(({ known, own }) => own || known !== "none")
    .sort((a, b) => byCost(a, b) || (a.name < b.name ? -1 : 1));
  const days = results
    .flatMap(({ statement: { from, to } }) => [from, to])
    .filter((day) => day !== null)
    .sort();
  return {
    charges: seen.charges,
    paid: seen.paid,
    unseen: seen.unseen,
    currency: pack.currency,
    on,
    from: (days[0] ?? null) as CivilDate | null,
    to: (days.at(-1) ?? null) as CivilDate | null,
    ceiling: yearOf(bare, usage)(null),
    rows: rows.map(({ low, high, bank, product, name, known, own }) => ({
      low,
      high,
      bank,
      product,
      name,
      known,
      own,
    })),
    unknown: all.length - rows.length,
    fields: fieldsOf(seen, banks.size === 1 ? [...banks][0] : null),
  };
}

/** A usual month: the count of all months shared out, and the middle one of the sums. */
function fieldsOf(
  { usage, account }: StatementUsage,
  bank: string | null | undefined,
): Readonly<Record<string, string>> {
  const months = Math.max(1, usage.length);
  const of = (service: string): { all: number; count: number; sum: string | null } => {
    const lines = usage.flatMap((period) => period.lines.filter((line) => line.service === service));
    const all = lines.reduce((sum, { times }) => sum + times, 0);
    const sums = lines.flatMap(({ amount, times }) => (amount === undefined ? [] : Array<Minor>(times).fill(amount)));
    sums.sort((a, b) => (a < b ? -1 : 1));
    const middle = sums[Math.floor(sums.length / 2)];
    return { all, count: Math.round(all / months), sum: middle === undefined ? null : `${middle / 100n}` };
  };
  const [transfers, cash, cards] = [of("transfer.interbank"), of("atm.off_us"), of("card.maintenance")];
  return {
    account: account === "current" ? "current" : "savings",
    cards: cards.all > 0 ? "1" : "0",
    transfers: `${transfers.count}`,
    ...(transfers.sum === null ? {} : { transferSum: transfers.sum }),
    withdrawals: `${cash.count}`,
    ...(cash.sum === null ? {} : { withdrawalSum: cash.sum }),
    ...(bank ? { bank } : {}),
  };
}
