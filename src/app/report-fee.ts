/**
 * A person tells what a bank took. It is stored with a receipt number and changes no fee: it is evidence that a
 * person will look at. Sent twice with the same key it is stored once. What looks like a number of a person is taken out
 * before anything is stored.
 */
import { type CivilDate, parseCivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { plainWords } from "../domain/reports/plain-words.ts";
import { readReceipt } from "../domain/reports/receipt-number.ts";
import { stripPersonal } from "../domain/reports/strip-personal.ts";
import type { Sayable } from "../words/page-words.ts";
import type { Context, Instant } from "./context.ts";
import { readSum } from "./read-sum.ts";
import { type RefusalCode, Refused } from "./refused.ts";

const MOST_WORDS = 1_000;
/** No bank keeps papers for longer, so an older day is a slip of the pen. */
const EARLIEST = "2000-01-01";
/** The largest sum that the table holds, in minor units. */
const MOST_MINOR = 10n ** 17n;

export type Report = {
  readonly jurisdiction: string;
  readonly bank: string;
  readonly service: string;
  readonly amount: Minor;
  readonly currency: string;
  /** The day on which the bank took it. */
  readonly on: CivilDate;
  readonly words: string;
};

/** What its number leads to. The words are for those who look into it and are not shown again. */
export type StoredReport = Omit<Report, "words" | "amount"> & {
  readonly receipt: string;
  readonly amount: Minor;
  readonly receivedAt: Instant;
  /** What came of it; null while it is not closed. */
  readonly outcome: ReportOutcome | null;
};

/** `changed`: a figure of ours. `kept`: it was right as it was. `unclear`: it could not be told. */
export const REPORT_OUTCOMES = ["changed", "kept", "unclear"] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** Where reports are kept. Both throw `Refused` with `database_away`, `busy` or `outcome_unknown`. */
export type ReportBook = {
  /** The same key and content again: the receipt that it got the first time. Throws `key_reused` for other content. */
  add(report: Report, key: string): Promise<{ readonly receipt: string; readonly again: boolean }>;
  find(receipt: string): Promise<StoredReport | undefined>;
};

export type ReportFields = Readonly<Record<"bank" | "service" | "amount" | "on" | "words", string>>;
type Wrong = Partial<Record<keyof ReportFields, Sayable>>;

/** Reads what was typed: the report and how much was taken out of its words, or every fault by its field. */
export function readReport(
  pack: Pack,
  today: CivilDate,
  fields: ReportFields,
): { readonly report: Report; readonly taken: number } | { readonly wrong: Wrong } {
  const wrong: Wrong = {};
  if (!pack.banks.some((bank) => bank.id === fields.bank)) wrong.bank = { code: "report.bank", facts: {} };
  if (fields.service === "unknown" || !pack.services.some((service) => service.id === fields.service))
    wrong.service = { code: "report.service", facts: {} };
  const amount = readSum(fields.amount);
  if (amount === undefined || amount >= MOST_MINOR) wrong.amount = { code: "fault.sum", facts: {} };
  const on = parseCivilDate(fields.on);
  if (!on) wrong.on = { code: "report.day", facts: {} };
  else if (on > today) wrong.on = { code: "report.day_to_come", facts: {} };
  else if (on < EARLIEST) wrong.on = { code: "report.day_too_early", facts: { day: EARLIEST } };
  const { words, taken } = stripPersonal(plainWords(fields.words));
  if (words.length > MOST_WORDS) wrong.words = { code: "report.words", facts: { count: MOST_WORDS } };
  if (Object.keys(wrong).length > 0 || amount === undefined || !on) return { wrong };
  const { jurisdiction, currency } = pack;
  return { report: { jurisdiction, bank: fields.bank, service: fields.service, amount, currency, on, words }, taken };
}

export type ReportReceipt = {
  readonly receipt: string;
  readonly state: "received";
  readonly bank: string;
  readonly service: string;
  readonly amount: string;
  readonly currency: string;
  readonly on: CivilDate;
  /** Numbers and addresses of people that were taken out of the words. */
  readonly takenOut: number;
};

type ReportContext = Context & { readonly reports: ReportBook };

/** Stores a report. Throws `Refused` with the field of the first fault, or what `ReportBook` throws. */
export async function reportFee(
  ctx: ReportContext,
  fields: ReportFields,
  key: string,
): Promise<ReportReceipt & { readonly again: boolean }> {
  const read = readReport(await ctx.packs.current("ng"), ctx.today(), fields);
  if ("wrong" in read) {
    const [param, reason] = Object.entries(read.wrong)[0] as [keyof ReportFields, Sayable];
    throw new Refused(CODES[param] ?? "bad_field", param, reason);
  }
  const { report, taken } = read;
  const { receipt, again } = await ctx.reports.add(report, key);
  const { bank, service, currency, on } = report;
  const amount = formatMinor(report.amount);
  return { receipt, state: "received", bank, service, amount, currency, on, takenOut: taken, again };
}

const CODES: Partial<Record<keyof ReportFields, RefusalCode>> = { amount: "bad_amount", on: "bad_date" };

export type ReportView = Omit<ReportReceipt, "takenOut" | "state"> & {
  readonly receivedAt: Instant;
  readonly state: "received" | "closed";
  readonly outcome: ReportOutcome | null;
};

/** What became of a report so far. */
export async function showReport(ctx: ReportContext, number: string): Promise<ReportView> {
  const receipt = readReceipt(number);
  const stored = receipt === undefined ? undefined : await ctx.reports.find(receipt);
  if (!receipt) throw new Refused("bad_field", "receipt", { code: "refused.receipt", facts: {} });
  if (!stored) throw new Refused("unknown_receipt", "receipt", { code: "refused.no_report", facts: {} });
  const { bank, service, currency, on, receivedAt, outcome } = stored;
  const amount = formatMinor(stored.amount);
  const state = outcome === null ? "received" : "closed";
  return { receipt, state, bank, service, amount, currency, on, receivedAt, outcome };
}
