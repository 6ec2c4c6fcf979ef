/**
 * Some months of one made customer, with what the bank took and what the law says of each line. Written from the contracts
 * (docs/contracts) before the judge was read: `wrong` names a charge that is wrong under every reading, all other lines may be
 * anything but accused. What is wrong stands where nothing else can explain it: its payment's number is on it, or its sum is one
 * that no payment makes right, or no such charge may be taken at all.
 */
import { seeded } from "../../../drills/drill.ts";
import {
  addDays,
  type CivilDate,
  civilDate,
  daysInMonth,
  partsOf,
  weekday,
} from "../../../src/domain/dates/civil-date.ts";
import { MACHINES, OTHER_BANKS, type Party, PEOPLE, STORES, STYLES, TYPED } from "./bank-styles.ts";
import { periodWords, quarterWords } from "./period-words.ts";

export type Row = {
  readonly on: CivilDate;
  readonly kobo: bigint;
  readonly text: string;
  readonly reference: string;
  readonly charge: boolean;
  readonly wrong: string | null;
};
export type Life = {
  readonly account: "savings" | "current" | "domiciliary";
  readonly currency: "NGN" | "USD" | "EUR" | "GBP";
  /** The bank that the person names, if any. */
  readonly bank: string | null;
  readonly opening: bigint;
  /** The period that the bank prints above the table. */
  readonly period: readonly [CivilDate, CivilDate];
  readonly rows: readonly Row[];
  readonly habits: string;
};

export const naira = (sum: number): bigint => BigInt(Math.round(sum * 100));
export const vatOf = (fee: bigint): bigint => (fee * 75n + 500n) / 1000n;
const withVat = (fee: bigint): bigint => fee + vatOf(fee);
export const dueOn = (sum: bigint): bigint => naira(sum <= naira(5_000) ? 10 : sum <= naira(50_000) ? 25 : 50);
/** Fees above the highest of the table that no number of payments makes up: all sums of 10, 25 and 50 are whole fives. */
const TOO_HIGH = [52.5, 57, 63, 68, 77];
/** Days on which Nigerian banks post nothing, besides Saturdays and Sundays; the moon's feasts are not drawn. */
const HOLIDAYS = ["-01-01", "-05-01", "-06-12", "-10-01", "-12-25", "-12-26"];

const works = (on: CivilDate): boolean => weekday(on) < 5 && !HOLIDAYS.some((end) => on.endsWith(end));
function workingDayAfter(on: CivilDate): CivilDate {
  let next = addDays(on, 1);
  while (!works(next)) next = addDays(next, 1);
  return next;
}

export type Order = "as it came" | "charges last" | "charges first" | "by sum" | "credits first" | "shuffled";
export type Draft = Row & { readonly at: number };
type Taken = { readonly on: CivilDate; readonly fee: bigint };

/** One line of what happened: `wrong` alone is an accusation that is due. */
export type Line = {
  on: CivilDate;
  kobo: bigint;
  text: string;
  of: Party;
  charge?: boolean;
  wrong?: string | null;
  at?: number;
};

/** One of `often` payments is charged wrongly; 0: none. */
export function customerLife(seed: number, often: number): Life {
  const chance = seeded(seed * 104_729 + 71);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const style = pick(STYLES);
  const account = pick(["savings", "current"] as const);
  const bank = pick([null, null, "ng.stanbic", "ng.fidelity", "ng.union"] as const);
  const order = pick([
    "as it came",
    "as it came",
    "charges last",
    "charges first",
    "by sum",
    "credits first",
    "shuffled",
  ] as Order[]);
  const together = pick(["each", "each", "each", "day", "week", "month"] as const);
  const levied = pick(["each", "each", "day", "week", "month"] as const);
  const late = pick(["same day", "same day", "next day", "working day"] as const);
  const numbers = pick(["none", "shared", "own"] as const);
  const generous = pick([0, 0, 0, 5]);
  const whole = together === "each" && levied === "each" && upTo(4) === 0;
  const [year, month] = [pick([2021, 2022, 2023, 2024, 2025, 2025, 2026, 2026]), 1 + upTo(9)];
  const months = 1 + upTo(4);
  const first = civilDate(year, month, 1) as CivilDate;
  const { year: y2, month: m2 } = partsOf(addDays(first, months * 30 + 5 > 120 ? 100 : (months - 1) * 31 + 3));
  const last = civilDate(y2, m2, daysInMonth(y2, m2)) as CivilDate;
  const drafts: Draft[] = [];
  let [clock, ticket] = [0, 100_000 + upTo(800_000)];

  const party = (): Party => ({
    who: pick(PEOPLE),
    bank: pick(OTHER_BANKS),
    ref: `26${String(10 ** 9 + upTo(8 * 10 ** 9))}${String(ticket++)}`,
    note: pick(TYPED),
  });
  const put = ({ on, kobo, text, of, charge = false, wrong = null, at }: Line) => {
    if (on > last || kobo === 0n) return;
    const reference = numbers === "shared" ? of.ref : numbers === "own" ? `T${ticket++}` : "";
    drafts.push({ on, kobo, text: text.trim(), reference, charge, wrong, at: at ?? clock++ });
  };
  const take = (line: Omit<Line, "charge">) => put({ ...line, charge: true });
  /** Fee and payment both print the payment's number, so that no other payment can have drawn the charge. */
  const tied = (of: Party): boolean =>
    numbers === "shared" || (style.pay(of).includes(of.ref) && style.fee(of).includes(of.ref));
  const levyTied = (of: Party): boolean =>
    numbers === "shared" || (style.pay(of).includes(of.ref) && style.levy(of).includes(of.ref));
  const owed: { fees: Taken[]; levies: CivilDate[] } = { fees: [], levies: [] };
  const posted = (on: CivilDate): CivilDate =>
    late === "next day" ? addDays(on, 1) : late === "working day" ? workingDayAfter(on) : on;
  const mistakes = (): boolean => often > 0 && upTo(often) === 0;

  const takeFee = (on: CivilDate, fee: bigint, of: Party, wrong: string | null, tax = vatOf(fee), taxWrong = wrong) => {
    if (style.vat === null) return take({ on, kobo: -(fee + tax), text: style.fee(of), of, wrong });
    take({ on, kobo: -fee, text: style.fee(of), of, wrong });
    take({ on, kobo: -tax, text: style.vat(of), of, wrong: taxWrong });
  };
  const takeLevy = (on: CivilDate, of: Party, wrong: string | null = null) =>
    take({ on: posted(on), kobo: -naira(50), text: style.levy(of), of, wrong });

  const pay = (on: CivilDate) => {
    const of = party();
    const sum = naira(500 + upTo(60) * 450 + (upTo(4) === 0 ? upTo(400_000) : 0) + upTo(100) / 100);
    const owes = on >= "2026-01-01" && sum >= naira(10_000);
    const before = late === "same day" && order === "as it came" && upTo(5) === 0;
    const paid = () => put({ on, kobo: -sum, text: style.pay(of), of });
    if (!before) paid();
    const fee = dueOn(sum);
    const free = generous > 0 && upTo(generous) === 0;
    const settled = on > addDays(first, 6);
    const wrong = together === "each" && !whole && settled && mistakes() ? wrongOf(of, on) : null;
    if (whole && owes && !free) {
      const all = style.vat === null ? style.fee(of) : `${style.fee(of)} + VAT + STAMP DUTY`;
      if (style.vat !== null) take({ on: posted(on), kobo: -(withVat(fee) + naira(50)), text: all, of });
      else {
        takeFee(posted(on), fee, of, null);
        takeLevy(on, of);
      }
    } else {
      if (together === "each" && !free) chargeOne(on, fee, of, wrong);
      else if (!free) owed.fees.push({ on, fee });
      // a levy of a payment that came back is due back as well
      const kept = wrong === "not_returned" ? wrong : null;
      if (owes) levied === "each" ? takeLevy(on, of, kept) : owed.levies.push(on);
    }
    if (wrong === "levy_small" && !owes) takeLevy(on, of, wrong);
    if (before) paid();
    if (wrong === "not_returned") put({ on: addDays(posted(on), 1), kobo: sum, text: style.back(style.pay(of)), of });
    else if (wrong === null && !free && !whole && together === "each" && tied(of) && upTo(12) === 0)
      comesBack(on, sum, fee, of, owes);
  };
  /** A kind of mistake that can be shown at this bank. */
  const wrongOf = (of: Party, on: CivilDate): string | null => {
    const kinds = ["over_cap"];
    if (tied(of)) kinds.push("duplicate", "too_high_for_its_sum");
    if (style.vat !== null) kinds.push("wrong_tax");
    if (tied(of) && on < addDays(last, -16)) kinds.push("not_returned");
    if (levyTied(of) && on >= "2020-01-14" && (on < "2025-11-20" || on > "2026-02-05")) kinds.push("levy_small");
    return pick(kinds);
  };
  const chargeOne = (on: CivilDate, fee: bigint, of: Party, wrong: string | null) => {
    const day = posted(on);
    const follows = wrong === "not_returned" ? wrong : null;
    if (wrong === "over_cap") return takeFee(day, naira(pick(TOO_HIGH)), of, wrong);
    if (wrong === "too_high_for_its_sum") {
      // what was too much may come back by itself, some days later
      const after = addDays(day, 2 + upTo(20));
      const isBack = after < last && upTo(4) === 0;
      takeFee(day, fee + naira(27.5), of, isBack ? null : wrong);
      const over = withVat(fee + naira(27.5)) - withVat(fee);
      if (isBack) put({ on: after, kobo: over, text: `REFUND OF EXCESS CHARGE ${style.fee(of)}`, of });
      return;
    }
    if (wrong === "wrong_tax") return takeFee(day, fee, of, null, fee / 10n, wrong);
    takeFee(day, fee, of, follows);
    if (wrong === "duplicate") takeFee(day, fee, of, wrong);
  };
  /** Payment and charges come back: at once, one after the other over days, in one sum, or late within the week. */
  const comesBack = (on: CivilDate, sum: bigint, fee: bigint, of: Party, owes: boolean) => {
    if (on > addDays(last, -9) || (owes && levied !== "each")) return;
    const how = pick(["at once", "over days", "one sum", "late"] as const);
    const start = how === "late" ? 4 : late === "same day" ? upTo(2) : 4;
    const duty = owes ? naira(50) : 0n;
    const give = (after: number, kobo: bigint, text: string) =>
      put({ on: addDays(on, after), kobo, text: style.back(text), of });
    if (how === "one sum") return give(start, sum + withVat(fee) + duty, style.pay(of));
    const step = how === "over days" ? 1 : 0;
    give(start, sum, style.pay(of));
    give(start + step, style.vat === null ? withVat(fee) : fee, style.fee(of));
    if (style.vat !== null) give(start + step, vatOf(fee), style.vat(of));
    if (owes) give(start + 2 * step, duty, style.levy(of));
  };
  const receive = (on: CivilDate) => {
    const of = party();
    const sum = naira(700 + upTo(150) * 640);
    put({ on, kobo: sum, text: style.receive(of), of });
    const owes = on < "2026-01-01" && on >= "2020-01-14" && sum >= naira(10_000);
    if (owes) levied === "each" ? takeLevy(on, of) : owed.levies.push(on);
    else if (mistakes() && on > "2026-02-05" && numbers === "shared" && on > addDays(first, 6))
      takeLevy(on, of, "wrong_payer");
  };
  const inside = (on: CivilDate) => {
    const of = party();
    const sum = naira(1_000 + upTo(80) * 700);
    put({ on, kobo: -sum, text: style.payInside(of), of });
    if (on >= "2026-01-01" && sum >= naira(10_000) && upTo(2) === 0)
      levied === "each" ? takeLevy(on, of) : owed.levies.push(on);
  };
  const settle = (on: CivilDate) => {
    const due = (when: string) =>
      when === "day" || (when === "week" && weekday(on) === 4) || (when === "month" && addDays(on, 1).endsWith("-01"));
    const { fees, levies } = owed;
    if (due(together) && fees.length > 0) {
      const sum = fees.reduce((all, { fee }) => all + fee, 0n);
      const text = style.fees(fees.length, periodWords(fees[0]?.on ?? on, on, pick));
      const of = party();
      take({
        on,
        kobo: style.vat === null ? -fees.reduce((all, { fee }) => all + withVat(fee), 0n) : -sum,
        text,
        of,
        at: 9e8,
      });
      if (style.vat !== null)
        take({ on, kobo: -fees.reduce((all, { fee }) => all + vatOf(fee), 0n), text: `VAT ${text}`, of, at: 9e8 });
      owed.fees = [];
    }
    if (due(levied) && levies.length > 0) {
      const text = style.levies(levies.length, periodWords(levies[0] ?? on, on, pick));
      take({ on, kobo: -naira(50) * BigInt(levies.length), text, of: party(), at: 9e8 });
      owed.levies = [];
    }
  };

  for (let on = first; on <= last; on = addDays(on, 1)) {
    for (let n = upTo(4); n > 0; n--) {
      const what = upTo(10);
      if (what < 6) pay(on);
      else if (what < 8) receive(on);
      else if (what < 9) inside(on);
      else put({ on, kobo: -naira(2_000 + upTo(60) * 1_000), text: style.own(party()), of: party() });
    }
    if (upTo(2) === 0)
      put({ on, kobo: -naira(90 + upTo(8_000) + upTo(100) / 100), text: style.shop(pick(STORES)), of: party() });
    if (on.endsWith("-24")) {
      const of = party();
      put({ on, kobo: naira(185_000 + upTo(9) * 11_000), text: style.salary(of), of });
      if (on < "2026-01-01" && on >= "2020-01-14") levied === "each" ? takeLevy(on, of) : owed.levies.push(on);
    }
    settle(on);
  }
  const bounds = { first, last, often, account, bank };
  machines({ ...bounds, style, put, take, party, pick, upTo });
  monthly({ ...bounds, style, take, party, pick, upTo, drafts });
  oddments({ ...bounds, put, take, party, pick, upTo });
  const rows = inOrder(drafts, order, chance);
  const habits = `${style.fee(party())}, ${order}, fees ${together}, levies ${levied}, ${late}, numbers ${numbers}, ${account}, ${first} to ${last}`;
  return { account, currency: "NGN", bank, opening: naira(40_000_000), period: [first, last], rows, habits };
}

type Tools = {
  first: CivilDate;
  last: CivilDate;
  often: number;
  account: "savings" | "current";
  bank: string | null;
  party: () => Party;
  pick: <T>(list: readonly T[]) => T;
  upTo: (most: number) => number;
  take: (line: Omit<Line, "charge">) => void;
};
type Styled = Tools & { style: (typeof STYLES)[number] };

/** Other banks' machines: 100 for each started 20,000 from March 2025, before it 35 from the fourth of a month. */
function machines(t: Styled & { put: (line: Line) => void }): void {
  let [month, nth] = ["", 0];
  for (let on = addDays(t.first, 2 + t.upTo(6)); on <= t.last; on = addDays(on, 3 + t.upTo(8))) {
    nth = on.slice(0, 7) === month ? nth + 1 : 1;
    month = on.slice(0, 7);
    const place = t.pick(MACHINES);
    const blocks = 1 + t.upTo(2);
    const of = t.party();
    t.put({ on, kobo: -naira(20_000 * blocks), text: t.style.cash(place), of });
    const wrong = t.often > 0 && on > addDays(t.first, 6) && t.upTo(8) === 0;
    if (on >= "2025-03-01") {
      // no number of blocks and no site makes 1,900 right for two blocks at most
      if (wrong) t.take({ on, kobo: -naira(1_900), text: t.style.cashFee(place), of, wrong: "atm_over" });
      else t.take({ on, kobo: -withVat(naira(100 * blocks)), text: t.style.cashFee(place), of });
    } else if (nth > 3) t.take({ on, kobo: -withVat(naira(35)), text: t.style.cashFee(place), of });
    else if (nth === 1 && wrong && Number(on.slice(8)) > 4)
      t.take({ on, kobo: -withVat(naira(35)), text: t.style.cashFee(place), of, wrong: "atm_free" });
  }
}

/** Alerts, upkeep and cards: for the months that the words name, on the last day or in the first days of the next month. */
function monthly(t: Styled & { drafts: readonly Draft[] }): void {
  const end = (on: CivilDate): CivilDate =>
    civilDate(partsOf(on).year, partsOf(on).month, daysInMonth(partsOf(on).year, partsOf(on).month)) as CivilDate;
  const afterwards = t.upTo(3) === 0;
  for (let from = t.first; from <= t.last; from = addDays(end(from), 1)) {
    const until = end(from);
    const on = afterwards ? addDays(until, 1 + t.upTo(3)) : until;
    const words = periodWords(from, until, t.pick);
    const seen = t.drafts.filter((row) => !row.charge && row.on >= from && row.on <= until);
    const planted = t.often > 0 && t.upTo(5) === 0;
    const inside = from > t.first && until < t.last;
    const dear = planted && inside && t.account === "savings" && until < "2025-05-01";
    const alerts = dear ? seen.length * 3 : Math.max(1, Math.floor(seen.length * (0.4 + 0.6 * (t.upTo(10) / 10))));
    const fee = naira((from >= "2025-05-01" ? 6 : 4) * alerts);
    t.take({
      on,
      kobo: -withVat(fee),
      text: `${t.style.sms(words)} INCL VAT`,
      of: t.party(),
      at: 9.1e8,
      wrong: dear ? "sms_over" : null,
    });
    const out = seen.filter(({ kobo }) => kobo < 0n).reduce((sum, { kobo }) => sum - kobo, 0n);
    const strict = seen
      .filter(({ kobo, text }) => kobo < 0n && !/own|self|my savings|INTERNAL TRANSFER\/SELF/i.test(text))
      .reduce((sum, { kobo }) => sum - kobo, 0n);
    if (t.account === "current") {
      const over = planted && inside && out > naira(50_000);
      const sum = over ? (out * 3n) / 1_000n : (strict - backIn(seen)) / 1_000n;
      if (sum > naira(5))
        t.take({
          on,
          kobo: -sum,
          text: t.style.upkeep(words),
          of: t.party(),
          at: 9.2e8,
          wrong: over ? "upkeep_over" : null,
        });
    }
    const { year, month } = partsOf(until);
    if (month % 3 === 0) {
      const wrong = t.account === "current" ? "card_on_current" : null;
      if (wrong === null || planted)
        t.take({
          on,
          kobo: -withVat(naira(50)),
          text: t.style.card(quarterWords(year, month / 3, t.pick)),
          of: t.party(),
          at: 9.3e8,
          wrong,
        });
    }
  }
}
/** What came back of a month's payments: no bank may count it. */
const backIn = (rows: readonly Draft[]): bigint =>
  rows.filter(({ kobo, text }) => kobo > 0n && /rev|rvsl/i.test(text)).reduce((sum, { kobo }) => sum + kobo, 0n);

/** What happens now and then: cards, tokens, cheques, sessions, savings, loans, agents, and a levy that never was. */
function oddments(t: Tools & { put: (line: Line) => void }): void {
  const days = Math.round((Date.parse(t.last) - Date.parse(t.first)) / 86_400_000);
  const when = (): CivilDate => addDays(t.first, 7 + t.upTo(Math.max(1, days - 12)));
  const wrong = (kind: string): string | null => (t.often > 0 && t.upTo(6) === 0 ? kind : null);
  for (let n = 2 + t.upTo(5); n > 0; n--) {
    const on = when();
    const of = t.party();
    const what = t.upTo(12);
    if (what === 0) {
      const bad = wrong("card_over");
      t.take({ on, kobo: -withVat(naira(bad ? 2_000 : 1_000)), text: "DEBIT CARD ISSUANCE FEE VERVE", of, wrong: bad });
    } else if (what === 1) {
      const bad = wrong("token_over");
      t.take({ on, kobo: -withVat(naira(bad ? 5_000 : 2_500)), text: "HARDWARE TOKEN FEE", of, wrong: bad });
    } else if (what === 2 && t.account === "current") {
      const bad = wrong("stop_over");
      t.take({ on, kobo: -withVat(naira(bad ? 1_000 : 500)), text: "STOP CHEQUE CHARGE CHQ 00000117", of, wrong: bad });
    } else if (what === 3 && on >= "2021-03-17" && on < "2025-06-02") {
      const bad = wrong("ussd_over");
      t.take({
        on,
        kobo: -(bad ? naira(10) : naira(6.98) * BigInt(1 + t.upTo(4))),
        text: "USSD SESSION CHARGES",
        of,
        wrong: bad,
      });
    } else if (what === 4)
      t.put({ on, kobo: -naira(5_000 + t.upTo(20) * 500), text: "TARGET SAVINGS AUTO DEBIT HOUSE RENT", of });
    else if (what === 5) t.put({ on, kobo: -naira(12_500), text: "LOAN REPAYMENT 4/12 SALARY ADVANCE", of });
    else if (what === 6) t.take({ on, kobo: -naira(312.44), text: "DEBIT INTEREST OD", of });
    else if (what === 7) t.put({ on, kobo: naira(20_000), text: "CASH DEPOSIT BY SELF COUNTER", of });
    else if (what === 8) t.put({ on, kobo: -naira(100 * (1 + t.upTo(9))), text: "AIRTIME AIRTEL 0802 SELF", of });
    else if (what === 9) t.take({ on, kobo: -withVat(naira(100)), text: "BILL PAYMENT CONVENIENCE FEE", of });
    else if (what === 10 && t.often > 0 && t.upTo(3) === 0)
      t.take({ on, kobo: -naira(150), text: "CYBERSECURITY LEVY", of, wrong: "cyber" });
    else t.put({ on, kobo: -naira(4_500), text: "DSTV COMPACT SUBSCRIPTION 7021", of });
  }
}

/** The rows of each day in this bank's order: nothing of it moves a row to another day. */
export function inOrder(drafts: readonly Draft[], order: Order, chance: () => number): readonly Row[] {
  const size = (kobo: bigint): number => Number(kobo < 0n ? -kobo : kobo);
  const rank = ({ kobo, charge }: Draft): number => {
    if (order === "charges last") return Number(charge);
    if (order === "charges first") return Number(!charge);
    if (order === "credits first") return Number(kobo < 0n);
    if (order === "by sum") return -size(kobo);
    return order === "shuffled" ? chance() : 0;
  };
  return drafts
    .map((row) => ({ row, rank: rank(row) }))
    .sort((a, b) => (a.row.on < b.row.on ? -1 : a.row.on > b.row.on ? 1 : a.rank - b.rank || a.row.at - b.row.at))
    .map(({ row: { on, kobo, text, reference, charge, wrong } }) => ({ on, kobo, text, reference, charge, wrong }));
}
