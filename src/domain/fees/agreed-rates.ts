/**
 * The rates that a person agreed with a bank, from the rows of a table: a price a row, with its days and the page
 * of the offer letter that grants it. A row that cannot be read refuses the whole table: half an agreement judges wrong.
 */
import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import { parseMinor } from "../money/money.ts";
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
  | { readonly ok: false; readonly faults: readonly string[] };

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
        ...unknown.map((label) => `There is no column "${label}"; the columns are ${RATE_COLUMNS.join(", ")}.`),
        ...missing.map((label) => `The column "${label}" is missing.`),
      ],
    };
  const fees: ListedFee[] = [];
  const faults: string[] = [];
  rows.forEach((cells, i) => {
    const cell = (name: Column): string => cells[labels.indexOf(name)]?.trim() ?? "";
    if (cell("amount") === "" && cell("per_mille") === "") return;
    const read = feeOf(cell, i + 2, pack);
    if (typeof read === "string") faults.push(`Line ${lines[i + 1]}: ${read}`);
    else fees.push(read);
  });
  if (faults.length === 0 && fees.length === 0) faults.push("No row has a price.");
  return faults.length > 0 ? { ok: false, faults } : { ok: true, fees };
}

/** The pack with the agreed rates in it; outside their days the bank's own list still speaks. */
export const withAgreedRates = (pack: Pack, fees: readonly ListedFee[]): Pack => ({
  ...pack,
  listedFees: [...fees, ...pack.listedFees],
});

function feeOf(cell: (name: Column) => string, row: number, pack: Pack): ListedFee | string {
  const bank = pack.banks.find(({ id }) => id === cell("bank"));
  if (!bank) return `no bank "${cell("bank")}" is listed.`;
  const service = pack.services.find(({ id }) => id === cell("service"));
  if (!service) return `no service "${cell("service")}" is listed.`;
  const price = priceOf(cell, service.id);
  if (typeof price === "string") return price;
  const vat = cell("vat") || "added";
  if (!TAXES.includes(vat)) return `vat is ${TAXES.join(", ")}, but got "${vat}".`;
  const account = cell("account");
  if (account !== "" && !ACCOUNTS.includes(account)) return `account is ${ACCOUNTS.join(", ")}, but got "${account}".`;
  const [from, until] = [dayOf(cell("from")), dayOf(cell("until"))];
  if (from === undefined || until === undefined) return "from and until are days like 2026-01-31, or blank.";
  if (from !== null && until !== null && until <= from) return "until is the first day on which it no longer holds.";
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
      title: `Rates agreed with ${bank.name}`,
      ref: page === "" ? null : `page ${page}`,
      section: null,
      url: null,
    },
    // what the person holds in the hand is not of some day on which we looked
    checkedOn: (from ?? "1970-01-01") as CivilDate,
    agreed: true,
  };
}

function priceOf(cell: (name: Column) => string, service: string): Price | string {
  const [amount, perMille, min, max] = [cell("amount"), cell("per_mille"), cell("min"), cell("max")];
  for (const [name, text] of Object.entries({ amount, min, max }))
    if (text !== "" && (parseMinor(text) === undefined || text.startsWith("-")))
      return `${name} is a sum like 25.00, but got "${text}".`;
  if (amount !== "") {
    if (perMille !== "" || min !== "" || max !== "") return "an amount stands alone, without per_mille, min or max.";
    return /^0+(\.0+)?$/.test(amount) ? { kind: "free" } : { kind: "fixed", amount };
  }
  const rate = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(perMille);
  if (!rate) return `per_mille is a number like 0.5, but got "${perMille}".`;
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
