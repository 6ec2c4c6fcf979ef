import type { Payee } from "../fees/pack.ts";
import { formatMinor, type Minor } from "../money/money.ts";
import type { AuditResult, AuditSums } from "./audit-result.ts";

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

const nothing = (): Sums => ({ charged: 0n, allowed: 0n, over: 0n, cannotTell: 0n, returned: 0n });

function add(sums: Sums, line: Counted): void {
  sums.charged += line.charged;
  sums.allowed += line.allowed ?? 0n;
  sums.over += line.over;
  sums.cannotTell += line.allowed === null ? line.charged : 0n;
  sums.returned += line.returned;
}

const printed = (sums: Sums): AuditSums => ({
  charged: formatMinor(sums.charged),
  allowed: formatMinor(sums.allowed),
  over: formatMinor(sums.over),
  cannotTell: formatMinor(sums.cannotTell),
  returned: formatMinor(sums.returned),
});

function grouped<K extends string>(lines: readonly Counted[], key: (line: Counted) => K): [K, AuditSums][] {
  const groups = new Map<K, Sums>();
  for (const line of lines) {
    const name = key(line);
    let sums = groups.get(name);
    if (!sums) {
      sums = nothing();
      groups.set(name, sums);
    }
    add(sums, line);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, sums]) => [k, printed(sums)]);
}

/** Sums over charge lines; in each, charged = allowed + over + cannotTell. */
export function totalsOf(lines: readonly Counted[]): AuditResult["totals"] {
  const all = nothing();
  for (const line of lines) add(all, line);
  return {
    ...printed(all),
    byService: grouped(lines, (l) => l.service).map(([service, sums]) => ({ service, ...sums })),
    byPayee: grouped(lines, (l) => l.payee).map(([payee, sums]) => ({ payee, ...sums })),
    byMonth: grouped(lines, (l) => l.month).map(([month, sums]) => ({ month, ...sums })),
  };
}
