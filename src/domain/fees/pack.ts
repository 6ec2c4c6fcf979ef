import type { CompareParts } from "../compare/typed-usage.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { Price } from "./price.ts";
import type { Terms } from "./terms.ts";

/**
 * A country pack, everything openfees knows of one jurisdiction, as data. It comes from `data/<jurisdiction>/*.json`,
 * goes into PostgreSQL version by version, and comes out again as this one object, as known at some instant.
 * The engine takes a pack and never a file, a database or a clock. A row's private `comment` stays in the folder.
 */
export type Pack = {
  readonly jurisdiction: string;
  /** Grows with every change of the data. */
  readonly version: string;
  /** Hash of the canonical text of the rules, wordings, products and listed fees: an audit names it. */
  readonly sha256: string;
  readonly currency: string;
  readonly services: readonly Service[];
  readonly banks: readonly Bank[];
  readonly rules: readonly Rule[];
  readonly listedFees: readonly ListedFee[];
  readonly wordings: readonly Wording[];
  readonly narration: NarrationHints;
  readonly layouts: readonly Layout[];
  readonly complaintClock: readonly ComplaintStep[];
  /** Absent in what was published before products were things: there a fee's product is its name. */
  readonly products?: readonly Product[];
  /** Absent in what was published before the streams had versions of their own. */
  readonly streams?: Streams;
  /** Absent in what was published before gaps were said. */
  readonly gaps?: readonly Gap[];
  /** Absent in what was published before people's words were data. */
  readonly search?: SearchWords;
  /** Absent in what was published before years were compared. */
  readonly compare?: CompareParts;
};

/**
 * The versions of what a pack is made of: law (rules, gaps, the clock of a complaint), words (services, banks, wordings, layouts
 * and the rest that names things), and the tariff of each bank (its products and listed fees), by bank.
 */
export type Streams = {
  readonly law: string;
  readonly words: string;
  readonly tariffs: Readonly<Record<string, string>>;
};

/** What people type who search, and what they mean by it (`data/<jurisdiction>/search.json`). */
export type SearchWords = {
  /** Words for one thing; the first stands for all. */
  readonly same: readonly (readonly string[])[];
  /** Words that name nothing by themselves. */
  readonly weak: readonly string[];
  /** Words that say little beside others: of what kind an account is, whose it is. Absent in what was published before. */
  readonly slight?: readonly string[];
  /** What people also ask of a page about banks, and this one does not answer. */
  readonly elsewhere?: readonly string[];
  /** Services that most questions are about, most common first. */
  readonly common: readonly string[];
  /** More words for a service than its name and aliases. */
  readonly services: readonly { readonly service: string; readonly words: readonly string[] }[];
  /** Pages that answer what is no fee. */
  readonly pages: readonly {
    readonly address: string;
    readonly title: string;
    /** Its title in other languages. */
    readonly said?: Readonly<Record<string, string>>;
    readonly words: readonly string[];
  }[];
};

/** Days on which we know no rule of a service, said aloud. Both null: we know none at all. */
export type Gap = {
  readonly service: string;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly why: string;
};

/** A the regulator's or the law's text read first-hand, B the bank's own dated document, C press or professional source, D a third party's reading or memory. */
export type Grade = "A" | "B" | "C" | "D";
export type Payee = "bank" | "government" | "telco" | "other_bank" | "network";
export type AccountType = "savings" | "current" | "domiciliary";
export type Licence = "commercial" | "merchant" | "non_interest" | "microfinance" | "mobile_money" | "payment_service";

export type Service = {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly note?: string;
  /** One plain sentence for the page. */
  readonly plain?: string;
  /** What it was called when, where its one name names several: each of its days has one. */
  readonly named?: readonly DatedName[];
  /** The same in other languages than English, by their BCP 47 names. */
  readonly said?: Readonly<Record<string, { readonly name: string }>>;
  /** The same event as a service to the one who receives: asked with that side, it is answered by that service. */
  readonly receiver?: string;
  /** Duties that the same event draws from this side of it. */
  readonly draws?: readonly {
    readonly service: string;
    readonly party: "sender" | "receiver";
    readonly sameBank?: boolean;
  }[];
  /** What a change of it is measured on. */
  readonly usage?: StatedUsage;
};

/** So many of a thing in a time, such as 40 alerts a month: an example of ours, by which a change is said in money. */
export type StatedUsage = {
  readonly times: number;
  readonly per: "month" | "quarter" | "year" | "once";
  /** What is counted: `alerts`. */
  readonly of: string;
  /** Of each; of the whole month for a fee on a month's payments. */
  readonly amount?: string;
  readonly facts?: {
    readonly account?: AccountType;
    readonly locality?: "on_site" | "off_site";
    readonly party?: "sender" | "receiver";
    readonly customer?: "individual" | "corporate";
    readonly nthInMonth?: number;
    readonly nthInDay?: number;
    readonly pages?: number;
    readonly leaves?: number;
  };
};

export type DatedName = {
  readonly name: string;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  /** Its name of these days in other languages. */
  readonly said?: Readonly<Record<string, string>>;
};

export type Bank = {
  readonly id: string;
  readonly name: string;
  /** Names that its statements and alerts print: a statement's bank is known by them. */
  readonly aliases: readonly string[];
  /** Former names, products and short forms: found by a search, never looked for on a statement. */
  readonly alsoKnown?: readonly string[];
  /** What people call it, where its name does not say so. */
  readonly short?: string;
  readonly licence: Licence;
  /** Of the licence. */
  readonly grade: Grade;
  readonly licenceOf?: { readonly authorisation?: string; readonly asOf?: string; readonly note?: string } & Seen;
  /** The bank is no longer, or is becoming part of another. `on` null: the day is not verified. */
  readonly ended?: { readonly on: CivilDate | null; readonly into: string | null; readonly how: string } & Seen;
  readonly contacts?: readonly BankContact[];
  /** The short code dialled on a phone. */
  readonly ussd?: { readonly code: string; readonly note?: string } & Seen;
  /** `on` is a day, a month or a year; null where the source names none. */
  readonly history?: readonly {
    readonly on: string | null;
    readonly what: string;
    readonly grade: Grade;
    readonly source: Source;
  }[];
  /** How a customer gets a statement as a file. */
  readonly statementFile?: {
    readonly paths: readonly string[];
    readonly formats?: readonly string[];
    readonly password?: string;
    readonly note?: string;
  } & Seen;
  /** Where the bank itself publishes prices. */
  readonly tariffPage?: { readonly url: string; readonly note?: string } & Seen;
};

/** How sure a value is, where it was read and when. */
export type Seen = { readonly grade: Grade; readonly source: Source; readonly checkedOn: CivilDate };

export type BankContact = {
  readonly kind:
    | "email"
    | "escalation_email"
    | "phone"
    | "whatsapp"
    | "contact_page"
    | "complaint_form"
    | "complaint_policy";
  readonly value: string;
  /** How many sources name it. */
  readonly sources: number;
  /** What a reader should know of it: which office it reaches, when it is for, how weak its source is. */
  readonly note?: string;
} & Seen;

/** What a figure stands in: the law, the circular, the bank's own paper. */
export type Instrument = {
  readonly title: string;
  readonly ref: string | null;
  readonly section: string | null;
  /** The date printed on it. */
  readonly on: CivilDate | null;
};

/** Where a figure was read: a page or a document, and its address. */
export type Source = {
  readonly title: string;
  readonly ref: string | null;
  readonly section: string | null;
  readonly url: string | null;
};

/** What must hold of the event for a rule to apply. An absent key asks nothing; lists mean "one of". */
export type Guard = {
  readonly account?: readonly AccountType[];
  readonly locality?: readonly ("on_site" | "off_site")[];
  readonly party?: readonly ("sender" | "receiver")[];
  readonly customer?: readonly ("individual" | "corporate")[];
  readonly sameBank?: boolean;
};

/** Who owes a levy on a transfer, from which amount, on which accounts, and which transfers are exempt. */
export type LevyTerms = {
  readonly payer: "sender" | "receiver";
  /** Lowest amount that owes it, inclusive. */
  readonly from: string;
  /** Absent: every kind of account. */
  readonly accounts?: readonly AccountType[];
  readonly exempt: readonly ("salary" | "own_accounts" | "own_accounts_same_bank")[];
};

/** A price that may be taken instead from a day on, because a draft of unknown standing allows more: the higher of the two is the ceiling. */
export type Relaxation = {
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly by: string;
  readonly price: Price;
};

/** A sum on which the printed text is silent: it is priced by the rule, and nothing up to the price here is called too much. */
export type Unprinted = { readonly amount: string; readonly price: Price; readonly says: string };

/** One row of law or regulation with the days it holds. `until` is the first day it no longer holds. */
export type Rule = {
  readonly id: string;
  readonly service: string | null;
  readonly name: string;
  readonly standing: "in_force" | "superseded" | "abolished" | "draft" | "withdrawn" | "unknown";
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  /** For a draft: the days it names for itself. */
  readonly proposedFrom?: CivilDate;
  readonly proposedUntil?: CivilDate;
  readonly payer: string;
  readonly payee: Payee;
  readonly currency: string;
  readonly price: Price;
  readonly when: Guard;
  readonly levy?: LevyTerms;
  /** True: this charge was never allowed, on any day. */
  readonly never?: true;
  readonly unprinted?: readonly Unprinted[];
  /** It holds at a bank from the day that the bank itself announced: that day is the bank's own listed fee of the service, which is free. */
  readonly startsByBank?: true;
  readonly relaxed?: readonly Relaxation[];
  /** Rules that apply instead of this one on days when both are in force. */
  readonly standsBehind?: readonly string[];
  /** Earlier rules, still in force, whose figure this later one takes the place of. The engine finds them by itself; the data check wants it said. */
  readonly replaces?: readonly string[];
  /** Shown on pages, never used to price: the reason why. */
  readonly reference?: string;
  /** How openfees reads the row where its text leaves room. */
  readonly reading?: string;
  /** What real statements showed. */
  readonly observed?: string;
  /** `unsettled`: no source says whether the fee carries VAT; the ceiling then includes it. */
  readonly vat: "added" | "none" | "unsettled";
  /** How long before a change of the price the bank must say so, where the rule says how long. */
  readonly notice?: { readonly workingDays: number };
  readonly negotiable: boolean;
  readonly period: string;
  readonly grade: Grade;
  /** False: shown with its grade, never a ground for an accusation. */
  readonly enforceable: boolean;
  /** True: an audit may judge on it although `enforceable` is false (settled case 5). */
  readonly judged?: true;
  /** Part of the Guide that binds commercial, merchant and non-interest banks (reading 1); taxes and levies bind all. */
  readonly binds: "banks" | "everyone";
  /** What the rule says, for a reader. */
  readonly conditions: string;
  /** Absent in what was published before the instrument stood apart from where it was read. */
  readonly instrument?: Instrument;
  readonly source: Source;
  /** The day a person or the research last looked at the source. */
  readonly checkedOn: CivilDate;
};

/** What a bank sells under a name of its own: an account, a wallet. A listed fee belongs to one, or to the whole bank. */
export type Product = {
  readonly id: string;
  readonly bank: string;
  readonly name: string;
  /** Other names that the bank's papers or statements have for it. */
  readonly alsoKnown?: readonly string[];
  /** null: its source does not say which kind of account it is. */
  readonly account: AccountType | null;
  /** Who may have it, in plain words. Absent: its source does not say. */
  readonly who?: string;
  /** Absent: for people, or its source does not say. */
  readonly customer?: "corporate";
  /** The bank's own code for it. */
  readonly nativeId?: string;
  /** The days on which it can be had; null: not known. */
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly note?: string;
} & Seen;

/** A bank's own published price. A bank and service without one are "unknown", never free. */
export type ListedFee = {
  readonly id: string;
  readonly bank: string;
  readonly service: string;
  readonly name: string;
  readonly status: "charged" | "free" | "included" | "not_offered" | "negotiable" | "at_cost" | "unresolved";
  readonly price: Price;
  readonly when: Guard;
  /** Id of the product that it belongs to; absent: the whole bank. */
  readonly product?: string;
  /** The kind of the thing that it is for, in the list's words, such as `50 leaves`: it prices nothing without. */
  readonly variant?: string;
  /** What holds over many charges of it: free ones, waivers, the most in a month. */
  readonly terms?: Terms;
  /** `included`: the printed figure already holds the tax. */
  readonly vat: "added" | "included" | "none" | "unsettled";
  readonly currency: string;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  /** `seen`: no date stated by the bank; `from` is the first day it was seen. */
  readonly validBasis: "stated" | "seen";
  readonly grade: Grade;
  readonly instrument?: Instrument;
  readonly source: Source;
  readonly checkedOn: CivilDate;
  readonly note?: string;
  /** On what of the person the price hangs that no question asks: it follows "holds if". */
  readonly condition?: string;
  /** Its price in words, said where a fact is not given on which the sum hangs. */
  readonly inWords?: string;
  /** The person's own agreement with the bank: it takes precedence over what the bank lists for everyone. */
  readonly agreed?: true;
};

/** How a charge, tax, levy, reversal or transfer is worded on statements; see `domain/audit/classify.ts` for how it is matched. */
export type Wording = {
  readonly id: string;
  /** Bank ids whose statements say so; absent: general. */
  readonly banks?: readonly string[];
  /** Lower runs first. */
  readonly order: number;
  /** A regular expression over the normalised narration (upper case, single spaces). */
  readonly match: string;
  readonly unless?: string;
  readonly direction?: "debit" | "credit";
  readonly kind: "transaction" | "fee" | "tax" | "levy" | "interest" | "reversal";
  readonly service?: string;
  readonly tags?: readonly string[];
  /** A real or made line that must match: the data check runs it. */
  readonly examples: readonly string[];
};

/** How narrations are compared in this country: data, so that no bank's habit stands in code (`data/<jurisdiction>/narration.json`). */
export type NarrationHints = {
  /** Words that tell no two payments apart: skipped when the narrations of a charge and a payment are compared. */
  readonly commonWords: readonly string[];
  /** Days beside the weekend on which banks post nothing: `12-25` each year, and days counted from Easter Sunday. */
  readonly quietDays?: {
    readonly days: readonly string[];
    readonly easter?: readonly number[];
    /** True where a working day is often given for a holiday that falls on a weekend: whether it was is not known. */
    readonly inLieu?: boolean;
    /** Feasts of the Islamic year; the days from `earliest` to `latest` around the arithmetical day may have been holidays. */
    readonly moon?: {
      readonly feasts: readonly { readonly name: string; readonly month: number; readonly day: number }[];
      readonly earliest: number;
      readonly latest: number;
      readonly source: string;
    };
  };
  /** A charge printed under the narration of its payment is recognised by amount and place; decimals of the pack's currency. */
  readonly sameNarration: {
    /** Any amount up to `largestWithVat` that is a multiple of `stepWithVat` plus the day's VAT. */
    readonly stepWithVat: string;
    readonly largestWithVat: string;
  };
  /** The words that banks print in charges: each with the shorter forms that stand for it. Absent: every word may be one. */
  readonly bankWords?: Readonly<Record<string, readonly string[]>>;
  /** Small words, months and the like, which may stand between a bank's words. */
  readonly joiningWords?: readonly string[];
  /** Short forms with marks in them, as expressions, and the word that each stands for. */
  readonly bankSigns?: Readonly<Record<string, string>>;
  /** Codes, sessions and days that stand before the words, as expressions. */
  readonly leadingCodes?: readonly string[];
  /** How payments begin (or end): behind it stand names and notes, and their words make no charge. */
  readonly payments?: readonly PaymentHead[];
  /** Services whose charges may print a payee's or a place's name behind the bank's words, by how their ids begin. */
  readonly namedServices?: readonly string[];
  /** How far above the highest known figure a charge may be and still be one. */
  readonly chargeSums?: {
    readonly times: string;
    /** For services without any figure; decimal in the pack's currency. */
    readonly unpriced: string;
    /** Levies that were announced and never owed: the part of a payment that was named. */
    readonly announced?: Readonly<Record<string, string>>;
    /**
     * Services that are a share of many payments: a multiple of `round` is no such sum, unless the line has a word for a charge
     * (`says`, an expression over the narration).
     */
    readonly shares?: { readonly services: readonly string[]; readonly round: string; readonly says: string };
  };
};

/** How a bank prints a payment of one channel. */
export type PaymentHead = {
  readonly id: string;
  /** Bank ids whose statements say so; absent: general. */
  readonly banks?: readonly string[];
  readonly as: "transfer" | "merchant" | "bill";
  /** Absent: lines of either side begin so. */
  readonly side?: "debit" | "credit";
  /** A regular expression over the opened narration; see `domain/audit/open`. */
  readonly match: string;
  readonly examples: readonly string[];
  /** How the payment was made: app, card, mobile, ussd, bulk. */
  readonly channel?: string;
  /** How sure the row is, and where it was seen; D rests on memory. Every row of one bank says so. */
  readonly grade?: Grade;
  readonly source?: string;
};

/** Column labels of statement files, by header and never by file name; see `readers/`. */
export type Layout = {
  readonly id: string;
  readonly bank?: string;
  /** Normalised labels in the order they are printed. */
  readonly header: readonly string[];
  readonly columns: readonly string[];
  readonly dateOrder?: "dmy" | "mdy" | "ymd";
  readonly note?: string;
};

/** One step of a complaint: how long it may take, or where it goes next. */
export type ComplaintStep = {
  readonly id: string;
  /** What the complaint is about (`card`, `excess_charge`), or what the step is (`acknowledge`, `regulator`). */
  readonly kind: string;
  readonly minutes?: number;
  readonly hours?: number;
  readonly days?: number;
  readonly text: string;
  readonly note?: string;
  /** Where to write; only on a step that goes to somebody else. */
  readonly contact?: {
    readonly office: string;
    readonly email: string | null;
    readonly phones?: readonly string[];
    readonly postal?: string;
  };
  /** What a complaint must be about for the step to belong to it; absent: anything. */
  readonly about?: readonly string[];
  /** First day it held, where the source names one. */
  readonly from?: CivilDate;
  readonly grade: Grade;
  readonly instrument?: Instrument;
  readonly source: Source;
  readonly checkedOn: CivilDate;
};
