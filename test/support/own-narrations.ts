/** Narrations of payments whose words read like charges, and of charges in many wordings: what is typed is in the languages people type. */
import { PRINTED, type PrintedCharge } from "./printed-charges.ts";
import { SHOPS, TYPED } from "./typed-notes.ts";

/** What payers type; none of it is a bank's. */
const NOTES = [
  "plumbing maintenance flat 3",
  "lift maintenance levy",
  "borehole maintenance",
  "inverter amc 2026",
  "stamp duty on deed",
  "stamp duty for c of o",
  "cyber security bootcamp",
  "cybersecurity exam fee",
  "sms blast for crusade",
  "bulk sms charge",
  "card printing charge",
  "wedding card fee",
  "id card replacement",
  "atm gallery rent",
  "token for prepaid meter",
  "hardware token for shop",
  "vat to firs march",
  "vat on consultancy",
  "wht remittance q1",
  "customs duty and charges",
  "agency commission april",
  "commission on sales",
  "cot bed for baby",
  "ledger book fees",
  "account audit charge",
  "account opening for coop",
  "reactivation of line",
  "swift car service charge",
  "draft plan fee",
  "bond for contract fee",
  "penal fee coop loan",
  "loan management training",
  "transfer fee of striker",
  "transfer charge make you no vex",
  "na your charges be this",
  "abeg use am pay levy",
  "i don pay your pos charge",
  "owo ile iwe charges",
  "owo maintenance ile",
  "owo ori levy",
  "kudin makaranta fee",
  "kudin haraji levy",
  "kudin gyara maintenance",
  "ego akwukwo fees",
  "ego levy umunna",
  "ego mmezi charge",
  "tithe and church levy",
  "harvest levy block 4",
  "school fees and charges",
  "hostel maintenance fee",
  "waec fee charges",
  "jamb form fee",
  "estate service charge",
  "legal fee and vat",
  "survey fee",
  "hospital charges",
  "freight charges",
  "clearing charges lagos",
  "land use charge",
  "tenement rate levy",
  "union dues levy",
  "market levy stall 9",
  "reversal of what i owe",
  "refund of charges",
  "bank charges refund",
  "interest on esusu",
  "salary levy june",
  "embassy reference fee",
  "statement fee for visa",
  "cheque book printing job",
  "counter cheque design",
] as const;

const HEADS: readonly ((note: string) => string)[] = [
  (note) => `NIP/OPAY/KEMI SANI/${note}`,
  (note) => `TRANSFER TO KEMI SANI GTB ${note}`,
  (note) => `mob/uto/kemi sani/${note}/77120`,
  (note) => `POS PURCHASE ${note.toUpperCase()} VENTURES`,
];
const SUMS = ["45000.00", "5200.00", "50.00", "120000.00", "25.00", "1075.00", "780.00"];

/** Payments that a person made: `[narration, sum]`. */
export const INNOCENT: readonly (readonly [string, string])[] = NOTES.flatMap((note, i) =>
  [0, 1, 2].map((k): [string, string] => [
    (HEADS[(i + k) % HEADS.length] as (note: string) => string)(note),
    SUMS[(i * 3 + k) % SUMS.length] as string,
  ]),
);

/** Notes alone, as some banks print them: of the size of what they are for. */
export const BARE: readonly (readonly [string, string])[] = NOTES.map((note, i) => [
  note.toUpperCase(),
  ["38500.00", "64000.00", "150000.00"][i % 3] as string,
]);

const BEHIND: readonly ((note: string) => string)[] = [
  (note) => `NXG :TRFTO/BISI EZE/UBA/${note}`,
  (note) => `TRF TO BISI EZE ${note}`,
  (note) => `000013260402101112000000123456|${note}|59961805||BISI EZE`,
  (note) => `app: to bisi eze uba - ${note}`,
  (note) => `MOBILE TRF TO PAY/${note}/BISI EZE`,
  (note) => `NIP TRF TO UBA/BISI EZE/${note}`,
];
const PURCHASES: readonly ((shop: string) => string)[] = [
  (shop) => `POS PURCHASE ${shop} LA LANG`,
  (shop) => `WEB PYMT ${shop}`,
  (shop) => `pos/${shop.toLowerCase()}/ibadan/20441234`,
];
const typed = Object.values(TYPED).flat();

/** More of what a person pays, behind the beginnings of more layouts. */
export const TYPED_BEHIND: readonly (readonly [string, string])[] = [
  ...typed.flatMap((note, i) =>
    [0, 1].map((k): [string, string] => [
      (BEHIND[(i + 3 * k) % BEHIND.length] as (note: string) => string)(note),
      SUMS[(i * 5 + k) % SUMS.length] as string,
    ]),
  ),
  ...SHOPS.flatMap((shop, i) =>
    PURCHASES.map((print, k): [string, string] => [print(shop), SUMS[(i + 2 * k) % SUMS.length] as string]),
  ),
];

/** The same notes as all that a bank prints, of the size of what they are for. */
export const TYPED_ALONE: readonly (readonly [string, string])[] = typed.map((note, i) => [
  i % 2 ? note : note.toUpperCase(),
  ["12000.00", "27500.00", "90000.00"][i % 3] as string,
]);

type Told = PrintedCharge;
const T = "transfer.interbank";
const L = "levy.electronic_transfer";
const CHARGES: readonly Told[] = [
  ["NIP TRF CHG", "26.88", "fee", T],
  ["Instant payment fee", "10.75", "fee", T],
  ["E-TRANSFER COMM", "25.00", "fee", T],
  ["TRSF CHRG + VAT", "53.75", "fee", T],
  ["INTERBANK TRF FEE", "25.00", "fee", T],
  ["Outward NIP chgs", "50.00", "fee", T],
  ["MOBILE TRFCHARGE", "25.00", "fee", T],
  ["WEB TRANSFER COMMISSION", "10.00", "fee", T],
  ["HANDLING CHARGE FOR NIP", "50.00", "fee", T],
  ["CHARGE FOR TRANSFER", "25.00", "fee", T],
  ["COMM ON FUNDS TRF", "25.00", "fee", T],
  ["NEFT CHARGES", "25.00", "fee", T],
  ["NIP FEE INCL VAT", "26.88", "fee", T],
  ["txn fee nip", "10.00", "fee", T],
  ["TRFCOMM", "25.00", "fee", T],
  ["RTGS FEE", "950.00", "fee", "transfer.rtgs"],
  ["VAT ON NIP COMM", "1.88", "tax", "tax.vat"],
  ["VAT/TRF CHG", "3.75", "tax", "tax.vat"],
  ["value added tax on fee", "0.75", "tax", "tax.vat"],
  ["VATCHARGE", "1.88", "tax", "tax.vat"],
  ["NIP COMM VAT", "1.88", "tax", "tax.vat"],
  ["7.5% VAT on charges", "3.75", "tax", "tax.vat"],
  ["VAT FOR SMS CHARGES", "3.60", "tax", "tax.vat"],
  ["STAMPDUTY", "50.00", "levy", L],
  ["Stamp duty chg", "50.00", "levy", L],
  ["E-LEVY", "50.00", "levy", L],
  ["EMTL", "50.00", "levy", L],
  ["EMT LEVY CHG", "50.00", "levy", L],
  ["ELECTRONIC MONEY TRANSFER LEVY", "50.00", "levy", L],
  ["FGN LEVY ON TRANSFER", "50.00", "levy", L],
  ["GOVT STAMP DUTY", "50.00", "levy", L],
  ["CARD ISSUANCE FEE PAN 5399XXXXXX1234", "1075.00", "fee", "card.issue"],
  ["card maint chg 506105XXXXXXXXX7731", "53.75", "fee", "card.maintenance"],
  ["OTP DEVICE FEE", "2687.50", "fee", "token.hardware"],
  ["Hardware OTP charge", "2687.50", "fee", "token.hardware"],
  ["FGN E-MONEY TRANSFER LEVY", "50.00", "levy", L],
  ["CYBER SECURITY LEVY", "40.00", "levy", "levy.cybersecurity"],
  ["CYBERSEC LEVY 0.5%", "40.00", "levy", "levy.cybersecurity"],
  ["SMS ALRT CHG MAR", "38.70", "fee", "alert.sms"],
  ["SMSCHARGES FEB", "25.80", "fee", "alert.sms"],
  ["sms notification fee", "19.35", "fee", "alert.sms"],
  ["TXN ALERT FEE", "12.90", "fee", "alert.sms"],
  ["CARD MTCE CHG Q2", "53.75", "fee", "card.maintenance"],
  ["verve card maint", "53.75", "fee", "card.maintenance"],
  ["QTRLY CARD MAINTENANCE", "50.00", "fee", "card.maintenance"],
  ["VISACARDMAINTFEE", "53.75", "fee", "card.maintenance"],
  ["ACCT MAINT CHG JAN", "310.00", "fee", "account.maintenance"],
  ["CURRENT A/C MAINT FEE", "120.40", "fee", "account.maintenance"],
  ["camf apr", "77.10", "fee", "account.maintenance"],
  ["COMM ON TOVER", "90.00", "fee", "account.maintenance"],
  ["ATM WDRL CHARGE", "107.50", "fee", "atm.off_us"],
  ["OTHER BANK ATM FEE", "100.00", "fee", "atm.off_us"],
  ["NOT-ON-US WDL CHG", "107.50", "fee", "atm.off_us"],
  ["USSD CHG", "6.98", "fee", "ussd.session"],
  ["ussd session charges", "13.96", "fee", "ussd.session"],
  ["CHQ BOOK FEE", "1612.50", "fee", "cheque.book"],
  ["STOP CHQ CHARGE", "537.50", "fee", "cheque.stopped"],
  ["RTD CHEQUE CHG", "5375.00", "fee", "cheque.returned_unfunded"],
  ["DEBIT CARD ISSUANCE", "1075.00", "fee", "card.issue"],
  ["CARD REPLACEMENT CHG", "1075.00", "fee", "card.issue"],
  ["HARDWARE TOKEN FEE", "2687.50", "fee", "token.hardware"],
  ["BILL PYMT CHARGE", "107.50", "fee", "bill.payment"],
  ["STMT OF ACCT CHG", "107.50", "fee", "account.statement"],
  ["STANDING ORDER CHG", "53.75", "fee", "standing_order"],
  ["ACCT CLOSURE FEE", "500.00", "fee", "account.closure"],
  ["SWIFT CHG", "5000.00", "fee", "transfer.international"],
  ["LOAN MGMT FEE", "4000.00", "fee", "loan.management"],
];

const DRESS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => `81120044/${text}`,
  (text) => text.replaceAll(" ", "  "),
];
/** Charges in all these dresses. */
export const CHARGED: readonly Told[] = DRESS.flatMap((dress) =>
  [...CHARGES, ...PRINTED].map(([text, sum, kind, service]): Told => [dress(text), sum, kind, service]),
);

/** How a charge begins; with words of `GONE_ON` behind it may be what somebody typed. */
export const CHARGES_BEGUN = [
  "Cybersecurity levy",
  "Cyber levy",
  "EMTL",
  "Stamp duty",
  "Electronic money transfer levy",
  "SMS alert fee",
  "SMS charge",
  "Account maintenance fee",
  "Card maintenance fee",
  "Card issuance fee",
  "ATM fee",
  "ATM withdrawal fee",
  "Transfer fee",
  "NIP charge",
  "RTGS charge",
  "USSD charge",
  "Token fee",
  "Hardware token charge",
  "Cheque book fee",
  "Stopped cheque fee",
  "Returned cheque charge",
  "Account closure charge",
  "Dormant account reactivation fee",
  "Reference letter fee",
  "Statement fee",
  "Bill payment fee",
  "Standing order charge",
  "VAT",
  "VAT on transfer",
  "COT",
  "Account opening fee",
] as const;

export const GONE_ON = [
  "protest t-shirt",
  "money for Amina",
  "for my mama",
  "lawyer",
  "training at Ikeja",
  "paid by Tunde",
  "don finish",
  "owo mi",
  "wey I owe you",
  "refund to Joy",
  "2 bags of rice",
  "Blessing Okafor",
  "to school",
  "church building",
  "kudin mota",
] as const;
