import type { PriceRowView, RuleView } from "../../app/rule-view.ts";
import type { Price } from "../../domain/fees/price.ts";
import { KEEPS } from "../../words/en/names.ts";
import { priceRows } from "../../words/price-words.ts";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/**
 * The price of a rule with the three sums apart: what the payee keeps, what the government keeps, what you pay. Where a draft
 * has another one on that day, both figures. `beside`: a duty is drawn too, so its total is not yet all that leaves the account.
 */
export function RuleTable({ rule, caption, vat, beside }: Props & { rule: RuleView }) {
  const shared = sharedOf(rule, vat, beside);
  const { tolerated, lowered } = rule;
  if (!tolerated)
    return (
      <>
        <PriceTable rows={rule.rows} price={rule.price} caption={caption} {...shared} />
        <LowerDraft lowered={lowered} {...shared} />
      </>
    );
  return (
    <>
      <PriceTable rows={rule.rows} price={rule.price} caption="What the rule itself says" {...shared} />
      <PriceTable
        rows={tolerated.rows}
        price={tolerated.price}
        caption={`${tolerated.name}: not known to be in force, and from ${dateWords(tolerated.from)} nothing up to this is called too much`}
        {...shared}
      />
    </>
  );
}

function LowerDraft({ lowered, ...shared }: Omit<Shared, "caption"> & Pick<RuleView, "lowered">) {
  return lowered ? (
    <div class="note wait">
      <PriceTable
        rows={lowered.rows}
        price={lowered.price}
        caption={`A draft would lower it ${spanWords(lowered)}: not known to be in force, and nobody is accused on it`}
        {...shared}
      />
    </div>
  ) : null;
}

/** What a draft has beside a rule whose own price already stands on the page. */
export function DraftBeside({ rule, caption, vat, beside }: Props & { rule: RuleView }) {
  return rule.tolerated ? (
    <RuleTable rule={rule} caption={caption} vat={vat} beside={beside} />
  ) : (
    <LowerDraft lowered={rule.lowered} {...sharedOf(rule, vat, beside)} />
  );
}

const sharedOf = (rule: RuleView, vat: string | null, beside: boolean | undefined) => ({
  beside,
  keeps: KEEPS[rule.payee],
  vat: rule.vat === "none" || rule.byBank ? null : vat,
});

/** The days that a draft names for itself. */
export const spanWords = ({ from, until }: { readonly from: string; readonly until: string | null }): string =>
  `from ${dateWords(from)}${until ? ` until before ${dateWords(until)}` : ""}`;

type Shared = Props & { keeps: string };
type Props = { caption: string; vat: string | null; beside?: boolean | undefined };

type Priced = { readonly rows: readonly PriceRowView[]; readonly price: Price };

function PriceTable({ rows, price, caption, keeps, vat, beside }: Shared & Priced) {
  const rowName = rows.some((row) => row.when) ? "For" : "Price";
  const heading = (row: PriceRowView) => (row.when ? upperFirst(row.when) : "Each time");
  if (vat === null)
    return (
      <Table
        caption={caption}
        columns={[{ label: rowName }, { label: "At most", keeps, kind: "total" }]}
        rows={rows.map((row) => ({ key: row.when, cells: [heading(row), row.price] }))}
      />
    );
  // beside a tax a sum stands to the kobo; what is free, or as agreed up to a sum, says so
  const sums = priceRows(price, "").map(({ isSum }) => isSum);
  return (
    <Table
      caption={caption}
      columns={[
        { label: rowName },
        { label: "Fee, at most", keeps, kind: "num" },
        { label: `VAT, ${vat}`, keeps: KEEPS.government, kind: "num" },
        { label: beside ? "Fee and VAT" : "You pay at most", kind: "total" },
      ]}
      rows={rows.map((row, i) => ({
        key: row.when + row.price,
        cells:
          row.total === null
            ? [heading(row), row.price, `${vat} of the fee`, "fee and VAT"]
            : [heading(row), sums[i] ? row.fee : row.price, row.tax, row.total],
      }))}
    />
  );
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
