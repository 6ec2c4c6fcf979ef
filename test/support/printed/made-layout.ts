/** How a bank might lay its statement out: columns, labels, ways of writing days and sums, rulings. */
import type { Chance } from "./chance.ts";
import { type Habits, NO_HABITS, withHabits } from "./made-habits.ts";

export type Part =
  | "date"
  | "valueDate"
  | "narration"
  | "reference"
  | "branch"
  | "debit"
  | "credit"
  | "amount"
  | "balance"
  | "mark";
export type Lean = "left" | "centre" | "right";
export type Stand = "top" | "middle" | "bottom";

export type LayoutColumn = {
  readonly part: Part;
  readonly label: string;
  readonly width: number;
  readonly lean: Lean;
  readonly stand: Stand;
};

export type MadeLayout = {
  readonly columns: readonly LayoutColumn[];
  readonly size: number;
  readonly leading: number;
  readonly padding: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly labelled: boolean;
  readonly repeatHeader: boolean;
  readonly lines: "none" | "rules" | "zebra" | "grid";
  readonly dates: string;
  readonly dateOnce: boolean;
  readonly times: boolean;
  readonly numbers: "point" | "comma" | "space" | "apostrophe" | "plain";
  readonly currencyMark: string;
  readonly minus: "sign" | "brackets" | "behind" | "mark";
  readonly blank: string;
  readonly newestFirst: boolean;
  readonly forwarded: boolean;
  readonly totals: boolean;
  readonly summary: boolean;
  readonly watermark: boolean;
  readonly doubled: boolean;
  readonly noHyphen: "" | "soft";
  /** How a text is drawn: in one go, word by word, or letter by letter. */
  readonly drawn: "whole" | "words" | "letters";
  readonly footer: boolean;
  readonly habits: Habits;
};

const LABELS: Readonly<Record<Part, readonly string[]>> = {
  date: [
    "Date",
    "Trans Date",
    "Transaction Date",
    "Txn Date",
    "Posting Date",
    "TRANS. DATE",
    "Booking Date",
    "Entry Date",
  ],
  valueDate: ["Value Date", "VALUE DATE", "Val. Date", "Effective Date"],
  narration: [
    "Narration",
    "Description",
    "Transaction Details",
    "Remarks",
    "PARTICULARS",
    "Details",
    "Transaction Description",
  ],
  reference: ["Reference", "Ref. No.", "Transaction Reference", "Session ID", "Reference Number", "Instrument No"],
  branch: ["Branch", "Channel", "Originating Branch"],
  debit: ["Debit", "DEBIT", "Withdrawals", "Money Out", "Debit Amount", "Paid Out", "Withdrawal (DR)", "Payments"],
  credit: ["Credit", "CREDIT", "Deposits", "Money In", "Credit Amount", "Paid In", "Deposit (CR)", "Lodgements"],
  amount: ["Amount", "Transaction Amount", "AMOUNT"],
  balance: ["Balance", "BALANCE", "Running Balance", "Available Balance", "Balance After", "Closing Balance"],
  mark: ["DR/CR", "Type"],
};

const DATES = [
  "dd-MMM-yyyy",
  "dd/mm/yyyy",
  "yyyy-mm-dd",
  "dd MMM yyyy",
  "MMM dd, yyyy",
  "dd.mm.yyyy",
  "dd-MMM-yy",
  "dd-mm-yyyy",
  "dd/MMM/yyyy",
  "ddth MMMM yyyy",
  "dd MMM",
  "dd/mm",
];

/** `more` draws the habits that a layout has beside its columns: none of them without it. */
export function madeLayout(chance: Chance, more?: Chance): MadeLayout {
  const layout = plainLayout(chance);
  return more ? withHabits(layout, more) : layout;
}

function plainLayout(chance: Chance): MadeLayout {
  const parts: Part[] = ["date"];
  if (chance.is(0.45)) parts.push("valueDate");
  if (chance.is(0.5)) parts.push("reference");
  parts.push("narration");
  if (chance.is(0.2)) parts.push("branch");
  const two = chance.is(0.8);
  const sides: Part[] = two ? (chance.is(0.7) ? ["debit", "credit"] : ["credit", "debit"]) : ["amount"];
  parts.push(...sides);
  const balance = chance.is(0.92);
  if (balance) parts.push("balance");
  if (chance.is(0.2)) move(parts, "narration", chance.is(0.5) ? parts.length : 1);
  if (parts.includes("valueDate") && chance.is(0.3)) move(parts, "valueDate", parts.indexOf("narration") + 1);
  if (parts.includes("reference") && chance.is(0.3)) move(parts, "reference", parts.length);
  const size = chance.of([6, 6.5, 7, 7.5, 8, 9]);
  const wide = chance.is(0.35);
  const [pageWidth, pageHeight] = wide ? [842, 595] : [595, 842];
  const stand: Stand = chance.of(["top", "top", "middle", "middle", "bottom"]);
  const lean: Lean = chance.is(0.25) ? "centre" : "left";
  const sumLean: Lean = chance.is(0.75) ? "right" : chance.of(["left", "centre"]);
  const dates = chance.of(balance ? DATES : DATES.slice(0, 9));
  const times = chance.is(0.15) && dates.length > 8;
  const share: Record<Part, number> = {
    date: times && chance.is(0.5) ? 110 : chance.is(0.2) ? 36 : 62,
    valueDate: chance.is(0.15) ? 36 : 60,
    narration: chance.is(0.3) ? 110 : 190,
    reference: chance.is(0.3) ? 60 : 100,
    branch: 55,
    debit: 68,
    credit: 68,
    amount: 74,
    balance: 76,
    mark: 30,
  };
  const scale = (pageWidth - 50) / parts.reduce((sum, part) => sum + share[part], 0);
  const stretch = Math.min(scale, 1.5);
  const upper = chance.is(0.15);
  const columns = parts.map((part): LayoutColumn => {
    const sum = part === "debit" || part === "credit" || part === "amount" || part === "balance";
    const least = sum ? size * 8.6 : part === "date" || part === "valueDate" ? size * 4.4 : 0;
    const label = chance.of(LABELS[part]);
    return {
      part,
      label: upper ? label.toUpperCase() : label,
      width: Math.max(least, share[part] * stretch),
      lean: sum ? sumLean : lean,
      stand,
    };
  });
  return {
    columns,
    size,
    leading: size * (1.1 + chance.next() * 0.25),
    padding: chance.of([1, 2, 3, 5, 8]),
    pageWidth: Math.max(pageWidth, columns.reduce((sum, one) => sum + one.width, 0) + 50),
    pageHeight,
    labelled: chance.is(0.93) || !balance || !two,
    repeatHeader: chance.is(0.6),
    lines: chance.of(["none", "none", "rules", "zebra", "grid"]),
    dates,
    dateOnce: chance.is(0.1) && balance,
    times,
    numbers: chance.of(["point", "point", "point", "point", "comma", "space", "apostrophe", "plain"]),
    currencyMark: chance.of(["", "", "", "NGN ", "$", "£", "KSh "]),
    minus: two ? "sign" : chance.of(["sign", "brackets", "behind", "mark"]),
    blank: chance.of(["", "", "-", "0.00", "--"]),
    newestFirst: chance.is(0.3),
    forwarded: chance.is(0.15) && balance,
    totals: chance.is(0.3),
    summary: chance.is(0.7),
    watermark: chance.is(0.2),
    doubled: chance.is(0.12),
    noHyphen: chance.is(0.06) ? "soft" : "",
    drawn: chance.of(["whole", "whole", "words", "letters"]),
    footer: chance.is(0.7),
    habits: NO_HABITS,
  };
}

function move(parts: Part[], part: Part, to: number): void {
  const at = parts.indexOf(part);
  parts.splice(at, 1);
  parts.splice(to > at ? to - 1 : to, 0, part);
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export function printDay(day: string, format: string): string {
  const [year = "", month = "", number = ""] = day.split("-");
  const name = MONTHS[Number(month) - 1] ?? "";
  const ordinal = `${Number(number)}${["th", "st", "nd", "rd"][Number(number) % 10 < 4 && Math.floor(Number(number) / 10) !== 1 ? Number(number) % 10 : 0]}`;
  return format
    .replace("ddth", "\u0001")
    .replace("MMMM", "\u0002")
    .replace("MMM", "\u0003")
    .replace("dd", number)
    .replace("mm", month)
    .replace("yyyy", year)
    .replace("yy", year.slice(2))
    .replace("\u0001", ordinal)
    .replace("\u0002", name)
    .replace("\u0003", name.slice(0, 3));
}

/** A sum of hundredths, with its sign as the layout writes it where `signed`. */
export function printSum(cents: number, layout: MadeLayout, signed: boolean): string {
  const size = Math.abs(cents);
  const whole = String(Math.floor(size / 100));
  const part = String(size % 100).padStart(2, "0");
  const [group, point] = {
    point: [",", "."],
    comma: [".", ","],
    space: [" ", ","],
    apostrophe: ["'", "."],
    plain: ["", "."],
  }[layout.numbers] as [string, string];
  const digits = `${layout.currencyMark}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${point}${part}`;
  if (!signed) return digits;
  if (layout.minus === "mark") return `${digits} ${cents < 0 ? "DR" : "CR"}`;
  if (cents >= 0) return digits;
  return layout.minus === "brackets" ? `(${digits})` : layout.minus === "behind" ? `${digits}-` : `-${digits}`;
}
