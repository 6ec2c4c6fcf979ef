/**
 * A customer whose bank charges right. A seed gives months of payments and, beside each, exactly the fee, tax and
 * levy that were due that day, written here from the text of the rules and not with the engine that is put to the test.
 * Whatever the audit accuses in such a statement is a false alarm.
 */
import { seeded } from "../../drills/drill.ts";
import { addDays, type CivilDate, civilDate, partsOf } from "../../src/domain/dates/civil-date.ts";
import type { MadeLine, MadeStatement } from "./made-statement.ts";

export type MadeCustomer = {
  readonly account: "savings" | "current";
  readonly statement: MadeStatement;
  /** How many of the lines are charges. */
  readonly charges: number;
};

/** How a bank words a transfer, its fee and the tax on it; no `vat`: one line holds both. */
type Voice = {
  readonly pay: (who: string) => string;
  readonly fee: (who: string) => string;
  readonly vat: ((who: string) => string) | null;
};

const VOICES: readonly Voice[] = [
  {
    pay: (who) => `NIP TRANSFER TO ${who}`,
    fee: (who) => `COMMISSION NIP TRANSFER TO ${who}`,
    vat: (who) => `VAT ON NIP TRANSFER TO ${who}`,
  },
  { pay: (who) => `TRF TO ${who}`, fee: () => "NIP CHARGE + VAT", vat: null },
  { pay: (who) => `TRANSFER TO ${who}`, fee: () => "TRANSFER CHARGES", vat: () => "VAT CHARGES" },
  {
    pay: (who) => `MOBILE TRF TO ${who}`,
    fee: (who) => `COMMISSION MOBILE TRF TO ${who}`,
    vat: (who) => `VAT MOBILE TRF TO ${who}`,
  },
  { pay: (who) => `COB TRF TO ${who} **7572`, fee: (who) => `COB TRF TO ${who} **7572`, vat: null },
];
const NAMES = ["ADA OBI", "BOLA SANI", "CHIKE EZE", "DAYO ALAO", "EMEKA ODO", "FOLA AJAYI", "GIDADO MUSA"];
const SHOPS = ["CHARGERS LTD", "COFFEE CORNER", "FEESTORE ABA", "COMMISSARY JOS", "LEVY MOTORS"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** 7.5 %, half a kobo up. */
const vatOn = (kobo: bigint): bigint => (kobo * 75n + 500n) / 1000n;
const naira = (amount: number): bigint => BigInt(amount) * 100n;

/** A few months of one account between 2021 and 2026. */
export function madeCustomer(seed: number): MadeCustomer {
  const chance = seeded(seed);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const account = pick(["savings", "current"] as const);
  const voice = pick(VOICES);
  const lines: MadeLine[] = [];
  const taken = new Set<MadeLine>();
  let held = naira(900_000);
  const opening = held;
  const put = (date: CivilDate, cents: bigint, narration: string): void => {
    lines.push({ date, cents, narration });
    held += cents;
  };
  const charge = (date: CivilDate, kobo: bigint, narration: string): void => {
    if (kobo === 0n) return;
    put(date, -kobo, narration);
    taken.add(lines.at(-1) as MadeLine);
  };

  const transfer = (day: CivilDate): void => {
    const who = `${pick(NAMES)}${upTo(4) === 0 ? "/SCHOOL FEES" : ""}`;
    const amount = naira(500 + upTo(80_000) * pick([1, 1, 4]));
    if (held < amount * 2n) {
      receipt(day);
      return;
    }
    const fee = amount <= naira(5_000) ? naira(10) : amount <= naira(50_000) ? naira(25) : naira(50);
    const tax = vatOn(fee);
    put(day, -amount, voice.pay(who));
    if (voice.vat) {
      charge(day, fee, voice.fee(who));
      charge(day, tax, voice.vat(who));
    } else charge(day, fee + tax, voice.fee(who));
    if (day >= "2026-01-01" && amount >= naira(10_000)) charge(day, naira(50), `FGN STAMP DUTY//${voice.pay(who)}`);
    if (upTo(25) > 0 || day >= "2025-12-01") return;
    const back = addDays(day, upTo(3));
    put(back, amount, `RVSL ${voice.pay(who)}`);
    if (voice.vat) {
      put(back, fee, `RVSL ${voice.fee(who)}`);
      put(back, tax, `RVSL ${voice.vat(who)}`);
    } else put(back, fee + tax, `RVSL ${voice.fee(who)}`);
  };
  const receipt = (day: CivilDate): void => {
    const amount = naira(1_000 + upTo(120_000));
    put(day, amount, `TRANSFER FROM ${pick(NAMES)}`);
    if (day < "2026-01-01" && amount >= naira(10_000)) charge(day, naira(50), "ELECTRONIC MONEY TRANSFER LEVY");
  };

  const first = civilDate(2021 + upTo(6), 1 + upTo(8), 1) as CivilDate;
  let monthStart = first;
  for (let n = 0; n < 3 + upTo(3); n++) {
    const { year, month } = partsOf(monthStart);
    const next = civilDate(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) as CivilDate;
    let withdrawals = 0;
    for (let day = monthStart; day < next; day = addDays(day, 1)) {
      for (let events = upTo(3); events > 0; events--) {
        const kind = upTo(12);
        if (kind < 5) transfer(day);
        else if (kind < 7) receipt(day);
        else if (kind < 10) put(day, -naira(200 + upTo(9_000)), `POS PURCHASE ${pick(SHOPS)}`);
        else if (kind === 10 && day >= "2021-04-01" && day < "2025-06-01") charge(day, 698n, "USSD SESSION CHARGE");
        else {
          const notes = naira((1 + upTo(4)) * 10_000);
          if (held < notes * 2n) continue;
          put(day, -notes, "NOT ON US ATM WDL @ MARKET ROAD");
          withdrawals++;
          const started = (notes + naira(20_000) - 1n) / naira(20_000);
          if (day >= "2025-03-01") charge(day, started * naira(100), "NOT ON US ATM WITHDRAWAL CHARGE");
          else if (withdrawals > 3) charge(day, naira(35), "NOT ON US ATM WITHDRAWAL CHARGE");
        }
      }
    }
    // the customer's own lines: neither what the bank took nor its interest and the tax on that
    const caused = lines.filter(
      (line) => line.date >= monthStart && line.date < next && !taken.has(line) && !/INTEREST/.test(line.narration),
    );
    const name = `${MONTHS[month - 1]} ${year}`;
    const alerts = BigInt(Math.ceil(caused.length * (0.5 + chance() / 2))) * (monthStart >= "2025-05-01" ? 600n : 400n);
    charge(next, alerts + vatOn(alerts), `SMS ALERT CHARGES FOR ${name}`);
    if (account === "savings" && month % 3 === 0)
      charge(next, naira(50) + vatOn(naira(50)), `Q${month / 3} ${year} VERVE CARD MAINTENANCE FEE`);
    if (account === "current") {
      const debits = caused.reduce((sum, { cents }) => (cents < 0n ? sum - cents : sum), 0n);
      const fee = debits / 1000n;
      charge(next, fee, `ACCOUNT MAINTENANCE FEE ${name}`);
      charge(next, vatOn(fee), `VAT ON ACCOUNT MAINTENANCE FEE ${name}`);
    }
    put(next, naira(120), "CREDIT INTEREST");
    put(next, -naira(12), "WITHHOLDING TAX ON INTEREST");
    monthStart = next;
  }
  lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { account, statement: { opening, lines }, charges: taken.size };
}
