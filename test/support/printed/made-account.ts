import type { Chance } from "./chance.ts";

/** A payment as it truly was: sums in hundredths, out below nought. */
export type Payment = {
  readonly day: string;
  readonly valueDay: string;
  readonly time: string;
  readonly cents: number;
  readonly balance: number;
  readonly narration: string;
  readonly reference: string;
  readonly branch: string;
};
export type Account = {
  readonly number: string;
  readonly holder: string;
  readonly currency: string;
  readonly opening: number;
  readonly closing: number;
  readonly from: string;
  readonly to: string;
  readonly payments: readonly Payment[];
};

const FIRST = ["Ada", "Bayo", "Chioma", "Dayo", "Efua", "Funke", "Garba", "Hauwa", "Ife", "Jide", "Kemi", "Lami"];
const LAST = ["Obi", "Ige", "Sule", "Bassey", "Nwosu", "Adeyemi", "Danjuma", "Okoro", "Etim", "Yakubu"];
const PLACES = ["IKEJA CITY MALL", "WUSE MARKET", "ONITSHA HEAD BRIDGE", "TRANS AMADI", "SABON GARI", "RING ROAD"];
const BRANCHES = ["HEAD OFFICE", "IKEJA", "WUSE II", "E-CHANNELS", "ABA MAIN"];
const BANKS = ["FCMB", "ZENITH", "OPAY", "KUDA", "UBA", "STERLING"];

const person = (chance: Chance): string => `${chance.of(FIRST)} ${chance.of(LAST)}`.toUpperCase();

function narrationOf(chance: Chance, day: string): string {
  const digits = (n: number) => Array.from({ length: n }, () => chance.upTo(10)).join("");
  switch (chance.upTo(11)) {
    case 0:
      return `NIP TRANSFER TO ${person(chance)} ${chance.of(BANKS)} REF ${digits(10)}`;
    case 1:
      return `TRF/${person(chance)}/${chance.of(["rent for march", "school fees", "market goods", "balance of payment", "office fittings", "final fee for flat"])}`;
    case 2:
      return `POS PURCHASE ${chance.of(PLACES)} TERMINAL 2${digits(7)}`;
    case 3:
      return `SMS ALERT CHARGES ${chance.of(["JAN", "FEB", "MAR"])} 2026`;
    case 4:
      return `COMMISSION ${digits(18)}`;
    case 5:
      return `VALUE ADDED TAX ON NIP TRANSFER FOR ${person(chance)}`;
    case 6:
      return `STAMP DUTY CHARGE - ${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;
    case 7:
      return `ATM WDL @ ${chance.of(PLACES)} 5,000.00 AT ${digits(2)}`;
    case 8:
      return `AIRTIME 0803${digits(7)}`;
    case 9:
      return `SALARY ${person(chance)} AND SONS LIMITED PAYROLL BATCH ${digits(6)} STAFF NUMBER ${digits(4)}`;
    default:
      return `${chance.of(BANKS)}/${digits(12)}/${person(chance)}`;
  }
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Payments of some weeks, oldest first, whose balances follow from each other. */
export function madeAccount(chance: Chance, rows: number, currency: string): Account {
  const from = dayAfter("2025-11-03", chance.between(0, 240));
  const opening = chance.between(10_000, 40_000_000);
  let day = from;
  let balance = opening;
  const payments: Payment[] = [];
  for (let i = 0; i < rows; i++) {
    if (chance.is(0.6)) day = dayAfter(day, chance.between(1, 3));
    const fee = chance.is(0.3);
    const size = fee
      ? chance.of([1075, 2688, 5375, 5000, 400, 75])
      : chance.is(0.4)
        ? chance.between(1, 900) * 10_000
        : chance.between(101, 99_999_999);
    const out = fee || (chance.is(0.7) && balance - size > -500_000);
    const cents = out ? -size : size;
    balance += cents;
    const two = (n: number) => String(n).padStart(2, "0");
    payments.push({
      day,
      valueDay: chance.is(0.15) ? dayAfter(day, 1) : day,
      time: `${two(chance.between(6, 22))}:${two(chance.upTo(60))}:${two(chance.upTo(60))}`,
      cents,
      balance,
      narration: narrationOf(chance, day),
      reference: chance.is(0.1)
        ? ""
        : chance.is(0.4)
          ? `S${chance.between(10_000, 99_999)}`
          : `0900${chance.between(10, 99)}${Array.from({ length: chance.between(6, 18) }, () => chance.upTo(10)).join("")}`,
      branch: chance.of(BRANCHES),
    });
  }
  return {
    number: `0${chance.between(100_000_000, 999_999_999)}`,
    holder: person(chance),
    currency,
    opening,
    closing: balance,
    from,
    to: dayAfter(day, chance.between(0, 2)),
    payments,
  };
}
