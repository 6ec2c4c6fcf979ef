import type { WholeView } from "../../app/whole-view.ts";
import { KEEPS } from "../../words/en/names.ts";
import { upperFirst } from "./rule-table.tsx";
import { Table } from "./table.tsx";

/** What leaves the account on top of the amount: the fee, its VAT and each duty apart, with who keeps it, and all together. */
export function WholeTable({ whole, vat }: { whole: WholeView; vat: string | null }) {
  return (
    <Table
      caption="What leaves your account in all, on top of the amount"
      columns={[
        { label: "For" },
        { label: "Fee, at most", keeps: KEEPS[whole.payee], kind: "num" },
        { label: vat ? `VAT, ${vat}` : "VAT", keeps: KEEPS.government, kind: "num" },
        ...whole.duties.map(({ name, payee }) => ({
          label: name,
          keeps: KEEPS[payee],
          kind: "num" as const,
        })),
        { label: "Together, at most", kind: "total" },
      ]}
      rows={whole.rows.map((row) => ({
        key: row.when,
        cells: [upperFirst(row.when), row.fee, row.tax, ...row.duties, row.leaves.high],
      }))}
    />
  );
}
