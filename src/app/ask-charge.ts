/**
 * One charge as a person asks for it. Which facts decide it on that day is read from the rules themselves, so
 * that a form asks only what matters; the answer is the engine's, with its worksheet.
 */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { decidingFacts, type FactName, inAskedOrder } from "../domain/fees/deciding-facts.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { AccountType, Pack, Product, Service } from "../domain/fees/pack.ts";
import type { PriceReason } from "../domain/fees/price-reasons.ts";
import type { ChargeFacts, Priced, Sum } from "../domain/fees/priced.ts";
import { productOf, productsOf } from "../domain/fees/products.ts";
import { isUsualIn } from "../domain/fees/usual-price.ts";
import { vatOn } from "../domain/fees/vat.ts";
import { priceWhole, type WholeAction } from "../domain/fees/whole-action.ts";
import type { Minor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import { pageWords } from "../words/page-words.ts";
import { sayAll } from "../words/say.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { Refused } from "./refused.ts";

export type FactField = FactName;

export type ChargeInput = When & {
  readonly service?: string | undefined;
  readonly bank?: string | undefined;
  readonly product?: string | undefined;
  readonly account?: AccountType | undefined;
  readonly amount?: Minor | undefined;
  readonly facts: ChargeFacts;
  /** In which the services are named. */
  readonly language?: Language;
};

/** A service by its name of the day; `nameIn` is the language of that, English where the pack has no other. */
export type NamedService = { readonly id: string; readonly name: string; readonly nameIn: Language };

export type SumView = { readonly fee: string; readonly tax: string; readonly total: string };

/** What was priced, as a page shows it; a program gets the `ChargeAnswer` of `domain/fees`, of the same evaluation. */
export type PricedView = {
  readonly state: Priced["state"];
  readonly maximum: SumView | null;
  /** `maximum` is what banks take: no text names it as a limit. */
  readonly usual: boolean;
  readonly range: { readonly low: string; readonly high: string } | null;
  /** The bank's own price; `leaves` with all that the event draws beside it, null where that is not known. */
  readonly listed: (SumView & { readonly feeId: string; readonly leaves: string | null }) | null;
  readonly missing: readonly string[];
  readonly rules: readonly string[];
  readonly grade: Priced["grade"];
  readonly payee: Priced["payee"];
  readonly worksheet: readonly string[];
  /** What the worksheet says, before it is said. */
  readonly work: readonly PriceReason[];
  readonly vatPercent: string | null;
  readonly currency: string;
  /** Duties that the same event draws. */
  readonly also: readonly {
    readonly service: string;
    readonly name: string;
    readonly nameIn: Language;
    readonly payee: Priced["payee"];
    /** The sum, or from and to where a fact is missing. */
    readonly sum: string;
    /** Both ends of it; null where it is not known. */
    readonly low: string | null;
    readonly high: string | null;
    readonly missing: readonly string[];
  }[];
  /** What leaves the account on top of the amount: fee, VAT and duties; null where one of them has no end that we know. */
  readonly leaves: { readonly low: string; readonly high: string } | null;
  /** The least of it while it is no one sum: with what is known where a part has no end; null where it is one sum. */
  readonly leavesLeast: string | null;
};

export type ChargeView = Dated & {
  readonly services: readonly NamedService[];
  /** Services that most questions are about, most common first. */
  readonly common: readonly string[];
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  /** What the bank that is named sells under a name of its own. */
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly service: NamedService | null;
  /** The facts that decide this service on this day, in the order a person is asked. */
  readonly asks: readonly FactField[];
  /** null: nothing was asked yet, or the sum is still to be told. */
  readonly answer: PricedView | null;
};

/** Answers one charge for people, or says which facts to ask for. */
export async function askCharge(ctx: Context, input: ChargeInput): Promise<ChargeView> {
  const dated = await datedPack(ctx, input);
  const { pack, on } = dated;
  const { language = ENGLISH } = input;
  const service =
    input.service === undefined ? undefined : pack.services.find((s) => s.id === input.service && s.id !== "unknown");
  if (input.service !== undefined && !service)
    throw new Refused("unknown_service", "service", { code: "fault.unknown_service", facts: { asked: input.service } });
  if (input.bank !== undefined && !pack.banks.some((bank) => bank.id === input.bank))
    throw new Refused("unknown_bank", "bank", { code: "fault.unknown_bank", facts: { asked: input.bank } });
  const product = productAsked(pack, input);
  const asks = service ? decidingFacts(pack, service.id, on) : [];
  const ready = service !== undefined && (!asks.includes("amount") || input.amount !== undefined);
  const asked = { ...input, account: input.account ?? product?.account ?? undefined };
  const whole = ready && service ? wholeOf(pack, service.id, on, asked) : null;
  return {
    ...datedOf(dated),
    services: pack.services
      .filter((s) => s.id !== "unknown" && s.id !== "tax.vat")
      .map((one) => named(one, on, language)),
    common: pack.search?.common ?? [],
    banks: pack.banks.map(({ id, name }) => ({ id, name })),
    products: input.bank === undefined ? [] : productsOf(pack, input.bank, on).map(({ id, name }) => ({ id, name })),
    service: service ? named(service, on, language) : null,
    asks: service ? withDutys({ pack, service: service.id, on, own: asks, whole, told: input.facts }) : [],
    answer: whole && answerOf(pack, on, whole, language),
  };
}

/** The product, which belongs to the bank and is of the kind of account that are named; refused where it does not. */
function productAsked(pack: Pack, { bank, product: id, account }: ChargeInput): Product | undefined {
  if (id === undefined) return undefined;
  const product = productOf(pack, id);
  // another bank was picked since: its form asks anew
  if (!product || product.bank !== bank)
    throw new Refused("bad_field", "product", { code: "fault.product", facts: {} });
  if (account !== undefined && product.account !== null && product.account !== account)
    throw new Refused("bad_field", "product", {
      code: `refused.product_account.${product.account}`,
      facts: { product: product.name },
    });
  return product;
}

type Asked = {
  readonly pack: Pack;
  readonly service: string;
  readonly on: CivilDate;
  /** What the charge itself turns on. */
  readonly own: readonly FactField[];
  readonly whole: WholeAction | null;
  readonly told: ChargeFacts;
};

/** What a duty of the same event turns on is asked too, and no more of it than decides: the amount, what the answer misses, what was told. */
function withDutys({ pack, service, on, own, whole, told }: Asked): FactField[] {
  const drawn = pack.services.find(({ id }) => id === service)?.draws ?? [];
  const needed = new Set<string>(own);
  const ofDuties = drawn.flatMap((duty) => decidingFacts(pack, duty.service, on));
  for (const fact of ofDuties)
    if (fact === "amount" || (fact !== "account" && told[fact] !== undefined)) needed.add(fact);
  for (const { priced } of whole?.also ?? []) for (const fact of priced.missing) needed.add(fact);
  return inAskedOrder(needed);
}

function wholeOf(pack: Pack, service: string, on: CivilDate, input: ChargeInput): WholeAction {
  return priceWhole(pack, {
    service,
    on,
    facts: input.facts,
    ...(input.amount === undefined ? {} : { amount: input.amount }),
    ...(input.account === undefined ? {} : { account: input.account }),
    ...(input.bank === undefined ? {} : { bank: input.bank }),
    ...(input.product === undefined ? {} : { product: input.product }),
  });
}

function answerOf(pack: Pack, on: CivilDate, whole: WholeAction, language: Language): PricedView {
  const priced = whole.own;
  const money = (value: Minor) => exactMoney(value, priced.currency);
  const sum = (it: Sum): SumView => ({ fee: money(it.fee), tax: money(it.tax), total: money(it.total) });
  const dutys = whole.also.reduce<Minor | null>(
    (all, { priced: { maximum } }) => (all === null || !maximum ? null : all + maximum.total),
    0n,
  );
  return {
    state: priced.state,
    maximum: priced.maximum && sum(priced.maximum),
    usual: priced.state === "at_cost" && priced.maximum !== null && isUsualIn(pack, priced.rules),
    range: priced.range && { low: money(priced.range.low), high: money(priced.range.high) },
    listed: priced.listed && {
      ...sum(priced.listed),
      feeId: priced.listed.feeId,
      leaves: dutys === null ? null : money(priced.listed.total + dutys),
    },
    missing: priced.missing,
    rules: priced.rules,
    grade: priced.grade,
    payee: priced.payee,
    worksheet: sayAll(priced.work, language),
    work: priced.work,
    vatPercent: vatOn(pack, on)?.percent ?? null,
    currency: priced.currency,
    also: whole.also.map(({ service: drawn, priced: duty }) => ({
      service: drawn,
      ...nameOfDay(pack, drawn, on, language),
      payee: duty.payee,
      sum: duty.maximum
        ? money(duty.maximum.total)
        : duty.range
          ? pageWords(language, "charge.span", { low: money(duty.range.low), high: money(duty.range.high) }).text
          : pageWords(language, "charge.not_known").text,
      low: duty.maximum ? money(duty.maximum.total) : duty.range ? money(duty.range.low) : null,
      high: duty.maximum ? money(duty.maximum.total) : duty.range ? money(duty.range.high) : null,
      missing: duty.missing,
    })),
    leaves: whole.leaves && { low: money(whole.leaves.low), high: money(whole.leaves.high) },
    leavesLeast: leastOf(whole, money),
  };
}

function leastOf({ own, also, leaves }: WholeAction, money: (sum: Minor) => string): string | null {
  if (leaves) return leaves.low < leaves.high ? money(leaves.low) : null;
  const parts = [own, ...also.map(({ priced }) => priced)];
  const known = parts.reduce((all, { range, maximum, state }) => {
    const low = range ? range.low : state === "charged" && maximum ? maximum.total : 0n;
    return all + low;
  }, 0n);
  return known === 0n ? null : money(known);
}

function named(service: Service, on: CivilDate, language: Language): NamedService {
  const { text, language: nameLanguage } = nameIn(service, on, language);
  return { id: service.id, name: text, nameIn: nameLanguage };
}

function nameOfDay(pack: Pack, id: string, on: CivilDate, language: Language): Omit<NamedService, "id"> {
  const service = pack.services.find((one) => one.id === id);
  if (!service) return { name: id, nameIn: ENGLISH };
  const { id: _id, ...called } = named(service, on, language);
  return called;
}
