/**
 * A customer of a bank that now and then takes too much: written apart from `made-account.ts`, with other words, orders and
 * mistakes. Each planted mistake is wrong under every reading, since every other payment of its days has its own charge.
 */
import { seeded } from "../../drills/drill.ts";
import { addDays, type CivilDate, civilDate, daysInMonth, parseCivilDate } from "../../src/domain/dates/civil-date.ts";

type Row = { readonly on: CivilDate; readonly kobo: bigint; readonly text: string; readonly wrong: string | null };
export type OtherCustomer = {
  readonly account: "savings" | "current";
  readonly text: string;
  readonly lines: number;
  /** Day, sum and kind of every planted mistake. */
  readonly planted: readonly { readonly key: string; readonly kind: string }[];
};

type Words = {
  readonly pay: (who: string, ref: string) => string;
  readonly fee: (ref: string) => string;
  readonly tax: ((ref: string) => string) | null;
  readonly duty: string;
};
const WORDS: readonly Words[] = [
  { pay: (who) => `Transfer to ${who}`, fee: () => "Transfer charge", tax: () => "VAT", duty: "Stamp duty" },
  {
    pay: (who, ref) => `NIP Transfer to ${who} Ref:${ref}`,
    fee: (ref) => `NIP Transfer Commission Ref:${ref}`,
    tax: (ref) => `VAT on NIP Commission Ref:${ref}`,
    duty: "EMTL",
  },
  {
    pay: (who) => `MOBILE TRF/${who}/ACCESS`,
    fee: () => "MOBILE TRF FEE + VAT",
    tax: null,
    duty: "ELECTRONIC MONEY TRANSFER LEVY",
  },
  {
    pay: (who) => `INTERBANK TRANSFER TO ${who}`,
    fee: () => "INTERBANK TRANSFER FEE",
    tax: () => "VAT ON INTERBANK TRANSFER FEE",
    duty: "FGN STAMP DUTY",
  },
];
const PEOPLE = [
  "AISHA DANJUMA",
  "REV SAM OBI",
  "TOLU FEESO",
  "CHIDI LEVY-AMADI",
  "KEMI ADE",
  "YAKUBU DUTSE",
  "NGOZI UBA",
];
const SHOPS = [
  "POS PURCHASE CARDINAL STORES",
  "POS PURCHASE VATICAN PHARMACY",
  "AIRTIME GLO",
  "POS PURCHASE DUTYFREE ABJ",
];
const naira = (sum: number): bigint => BigInt(Math.round(sum * 100));
const tax = (fee: bigint): bigint => (fee * 75n + 500n) / 1000n;
const due = (sum: bigint): bigint => (sum <= naira(5_000) ? naira(10) : sum <= naira(50_000) ? naira(25) : naira(50));
const size = (kobo: bigint): bigint => (kobo < 0n ? -kobo : kobo);
const plain = (kobo: bigint): string =>
  `${kobo < 0n ? "-" : ""}${size(kobo) / 100n}.${String(size(kobo) % 100n).padStart(2, "0")}`;

/** One in `often` transfers is charged wrongly; 0: none. */
export function otherCustomer(seed: number, often: number): OtherCustomer {
  const chance = seeded(seed * 7919 + 13);
  const upTo = (most: number): number => Math.floor(chance() * most);
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
  const account = pick(["savings", "current"] as const);
  const words = pick(WORDS);
  const order = pick(["beside", "day end", "by sum"] as const);
  const year = pick([2022, 2024, 2025, 2026]);
  const first = civilDate(year, 1 + upTo(7), 1) as CivilDate;
  const rows: Row[] = [];
  const put = (on: CivilDate, kobo: bigint, text: string, wrong: string | null = null) =>
    rows.push({ on, kobo, text, wrong });
  const months = 2 + upTo(2);
  const month0 = Number(first.slice(5, 7));
  const last = civilDate(year, month0 + months - 1, daysInMonth(year, month0 + months - 1)) as CivilDate;
  const calm = addDays(last, -10);

  const charge = (on: CivilDate, sum: bigint, ref: string, wrong: string | null) => {
    const fee = wrong === "over_cap" ? due(sum) * 2n : due(sum);
    const follows = wrong === "over_cap" || wrong === "not_returned" ? wrong : null;
    put(on, words.tax ? -fee : -(fee + tax(fee)), words.fee(ref), follows);
    if (words.tax)
      put(
        on,
        wrong === "wrong_tax" ? -(fee / 10n) : -tax(fee),
        words.tax(ref),
        follows ?? (wrong === "wrong_tax" ? wrong : null),
      );
    if (wrong === "duplicate") {
      put(on, words.tax ? -fee : -(fee + tax(fee)), words.fee(ref), wrong);
      if (words.tax) put(on, -tax(fee), words.tax(ref), wrong);
    }
  };
  const transfer = (on: CivilDate) => {
    const sum = naira(600 + upTo(190) * 613 + upTo(90));
    const who = pick(PEOPLE);
    const ref = String(4_000_000_000 + upTo(900_000_000));
    const kinds = [
      "over_cap",
      "duplicate",
      "levy",
      ...(words.tax ? ["wrong_tax"] : []),
      ...(on < calm ? ["not_returned"] : []),
    ];
    const wrong = often > 0 && upTo(often) === 0 ? pick(kinds) : null;
    put(on, -sum, words.pay(who, ref));
    charge(on, sum, ref, wrong);
    const owes = year >= 2026 && sum >= naira(10_000);
    if (owes) put(on, -naira(50), words.duty);
    else if (wrong === "levy") put(on, -naira(50), words.duty, "levy");
    if (wrong === "not_returned") {
      put(addDays(on, 1), sum, `RVSL ${words.pay(who, ref)}`);
      if (owes) put(addDays(on, 1), naira(50), `RVSL ${words.duty}`);
    }
  };
  for (let on = first; on <= last; on = addDays(on, 1)) {
    for (let n = upTo(3); n > 0; n--) transfer(on);
    if (upTo(2) === 0) put(on, -naira(150 + upTo(7_000)), pick(SHOPS));
    if (upTo(6) === 0) {
      const sum = naira(2_000 + upTo(90_000));
      put(on, sum, `TRANSFER FROM ${pick(PEOPLE)}`);
      if (year < 2026 && sum >= naira(10_000)) put(on, -naira(50), words.duty);
    }
    if (on.endsWith("-25")) put(on, naira(310_000), "SALARY PAYMENT ZENITH FARMS LTD");
    if (on.endsWith("-25") && year < 2026) put(on, -naira(50), words.duty);
  }
  const quarter = Math.ceil(month0 / 3);
  if (account === "savings") put(last, -naira(53.75), `CARD MAINTENANCE FEE Q${quarter} ${year}`);
  else if (often > 0 && upTo(2) === 0)
    put(last, -naira(53.75), `CARD MAINTENANCE FEE Q${quarter} ${year}`, "not_permitted");
  return printedAs(account, laid(rows, order), order);
}

/** The rows of each day in this bank's order; reversals stay behind what they give back. */
function laid(rows: readonly Row[], order: "beside" | "day end" | "by sum"): readonly Row[] {
  const rank = ({ kobo, text }: Row): number =>
    order === "beside" || /^RVSL/.test(text)
      ? 0
      : order === "day end"
        ? Number(size(kobo) < naira(400))
        : -Number(size(kobo));
  return rows
    .map((row, i) => ({ row, i }))
    .sort((a, b) => (a.row.on < b.row.on ? -1 : a.row.on > b.row.on ? 1 : rank(a.row) - rank(b.row) || a.i - b.i))
    .map(({ row }) => row);
}

function printedAs(account: "savings" | "current", rows: readonly Row[], order: string): OtherCustomer {
  let held = naira(30_000_000);
  const lines = rows.map(({ on, kobo, text }) => {
    held += kobo;
    return order === "by sum"
      ? `${on};${text};${kobo < 0n ? plain(-kobo) : ""};${kobo < 0n ? "" : plain(kobo)};${plain(held)}`
      : `${on},${text},${plain(kobo)},${plain(held)}`;
  });
  const head = order === "by sum" ? "Value Date;Details;Money Out;Money In;Balance" : "Date,Description,Amount,Balance";
  return {
    account,
    text: [head, ...lines].join("\n"),
    lines: rows.length,
    planted: rows.flatMap(({ on, kobo, wrong }) => (wrong ? [{ key: keyOf(on, plain(kobo)), kind: wrong }] : [])),
  };
}

/** A mistake is found where a line of its day and sum is accused: which of two equal lines is the wrong one, nobody can say. */
export const keyOf = (on: string, amount: string): string => `${parseCivilDate(on)} ${amount}`;
