/**
 * The audit of files. One statement gives its result; several give a bundle, in which a line that two overlapping
 * files both hold is named and its charge counted once.
 */

import type { Pack } from "../fees/pack.ts";
import { productCalled } from "../fees/product-called.ts";
import { formatMinor, type Minor, parseMinor } from "../money/money.ts";
import type { SaidFile, SaidStatement } from "../statements/statement.ts";
import type { AuditBundle, AuditLine, AuditResult, AuditSums } from "./audit-result.ts";
import { type AuditOptions, auditStatement } from "./audit-statement.ts";
import { RARE_JUDGES } from "./judge/rare-charges.ts";
import { normaliseNarration } from "./open/narration.ts";

type Audited = { readonly statement: SaidStatement; readonly result: AuditResult };

/** Audits every statement of the files, in their order. `files` hold at least one statement together. */
export function auditFiles(pack: Pack, files: readonly SaidFile[], options: AuditOptions): AuditResult | AuditBundle {
  let place = 0;
  const audited = files.flatMap((file) =>
    file.statements.map(
      (statement): Audited => ({
        statement,
        result: auditStatement(
          pack,
          file,
          statement,
          withProduct(pack, statement, { rare: RARE_JUDGES, ...options }),
          place++,
        ),
      }),
    ),
  );
  const [first] = audited;
  if (!first) throw new RangeError("no statement to audit");
  if (audited.length === 1) return first.result;
  const duplicates = findDuplicates(audited);
  return {
    engine: first.result.engine,
    results: audited.map(({ result }) => result),
    duplicates: duplicates.map(({ date, amount, narration, rows, results }) => ({
      date,
      amount,
      narration,
      rows,
      results,
    })),
    totals: addUp(audited, duplicates),
  };
}

/** What the person says of the product goes before what the file calls it. */
const withProduct = <O extends AuditOptions>(pack: Pack, { account, bank }: SaidStatement, options: O): O => {
  const product = options.product ?? productCalled(pack, options.bank ?? bank, account);
  return product === undefined ? options : { ...options, product };
};

type Duplicate = AuditBundle["duplicates"][number] & { readonly again: AuditLine };

/** Lines of one account that a later statement holds again; equal rows inside one statement are payments of their own. */
function findDuplicates(audited: readonly Audited[]): Duplicate[] {
  const found: Duplicate[] = [];
  for (let b = 1; b < audited.length; b++) {
    const taken = new Set<AuditLine>();
    for (let a = 0; a < b; a++) {
      const [earlier, later] = [audited[a] as Audited, audited[b] as Audited];
      if (!overlap(earlier.statement, later.statement)) continue;
      const index = indexLines(earlier);
      for (const line of later.result.lines) {
        if (taken.has(line)) continue;
        const twin = index.get(keyOf(later.statement, line))?.shift();
        if (!twin) continue;
        taken.add(line);
        found.push({
          date: line.date,
          amount: line.amount,
          narration: line.narration,
          rows: [twin.row, line.row],
          results: [a, b],
          again: line,
        });
      }
    }
  }
  return found;
}

function overlap(a: SaidStatement, b: SaidStatement): boolean {
  const same = (x: string | null, y: string | null) => x === null || y === null || x === y;
  const accounts = same(a.account.masked, b.account.masked) && same(a.account.currency, b.account.currency);
  if (!accounts || !same(a.bank, b.bank)) return false;
  if (a.from === null || a.to === null || b.from === null || b.to === null) return false;
  return a.from <= b.to && b.from <= a.to;
}

const balances = new WeakMap<SaidStatement, Map<number, string | null>>();

function balanceOf(statement: SaidStatement, row: number): string | null {
  let known = balances.get(statement);
  if (!known) {
    known = new Map(statement.lines.map((line) => [line.row, line.balance]));
    balances.set(statement, known);
  }
  return known.get(row) ?? null;
}

const keyOf = (statement: SaidStatement, line: AuditLine): string =>
  [line.date, line.amount, normaliseNarration(line.narration), balanceOf(statement, line.row) ?? ""].join("\n");

function indexLines({ statement, result }: Audited): Map<string, AuditLine[]> {
  const index = new Map<string, AuditLine[]>();
  for (const line of result.lines) {
    const key = keyOf(statement, line);
    const same = index.get(key);
    if (same) same.push(line);
    else index.set(key, [line]);
  }
  return index;
}

const SUMS = ["charged", "allowed", "over", "cannotTell", "returned"] as const;

/** The sums of all results, less what a later statement only repeats. */
function addUp(audited: readonly Audited[], duplicates: readonly Duplicate[]): AuditSums {
  const sums: Record<(typeof SUMS)[number], Minor> = {
    charged: 0n,
    allowed: 0n,
    over: 0n,
    cannotTell: 0n,
    returned: 0n,
  };
  for (const { result } of audited) for (const name of SUMS) sums[name] += minor(result.totals[name]);
  for (const { again } of duplicates) {
    if (again.verdict === null) continue;
    sums.charged -= minor(again.charged);
    sums.over -= minor(again.over);
    sums.returned -= minor(again.returned ?? null);
    if (again.allowed === null) sums.cannotTell -= minor(again.charged);
    else sums.allowed -= minor(again.allowed);
  }
  return {
    charged: formatMinor(sums.charged),
    allowed: formatMinor(sums.allowed),
    over: formatMinor(sums.over),
    cannotTell: formatMinor(sums.cannotTell),
    returned: formatMinor(sums.returned),
  };
}

const minor = (text: string | null): Minor => (text === null ? 0n : (parseMinor(text) ?? 0n));
