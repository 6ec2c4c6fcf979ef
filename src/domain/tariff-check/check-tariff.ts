/**
 * A tariff before it is published, held against the rules of the day on which it begins: what stands above a limit,
 * percent where per mille was meant, gaps between bands, VAT and notice. Nothing is guessed: what cannot be read is said.
 */
import { bankDays } from "../audit/link/bank-days.ts";
import { type CaseFacts, eventOf, gridOf } from "../changes/event-grid.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import { listedPriceOf } from "../fees/listed-price.ts";
import type { Grade, ListedFee, Pack, Rule } from "../fees/pack.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Price } from "../fees/price.ts";
import { priceEvent } from "../fees/price-event.ts";
import type { Priced, Sum } from "../fees/priced.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import type { Minor } from "../money/money.ts";
import { parseRate } from "../money/rate.ts";
import { type TariffFee, tariffFees } from "./tariff-fees.ts";
import {
  type RowFault,
  readTariffRow,
  TARIFF_COLUMNS,
  type TariffColumn,
  type TariffRow,
  type UnreadRow,
} from "./tariff-rows.ts";

/** A tariff has some hundred fees; more rows than this are no tariff. */
export const MOST_TARIFF_ROWS = 5_000;

/** `fault`: against a rule that an audit would accuse on, or a row that cannot be read. `doubt`: to be checked by a person. */
export type Severity = "fault" | "doubt";

export type TariffFinding = { readonly line: number; readonly service: string | null; readonly severity: Severity } & (
  | { readonly code: "row"; readonly fault: RowFault }
  | { readonly code: "gap" | "overlap" | "twice"; readonly above: Minor | null; readonly upTo: Minor | null }
  /** Its bands do not follow each other, and one of the lines that were not read may be the band between. */
  | { readonly code: "gap_untold"; readonly unread: readonly number[] }
  | ({ readonly code: "above_limit"; readonly per: "ten_times" | null } & Over)
  | { readonly code: "vat_not_said" | "vat_due" | "vat_not_due"; readonly rule: string | null }
  | { readonly code: "from_not_said" | "announced_late" }
  | {
      readonly code: "short_notice";
      readonly given: number;
      readonly needed: number;
      readonly rule: string;
      readonly grade: Grade;
    }
);

export type Over = {
  readonly facts: CaseFacts;
  readonly amount: Minor | null;
  readonly own: Sum;
  readonly limit: Sum;
  readonly currency: string;
  readonly rules: readonly string[];
  readonly grade: Grade | null;
  /** The limit is the rule's own; a draft, which binds no bank, has a higher one. */
  readonly draft: boolean;
};

export type CheckedFee = {
  readonly line: number;
  readonly service: string;
  readonly name: string;
  readonly product: string | null;
  readonly from: CivilDate | null;
  /** `no_limit`: no rule that we know of, or none with a sum. */
  readonly state: "within" | "above" | "no_limit" | "not_priced";
  /** Working days between the announcement and the first day; null where one of them is not said. */
  readonly noticeDays: number | null;
  /** Drafts that would change its limit on its first day or later, by their ids. */
  readonly drafts: readonly string[];
};

export type TariffReport =
  | {
      readonly ok: false;
      readonly why: "no_table" | "no_rows" | "too_many_rows" | "columns";
      readonly columns: readonly string[];
    }
  | {
      readonly ok: true;
      readonly rows: number;
      readonly fees: readonly CheckedFee[];
      readonly findings: readonly TariffFinding[];
    };

export type TariffQuestion = {
  /** The header first. */
  readonly table: readonly (readonly string[])[];
  /** The line of the file on which each row begins. */
  readonly lines: readonly number[];
  readonly pack: Pack;
  /** What holds for a fee that names no day. */
  readonly today: CivilDate;
  /** Whose tariff it is, where it is said: the table of limits binds some licences only. */
  readonly bank?: string | undefined;
};

export function checkTariff({ table, lines, pack, today, bank }: TariffQuestion): TariffReport {
  const [header, ...body] = table;
  const refuse = (why: "no_table" | "no_rows" | "too_many_rows" | "columns", columns: readonly string[] = []) =>
    ({ ok: false, why, columns }) as const;
  if (!header) return refuse("no_table");
  const labels = header.map((label) => label.trim().toLowerCase());
  const strange = labels.filter((label) => label !== "" && !(TARIFF_COLUMNS as readonly string[]).includes(label));
  if (strange.length > 0 || !labels.includes("service")) return refuse("columns", strange);
  const asked = body
    .map((cells, i) => ({ cells, line: lines[i + 1] ?? i + 2 }))
    .filter(({ cells }) => ["fixed", "rate"].some((name) => (cells[labels.indexOf(name)] ?? "").trim() !== ""));
  if (asked.length === 0) return refuse("no_rows");
  if (asked.length > MOST_TARIFF_ROWS) return refuse("too_many_rows");
  const read = asked.map(({ cells, line }) => {
    const cell = (column: TariffColumn): string => cells[labels.indexOf(column)]?.trim() ?? "";
    return readTariffRow(cell, line, pack);
  });
  const findings: TariffFinding[] = [];
  const rows: TariffRow[] = [];
  const unread: UnreadRow[] = [];
  for (const row of read)
    if ("faults" in row) {
      unread.push(row);
      for (const fault of row.faults)
        findings.push({ code: "row", line: row.line, service: row.service, severity: "fault", fault });
    } else rows.push(row);
  const fees = tariffFees(rows, pack.currency).map((fee) => judged(fee, { pack, today, bank, unread }, findings));
  return { ok: true, rows: asked.length, fees, findings: findings.sort((a, b) => a.line - b.line) };
}

type About = Pick<TariffQuestion, "pack" | "today" | "bank"> & { readonly unread: readonly UnreadRow[] };

function judged({ rows, fee, faults }: TariffFee, about: About, findings: TariffFinding[]): CheckedFee {
  const [row] = rows as readonly [TariffRow];
  const { service, line } = row;
  // a line that was not read may be any of its bands, and one of no known service any fee's
  const unread = about.unread.filter((one) => one.service === null || one.service === service).map((one) => one.line);
  for (const { code, line: at, above, upTo } of faults)
    if (code !== "gap" || unread.length === 0)
      findings.push({ code, line: at, service, severity: "fault", above, upTo });
  if (unread.length > 0 && faults.some(({ code }) => code === "gap"))
    findings.push({ code: "gap_untold", line, service, severity: "doubt", unread });
  const on = row.from ?? about.today;
  const rules = ceilingRules(rulesOf(about.pack, service), on);
  for (const one of rows) ofVat(one, rules, findings);
  if (row.from === null) findings.push({ code: "from_not_said", line, service, severity: "doubt" });
  const noticeDays = ofNotice(row, about.pack, rules, findings);
  const meant = fee && inCurrencyOf(rules, fee);
  const compared = meant && againstLimit(meant, on, about);
  const sameCurrency = meant?.currency === about.pack.currency;
  if (compared?.over)
    findings.push({
      code: "above_limit",
      line: lineOf(rows, compared.over.amount),
      service,
      severity: compared.accusable && !compared.over.draft && sameCurrency ? "fault" : "doubt",
      per: tenTimes(row.price, rules) ? "ten_times" : null,
      ...compared.over,
    });
  const state = !compared
    ? "not_priced"
    : compared.over
      ? "above"
      : compared.limited && sameCurrency
        ? "within"
        : "no_limit";
  const drafts = compared?.limited ? draftsFor(row, on, about.pack).map(({ id }) => id) : [];
  return { line, service, name: row.name, product: row.product, from: row.from, state, noticeDays, drafts };
}

/** Drafts for the accounts of a row whose days are not over on its first day, and which no rule of that day says already. */
function draftsFor({ service, when }: TariffRow, on: CivilDate, { rules, currency }: Pack): readonly Rule[] {
  const own = rules.filter((rule) => rule.service === service && rule.currency === currency);
  const keyOf = ({ price, when: whose }: Rule) => JSON.stringify([price, whose]);
  const held = ceilingRules(own, on).map(keyOf);
  return own.filter(
    (rule) =>
      rule.standing === "draft" &&
      rule.proposedFrom !== undefined &&
      (rule.proposedUntil === undefined || on < rule.proposedUntil) &&
      (["account", "customer", "locality"] as const).every((key) => meets<string>(rule.when[key], when[key])) &&
      !held.includes(keyOf(rule)),
  );
}

/** Two lists have one in common; without a list everything is meant. */
const meets = <T>(some: readonly T[] | undefined, others: readonly T[] | undefined): boolean =>
  some === undefined || others === undefined || some.some((one) => others.includes(one));

/** The row whose band holds the sum. */
const lineOf = (rows: readonly TariffRow[], amount: Minor | null): number =>
  (
    rows.find(({ above, upTo }) => amount !== null && (above ?? 0n) < amount && (upTo === null || amount <= upTo)) ??
    rows[0]
  )?.line ?? 0;

/** People think of sums without small coins. */
const WHOLE: Minor = 100n;

type Compared = { readonly limited: boolean; readonly over: Over | null; readonly accusable: boolean };

/**
 * A tariff names no currency. Where the limits of a fee are all in another one than the pack's, as those of a foreign-currency
 * account are, its sums are read in that one; a rate means the same in both. What is found then is a doubt and no
 * fault, and that nothing is found clears nothing.
 */
function inCurrencyOf(rules: readonly Rule[], fee: ListedFee): ListedFee {
  const [currency, ...more] = new Set(rules.map((rule) => rule.currency));
  return currency === undefined || more.length > 0 ? fee : { ...fee, currency };
}

/** Every case of the grid that the row is for; the first above its limit, at sums that people pay first. */
function againstLimit(fee: ListedFee, on: CivilDate, { pack, bank }: About): Compared {
  const usage = pack.services.find(({ id }) => id === fee.service)?.usage;
  const stated = usage?.amount === undefined ? [] : [parsePackAmount(usage.amount)];
  const rules = ceilingRules(rulesOf(pack, fee.service), on);
  const grid = gridOf([{ price: fee.price, when: fee.when }, ...rules], stated);
  const usual = new Set<Minor | null>([...stated, ...grid.bounds]);
  const rank = (sum: Minor | null): number => (usual.has(sum) ? 0 : sum !== null && sum % WHOLE === 0n ? 1 : 2);
  const sums = [...grid.sums].sort((a, b) => rank(a) - rank(b));
  let limited = false;
  for (const facts of grid.combinations) {
    if (!isFor(fee, facts)) continue;
    for (const amount of sums) {
      const event = { ...eventOf(fee.service, on, facts, amount), ...(bank === undefined ? {} : { bank }) };
      const own = listedPriceOf(pack, fee, event);
      const priced = priceEvent(pack, event);
      const limit = limitOf(priced);
      if (!limit || priced.currency !== fee.currency) continue;
      limited = true;
      if (!own || own.total <= limit.total) continue;
      const { fee: sum, tax, total } = own;
      const over = {
        facts,
        amount,
        own: { fee: sum, tax, total },
        limit,
        currency: priced.currency,
        rules: priced.rules,
      };
      const draft = priced.maximum !== null && total <= priced.maximum.total;
      return {
        limited,
        accusable: priced.accusable,
        over: { ...over, grade: priced.firm?.grade ?? priced.grade, draft },
      };
    }
  }
  return { limited, over: null, accusable: false };
}

const isFor = ({ when }: ListedFee, facts: CaseFacts): boolean =>
  (when.sameBank === undefined || facts.sameBank === undefined || facts.sameBank === when.sameBank) &&
  (["account", "customer", "locality"] as const).every((key) => {
    const value = facts[key];
    return value === undefined || when[key] === undefined || (when[key] as readonly string[]).includes(value);
  });

/** What may be taken at most; null where no rule gives a sum. Where the printed text is silent on a sum, the higher reading. */
function limitOf({ state, maximum, lenient, firm, range }: Priced): Sum | null {
  if (state === "free" || state === "not_permitted") return { fee: 0n, tax: 0n, total: 0n };
  if (range) return { fee: range.high, tax: 0n, total: range.high };
  return firm?.sum ?? lenient ?? maximum;
}

/** The tariff's rate is ten times a rate of the rule: percent was written where per mille is meant. */
const tenTimes = (own: Price, rules: readonly Rule[]): boolean =>
  ratesIn(own).some((fraction) =>
    rules.flatMap(({ price }) => ratesIn(price)).some((most) => isTenfold(fraction, most)),
  );

function isTenfold(fraction: string, most: string): boolean {
  const [a, b] = [parseRate(fraction), parseRate(most)];
  return b.numerator > 0n && a.numerator * b.denominator === 10n * b.numerator * a.denominator;
}

function ratesIn(price: Price): string[] {
  switch (price.kind) {
    case "rate":
      return [price.fraction];
    case "tiered":
      return price.tiers.flatMap((tier) => ratesIn(tier.price));
    case "combine":
      return price.parts.flatMap(ratesIn);
    case "negotiable":
    case "pass_through":
      return price.ceiling ? ratesIn(price.ceiling) : [];
    default:
      return [];
  }
}

/** Whether VAT stands on top, inside or is left out, against what the rules say of the fee. */
function ofVat({ line, service, vat, price }: TariffRow, rules: readonly Rule[], findings: TariffFinding[]): void {
  if (price.kind === "free") return;
  const [rule] = rules;
  const say = (code: "vat_not_said" | "vat_due" | "vat_not_due") =>
    findings.push({ code, line, service, severity: "doubt", rule: rule?.id ?? null });
  if (vat === null) say("vat_not_said");
  else if (vat === "none" && rules.length > 0 && rules.every((one) => one.vat === "added")) say("vat_due");
  else if (vat !== "none" && rules.length > 0 && rules.every((one) => one.vat === "none")) say("vat_not_due");
}

/** Working days from the announcement to the first day, against the notice that a rule asks for. */
function ofNotice(row: TariffRow, pack: Pack, rules: readonly Rule[], findings: TariffFinding[]): number | null {
  const { from, announced, line, service } = row;
  if (from === null || announced === null) return null;
  if (announced >= from) findings.push({ code: "announced_late", line, service, severity: "fault" });
  const given = workingDays(pack, announced, from);
  const rule = rules.find(({ notice }) => notice !== undefined && given < notice.workingDays);
  if (rule?.notice)
    findings.push({
      code: "short_notice",
      line,
      service,
      severity: rule.enforceable && rule.grade < "C" ? "fault" : "doubt",
      given,
      needed: rule.notice.workingDays,
      rule: rule.id,
      grade: rule.grade,
    });
  return given;
}

/** Longer notice than this is long enough for anything. */
const MOST_NOTICE = 400;

/** Days between that were no sure holidays: where a day may have been one, the notice is not called shorter for it. */
function workingDays(pack: Pack, announced: CivilDate, from: CivilDate): number {
  const { mayWork } = bankDays(pack.narration);
  let count = 0;
  for (let day = addDays(from, -1); day > announced && count < MOST_NOTICE; day = addDays(day, -1))
    if (mayWork(day)) count++;
  return count;
}

/** A row for every service, to be filled in. */
export const tariffTemplate = (pack: Pack): readonly (readonly string[])[] =>
  pack.services
    .filter(({ id }) => id !== "unknown" && !id.startsWith("levy.") && !id.startsWith("tax."))
    .map(({ id, name }) => TARIFF_COLUMNS.map((column) => (column === "service" ? id : column === "name" ? name : "")));
