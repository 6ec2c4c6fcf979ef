/** A question of the charge contract (docs/contracts/charge.md), read from JSON, every fault named. */
import { parseCivilDate } from "../dates/civil-date.ts";
import { type Minor, parseMinor } from "../money/money.ts";
import { didYouMean, nearestBanks, nearestServices } from "../search/nearest-names.ts";
import { decidingFacts } from "./deciding-facts.ts";
import type { AccountType, Pack, Product } from "./pack.ts";
import type { ChargeEvent, ChargeFacts } from "./priced.ts";
import { productOf } from "./products.ts";

export type QuestionId = string | number;

export type FaultCode =
  | "bad_json"
  | "missing_field"
  | "unknown_jurisdiction"
  | "unknown_service"
  | "bad_date"
  | "bad_amount"
  | "bad_fact";

/** Why a question cannot be answered; `param` names the field, `message` says what would fix it. */
export type Fault = { readonly code: FaultCode; readonly param: string | null; readonly message: string };

export type ReadQuestion =
  | {
      readonly id: QuestionId;
      readonly pack: Pack;
      readonly event: ChargeEvent;
      readonly whole: boolean;
      /** The language that the answer is asked to be said in, as it was given. */
      readonly lang: string | undefined;
    }
  | { readonly id: QuestionId | null; readonly error: Fault };

const DECIMAL = /^\d+(\.\d{1,2})?$/;
const ACCOUNTS: readonly string[] = ["savings", "current", "domiciliary"];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  locality: ["on_site", "off_site"],
  party: ["sender", "receiver"],
  customer: ["individual", "corporate"],
};
/** Facts that are whole numbers. */
export const COUNTS: ReadonlySet<string> = new Set(["nthInMonth", "pages", "leaves", "days"]);
const SUMS: ReadonlySet<string> = new Set(["weekTotal", "dayTotal", "monthDebits", "unitCost"]);
const FLAGS: ReadonlySet<string> = new Set(["sameOwner", "sameBank", "salary"]);
const FACT_NAMES: readonly string[] = [...Object.keys(CHOICES), ...COUNTS, ...SUMS, ...FLAGS];

class Faulty extends Error {
  readonly fault: Fault;
  constructor(code: FaultCode, param: string | null, message: string) {
    super(message);
    this.fault = { code, param, message };
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
      throw new Faulty("bad_json", null, "A question is one JSON object a line.");
    const question = value as Readonly<Record<string, unknown>>;
    id = readId(question);
    const { pack, service, on } = readSubject(question, packOf);
    const amount = question.amount === undefined ? undefined : readAmount(question.amount);
    if (amount === undefined && decidingFacts(pack, service, on).includes("amount"))
      throw new Faulty("missing_field", "amount", `The charge for ${service} follows the amount: give "amount".`);
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
  throw new Faulty("missing_field", "id", 'Give "id", a text of your own: the answer bears it.');
}

function required(question: Readonly<Record<string, unknown>>, field: string): unknown {
  const value = question[field];
  if (value === undefined || value === null || value === "")
    throw new Faulty("missing_field", field, `Give "${field}".`);
  return value;
}

function readSubject(question: Readonly<Record<string, unknown>>, packOf: (jurisdiction: string) => Pack | undefined) {
  const jurisdiction = required(question, "jurisdiction");
  const pack = typeof jurisdiction === "string" ? packOf(jurisdiction) : undefined;
  if (!pack)
    throw new Faulty("unknown_jurisdiction", "jurisdiction", `No jurisdiction ${quoted(jurisdiction)} is known here.`);
  const service = required(question, "service");
  if (typeof service !== "string" || service === "unknown" || !pack.services.some((s) => s.id === service))
    throw new Faulty(
      "unknown_service",
      "service",
      `No service ${quoted(service)} is known${orNearest(service, '"transfer.interbank"', (asked) => nearestServices(pack, asked))}`,
    );
  const day = required(question, "on");
  const on = typeof day === "string" ? parseCivilDate(day) : undefined;
  if (!on) throw new Faulty("bad_date", "on", `${quoted(day)} is no day; write it as YYYY-MM-DD.`);
  return { pack, service, on };
}

const decimal = (value: unknown): Minor | undefined =>
  typeof value === "string" && DECIMAL.test(value) ? parseMinor(value) : undefined;

function readAmount(value: unknown): Minor {
  const amount = decimal(value);
  if (amount !== undefined && amount > 0n) return amount;
  throw new Faulty(
    "bad_amount",
    "amount",
    `${quoted(value)} is no amount: write a text such as "20000.00", above zero, without commas or sign.`,
  );
}

function readAccount(value: unknown): AccountType | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && ACCOUNTS.includes(value)) return value as AccountType;
  throw new Faulty("bad_fact", "account", `${quoted(value)} is no kind of account; use ${ACCOUNTS.join(", ")}.`);
}

function readBank(value: unknown, pack: Pack): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && pack.banks.some((bank) => bank.id === value)) return value;
  throw new Faulty(
    "bad_fact",
    "bank",
    `No bank ${quoted(value)} is known${orNearest(value, `"${pack.banks[0]?.id}"`, (asked) => nearestBanks(pack, asked))}`,
  );
}

/** A product is one of the bank that is named, and of the kind of account that is said. */
function readProduct(
  value: unknown,
  pack: Pack,
  bank: string | undefined,
  account: AccountType | undefined,
): Product | undefined {
  if (value === undefined) return undefined;
  const bad = (why: string) => new Faulty("bad_fact", "product", why);
  const product = typeof value === "string" ? productOf(pack, value) : undefined;
  if (!product) throw bad(`No product ${quoted(value)} is known; the page of the bank lists those that are.`);
  if (product.bank !== bank) throw bad(`${quoted(value)} is a product of ${product.bank}: give that as "bank".`);
  if (product.account !== null && account !== undefined && product.account !== account)
    throw bad(`${quoted(value)} is a ${product.account} account, not a ${account} one.`);
  return product;
}

/** What was probably meant; where nothing is near, how an id is written. */
function orNearest(value: unknown, like: string, nearest: (asked: string) => readonly string[]): string {
  const meant = typeof value === "string" ? didYouMean(nearest(value)) : "";
  return meant === "" ? `; ids are like ${like}.` : `.${meant}`;
}

function readCurrency(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && /^[A-Z]{3}$/.test(value)) return value;
  throw new Faulty("bad_fact", "currency", `${quoted(value)} is no currency; write three capitals such as "NGN".`);
}

function readFacts(value: unknown): ChargeFacts {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Faulty("bad_fact", "facts", '"facts" is an object such as {"locality":"on_site"}.');
  const facts: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) facts[name] = readFact(name, given);
  return facts as ChargeFacts;
}

function readFact(name: string, value: unknown): unknown {
  const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  const bad = (want: string) => new Faulty("bad_fact", name, `${quoted(value)} is no ${name}; ${want}.`);
  if (choices) {
    if (typeof value === "string" && choices.includes(value)) return value;
    throw bad(`use ${choices.join(" or ")}`);
  }
  if (COUNTS.has(name)) {
    if (Number.isSafeInteger(value) && (value as number) >= 1) return value;
    throw bad("use a whole number from 1");
  }
  if (FLAGS.has(name)) {
    if (typeof value === "boolean") return value;
    throw bad("use true or false");
  }
  if (SUMS.has(name)) {
    const sum = decimal(value);
    if (sum !== undefined) return sum;
    throw bad('use a text such as "20000.00"');
  }
  throw new Faulty("bad_fact", name, `No fact is called ${quoted(name)}; there are ${FACT_NAMES.join(", ")}.`);
}
