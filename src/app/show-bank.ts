import { complaintContact } from "../domain/complaints/complaint-contact.ts";
import type { Bank, BankContact } from "../domain/fees/pack.ts";
import { productsOf } from "../domain/fees/products.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { summaryOf } from "./list-fees.ts";
import { type ListedFeeView, listedFeeView } from "./listed-fee-view.ts";
import { noBank } from "./not-listed.ts";
import { isDuty, listedOn } from "./show-fee.ts";

export type BankFee = {
  readonly service: string;
  readonly name: string;
  readonly maximum: string | null;
  /** Empty: unknown. */
  readonly fees: readonly ListedFeeView[];
};

export type BankView = Dated & {
  readonly bank: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly licence: Bank["licence"];
  /** Of the licence. */
  readonly grade: Bank["grade"];
  readonly alsoKnown: readonly string[];
  readonly licenceOf: Bank["licenceOf"] | null;
  /** With the name of the bank it became part of, where we list it. */
  readonly ended: (NonNullable<Bank["ended"]> & { readonly intoName: string | null }) | null;
  readonly contacts: readonly BankContact[];
  /** Where a letter to the bank may be sent; null where no contact is known well enough. */
  readonly complaintsTo: string | null;
  readonly ussd: Bank["ussd"] | null;
  readonly history: NonNullable<Bank["history"]>;
  readonly statementFile: Bank["statementFile"] | null;
  readonly tariffPage: Bank["tariffPage"] | null;
  /** What its price list has a name for; it may have more. */
  readonly products: readonly { readonly id: string; readonly name: string; readonly who: string | null }[];
  readonly fees: readonly BankFee[];
  readonly coverage: { readonly known: number; readonly services: number };
};

/** One bank's own listed fees beside the legal maximum; what we have not seen is unknown. */
export async function showBank(ctx: Context, input: When & { readonly bank: string }): Promise<BankView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const bank = pack.banks.find((b) => b.id === input.bank || b.id === `${pack.jurisdiction}.${input.bank}`);
  if (!bank) throw noBank(pack, input.bank);
  const own = listedOn(pack, on).filter((fee) => fee.bank === bank.id);
  const fees = pack.services
    .filter((service) => service.id !== "unknown" && !isDuty(service))
    .map((service) => ({
      service: service.id,
      name: service.name,
      maximum: summaryOf(dated, service, { bank: bank.id }).maximum,
      fees: own.filter((fee) => fee.service === service.id).map((fee) => listedFeeView(pack, fee, on, today)),
    }));
  const known = fees.filter((fee) => fee.fees.length > 0).length;
  return {
    ...datedOf(dated),
    bank: bank.id,
    name: bank.name,
    aliases: bank.aliases,
    licence: bank.licence,
    grade: bank.grade,
    alsoKnown: bank.alsoKnown ?? [],
    licenceOf: bank.licenceOf ?? null,
    ended: bank.ended ? { ...bank.ended, intoName: nameOf(pack.banks, bank.ended.into) } : null,
    contacts: bank.contacts ?? [],
    complaintsTo: complaintContact(pack.banks, bank)?.value ?? null,
    ussd: bank.ussd ?? null,
    history: bank.history ?? [],
    statementFile: bank.statementFile ?? null,
    tariffPage: bank.tariffPage ?? null,
    products: productsOf(pack, bank.id, on).map(({ id, name, who }) => ({ id, name, who: who ?? null })),
    fees: fees.sort((a, b) => Number(b.fees.length > 0) - Number(a.fees.length > 0)),
    coverage: { known, services: fees.length },
  };
}

const nameOf = (banks: readonly Bank[], id: string | null): string | null =>
  banks.find((bank) => bank.id === id)?.name ?? null;
