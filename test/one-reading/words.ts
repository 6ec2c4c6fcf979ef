import type { Said } from "../support/audit-rows.ts";
import type { Case } from "./case.ts";

const words = (lines: readonly string[], said: Said = { account: "savings" }): Case[] =>
  lines.map((line) => ({
    name: line,
    said: { ...said, period: ["2025-06-01", "2025-09-30"] },
    rows: `2025-06-02 | POS PURCHASE SHOPRITE IKEJA | -4100.00\n2025-07-15 | ${line}\n2025-09-28 | POS PURCHASE SHOPRITE IKEJA | -4100.00`,
    accused: {},
    told: { 2: null },
  }));

/** What customers type, and whom they pay: no charge, whatever the sum. */
export const WORDS: readonly Case[] = [
  ...words([
    "TRANSFER TO MUSA BELLO/stamp duty | -50.00",
    "NIP/GTB/ADA OBI/abeg na the sms charge be this | -60.00",
    "TRANSFER TO IFE ALADE/owo VAT | -75.00",
    "TRF TO SANI MUSA/kudin caji na transfer | -53.75",
    "TRF TO NGOZI EZE/ego maka card maintenance | -50.00",
    "MOBILE TRF TO UCHE/ego stamp duty nke ala | -20000.00",
    "NIP TRANSFER TO MAMA CHARGE/na im account maintenance money | -2500.00",
    "TRANSFER TO HAUWA/harajin kasuwa levy | -3000.00",
    "POS PURCHASE AMC STORES LEKKI | -50.00",
    "WEB PURCHASE AMC THEATRES | -53.75",
    "POS PAYMENT EMTL VENTURES ABA | -50.00",
    "USSD TRF TO VAT OKORO | -1000.00",
    "Transfer to COMMISSION OF INQUIRY LTD | -25.00",
    "QR PAYMENT LEVY KITCHEN | -2500.00",
    "AIRTIME PURCHASE CHARGE AND BAIL | -100.00",
    "kudin makaranta da caji | -45000.00",
    "owo itoju account (generator maintenance) | -30000.00",
    "ego utu ala, stamp duty, C OF O | -75000.00",
    "annual maintenance charge estate phase 2 | -120000.00",
    "sms campaign for church harvest | -15000.00",
    "CYBER SECURITY LEVY SEMINAR TICKET | -25000.00",
    "vat invoice 0092 cement dealers | -18750.00",
  ]),
  ...words(
    ["AP_TRSF|ADA OBI|stamp duty | -50.00", "TRF|sms charge|ADA OBI | -60.00", "PUR|CHARGE AND GO STORES | -100.00"],
    {
      account: "savings",
      bank: "ng.moniepoint",
    },
  ),
  ...words(["NIP CR/MOB/VAT OKORO/GTB/levy | -75.00"], { account: "savings", bank: "ng.zenith" }),
  ...words(["GAPS/ADA OBI/sms charge | -60.00"], { account: "current", bank: "ng.gtbank" }),
  ...words(["USSD/*901*/ADA OBI/stamp duty | -50.00"], { account: "savings", bank: "ng.access" }),
  ...words(["AMC ACCOUNT MGT CONSULTANTS RETAINER | -250000.00", "CARD PRINTING FOR WEDDING | -35000.00"], {
    account: "current",
  }),
];
