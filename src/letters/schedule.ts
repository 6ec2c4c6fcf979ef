/**
 * The schedule of a dispute: every claim at one bank with its sums, the rules they rest on and what of each account
 * was seen. Tables of plain cells, so that CSV and workbook say the same.
 */
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { type Claim, groupClaims, minorOf } from "../domain/audit/claim/claims.ts";
import { joinAccounts } from "../domain/audit/claim/join-accounts.ts";
import type { ListedFee, Pack, Rule } from "../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { SCHEDULES } from "../words/en/schedules.ts";
import { agreedWords } from "./rule-words.ts";

export type Cell = string | number | null;
export type Sheet = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns, from 0, whose cells are sums of money in decimals. */
  readonly money: readonly number[];
};

export type Schedule = {
  readonly bank: string | null;
  readonly count: number;
  readonly over: Minor;
  readonly claims: Sheet;
  readonly groups: Sheet;
  readonly rules: Sheet;
  readonly coverage: Sheet;
};

/** One schedule for each bank that has something to give back; claims are each counted once, as in the answer's totals. */
export function schedulesOf(answer: AuditResult | AuditBundle, claims: readonly Claim[], pack: Pack): Schedule[] {
  const banks = new Map<string | null, Claim[]>();
  for (const claim of claims) {
    const { bank } = claim.result.statement;
    const list = banks.get(bank);
    if (list) list.push(claim);
    else banks.set(bank, [claim]);
  }
  return [...banks].map(([bank, list]) => ({
    bank,
    count: list.length,
    over: sumOf(list, "over"),
    claims: claimSheet(list),
    groups: groupSheet(list, pack),
    rules: ruleSheet(list, pack),
    coverage: coverageSheet(answer, bank),
  }));
}

const sumOf = (claims: readonly Claim[], field: "charged" | "allowed" | "over"): Minor =>
  claims.reduce((sum, { line }) => sum + minorOf(line[field]), 0n);

function claimSheet(claims: readonly Claim[]): Sheet {
  const total = (field: "charged" | "allowed" | "over") => formatMinor(sumOf(claims, field));
  return {
    name: SCHEDULES.claims,
    header: [
      "statement",
      "account",
      "row",
      "date",
      "narration",
      "service",
      "finding",
      "charged",
      "allowed",
      "over",
      "rule",
      "grade",
      "why",
    ],
    rows: [
      ...claims.map(({ result, place, line }): Cell[] => [
        place + 1,
        result.statement.account.masked,
        line.row,
        line.date,
        line.narration,
        line.service,
        line.verdict,
        line.charged,
        line.allowed,
        line.over,
        line.rule,
        line.grade,
        line.why,
      ]),
      [
        null,
        null,
        null,
        null,
        SCHEDULES.total,
        null,
        null,
        total("charged"),
        total("allowed"),
        total("over"),
        null,
        null,
        null,
      ],
    ],
    money: [7, 8, 9],
  };
}

function groupSheet(claims: readonly Claim[], pack: Pack): Sheet {
  const nameOf = (service: string | null) => pack.services.find(({ id }) => id === service)?.name ?? service;
  return {
    name: SCHEDULES.findings,
    header: ["charge", "finding", "rule", "lines", "over"],
    rows: groupClaims(claims).map(({ service, verdict, rule, over, claims: list }) => [
      nameOf(service),
      verdict,
      rule,
      list.length,
      formatMinor(over),
    ]),
    money: [4],
  };
}

/** What each cited rule says and where it stands; a section is named only where the text was read first-hand. */
function ruleSheet(claims: readonly Claim[], pack: Pack): Sheet {
  const ids = [...new Set(claims.flatMap(({ line }) => line.rule ?? []))].sort();
  const found = ids.flatMap((id): (Rule | ListedFee)[] => {
    const row = pack.rules.find((one) => one.id === id) ?? pack.listedFees.find((one) => one.id === id);
    return row ? [row] : [];
  });
  return {
    name: SCHEDULES.rules,
    header: SCHEDULES.ofRules,
    rows: found.map((row) => [
      row.id,
      row.name,
      row.from,
      row.until,
      row.grade,
      "agreed" in row
        ? agreedWords(row.source)
        : [(row.instrument ?? row.source).title, (row.instrument ?? row.source).ref].filter(Boolean).join(", "),
      row.grade === "A" || row.grade === "B" ? (row.instrument ?? row.source).section : null,
      row.instrument ? row.source.title : null,
      row.source.url,
      "agreed" in row ? null : row.checkedOn,
    ]),
    money: [],
  };
}

function coverageSheet(answer: AuditResult | AuditBundle, bank: string | null): Sheet {
  const accounts = joinAccounts(answer).filter((one) => one.bank === bank);
  return {
    name: SCHEDULES.months,
    header: ["account", "month", "seen"],
    rows: accounts.flatMap(({ masked, months }) => months.map(({ month, seen }) => [masked, month, seen])),
    money: [],
  };
}
