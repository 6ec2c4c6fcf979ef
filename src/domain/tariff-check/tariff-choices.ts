/** The words that a column of a tariff allows, and those that people write for them and that can mean nothing else. */
import type { TariffColumn } from "./tariff-rows.ts";

/** Each allowed word with what is read as it: in small letters, with blanks for strokes and points. */
const CHOICES = {
  account: {
    savings: ["saving", "savings account", "saving account", "savings accounts", "savings acct"],
    current: ["current account", "current accounts", "current acct"],
    domiciliary: ["domiciliary account", "domiciliary accounts", "dom account", "domiciliary acct"],
  },
  customer: {
    individual: ["individuals", "natural person", "private person"],
    corporate: ["corporates", "company", "companies", "corporation", "corporate body", "corporate customer"],
  },
  locality: { on_site: ["onsite"], off_site: ["offsite"] },
  same_bank: { yes: ["y", "true", "same bank"], no: ["n", "false", "other bank", "another bank"] },
  per: {
    page: ["pages", "per page", "each page"],
    leaf: ["leaves", "per leaf", "each leaf", "cheque leaf"],
    message: ["messages", "per message", "each message", "sms", "per sms"],
  },
  vat: {
    added: ["excluded", "exclusive", "excl", "vat exclusive", "vat excluded", "plus vat", "excl vat"],
    included: ["inclusive", "incl", "vat inclusive", "vat included", "incl vat"],
    none: ["no vat", "exempt", "vat exempt"],
  },
} as const;

export type ChoiceColumn = keyof typeof CHOICES;
export type Choice<C extends ChoiceColumn> = keyof (typeof CHOICES)[C] & string;

/** The allowed words of a column, in the order in which they are listed; none where it has no list. */
export const choicesOf = (column: TariffColumn): readonly string[] =>
  column in CHOICES ? Object.keys(CHOICES[column as ChoiceColumn]) : [];

/** The allowed word that a text is or can only mean; undefined where it may mean another, or none. */
export function choiceOf<C extends ChoiceColumn>(column: C, text: string): Choice<C> | undefined {
  const said = spaced(text);
  const lists: Readonly<Record<string, readonly string[]>> = CHOICES[column];
  return Object.keys(lists).find((word) => spaced(word) === said || lists[word]?.includes(said)) as
    | Choice<C>
    | undefined;
}

const spaced = (text: string): string =>
  text
    .toLowerCase()
    .split(/[\s._-]/)
    .filter((part) => part !== "")
    .join(" ");
