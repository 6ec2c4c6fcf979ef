import type { PriceRowView, RuleView } from "../../app/rule-view.ts";
import type { Price } from "../../domain/fees/price.ts";
import { isUsualPrice } from "../../domain/fees/usual-price.ts";
import { priceRows } from "../../words/price-words.ts";
import { IN_ENGLISH, type Say } from "./say.tsx";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/**
 * The price of a rule with the three sums apart: what the payee keeps, what the government keeps, what you pay. Where a draft
 * has another one on that day, both figures. `beside`: a duty is drawn too, so its total is not yet all that leaves the account.
 */
export function RuleTable({ rule, caption, vat, beside, say = IN_ENGLISH }: Props & { rule: RuleView }) {
  const shared = sharedOf(rule, vat, beside, say);
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
      <PriceTable rows={rule.rows} price={rule.price} caption={say.text("table.rule_itself")} {...shared} />
      <PriceTable
        rows={tolerated.rows}
        price={tolerated.price}
        caption={say.text("table.tolerated", { name: tolerated.name, from: dateWords(tolerated.from) })}
        {...shared}
      />
    </>
  );
}

function LowerDraft({ lowered, ...shared }: Omit<Shared, "caption"> & Pick<RuleView, "lowered">) {
  return lowered ? (
    <div class="note wait">
      <PriceTable rows={lowered.rows} price={lowered.price} caption={loweredWords(lowered, shared.say)} {...shared} />
    </div>
  ) : null;
}

/** What a draft has beside a rule whose own price already stands on the page. */
export function DraftBeside({ rule, caption, vat, beside, say = IN_ENGLISH }: Props & { rule: RuleView }) {
  return rule.tolerated ? (
    <RuleTable rule={rule} caption={caption} vat={vat} beside={beside} say={say} />
  ) : (
    <LowerDraft lowered={rule.lowered} {...sharedOf(rule, vat, beside, say)} />
  );
}

const loweredWords = ({ from, until }: NonNullable<RuleView["lowered"]>, say: Say): string =>
  until
    ? say.text("table.lowered_until", { from: dateWords(from), until: dateWords(until) })
    : say.text("table.lowered", { from: dateWords(from) });

const sharedOf = (rule: RuleView, vat: string | null, beside: boolean | undefined, say: Say) => ({
  beside,
  say,
  keeps: say.calledText("KEEPS", rule.payee),
  vat: rule.vat === "none" || rule.byBank ? null : vat,
});

/** The days that a draft names for itself. */
export const spanWords = (
  { from, until }: { readonly from: string; readonly until: string | null },
  say: Say = IN_ENGLISH,
): string =>
  until
    ? say.text("part.from_until", { from: dateWords(from), until: dateWords(until) })
    : say.text("part.from_day", { from: dateWords(from) });

type Shared = Props & { keeps: string; say: Say };
type Props = { caption: string; vat: string | null; beside?: boolean | undefined; say?: Say };

type Priced = { readonly rows: readonly PriceRowView[]; readonly price: Price };

function PriceTable({ rows, price, caption: most, keeps, vat, beside, say }: Shared & Priced) {
  // what banks take is no limit, so no word of the table says that it is
  const isUsual = isUsualPrice(price);
  const caption = isUsual ? say.text("table.may_be_taken") : most;
  const rowName = say.text(rows.some((row) => row.when) ? "table.for" : "table.price");
  const heading = (row: PriceRowView) => (row.when ? upperFirst(row.when) : say.text("table.each_time"));
  if (vat === null)
    return (
      <Table
        caption={caption}
        columns={[
          { label: rowName },
          { label: say.text(isUsual ? "charge.fee" : "charge.at_most"), keeps, kind: "total" },
        ]}
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
        { label: say.text(isUsual ? "charge.fee" : "table.fee_at_most"), keeps, kind: "num" },
        {
          label: say.text("charge.vat_of", { percent: vat }),
          keeps: say.calledText("KEEPS", "government"),
          kind: "num",
        },
        { label: say.text(beside || isUsual ? "table.fee_and_vat" : "charge.you_pay"), kind: "total" },
      ]}
      rows={rows.map((row, i) => ({
        key: row.when + row.price,
        cells:
          row.total === null
            ? [heading(row), row.price, say.text("table.vat_of_fee", { percent: vat }), say.text("table.both")]
            : [heading(row), sums[i] ? row.fee : row.price, row.tax, row.total],
      }))}
    />
  );
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
