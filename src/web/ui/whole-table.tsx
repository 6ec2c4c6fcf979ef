import type { WholeView } from "../../app/whole-view.ts";
import { upperFirst } from "./rule-table.tsx";
import { Table } from "./table.tsx";
import { PAYEE_WORDS } from "./words.ts";

/** What leaves the account on top of the amount: the fee, its VAT and each duty apart, with who keeps it, and all together. */
export function WholeTable({ whole, vat }: { whole: WholeView; vat: string | null }) {
  return (
    <Table
      caption="What leaves your account in all, on top of the amount"
      columns={[
        { label: "For" },
        { label: "Fee, at most", keeps: `${PAYEE_WORDS[whole.payee]} keeps it`, kind: "num" },
        { label: vat ? `VAT, ${vat}` : "VAT", keeps: "the government keeps it", kind: "num" },
        ...whole.duties.map(({ name, payee }) => ({
          label: name,
          keeps: `${PAYEE_WORDS[payee]} keeps it`,
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
