/** A bank's own fee made ready to be shown: its price in words, for what and for whom, and how sure. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { ListedFee, Pack } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { productName, productOf } from "../domain/fees/products.ts";
import { vatOn } from "../domain/fees/vat.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import { filled } from "../words/message.ts";
import { PRICES_IN, RULES_IN } from "../words/price-tables.ts";
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

export function listedFeeView(
  pack: Pack,
  fee: ListedFee,
  on: CivilDate,
  today: CivilDate,
  language: Language = ENGLISH,
): ListedFeeView {
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
    summary: listedSummary(fee, language),
    rows:
      fee.status === "charged"
        ? rowsWithTax(
            fee.price,
            { currency: fee.currency, rate, included: fee.vat === "included" },
            PRICES_IN[language],
          )
        : [],
    price: fee.price,
    currency: fee.currency,
    vat: fee.vat,
    from: fee.from,
    until: fee.until,
    validBasis: fee.validBasis,
    appliesTo: guardWords(fee.when, language),
    note: fee.note ?? null,
  };
}

function listedSummary({ price, status, currency, vat, inWords }: ListedFee, language: Language): string {
  const say = RULES_IN[language];
  const verbatim = price.kind === "unresolved" ? price.verbatim : inWords;
  if (verbatim) return filled(say.unresolved, { verbatim });
  if (status === "unresolved") return say.unresolved_bare;
  if (status !== "charged") return say[status];
  const words = priceSummary(price, currency, PRICES_IN[language]);
  return vat === "included" ? filled(say.vat_inside, { price: words }) : words;
}
