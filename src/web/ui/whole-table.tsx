import type { WholeView } from "../../app/whole-view.ts";
import { upperFirst } from "./rule-table.tsx";
import { IN_ENGLISH, type Say } from "./say.tsx";
import { Table } from "./table.tsx";

type Props = { whole: WholeView; vat: string | null; say?: Say };

/** What leaves the account on top of the amount: the fee, its VAT and each duty apart, with who keeps it, and all together. */
export function WholeTable({ whole, vat, say = IN_ENGLISH }: Props) {
  return (
    <Table
      caption={say.text("table.whole")}
      columns={[
        { label: say.text("table.for") },
        { label: say.text("table.fee_at_most"), keeps: say.calledText("KEEPS", whole.payee), kind: "num" },
        {
          label: vat ? say.text("charge.vat_of", { percent: vat }) : say.text("charge.vat"),
          keeps: say.calledText("KEEPS", "government"),
          kind: "num",
        },
        ...whole.duties.map(({ name, payee }) => ({
          label: name,
          keeps: say.calledText("KEEPS", payee),
          kind: "num" as const,
        })),
        { label: say.text("table.together"), kind: "total" },
      ]}
      rows={whole.rows.map((row) => ({
        key: row.when,
        cells: [upperFirst(row.when), row.fee, row.tax, ...row.duties, row.leaves.high],
      }))}
    />
  );
}
