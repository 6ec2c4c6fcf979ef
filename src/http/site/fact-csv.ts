/**
 * A page as CSV: those rows of the tables of `/data` that the page shows, in their columns, so that what was learned of
 * one file holds for all. What a page says is unknown has a row too: a service without a rule, a bank without a price.
 */
import { changeRows } from "../../app/changes-table.ts";
import type { KnowledgeView } from "../../app/compare-knowledge.ts";
import type { BanksView } from "../../app/list-banks.ts";
import type { ChangesView } from "../../app/list-changes.ts";
import type { FeesView } from "../../app/list-fees.ts";
import { tableOf } from "../../app/open-data.ts";
import type { BankView } from "../../app/show-bank.ts";
import type { FeeView } from "../../app/show-fee.ts";
import type { ProductView } from "../../app/show-product.ts";
import type { RulePageView } from "../../app/show-rule.ts";
import { csvText } from "../../domain/csv-text.ts";
import type { Cell, OpenTable } from "../../domain/fees/open-tables.ts";
import type { Pack } from "../../domain/fees/pack.ts";

type Cells = Readonly<Record<string, Cell>>;

const namesOf = ({ columns }: OpenTable): string[] => columns.map(({ name }) => name);

/** Rows of a table by the value of its first column. */
function byId(table: OpenTable): ReadonlyMap<Cell, readonly Cells[]> {
  const names = namesOf(table);
  const found = new Map<Cell, Cells[]>();
  for (const row of table.rows) {
    const cells = Object.fromEntries(names.map((name, i) => [name, row[i] ?? null]));
    const id = row[0] ?? null;
    found.set(id, [...(found.get(id) ?? []), cells]);
  }
  return found;
}

const csvOf = (names: readonly string[], rows: readonly Cells[]): string =>
  csvText(
    names,
    rows.map((row) => names.map((name) => row[name] ?? null)),
  );

type Own = { readonly id: string; readonly from: string | null };

/** Rows of a bank's own prices: one id may have had several, told apart by their day. */
const ownRows = (fees: ReadonlyMap<Cell, readonly Cells[]>, own: readonly Own[]): Cells[] =>
  own.flatMap(({ id, from }) => (fees.get(id) ?? []).filter((row) => row.from === from));

export function feesCsv({ groups }: FeesView, pack: Pack): string {
  const table = tableOf(pack, "rules");
  const rules = byId(table);
  const rows = groups.flatMap(({ fees }) =>
    fees.flatMap(({ service, name, rules: setting }) => {
      const ids = setting.flatMap(({ id, tolerated }) => (tolerated ? [id, tolerated.rule] : [id]));
      return ids.length === 0 ? [{ service, service_name: name }] : ids.flatMap((id) => rules.get(id) ?? []);
    }),
  );
  return csvOf(namesOf(table), rows);
}

/** Rules and the banks' own prices in one file: the first column says of which table a row is. */
export function feeCsv({ service, name, history, drafts, beside, listed }: FeeView, pack: Pack): string {
  const [rules, fees] = [tableOf(pack, "rules"), tableOf(pack, "fees")];
  const lawful = byId(rules);
  const own = byId(fees);
  const ids = new Set([...history, ...beside, ...drafts].map(({ id }) => id));
  return csvOf(
    [...new Set(["table", ...namesOf(rules), ...namesOf(fees)])],
    [
      ...[...ids].flatMap((id) => (lawful.get(id) ?? []).map((row) => ({ table: "rules", ...row }))),
      ...listed.flatMap((bank) =>
        bank.fees.length === 0
          ? [{ table: "fees", bank: bank.bank, service, service_name: name, status: "unknown" }]
          : ownRows(own, bank.fees).map((row) => ({ table: "fees", ...row })),
      ),
    ],
  );
}

export function ruleCsv({ rule }: RulePageView, pack: Pack): string {
  const table = tableOf(pack, "rules");
  return csvOf(namesOf(table), byId(table).get(rule.id) ?? []);
}

export function banksCsv({ banks }: BanksView, pack: Pack): string {
  const table = tableOf(pack, "banks");
  const rows = byId(table);
  return csvOf(
    namesOf(table),
    banks.flatMap(({ bank }) => rows.get(bank) ?? []),
  );
}

export function bankCsv({ bank, fees }: BankView, pack: Pack): string {
  const table = tableOf(pack, "fees");
  const own = byId(table);
  return csvOf(
    namesOf(table),
    fees.flatMap(({ service, name, fees: listed }) =>
      listed.length === 0 ? [{ bank, service, service_name: name, status: "unknown" }] : ownRows(own, listed),
    ),
  );
}

/** Its own prices, and those of the whole bank that hold for it too. */
export function productCsv({ fees, ofBank }: ProductView, pack: Pack): string {
  const table = tableOf(pack, "fees");
  const own = byId(table);
  return csvOf(
    namesOf(table),
    [...fees, ...ofBank].flatMap(({ fees: listed }) => ownRows(own, listed)),
  );
}

/** What we learnt between two instants, in the columns of the changes between days. */
export const learntCsv = ({ changes }: KnowledgeView, pack: Pack): string =>
  csvText(namesOf(tableOf(pack, "changes")), changes.flatMap(changeRows));

export function changesCsv({ changes }: ChangesView, pack: Pack): string {
  const table = tableOf(pack, "changes");
  const rows = byId(table);
  return csvOf(
    namesOf(table),
    changes.flatMap(({ id }) => rows.get(id) ?? []),
  );
}
