/** An audit at a glance in a terminal: the sum first, then what was wrong and why, then what cannot be told. */
import type { AuditBundle, AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { ACCUSATIONS } from "../domain/audit/audit-result.ts";
import { type Claim, claimsOf, groupClaims } from "../domain/audit/claim/claims.ts";
import { joinAccounts, type MonthSeen } from "../domain/audit/claim/join-accounts.ts";
import { type Head, headReason, outcomeOf, outcomeReasons } from "../domain/audit/outcome.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { groupMinor, parseMinor } from "../domain/money/money.ts";
import type { ParsedFile } from "../domain/statements/statement.ts";
import { AUDIT_MISSING } from "../words/en/audit-missing.ts";
import { SHORT_VERDICTS } from "../words/en/names.ts";
import { ENGLISH } from "../words/say-english.ts";
import { sourceLines } from "./source-lines.ts";

type Paint = (code: "1" | "2" | "31" | "32" | "33", text: string) => string;

/** A verdict as it stands after a colon. */
function verdictOf(verdict: string | null): string {
  const words = SHORT_VERDICTS[verdict ?? ""] ?? String(verdict);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** A fact that is missing; where an option of the command gives it, with that. */
const missingOf = (fact: string): string =>
  `${AUDIT_MISSING[fact] ?? fact}${fact === "account" ? " (--account-type)" : ""}`;

const MOST_SHOWN = 40;
const COLOURS: Readonly<Record<Head, "31" | "32" | "33">> = {
  too_much: "31",
  all_right: "32",
  some_judged: "33",
  no_charge: "33",
  unreadable: "31",
};

type Told = {
  readonly pack: Pack;
  readonly files: readonly { readonly name: string; readonly file: ParsedFile }[];
  /** Files that could not be read. */
  readonly unread: number;
  readonly colour: boolean;
};

export function auditSummary(answer: AuditResult | AuditBundle, { pack, files, unread, colour }: Told): string {
  const paint: Paint = colour ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_code, text) => text;
  const names = files.flatMap(({ name, file }) => file.statements.map(() => name));
  const results = "results" in answer ? answer.results : [answer];
  const out: string[] = [];
  results.forEach((result, i) => {
    out.push(...one(result, names[i] ?? "", pack, paint), "");
  });
  for (const { name, file } of files)
    for (const { message, row } of file.warnings) out.push(`Note on ${name}: ${message}${row ? ` (row ${row})` : ""}`);
  if ("results" in answer) {
    const { totals, duplicates } = answer;
    const outcome = outcomeOf(answer, unread);
    const head = ENGLISH.say(headReason(outcome, `${pack.currency} ${sum(totals.over)}`));
    out.push(paint("1", `All ${results.length} statements together: ${head}, of ${sum(totals.charged)} charged`));
    if (outcome.head !== "too_much") out.push(...ENGLISH.sayAll(outcomeReasons(outcome)));
    if (duplicates.length > 0)
      out.push(`${duplicates.length} rows stand in more than one statement; their charges count once.`);
    out.push("", ...accountsSeen(answer, names), "");
  }
  const broken = results
    .flatMap(({ lines }) => lines)
    .filter(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict));
  out.push(
    ...sourceLines(
      broken.flatMap(({ rule }) => rule ?? []),
      pack,
    ),
  );
  return `${out.join("\n").trimEnd()}\n`;
}

const sum = (text: string): string => groupMinor(parseMinor(text) ?? 0n);

function one(result: AuditResult, name: string, pack: Pack, paint: Paint): string[] {
  const { statement, totals, lines, rejected } = result;
  const bank =
    pack.banks.find(({ id }) => id === statement.bank)?.name ?? "bank not named, judged as a commercial bank";
  const account =
    statement.account.type === "unknown" ? "account of unknown kind" : `${statement.account.type} account`;
  const wrong = lines.filter((line) => line.verdict !== null && ACCUSATIONS.has(line.verdict));
  const untold = lines.filter((line) => line.verdict === "cannot_tell");
  const out = [
    paint("1", name),
    `${bank}, ${account}${statement.account.masked ? ` ${statement.account.masked}` : ""}, ${statement.from ?? "?"} to ${statement.to ?? "?"}`,
    proofOf(result, paint),
    "",
  ];
  const outcome = outcomeOf(result);
  const head = ENGLISH.say(headReason(outcome, `${pack.currency} ${sum(totals.over)}`));
  const inCharges = `, in ${wrong.length} ${wrong.length === 1 ? "charge" : "charges"}`;
  out.push(
    paint(COLOURS[outcome.head], outcome.head === "too_much" ? head + inCharges : head),
    ...(outcome.head === "too_much" ? [] : ENGLISH.sayAll(outcomeReasons(outcome)).map((words) => `  ${words}`)),
    `  charged ${sum(totals.charged)} = allowed ${sum(totals.allowed)} + too much ${sum(totals.over)} + cannot tell ${sum(totals.cannotTell)}${totals.returned === "0.00" ? "" : `; given back ${sum(totals.returned)}`}`,
  );
  if (wrong.length > 0) out.push("", ...groupedFindings(result, pack), ...table(wrong, pack, paint));
  if (untold.length > 0) out.push("", paint("33", "Cannot be told:"), ...groupsOf(untold, pack));
  for (const { row, reason } of rejected) out.push(paint("31", `Row ${row} could not be read: ${reason}`));
  return out;
}

/** Findings of one kind that are many, told as one: `87 lines, same rule`. */
const LEAST_GROUPED = 5;

function groupedFindings(result: AuditResult, pack: Pack): string[] {
  const many = groupClaims(claimsOf(result)).filter(({ claims }) => claims.length >= LEAST_GROUPED);
  if (many.length === 0) return [];
  const rows = many.map(
    ({ claims, over, verdict, rule }) =>
      `  ${String(claims.length).padStart(4)} lines, same rule  ${groupMinor(over).padStart(10)}  ${nameOf((claims[0] as Claim).line, pack)}: ${verdictOf(verdict)}${rule ? ` [${rule}]` : ""}`,
  );
  return [...rows, ""];
}

/** Which months of each account the statements show, and where days are missing between two of them. */
function accountsSeen(answer: AuditBundle, names: readonly string[]): string[] {
  const out: string[] = [];
  for (const { bank, masked, currency, months, joints, places } of joinAccounts(answer)) {
    const whole = months.filter(({ seen }) => seen === "whole").length;
    const label = [bank ?? "bank not named", masked, currency].filter(Boolean).join(" ");
    out.push(
      `${label}: ${places.length} ${places.length === 1 ? "statement" : "statements"}, ${whole} of ${months.length} months whole`,
    );
    out.push(`  ${months.map(({ month, seen }) => `${month}${SEEN[seen]}`).join(" ")}`);
    for (const { kind, before, after, missing, moved } of joints) {
      const between = `between ${names[before]} and ${names[after]}`;
      const days = missing ? `${missing.from} to ${missing.to}` : "no whole day";
      if (kind === "gap") out.push(`  Gap ${between}: ${days} missing; the balance moved by ${sum(moved ?? "0")}.`);
      if (kind === "unproven" && missing) out.push(`  No balance proves that nothing is missing ${between}: ${days}.`);
    }
  }
  return out.length === 0 ? [] : ["Months seen (~ in part, ! not at all):", ...out];
}

const SEEN: Readonly<Record<MonthSeen["seen"], string>> = { whole: "", part: "~", none: "!" };

function proofOf({ statement: { rows, chain } }: AuditResult, paint: Paint): string {
  const read = `${rows.read} of ${rows.total} rows read`;
  if (chain.state === "complete") return paint("2", `${read}; the running balance proves that none is missing`);
  if (chain.state === "absent") return paint("2", `${read}; the file has no balance to prove it by`);
  const at = chain.breaks.slice(0, 8).join(", ");
  return paint(
    "33",
    `${read}; the balance does not add up${at ? ` at row ${at}${chain.breaks.length > 8 ? " ..." : ""}` : ""}`,
  );
}

function table(lines: readonly AuditLine[], pack: Pack, paint: Paint): string[] {
  const shown = [...lines].sort((a, b) =>
    Number((parseMinor(b.over ?? "0") ?? 0n) - (parseMinor(a.over ?? "0") ?? 0n)),
  );
  const out = shown.slice(0, MOST_SHOWN).flatMap((line) => {
    const head = `  row ${String(line.row).padEnd(5)} ${line.date}  ${sum(line.over ?? "0").padStart(10)} of ${sum(line.charged ?? "0")}  ${nameOf(line, pack)}: ${verdictOf(line.verdict)}`;
    return [head, paint("2", `            ${line.why}${line.rule ? ` [${line.rule}, grade ${line.grade}]` : ""}`)];
  });
  if (lines.length > MOST_SHOWN) out.push(`  and ${lines.length - MOST_SHOWN} more; --json or --csv shows them all`);
  return out;
}

const nameOf = (line: AuditLine, pack: Pack): string => serviceOf(line, pack) ?? line.service ?? "charge";

const serviceOf = (line: AuditLine, pack: Pack): string | undefined => {
  const service = pack.services.find(({ id }) => id === line.service);
  return service && nameOn(service, line.date as CivilDate);
};

/** What cannot be told, by what is missing. */
function groupsOf(lines: readonly AuditLine[], pack: Pack): string[] {
  const groups = new Map<string, { count: number; total: bigint }>();
  for (const line of lines) {
    const key = `${nameOf(line, pack)}: missing ${line.missing.map(missingOf).join(", ")}`;
    const group = groups.get(key) ?? { count: 0, total: 0n };
    group.count++;
    group.total += parseMinor(line.charged ?? "0") ?? 0n;
    groups.set(key, group);
  }
  return [...groups].map(
    ([words, { count, total }]) => `  ${String(count).padStart(4)} x  ${groupMinor(total).padStart(10)}  ${words}`,
  );
}
