import type { AccountType, Seen } from "../domain/fees/pack.ts";
import { productOf, productsOf } from "../domain/fees/products.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { summaryOf } from "./list-fees.ts";
import { listedFeeView } from "./listed-fee-view.ts";
import { Refused } from "./refused.ts";
import type { BankFee } from "./show-bank.ts";
import { isDuty, listedOn } from "./show-fee.ts";

export type ProductView = Dated &
  Seen & {
    readonly product: string;
    readonly name: string;
    readonly alsoKnown: readonly string[];
    readonly bank: string;
    readonly bankName: string;
    /** null: its source does not say. */
    readonly account: AccountType | null;
    readonly who: string | null;
    readonly note: string | null;
    readonly from: string | null;
    readonly until: string | null;
    /** Services of which it has a price of its own, and those of which the whole bank's price holds for it. */
    readonly fees: readonly BankFee[];
    readonly ofBank: readonly BankFee[];
    readonly others: readonly { readonly id: string; readonly name: string }[];
  };

/** One product of a bank: what it has a price of its own for, and what it shares with the whole bank. */
export async function showProduct(ctx: Context, input: When & { readonly product: string }): Promise<ProductView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const product = productOf(pack, input.product);
  if (!product)
    throw new Refused("unknown_product", "product", { code: "refused.no_product", facts: { asked: input.product } });
  const { account, bank } = product;
  const holds = listedOn(pack, on).filter(
    (fee) => fee.bank === bank && (account === null || fee.when.account?.includes(account) !== false),
  );
  const own = new Set(holds.filter((fee) => fee.product === product.id).map(({ service }) => service));
  const feesOf = (services: (service: string) => boolean, of: string | undefined): BankFee[] =>
    pack.services
      .filter((service) => !isDuty(service) && services(service.id))
      .map((service) => ({
        service: service.id,
        name: service.name,
        maximum: summaryOf(dated, service, { bank }).maximum,
        fees: holds
          .filter((fee) => fee.service === service.id && fee.product === of)
          .map((fee) => listedFeeView(pack, fee, on, today)),
      }))
      .filter(({ fees }) => fees.length > 0);
  return {
    ...datedOf(dated),
    product: product.id,
    name: product.name,
    alsoKnown: product.alsoKnown ?? [],
    bank,
    bankName: pack.banks.find(({ id }) => id === bank)?.name ?? bank,
    account,
    who: product.who ?? null,
    note: product.note ?? null,
    from: product.from,
    until: product.until,
    grade: product.grade,
    source: product.source,
    checkedOn: product.checkedOn,
    fees: feesOf((service) => own.has(service), product.id),
    ofBank: feesOf((service) => !own.has(service), undefined),
    others: productsOf(pack, bank, on)
      .filter(({ id }) => id !== product.id)
      .map(({ id, name }) => ({ id, name })),
  };
}
