/** A bank's own fee made ready to be shown: its price in words, for what and for whom, and how sure. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { ListedFee, Pack } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { productName, productOf } from "../domain/fees/products.ts";
import { vatOn } from "../domain/fees/vat.ts";
import { priceSummary } from "../words/price-words.ts";
import { guardWords, type PriceRowView, type Provenance, provenanceOf, rowsWithTax } from "./rule-view.ts";

export type ListedFeeView = Provenance & {
  readonly id: string;
  readonly bank: string;
  readonly service: string;
  readonly name: string;
  /** The name of the product that it belongs to, its id, and the kind of the thing that it is for. */
  readonly product: string | null;
  readonly productId: string | null;
  readonly variant: string | null;
  readonly status: ListedFee["status"];
  readonly summary: string;
  readonly rows: readonly PriceRowView[];
  readonly price: Price;
  readonly currency: string;
  readonly vat: ListedFee["vat"];
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly validBasis: ListedFee["validBasis"];
  readonly appliesTo: string;
  readonly note: string | null;
};

export function listedFeeView(pack: Pack, fee: ListedFee, on: CivilDate, today: CivilDate): ListedFeeView {
  const rate = fee.vat === "added" || fee.vat === "unsettled" ? (vatOn(pack, on)?.rate ?? null) : null;
  return {
    ...provenanceOf(fee, today),
    id: fee.id,
    bank: fee.bank,
    service: fee.service,
    name: fee.name,
    product: productName(pack, fee.product),
    productId: productOf(pack, fee.product)?.id ?? null,
    variant: fee.variant ?? null,
    status: fee.status,
    summary: listedSummary(fee),
    rows: fee.status === "charged" ? rowsWithTax(fee.price, fee.currency, rate, fee.vat === "included") : [],
    price: fee.price,
    currency: fee.currency,
    vat: fee.vat,
    from: fee.from,
    until: fee.until,
    validBasis: fee.validBasis,
    appliesTo: guardWords(fee.when),
    note: fee.note ?? null,
  };
}

const STATUS_WORDS: Readonly<Record<ListedFee["status"], string>> = {
  charged: "",
  free: "Free",
  included: "Included in the account",
  not_offered: "Not offered",
  negotiable: "As agreed with the bank",
  at_cost: "What it costs the bank",
  unresolved: "Not a plain figure",
};

function listedSummary(fee: ListedFee): string {
  if (fee.price.kind === "unresolved") return `${STATUS_WORDS.unresolved}: ${fee.price.verbatim}`;
  if (fee.status !== "charged") return STATUS_WORDS[fee.status];
  return `${priceSummary(fee.price, fee.currency)}${fee.vat === "included" ? ", VAT inside" : ""}`;
}
