import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A business's statements, made up: two banks, months that meet, a gap, days that two files hold, and no person. */
type Row = readonly [day: string, words: string, kobo: number];

const decimals = (kobo: number): string =>
  `${kobo < 0 ? "-" : ""}${Math.trunc(Math.abs(kobo) / 100)}.${String(Math.abs(kobo) % 100).padStart(2, "0")}`;

const csv = (bank: string, account: string, opening: number, rows: readonly Row[]): string => {
  let balance = opening;
  const lines = rows.map(([day, words, kobo]) => {
    balance += kobo;
    return `${day},${words},${decimals(kobo)},${decimals(balance)}`;
  });
  return `${bank}\nAccount Number,${account}\nDate,Narration,Amount,Balance\n${lines.join("\n")}\n`;
};

const sum = (rows: readonly Row[]): number => rows.reduce((all, [, , kobo]) => all + kobo, 0);

/** A payment on each of these days with a fee five times what the rule allows, and once a charge that no rule knows. */
const month = (name: string, days: number, who: string): Row[] => [
  ...Array.from({ length: days }, (_, i): Row[] => {
    const day = `${name}-${String(i + 1).padStart(2, "0")}`;
    return [
      [day, `NIP TRANSFER TO ${who} ${i + 1}`, -400_000],
      [day, `NIP CHARGE + VAT ${who} ${i + 1}`, -5_375],
    ];
  }).flat(),
  [`${name}-${days}`, "CYBERSECURITY LEVY", -2_000],
];

const OPENING = 900_000_000;
const jan = month("2026-01", 31, "SUPPLIER");
const feb = month("2026-02", 28, "SUPPLIER");
const april = month("2026-04", 30, "SUPPLIER");
const other = month("2026-01", 31, "LANDLORD");
/** From the middle of the month on, as a second download of the same days. */
const LATER_HALF = 32;

/** Names of the statements that can be read, in the order in which they are given. */
export const STATEMENTS = [
  "zenith-jan.csv",
  "zenith-feb.csv",
  "zenith-april.csv",
  "access-jan.csv",
  "access-jan-again.csv",
] as const;
export const PHOTO = "photo.png";
/** Inside the rule, above the agreed rate. */
export const FAIR = "fair.csv";
export const RATES = "rates.csv";
export const WRONG_RATES = "wrong-rates.csv";

/** Writes all of them into a folder and gives the path of each. */
export function writeAccounts(folder: string): (name: string) => string {
  const texts: Readonly<Record<string, string>> = {
    "zenith-jan.csv": csv("Zenith Bank", "0123456789", OPENING, jan),
    "zenith-feb.csv": csv("Zenith Bank", "0123456789", OPENING + sum(jan), feb),
    "zenith-april.csv": csv("Zenith Bank", "0123456789", OPENING + sum(jan) + sum(feb) - 7_500_000, april),
    "access-jan.csv": csv("Access Bank", "0987654321", OPENING, other),
    "access-jan-again.csv": csv(
      "Access Bank",
      "0987654321",
      OPENING + sum(other.slice(0, LATER_HALF)),
      other.slice(LATER_HALF),
    ),
    [FAIR]: csv("Zenith Bank", "0123456789", OPENING, [
      ["2026-05-04", "NIP TRANSFER TO SUPPLIER 1", -400_000],
      ["2026-05-04", "NIP CHARGE + VAT SUPPLIER 1", -1_075],
    ]),
    [RATES]: "bank,service,amount,page\nng.zenith,transfer.interbank,5.00,7\n",
    [WRONG_RATES]: "bank,service,amount,page\nng.zenith,transfer.interbank,5.00,7\nng.nobody,alert.sms,3.00,\n",
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, PHOTO), "\u0089PNG not a statement", "latin1");
  return (name) => join(folder, name);
}
