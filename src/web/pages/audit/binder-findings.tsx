/** The findings of many files as one dense table, with filters above it; a tax stands under its fee. */

import type { ComponentChildren } from "preact";
import { ACCUSATIONS, type Verdict } from "../../../domain/audit/audit-result.ts";
import {
  type ChargeFilter,
  type ClaimedCharge,
  claimedCharges,
  filterCharges,
  overOf,
} from "../../../domain/audit/claim/filter-charges.ts";
import { paymentOf } from "../../../domain/audit/claim/payment-of.ts";
import { parseMinor } from "../../../domain/money/money.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { BINDER, BINDER_FINDINGS } from "../../../words/en/audit/binder.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { SHORT_VERDICTS } from "../../../words/en/names.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { dateWords, monthWords } from "../../ui/words.ts";
import { FindingWork } from "./audit-findings.tsx";
import { minor, serviceName } from "./audit-view.ts";
import { bankName, sumWords } from "./binder-groups.tsx";
import { type BinderView, fileOf, lines } from "./binder-view.ts";
import { sayOf } from "./say-audit.tsx";

const findingsSay = sayOf({ ...CHARGES, ...BINDER, ...BINDER_FINDINGS }, { SHORT_VERDICTS });

/** Charges in one part of the table. */
export const CHARGES_A_PART = 50;

/** The filter as its form tells it: each field by its name, empty where nothing was picked. */
export type FilterFields = Readonly<Record<string, string>>;

/** `isWrong`: the sum that was typed is none. */
function readFilter(fields: FilterFields): { readonly filter: ChargeFilter; readonly isWrong: boolean } {
  const {
    filterBank: bank,
    filterMonth: month,
    filterService: service,
    filterVerdict: verdict,
    filterLeast = "",
  } = fields;
  const typed = filterLeast
    .trim()
    .replaceAll(",", "")
    .replace(/^(?:₦|NGN|N)\s?/i, "");
  const least = typed === "" ? undefined : parseMinor(typed);
  return {
    filter: {
      ...(bank ? { bank: bank === NO_BANK ? "" : bank } : {}),
      ...(month ? { month } : {}),
      ...(service ? { service } : {}),
      ...(verdict && ACCUSATIONS.has(verdict as Verdict) ? { verdict: verdict as Verdict } : {}),
      ...(least === undefined ? {} : { least }),
    },
    isWrong: typed !== "" && least === undefined,
  };
}

/** Stands for statements that name no bank. */
const NO_BANK = "none";

/** `children` is the first part of the table. */
export function BinderFindings({ view, children }: { view: BinderView; children: ComponentChildren }) {
  const all = claimedCharges(view.result);
  return (
    <section class="entry wide" id="findings">
      <h2>{findingsSay(view)("result.findings", { count: all.length })}</h2>
      <div>
        <Filters view={view} charges={all} />
        <p id="found" role="status">
          {foundWords(all, all.length, view)}
        </p>
        <div data-list="f">
          <div>{children}</div>
        </div>
      </div>
    </section>
  );
}

function Filters({ view, charges }: { view: BinderView; charges: readonly ClaimedCharge[] }) {
  const { text, called } = findingsSay(view);
  const any = text("binder.filter_all");
  const distinct = (of: (charge: ClaimedCharge) => string) => [...new Set(charges.map(of))];
  const options = (list: readonly string[], words: (value: string) => string) =>
    list.map((value) => [value, words(value)] as const);
  const banks = distinct(({ lead }) => lead.result.statement.bank ?? NO_BANK);
  return (
    <form id="filters" class="filters">
      <SelectField
        id="filterBank"
        label={text("binder.filter_bank")}
        empty={any}
        options={options(banks, (id) => bankName(id === NO_BANK ? null : id, view))}
      />
      <SelectField
        id="filterMonth"
        label={text("binder.filter_month")}
        empty={any}
        options={options(distinct(({ lead }) => lead.line.date.slice(0, 7)).sort(), monthWords)}
      />
      <SelectField
        id="filterService"
        label={text("result.what")}
        empty={any}
        options={options(
          distinct(({ lead }) => lead.line.service ?? ""),
          (id) => serviceName(view, id || null),
        )}
      />
      <SelectField
        id="filterVerdict"
        label={text("binder.wrong")}
        empty={any}
        options={options(
          distinct(({ lead }) => lead.line.verdict ?? ""),
          (id) => called("SHORT_VERDICTS", id),
        )}
      />
      <TextField id="filterLeast" label={text("binder.filter_least")} inputMode="decimal" short />
    </form>
  );
}

/** `12 of 42 charges, 18 lines, ₦400.00 too much.` */
function foundWords(shown: readonly ClaimedCharge[], all: number, view: BinderView): string {
  const { text } = findingsSay(view);
  const sums = shown.map((charge) => {
    const { bank, account } = charge.lead.result.statement;
    return { bank, currency: account.currency, count: 1 + charge.taxes.length, over: overOf(charge) };
  });
  const count = sums.reduce((sum, one) => sum + one.count, 0);
  const found =
    shown.length !== all
      ? text("binder.found_of", { count: shown.length, all })
      : all === 1
        ? text("binder.one_found")
        : text("binder.found", { count: all });
  return count === 0
    ? `${found}.`
    : text("binder.found_sum", { found, lines: lines(count, view), sum: sumWords(sums, view) });
}

/** What a filter finds, in words for the status above the table. */
export function filterWords(view: BinderView, fields: FilterFields): string {
  const { filter, isWrong } = readFilter(fields);
  const all = claimedCharges(view.result);
  const wrong = isWrong ? findingsSay(view).text("binder.figures") : "";
  return `${wrong} ${foundWords(filterCharges(all, filter), all.length, view)}`.trim();
}

/** How many charges a filter finds. */
export const filteredCount = (view: BinderView, fields: FilterFields): number =>
  filterCharges(claimedCharges(view.result), readFilter(fields).filter).length;

/** A part of the table from the charge at `from` on. */
export function FindingTable({ view, fields, from }: { view: BinderView; fields: FilterFields; from: number }) {
  const found = filterCharges(claimedCharges(view.result), readFilter(fields).filter);
  const shown = found.slice(from, from + CHARGES_A_PART);
  const say = findingsSay(view);
  if (shown.length === 0) return <p>{say("binder.fits_none")}</p>;
  const columns = columnsOf(view);
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: shown as blocks on a phone, a table would lose its roles
    <table class="stacks dense" role="table">
      <caption class="gone">
        {say("binder.part", { from: from + 1, until: from + shown.length, all: found.length })}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, kind }) => (
            <th key={label} role="columnheader" scope="col" class={kind}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{shown.map((charge) => rowsOf(charge, view, columns))}</tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}

type BinderColumn = { readonly label: string; readonly kind?: "num"; readonly isFile?: true };

/** Columns that the working of a charge takes. */
export const COLUMN_COUNT = 8;

function columnsOf(view: BinderView): readonly BinderColumn[] {
  const { text } = findingsSay(view);
  return [
    { label: text("binder.day") },
    { label: text("result.what") },
    { label: text("binder.taken_for"), kind: "num" },
    { label: text("binder.was_taken"), kind: "num" },
    { label: text("result.allowed"), kind: "num" },
    { label: text("result.over"), kind: "num" },
    { label: text("binder.wrong") },
    { label: text("binder.where"), isFile: true },
  ];
}

function rowsOf({ lead, taxes }: ClaimedCharge, view: BinderView, columns: readonly BinderColumn[]) {
  const say = findingsSay(view);
  return [lead, ...taxes].map(({ line, result, place }, i) => {
    const currency = result.statement.account.currency ?? "NGN";
    const money = (text: string | null) => exactMoney(minor(text), currency);
    const { one, rows } = paymentOf(result, line);
    const paid = one
      ? exactMoney(abs(minor(one.amount)), currency)
      : rows.length > 0
        ? say.text("result.payments", { count: rows.length })
        : "";
    const cells = [
      paid,
      money(line.charged),
      money(line.allowed),
      money(line.over),
      line.verdict && SHORT_VERDICTS[line.verdict] ? say.called("SHORT_VERDICTS", line.verdict) : "",
      `${fileOf(view, place)}, ${line.row}`,
    ];
    const id = `${place}.${line.row}`;
    return (
      // biome-ignore-start lint/a11y/noRedundantRoles: as above
      <tr key={id} role="row" class={i > 0 ? "under" : undefined}>
        <th role="rowheader" scope="row">
          {i > 0 ? (
            <span class="gone">{say("binder.same_day")}</span>
          ) : (
            <span class="nowrap">{dateWords(line.date)}</span>
          )}
        </th>
        <td role="cell" data-label={say.text("result.what")}>
          {i > 0 ? (
            <span>
              {line.service === "tax.vat" ? say("binder.vat_on_it") : serviceName(view, line.service, line.date)}
            </span>
          ) : (
            <button type="button" class="row-open" data-work={id} aria-expanded="false">
              {serviceName(view, line.service, line.date)}
            </button>
          )}
        </td>
        {cells.map((cell, at) => {
          const { label, kind, isFile } = columns[at + 2] as BinderColumn;
          const empty = cell === "" || (i > 0 && at === 0);
          return (
            <td
              key={label}
              role="cell"
              data-label={label}
              class={[kind, empty ? "empty" : ""].filter(Boolean).join(" ") || undefined}
            >
              {empty ? "" : isFile ? <bdi>{cell}</bdi> : cell}
            </td>
          );
        })}
      </tr>
      // biome-ignore-end lint/a11y/noRedundantRoles: as above
    );
  });
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** The working of the charge at `place.row`; null where there is no such one. */
export function WorkOf({ view, at }: { view: BinderView; at: string }) {
  const [place, row] = at.split(".").map(Number);
  const charge = claimedCharges(view.result).find(({ lead }) => lead.place === place && lead.line.row === row);
  return charge ? <FindingWork charge={charge} names={view} from={fileOf(view, charge.lead.place)} /> : null;
}
