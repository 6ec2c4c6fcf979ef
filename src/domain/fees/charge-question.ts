/** A question of the charge contract (docs/contracts/charge.md), read from JSON, every fault named. */
import { parseCivilDate } from "../dates/civil-date.ts";
import { type Minor, parseMinor } from "../money/money.ts";
import { NO_FACTS_NEEDED, type NoFacts, type ReasonOf } from "../reason.ts";
import { nearestBanks, nearestServices } from "../search/nearest-names.ts";
import { decidingFacts } from "./deciding-facts.ts";
import type { AccountType, Pack, Product } from "./pack.ts";
import type { ChargeEvent, ChargeFacts } from "./priced.ts";
import { productOf } from "./products.ts";

export type QuestionId = string | number;

/** A question as a program writes it. Sums are texts with at most two decimals, "20000.00"; a day is `2026-02-01`. */
export type ChargeQuestion = {
  /** Repeated in the answer. */
  readonly id: QuestionId;
  readonly jurisdiction: string;
  /** Id of a service, such as `transfer.interbank`. */
  readonly service: string;
  readonly on: string;
  /** The amount of the payment; needed where the charge follows it. */
  readonly amount?: string;
  readonly account?: AccountType;
  /** Also answer with this bank's listed fee. */
  readonly bank?: string;
  readonly product?: string;
  readonly currency?: string;
  readonly facts?: {
    readonly [F in Exclude<keyof ChargeFacts, "overdraft">]?: Required<ChargeFacts>[F] extends Minor
      ? string
      : Required<ChargeFacts>[F];
  };
  /** Also answer with the duties that the same event draws, and with what leaves the account. */
  readonly whole?: boolean;
};

export type FaultCode =
  | "bad_json"
  | "missing_field"
  | "unknown_jurisdiction"
  | "unknown_service"
  | "bad_date"
  | "bad_amount"
  | "bad_fact";

/** `given`: what was sent, as JSON, cut where it is long. */
type Given = { readonly given: string };
type Near = Given & { readonly near: readonly string[] };
type Like = Given & { readonly like: string };

/** What may be wrong in a question. */
export type QuestionReasons = {
  readonly not_json: NoFacts;
  readonly not_an_object: NoFacts;
  readonly give_id: NoFacts;
  readonly give: { readonly field: string };
  readonly amount_decides: { readonly service: string };
  readonly no_jurisdiction: Given;
  readonly no_service: Like;
  readonly no_service_near: Near;
  readonly no_bank: Like;
  readonly no_bank_near: Near;
  readonly no_day: Given;
  readonly not_an_amount: Given;
  readonly no_kind_of_account: Given & { readonly kinds: readonly string[] };
  readonly no_product: Given;
  readonly product_of_other_bank: Given & { readonly bank: string };
  readonly product_of_other_kind: Given & { readonly kind: string; readonly said: string };
  readonly no_currency: Given;
  readonly facts_no_object: NoFacts;
  readonly fact_of_list: Given & { readonly name: string; readonly choices: readonly string[] };
  readonly fact_of_count: Given & { readonly name: string };
  readonly fact_of_flag: Given & { readonly name: string };
  readonly fact_of_sum: Given & { readonly name: string };
  readonly no_fact: Given & { readonly names: readonly string[] };
};
export type QuestionReason = ReasonOf<QuestionReasons>;

/** Why a question cannot be answered; `param` names the field, `reason` says what would fix it. */
export type FoundFault = { readonly code: FaultCode; readonly param: string | null; readonly reason: QuestionReason };

export type ReadQuestion =
  | {
      readonly id: QuestionId;
      readonly pack: Pack;
      readonly event: ChargeEvent;
      readonly whole: boolean;
      /** The language that the answer is asked to be said in, as it was given. */
      readonly lang: string | undefined;
    }
  | { readonly id: QuestionId | null; readonly error: FoundFault };

const DECIMAL = /^\d+(\.\d{1,2})?$/;
const ACCOUNTS: readonly string[] = ["savings", "current", "domiciliary"];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  locality: ["on_site", "off_site"],
  party: ["sender", "receiver"],
  customer: ["individual", "corporate"],
};
/** Facts that are whole numbers. */
export const COUNTS: ReadonlySet<string> = new Set(["nthInMonth", "nthInDay", "pages", "leaves", "days"]);
const SUMS: ReadonlySet<string> = new Set(["weekTotal", "dayTotal", "monthDebits", "unitCost"]);
const FLAGS: ReadonlySet<string> = new Set(["sameOwner", "sameBank", "salary"]);
const FACT_NAMES: readonly string[] = [...Object.keys(CHOICES), ...COUNTS, ...SUMS, ...FLAGS];

class Faulty extends Error {
  readonly fault: FoundFault;
  constructor(code: FaultCode, param: string | null, reason: QuestionReason) {
    super(reason.code);
    this.fault = { code, param, reason };
  }
}

/**
 * Reads one question. Of two faults the first in the order id, jurisdiction, service, on, amount, account, bank, product,
 * facts is named. `packOf` gives the pack of a jurisdiction, undefined for one that is not known.
 */
export function readQuestion(value: unknown, packOf: (jurisdiction: string) => Pack | undefined): ReadQuestion {
  let id: QuestionId | null = null;
  try {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Faulty("bad_json", null, { code: "not_an_object", facts: NO_FACTS_NEEDED });
    const question = value as Readonly<Record<string, unknown>>;
    id = readId(question);
    const { pack, service, on } = readSubject(question, packOf);
    const amount = question.amount === undefined ? undefined : readAmount(question.amount);
    if (amount === undefined && decidingFacts(pack, service, on).includes("amount"))
      throw new Faulty("missing_field", "amount", { code: "amount_decides", facts: { service } });
    const said = readAccount(question.account);
    const bank = readBank(question.bank, pack);
    const product = readProduct(question.product, pack, bank, said);
    const account = said ?? product?.account ?? undefined;
    const currency = readCurrency(question.currency);
    const facts = readFacts(question.facts);
    const event: ChargeEvent = {
      service,
      on,
      facts,
      ...(amount === undefined ? {} : { amount }),
      ...(account === undefined ? {} : { account }),
      ...(bank === undefined ? {} : { bank }),
      ...(product === undefined ? {} : { product: product.id }),
      ...(currency === undefined ? {} : { currency }),
    };
    const lang = typeof question.lang === "string" && question.lang !== "" ? question.lang : undefined;
    return { id, pack, event, whole: question.whole === true, lang };
  } catch (cause) {
    if (cause instanceof Faulty) return { id, error: cause.fault };
    throw cause;
  }
}

const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
};

function readId({ id }: Readonly<Record<string, unknown>>): QuestionId {
  if (typeof id === "string" && id !== "") return id;
  if (typeof id === "number" && Number.isFinite(id)) return id;
  throw new Faulty("missing_field", "id", { code: "give_id", facts: NO_FACTS_NEEDED });
}

function required(question: Readonly<Record<string, unknown>>, field: string): unknown {
  const value = question[field];
  if (value === undefined || value === null || value === "")
    throw new Faulty("missing_field", field, { code: "give", facts: { field } });
  return value;
}

function readSubject(question: Readonly<Record<string, unknown>>, packOf: (jurisdiction: string) => Pack | undefined) {
  const jurisdiction = required(question, "jurisdiction");
  const pack = typeof jurisdiction === "string" ? packOf(jurisdiction) : undefined;
  if (!pack)
    throw new Faulty("unknown_jurisdiction", "jurisdiction", {
      code: "no_jurisdiction",
      facts: { given: quoted(jurisdiction) },
    });
  const service = required(question, "service");
  if (typeof service !== "string" || service === "unknown" || !pack.services.some((s) => s.id === service))
    throw new Faulty("unknown_service", "service", noService(service, pack));
  const day = required(question, "on");
  const on = typeof day === "string" ? parseCivilDate(day) : undefined;
  if (!on) throw new Faulty("bad_date", "on", { code: "no_day", facts: { given: quoted(day) } });
  return { pack, service, on };
}

const decimal = (value: unknown): Minor | undefined =>
  typeof value === "string" && DECIMAL.test(value) ? parseMinor(value) : undefined;

function readAmount(value: unknown): Minor {
  const amount = decimal(value);
  if (amount !== undefined && amount > 0n) return amount;
  throw new Faulty("bad_amount", "amount", { code: "not_an_amount", facts: { given: quoted(value) } });
}

function readAccount(value: unknown): AccountType | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && ACCOUNTS.includes(value)) return value as AccountType;
  throw new Faulty("bad_fact", "account", {
    code: "no_kind_of_account",
    facts: { given: quoted(value), kinds: ACCOUNTS },
  });
}

function readBank(value: unknown, pack: Pack): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && pack.banks.some((bank) => bank.id === value)) return value;
  throw new Faulty("bad_fact", "bank", noBank(value, pack));
}

/** A product is one of the bank that is named, and of the kind of account that is said. */
function readProduct(
  value: unknown,
  pack: Pack,
  bank: string | undefined,
  account: AccountType | undefined,
): Product | undefined {
  if (value === undefined) return undefined;
  const given = quoted(value);
  const bad = (why: QuestionReason) => new Faulty("bad_fact", "product", why);
  const product = typeof value === "string" ? productOf(pack, value) : undefined;
  if (!product) throw bad({ code: "no_product", facts: { given } });
  if (product.bank !== bank) throw bad({ code: "product_of_other_bank", facts: { given, bank: product.bank } });
  if (product.account !== null && account !== undefined && product.account !== account)
    throw bad({ code: "product_of_other_kind", facts: { given, kind: product.account, said: account } });
  return product;
}

/** What was probably meant; where nothing is near, how an id is written. */
function noService(value: unknown, pack: Pack): QuestionReason {
  const near = typeof value === "string" ? nearestServices(pack, value) : [];
  const given = quoted(value);
  return near.length > 0
    ? { code: "no_service_near", facts: { given, near } }
    : { code: "no_service", facts: { given, like: "transfer.interbank" } };
}

function noBank(value: unknown, pack: Pack): QuestionReason {
  const near = typeof value === "string" ? nearestBanks(pack, value) : [];
  const given = quoted(value);
  return near.length > 0
    ? { code: "no_bank_near", facts: { given, near } }
    : { code: "no_bank", facts: { given, like: pack.banks[0]?.id ?? "" } };
}

function readCurrency(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^[A-Z]{3}$/.test(value)) return value;
  throw new Faulty("bad_fact", "currency", { code: "no_currency", facts: { given: quoted(value) } });
}

function readFacts(value: unknown): ChargeFacts {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Faulty("bad_fact", "facts", { code: "facts_no_object", facts: NO_FACTS_NEEDED });
  const facts: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) facts[name] = readFact(name, given);
  return facts as ChargeFacts;
}

function readFact(name: string, value: unknown): unknown {
  const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  const given = quoted(value);
  const bad = (reason: QuestionReason) => new Faulty("bad_fact", name, reason);
  if (choices) {
    if (typeof value === "string" && choices.includes(value)) return value;
    throw bad({ code: "fact_of_list", facts: { given, name, choices } });
  }
  if (COUNTS.has(name)) {
    if (Number.isSafeInteger(value) && (value as number) >= 1) return value;
    throw bad({ code: "fact_of_count", facts: { given, name } });
  }
  if (FLAGS.has(name)) {
    if (typeof value === "boolean") return value;
    throw bad({ code: "fact_of_flag", facts: { given, name } });
  }
  if (SUMS.has(name)) {
    const sum = decimal(value);
    if (sum !== undefined) return sum;
    throw bad({ code: "fact_of_sum", facts: { given, name } });
  }
  throw new Faulty("bad_fact", name, { code: "no_fact", facts: { given: quoted(name), names: FACT_NAMES } });
}
