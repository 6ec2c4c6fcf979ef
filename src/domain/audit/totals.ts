import type { Payee } from "../fees/pack.ts";
import { formatMinor, type Minor } from "../money/money.ts";
import type { AuditResult, AuditSums } from "./audit-result.ts";
import { madeOnce } from "./made-once.ts";

/** One judged charge, as far as sums need it. */
export type Counted = {
  readonly service: string;
  readonly payee: Payee;
  readonly month: string;
  readonly charged: Minor;
  /** null: cannot be told. */
  readonly allowed: Minor | null;
  readonly over: Minor;
  readonly returned: Minor;
};

type Sums = { charged: Minor; allowed: Minor; over: Minor; cannotTell: Minor; returned: Minor };
/** The sums of one service, payee and month. */
type Group = Sums & Pick<Counted, "service" | "payee" | "month">;

const nothing = (): Sums => ({ charged: 0n, allowed: 0n, over: 0n, cannotTell: 0n, returned: 0n });

function add(sums: Sums, more: Sums): void {
  sums.charged += more.charged;
  sums.allowed += more.allowed;
  sums.over += more.over;
  sums.cannotTell += more.cannotTell;
  sums.returned += more.returned;
}

const printed = (sums: Sums): AuditSums => ({
  charged: formatMinor(sums.charged),
  allowed: formatMinor(sums.allowed),
  over: formatMinor(sums.over),
  cannotTell: formatMinor(sums.cannotTell),
  returned: formatMinor(sums.returned),
});

function grouped<K extends string>(groups: Iterable<Group>, key: (group: Group) => K): [K, AuditSums][] {
  const found = new Map<K, Sums>();
  for (const group of groups) add(madeOnce(found, key(group), nothing), group);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, sums]) => [k, printed(sums)]);
}

/** Adds up charge lines one by one. In each group charged = allowed + over + cannotTell; a line counts in one group only. */
export class Totals {
  readonly #groups = new Map<string, Group>();

  add({ service, payee, month, charged, allowed, over, returned }: Counted): void {
    const group = madeOnce(this.#groups, `${service} ${payee} ${month}`, () => ({
      service,
      payee,
      month,
      ...nothing(),
    }));
    group.charged += charged;
    if (allowed === null) group.cannotTell += charged;
    else group.allowed += allowed;
    if (over !== 0n) group.over += over;
    if (returned !== 0n) group.returned += returned;
  }

  printed(): AuditResult["totals"] {
    const groups = [...this.#groups.values()];
    const all = nothing();
    for (const group of groups) add(all, group);
    return {
      ...printed(all),
      byService: grouped(groups, (one) => one.service).map(([service, sums]) => ({ service, ...sums })),
      byPayee: grouped(groups, (one) => one.payee).map(([payee, sums]) => ({ payee, ...sums })),
      byMonth: grouped(groups, (one) => one.month).map(([month, sums]) => ({ month, ...sums })),
    };
  }
}
