/**
 * A customer whose bank takes nothing too much: whatever the audit accuses here is a false alarm. A seed draws how the bank
 * prints (layout, order, words, references), when it takes its charges (beside the payment, before it, at the day's end, on the
 * next working day), what it takes together, for which period, and what comes back. The sums are written from the text of the
 * rules, not with the engine that is put to the test.
 */
import { seeded } from "../../drills/drill.ts";
import {
  addDays,
  type CivilDate,
  civilDate,
  daysInMonth,
  partsOf,
  weekday,
} from "../../src/domain/dates/civil-date.ts";
import { BANKS, LARGE_WORDS, LEVIES, NAMES, NOTES, type Other, RECEIPTS, SHOPS, VOICES } from "./made-habits.ts";

export type MadeRow = {
  readonly date: CivilDate;
  readonly kobo: bigint;
  readonly text: string;
  readonly reference: string;
  readonly charge: boolean;
};
export type MadeAccount = {
  readonly account: "savings" | "current";
  readonly opening: bigint;
  readonly rows: readonly MadeRow[];
  /** How this bank prints, in words: where a false alarm comes from. */
  readonly habits: string;
};

const naira = (sum: number): bigint => BigInt(Math.round(sum * 100));
const taxOn = (kobo: bigint): bigint => (kobo * 75n + 500n) / 1000n;
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const feeOn = (kobo: bigint): bigint =>
  kobo <= naira(5_000) ? naira(10) : kobo <= naira(50_000) ? naira(25) : naira(50);
const day = (date: CivilDate): string => date.split("-").reverse().join("/");

function nextWorkingDay(date: CivilDate): CivilDate {
  let next = addDays(date, 1);
  while (weekday(next) > 4) next = addDays(next, 1);
  return next;
}

type Part = Omit<MadeRow, "reference"> & { readonly group: number; readonly rank: number };

export function madeAccount(seed: number): MadeAccount {
  const chance = seeded(seed);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const account = pick(["savings", "current"] as const);
  const voice = pick(VOICES);
  const receive = pick(RECEIPTS);
  const levyText = pick(LEVIES);
  const timing = pick(["beside", "beside", "before", "day end", "mixed", "next day"] as const);
  const levies = pick(["single", "single", "day end", "weekly batch", "weekly batch"] as const);
  const references = pick(["none", "shared", "own"] as const);
  const start = civilDate(pick([2021, 2023, 2024, 2025, 2026]), 1 + upTo(9), 1) as CivilDate;
  const months = 1 + upTo(4);
  const { year: y0, month: m0 } = partsOf(start);
  const last = civilDate(y0, m0 + months - 1, daysInMonth(y0, m0 + months - 1)) as CivilDate;
  const parts: Part[] = [];
  const owing: { date: CivilDate; group: number }[] = [];
  let group = 0;
  const put = (date: CivilDate, kobo: bigint, text: string, of: number, rank: number, charge = false) => {
    if (date <= last && kobo !== 0n) parts.push({ date, kobo, text, group: of, rank, charge });
  };
  const other = (): Other => ({
    who: pick(NAMES),
    bank: pick(BANKS),
    note: pick(NOTES),
    session: `0000${String(10 ** 9 + upTo(10 ** 9))}${String(10 ** 9 + upTo(10 ** 9))}`,
  });
  const rankOf = (): number =>
    timing === "before" ? -1 : timing === "day end" ? 1e6 : timing === "mixed" ? upTo(9) - 4 : 1;
  const levyOn = (date: CivilDate, of: number, o: Other) => {
    if (levies === "weekly batch") owing.push({ date, group: of });
    else put(date, -naira(50), levyText(o), of, levies === "day end" ? 2e6 : 3, true);
  };
  const transfer = (date: CivilDate) => {
    const o = other();
    const kobo = naira(1_500 + upTo(90) * 700 + (upTo(3) === 0 ? upTo(300_000) : 0));
    const of = group++;
    const fee = feeOn(kobo);
    const taken = timing === "next day" ? nextWorkingDay(date) : date;
    const rank = rankOf();
    put(date, -kobo, voice.pay(o), of, 0);
    put(taken, voice.tax ? -fee : -(fee + taxOn(fee)), voice.fee(o), of, rank, true);
    if (voice.tax) put(taken, -taxOn(fee), voice.tax(o), of, rank + 0.1, true);
    const owes = date >= "2026-01-01" && kobo >= naira(10_000);
    const back = timing === "beside" && upTo(14) === 0;
    if (owes && !(back && levies === "weekly batch")) levyOn(date, of, o);
    if (!back) return;
    const on = upTo(2) === 0 ? date : addDays(date, 1);
    put(on, kobo, `RVSL ${voice.pay(o)}`, of, 5);
    put(on, voice.tax ? fee : fee + taxOn(fee), `RVSL ${voice.fee(o)}`, of, 6);
    if (voice.tax) put(on, taxOn(fee), `RVSL ${voice.tax(o)}`, of, 7);
    if (owes && levies !== "weekly batch") put(on, naira(50), `RVSL ${levyText(o)}`, of, 8);
  };
  const receipt = (date: CivilDate) => {
    const o = other();
    const kobo = naira(800 + upTo(120) * 900);
    const of = group++;
    put(date, kobo, receive(o), of, 0);
    if (date < "2026-01-01" && kobo >= naira(10_000)) levyOn(date, of, o);
  };
  for (let date = start; date <= last; date = addDays(date, 1)) {
    for (let n = upTo(4); n > 0; n--) upTo(5) < 3 ? transfer(date) : receipt(date);
    if (upTo(3) === 0) put(date, -naira(300 + upTo(9_000)), pick(SHOPS), group++, 0);
    if (upTo(25) === 0) put(date, -naira(60_000 + upTo(900) * 100), pick(LARGE_WORDS), group++, 0);
    if (weekday(date) === 4 && levies === "weekly batch") {
      const from = addDays(date, -4);
      const week = owing.filter((one) => one.date <= date);
      owing.splice(0, owing.length, ...owing.filter((one) => one.date > date));
      const first = week[0]?.date ?? from;
      if (week.length > 0)
        put(
          date,
          -naira(50) * BigInt(week.length),
          `FGN STAMP DUTY FOR ${week.length} TXNS ${day(first < from ? first : from)}-${day(date)}`,
          group++,
          3e6,
          true,
        );
    }
  }
  periodCharges({ start, months, account, put, pick, upTo, parts, next: () => group++ });
  cash({ start, last, put, upTo, next: () => group++ });
  const rows = inOrder(parts).map((part, i) => ({
    ...part,
    reference:
      references === "none" ? "" : `${references === "shared" ? 700_000_000 + part.group : 810_000_000 + i * 7}`,
  }));
  const habits = `${timing}, levies ${levies}, references ${references}, ${voice.fee(other())}, ${levyText(other())}, ${account} ${start}`;
  return { account, opening: naira(60_000_000), rows, habits };
}

type Put = (date: CivilDate, kobo: bigint, text: string, of: number, rank: number, charge?: boolean) => void;

/** SMS, card and account charges, each for the months that its words name. */
function periodCharges(a: {
  start: CivilDate;
  months: number;
  account: "savings" | "current";
  put: Put;
  pick: <T>(list: readonly T[]) => T;
  upTo: (most: number) => number;
  parts: readonly Part[];
  next: () => number;
}): void {
  const { year, month } = partsOf(a.start);
  const several = a.months === 3 && month % 3 === 1 && a.upTo(2) === 0;
  const spans = several ? [[month, month + 2]] : Array.from({ length: a.months }, (_, i) => [month + i, month + i]);
  for (const [first = 1, end = 1] of spans) {
    const on = civilDate(year, end, daysInMonth(year, end)) as CivilDate;
    const words =
      first === end
        ? `${MONTHS[first - 1]} ${year}`
        : a.pick([
            `${MONTHS[first - 1]}-${MONTHS[end - 1]} ${year}`,
            `Q${Math.ceil(end / 3)} ${year}`,
            `${MONTHS[first - 1]} TO ${MONTHS[end - 1]} ${year}`,
          ]);
    const seen = a.parts.filter(
      ({ date, charge }) => !charge && Number(date.slice(5, 7)) >= first && Number(date.slice(5, 7)) <= end,
    );
    const price = on < "2025-05-01" ? 4 : 6;
    const fee = naira(price * Math.max(1, Math.floor(seen.length / (1 + a.upTo(2)))));
    if (seen.length > 0)
      a.put(
        on,
        -(fee + taxOn(fee)),
        a.pick([`SMS ALERT CHARGES ${words}`, `Sms alert fee ${words} + VAT`, `SMS CHG FOR ${words}`]),
        a.next(),
        4e6,
        true,
      );
    if (a.account === "current") {
      const base = seen
        .filter(({ kobo, text }) => kobo < 0n && !/^RVSL/.test(text))
        .reduce((sum, { kobo }) => sum - kobo, 0n);
      const most = base / 1000n;
      if (most > 100n)
        a.put(
          on,
          -most,
          a.pick([`CAMF ${words}`, `Acct maint fee ${words}`, `CURRENT A/C MAINTENANCE ${words}`]),
          a.next(),
          5e6,
          true,
        );
    }
    if (a.account === "savings" && end % 3 === 0)
      a.put(
        on,
        -naira(53.75),
        a.pick([
          `CARD MAINT FEE Q${end / 3} ${year}`,
          `VERVE CARD MTCE CHARGE Q${end / 3}`,
          `QTRLY CARD MAINTENANCE FEE Q${end / 3} ${year} VISA`,
        ]),
        a.next(),
        6e6,
        true,
      );
  }
}

/** Withdrawals at other banks' machines: the fee of 2025 at a branch, or 35 from the fourth of a month. */
function cash(a: {
  start: CivilDate;
  last: CivilDate;
  put: Put;
  upTo: (most: number) => number;
  next: () => number;
}): void {
  let [month, nth] = ["", 0];
  for (let date = addDays(a.start, 1 + a.upTo(4)); date <= a.last; date = addDays(date, 2 + a.upTo(6))) {
    nth = date.slice(0, 7) === month ? nth + 1 : 1;
    month = date.slice(0, 7);
    const of = a.next();
    a.put(
      date,
      -naira(5_000 + 5_000 * a.upTo(3)),
      `ATM WDL ${["UBA MARINA", "GTB YABA", "ACCESS JOS"][a.upTo(3)]}`,
      of,
      0,
    );
    if (date >= "2025-03-01") a.put(date, -naira(107.5), "ATM WITHDRAWAL CHARGE", of, 1, true);
    else if (nth > 3) a.put(date, -(naira(35) + taxOn(naira(35))), "ATM WDL FEE + VAT", of, 1, true);
  }
}

/** Rows of each day as the bank prints them: by payment, what belongs to the day's end last. */
function inOrder(parts: readonly Part[]): readonly Part[] {
  const key = ({ group, rank }: Part): number => (rank >= 1e5 ? rank * 1e3 + group : group + rank / 20);
  return parts
    .map((part, i) => ({ part, i }))
    .sort((a, b) =>
      a.part.date < b.part.date ? -1 : a.part.date > b.part.date ? 1 : key(a.part) - key(b.part) || a.i - b.i,
    )
    .map(({ part }) => part);
}

/** A table as this bank prints it. */
export function printed(made: MadeAccount, seed: number): string {
  const chance = seeded(seed * 31 + 7);
  const newestFirst = chance() < 0.3;
  const signed = chance() < 0.25;
  const mark = chance() < 0.3 ? ";" : ",";
  const withPeriod = chance() < 0.7;
  const decimal = (kobo: bigint): string =>
    `${kobo < 0n ? "-" : ""}${(kobo < 0n ? -kobo : kobo) / 100n}.${String((kobo < 0n ? -kobo : kobo) % 100n).padStart(2, "0")}`;
  let held = made.opening;
  const lines = made.rows.map(({ date, kobo, text, reference }) => {
    held += kobo;
    const sums = signed ? [decimal(kobo)] : [kobo < 0n ? decimal(-kobo) : "", kobo < 0n ? "" : decimal(kobo)];
    return [day(date), text, reference, ...sums, decimal(held)];
  });
  if (newestFirst) lines.reverse();
  const [first, last] = [made.rows[0], made.rows.at(-1)];
  const head = [
    ["Account Type:", made.account.toUpperCase()],
    ["Currency:", "NGN"],
    ...(withPeriod
      ? [["Period:", `01/${day(first?.date as CivilDate).slice(3)} TO ${day(last?.date as CivilDate)}`]]
      : []),
    [],
    ["Date", "Narration", "Reference", ...(signed ? ["Amount"] : ["Debit", "Credit"]), "Balance"],
  ];
  return [...head, ...lines].map((row) => row.join(mark)).join("\n");
}
