/**
 * The rates that a person agreed with a bank, from the rows of a table: a price a row, with its days and the page
 * of the offer letter that grants it. A row that cannot be read refuses the whole table: half an agreement judges wrong.
 */
import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import { parseMinor } from "../money/money.ts";
import { NO_FACTS_NEEDED, type NoFacts, type ReasonOf } from "../reason.ts";
import type { AccountType, ListedFee, Pack } from "./pack.ts";
import type { Price } from "./price.ts";

/** The columns of the table, in the order of the template. */
export const RATE_COLUMNS = [
  "bank",
  "service",
  "name",
  "amount",
  "per_mille",
  "min",
  "max",
  "vat",
  "account",
  "from",
  "until",
  "page",
] as const;
type Column = (typeof RATE_COLUMNS)[number];

export type AgreedRates =
  | { readonly ok: true; readonly fees: readonly ListedFee[] }
  | { readonly ok: false; readonly faults: readonly RateFault[] };

/** `got`: what stands in the cell. */
type Got = { readonly got: string };

/** What may be wrong in such a table. */
export type RateReasons = {
  readonly cannot_open: { readonly why: string | null };
  readonly no_such_column: { readonly label: string; readonly columns: readonly string[] };
  readonly column_missing: { readonly label: string };
  readonly no_row_has_a_price: NoFacts;
  /** `why`: one of those below. */
  readonly in_line: { readonly line: number; readonly why: readonly RateFault[] };
  readonly bank_not_listed: Got;
  readonly service_not_listed: Got;
  readonly one_of: Got & { readonly name: string; readonly values: readonly string[] };
  readonly days_are: NoFacts;
  readonly until_is: NoFacts;
  readonly sum_is: Got & { readonly name: string };
  readonly amount_alone: NoFacts;
  readonly per_mille_is: Got;
};
export type RateFault = ReasonOf<RateReasons>;

const ACCOUNTS: readonly string[] = ["savings", "current", "domiciliary"];
const TAXES: readonly string[] = ["added", "included", "none"];

/** An empty table to fill in: a row for every service, of one bank where it is said. */
export const rateTemplate = (pack: Pack, bank = ""): readonly (readonly string[])[] =>
  pack.services.map(({ id, name }) => [bank, id, name, ...new Array<string>(RATE_COLUMNS.length - 3).fill("")]);

/**
 * Reads the rows of the table, the header first. Rows without a price are skipped: the template is full of them. `lines`
 * are the lines of the file on which the rows begin, where they are not simply one after the other.
 */
export function readAgreedRates(
  table: readonly (readonly string[])[],
  pack: Pack,
  lines: readonly number[] = table.map((_row, i) => i + 1),
): AgreedRates {
  const [header = [], ...rows] = table;
  const labels = header.map((label) => label.trim().toLowerCase());
  const unknown = labels.filter((label) => label !== "" && !(RATE_COLUMNS as readonly string[]).includes(label));
  const missing = (["bank", "service"] as const).filter((name) => !labels.includes(name));
  if (unknown.length > 0 || missing.length > 0)
    return {
      ok: false,
      faults: [
        ...unknown.map((label): RateFault => ({ code: "no_such_column", facts: { label, columns: RATE_COLUMNS } })),
        ...missing.map((label): RateFault => ({ code: "column_missing", facts: { label } })),
      ],
    };
  const fees: ListedFee[] = [];
  const faults: RateFault[] = [];
  rows.forEach((cells, i) => {
    const cell = (name: Column): string => cells[labels.indexOf(name)]?.trim() ?? "";
    if (cell("amount") === "" && cell("per_mille") === "") return;
    const read = feeOf(cell, i + 2, pack);
    if ("code" in read) faults.push({ code: "in_line", facts: { line: lines[i + 1] as number, why: [read] } });
    else fees.push(read);
  });
  if (faults.length === 0 && fees.length === 0) faults.push({ code: "no_row_has_a_price", facts: NO_FACTS_NEEDED });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, fees };
}

/** The pack with the agreed rates in it; outside their days the bank's own list still holds. */
export const withAgreedRates = (pack: Pack, fees: readonly ListedFee[]): Pack => ({
  ...pack,
  listedFees: [...fees, ...pack.listedFees],
});

function feeOf(cell: (name: Column) => string, row: number, pack: Pack): ListedFee | RateFault {
  const bank = pack.banks.find(({ id }) => id === cell("bank"));
  if (!bank) return { code: "bank_not_listed", facts: { got: cell("bank") } };
  const service = pack.services.find(({ id }) => id === cell("service"));
  if (!service) return { code: "service_not_listed", facts: { got: cell("service") } };
  const price = priceOf(cell, service.id);
  if ("code" in price) return price;
  const vat = cell("vat") || "added";
  if (!TAXES.includes(vat)) return { code: "one_of", facts: { name: "vat", values: TAXES, got: vat } };
  const account = cell("account");
  if (account !== "" && !ACCOUNTS.includes(account))
    return { code: "one_of", facts: { name: "account", values: ACCOUNTS, got: account } };
  const [from, until] = [dayOf(cell("from")), dayOf(cell("until"))];
  if (from === undefined || until === undefined) return { code: "days_are", facts: NO_FACTS_NEEDED };
  if (from !== null && until !== null && until <= from) return { code: "until_is", facts: NO_FACTS_NEEDED };
  const page = cell("page");
  return {
    id: `agreed.row-${row}`,
    bank: bank.id,
    service: service.id,
    name: service.name,
    status: price.kind === "free" ? "free" : "charged",
    price,
    when: account === "" ? {} : { account: [account as AccountType] },
    vat: vat as ListedFee["vat"],
    currency: pack.currency,
    from,
    until,
    validBasis: "stated",
    grade: "B",
    source: {
      title: bank.name,
      ref: page === "" ? null : page,
      section: null,
      url: null,
    },
    // what the person holds in the hand is not of some day on which we looked
    checkedOn: (from ?? "1970-01-01") as CivilDate,
    agreed: true,
  };
}

function priceOf(cell: (name: Column) => string, service: string): Price | RateFault {
  const [amount, perMille, min, max] = [cell("amount"), cell("per_mille"), cell("min"), cell("max")];
  for (const [name, text] of Object.entries({ amount, min, max }))
    if (text !== "" && (parseMinor(text) === undefined || text.startsWith("-")))
      return { code: "sum_is", facts: { name, got: text } };
  if (amount !== "") {
    if (perMille !== "" || min !== "" || max !== "") return { code: "amount_alone", facts: NO_FACTS_NEEDED };
    return /^0+(\.0+)?$/.test(amount) ? { kind: "free" } : { kind: "fixed", amount };
  }
  const rate = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(perMille);
  if (!rate) return { code: "per_mille_is", facts: { got: perMille } };
  const digits = (rate[1] as string).padStart(4, "0");
  return {
    kind: "rate",
    fraction: `${Number(digits.slice(0, -3))}.${digits.slice(-3)}${rate[2] ?? ""}`,
    base: service === "account.maintenance" ? "debit_turnover" : "transaction_amount",
    ...(min === "" ? {} : { min }),
    ...(max === "" ? {} : { max }),
  };
}

const dayOf = (text: string): CivilDate | null | undefined => (text === "" ? null : parseCivilDate(text));
