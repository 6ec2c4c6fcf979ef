/**
 * How banks and customers write, drawn without a look at the pack: voices of transfers, fees, taxes and levies, other charges,
 * notes that people type, and shops. `made-account.ts` puts statements together from these.
 */

/** A payee or payer, and the session number of the payment. */
export type Other = { readonly who: string; readonly bank: string; readonly note: string; readonly session: string };

type Voice = {
  readonly pay: (o: Other) => string;
  readonly fee: (o: Other) => string;
  /** Null: fee and tax are one line. */
  readonly tax: ((o: Other) => string) | null;
};

export const VOICES: readonly Voice[] = [
  { pay: (o) => `NIP/${o.bank}/${o.who}/${o.note}`, fee: () => "NIP CHG + VAT", tax: null },
  { pay: (o) => `NIP/${o.bank}/${o.who}/${o.note}`, fee: () => "NIP CHARGE", tax: () => "VAT ON NIP CHARGE" },
  {
    pay: (o) => `TRANSFER TO ${o.who} ${o.bank} ${o.note}`,
    fee: () => "Transfer fee",
    tax: () => "VAT on transfer fee",
  },
  {
    pay: (o) => `Trf to ${o.who}/${o.note}`,
    fee: (o) => `Trf Commission ${o.who}`,
    tax: (o) => `VAT on Trf Commission ${o.who}`,
  },
  { pay: (o) => `MOB/UTO/${o.who}/${o.note}`, fee: () => "ELECTRONIC TRANSFER CHARGES", tax: () => "VALUE ADDED TAX" },
  {
    pay: (o) => `FIP:MB/${o.bank}/${o.who}/${o.note}`,
    fee: (o) => `NIP-FEE MB/${o.bank}/${o.who}`,
    tax: (o) => `VAT-FEE MB/${o.bank}/${o.who}`,
  },
  {
    pay: (o) => `NIP TRF/${o.session}/${o.who}`,
    fee: (o) => `NIP CHARGES ${o.session}`,
    tax: (o) => `VAT ON NIP CHARGES ${o.session}`,
  },
  {
    pay: (o) => `${o.session} TRF TO ${o.who} ${o.note}`,
    fee: (o) => `COMM/${o.session}`,
    tax: (o) => `VAT/${o.session}`,
  },
  {
    pay: (o) => `Outward transfer to ${o.who} (${o.bank}) ${o.note}`,
    fee: () => "outward trf chrg incl VAT",
    tax: null,
  },
  { pay: (o) => `COB TRF TO ${o.who} **2210 ${o.note}`, fee: (o) => `COB TRF TO ${o.who} **2210 ${o.note}`, tax: null },
];

export const RECEIPTS: readonly ((o: Other) => string)[] = [
  (o) => `NIP/${o.bank}/${o.who}/${o.note}`,
  (o) => `TRF FROM ${o.who} ${o.note}`,
  (o) => `Transfer from ${o.who} | ${o.bank} | ${o.note}`,
  (o) => `NIP TRF FRM ${o.bank}/${o.who} ${o.note}`,
  (o) => `Inward transfer from ${o.who}`,
];

export const LEVIES: readonly ((o: Other) => string)[] = [
  () => "Stamp Duty",
  () => "FGN STAMP DUTY CHARGE",
  () => "EMTL CHG",
  () => "Electronic Money Trf Levy",
  (o) => `FGN Stamp Duty - ${o.who}`,
  (o) => `EMT LEVY ${o.who}/${o.bank}`,
];

export const NAMES = [
  "ADAOBI NWOSU",
  "Rev. PETER UDOH",
  "MUSA GARBA",
  "FUNMI ALADE",
  "CHARITY LEVI",
  "BANKOLE COMFORT",
  "AMC VENTURES",
  "IFEOMA DUTY FREE",
  "SULE MAI FEE",
  "TAXIARCHIS ORJI",
  "SEGUN BELLO",
  "HADIZA LAWAL",
  "UCHE EKE",
  "REVEREND KALU",
];
export const BANKS = ["GTB", "UBA", "ACCESS", "OPAY", "KUDA", "FCMB", "WEMA", "STERLING"];

/** What payers type: words of charges in it are theirs. */
export const NOTES = [
  "",
  "rent",
  "school fees 2nd term",
  "generator maintenance",
  "stamp duty for land",
  "my charges",
  "estate levy march",
  "commission for agent",
  "owo ile",
  "kudin makaranta fees",
  "ego ulo akwukwo",
  "abeg na the transfer charge be this",
  "cyber security course",
  "card maintenance refund",
  "sms bundle fee",
  "vat on invoice 44",
  "POS charges",
  "church levy",
  "salary june",
  "AMC renewal",
  "reversal of debt",
  "legal fee and VAT",
  "cot for baby",
  "clearing charges",
  "food",
];

export const SHOPS = [
  "POS PURCHASE CHARGERS & CABLES IKEJA",
  "POS/WEB PMT LEVY FASHION/ABUJA",
  "WEB PURCHASE COMMISSION JUNCTION",
  "AIRTIME MTN 0803",
  "BILL PAYMENT IKEDC PREPAID TOKEN",
  "POS PRCH FEE-FEE FOODS KANO",
  "Web payment maintenance tools",
  "DSTV CARD RENEWAL",
  "GENERATOR MAINTENANCE",
  "JUMIA ORDER 55221",
  "POS PURCHASE STAMP DUTY CAFE",
  "REMITA/221144/WAEC FEES",
];

/** What customers pay that reads like a charge and is far from any charge's sum. */
export const LARGE_WORDS = [
  "LEGAL FEES AND VAT",
  "CHARGES FOR CLEARING CONTAINER",
  "FACILITY MAINTENANCE CHARGE",
  "ACCOUNT AUDIT FEE",
  "CYBERSECURITY TRAINING LEVY",
  "LAND STAMP DUTY PAYMENT",
  "COMMISSION TO AGENTS",
  "LOAN MANAGEMENT SEMINAR",
  "CARD PRINTING",
];
