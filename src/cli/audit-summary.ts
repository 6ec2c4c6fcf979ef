/** An audit at a glance in a terminal: the sum first, then what was wrong and why, then what cannot be told. */
import type { AuditBundle, AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { ACCUSATIONS } from "../domain/audit/audit-result.ts";
import { type Claim, claimsOf, groupClaims } from "../domain/audit/claim/claims.ts";
import { joinAccounts, type MonthSeen } from "../domain/audit/claim/join-accounts.ts";
import { type Head, headReason, outcomeOf, outcomeReasons } from "../domain/audit/outcome.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { groupMinor, parseMinor } from "../domain/money/money.ts";
import type { SaidFile } from "../domain/statements/statement.ts";
import type { Sayable } from "../words/catalogues.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import type { Facts } from "../words/message.ts";
import { nameWords, type PageKey, pageWords } from "../words/page-words.ts";
import { speakerIn } from "../words/say.ts";
import type { Speaker } from "../words/speaker.ts";
import { sourceLines } from "./source-lines.ts";

type Paint = (code: "1" | "2" | "31" | "32" | "33", text: string) => string;

/** How the summary is said: its language and the pack whose names it uses. */
type Say = {
  (key: PageKey, facts?: Facts): string;
  readonly language: Language;
  readonly speaker: Speaker<Sayable>;
  readonly pack: Pack;
  readonly paint: Paint;
};

function sayIn(language: Language, pack: Pack, paint: Paint): Say {
  const say = (key: PageKey, facts?: Facts) => pageWords(language, key, facts).text;
  return Object.assign(say, { language, speaker: speakerIn(language), pack, paint });
}

/** A verdict as it stands after a colon. */
function verdictOf(verdict: string | null, { language }: Say): string {
  const words = nameWords(language, "SHORT_VERDICTS", String(verdict)).text;
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Which option of the command tells a fact. */
const TELLS: Readonly<Record<string, string>> = {
  account: "--account-type",
  locality: "--fact ROW.locality=on_site",
  sameOwner: "--fact ROW.sameOwner=yes",
};

/** A fact that is missing; where an option of the command gives it, with that. */
const missingOf = (fact: string, { language }: Say): string =>
  `${nameWords(language, "MISSING", fact).text}${TELLS[fact] ? ` (${TELLS[fact]})` : ""}`;

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
  readonly files: readonly { readonly name: string; readonly file: SaidFile }[];
  /** Files that could not be read. */
  readonly unread: number;
  readonly colour: boolean;
  readonly language: Language;
};

export function auditSummary(
  answer: AuditResult | AuditBundle,
  { pack, files, unread, colour, language }: Told,
): string {
  const paint: Paint = colour ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_code, text) => text;
  const say = sayIn(language, pack, paint);
  const names = files.flatMap(({ name, file }) => file.statements.map(() => name));
  const results = "results" in answer ? answer.results : [answer];
  const out: string[] = [];
  results.forEach((result, i) => {
    out.push(...one(result, names[i] ?? "", say), "");
  });
  for (const { name, file } of files)
    for (const { message, row } of file.warnings)
      out.push(say("audit.note", { name, message: row ? say("audit.row", { message, row }) : message }));
  if ("results" in answer) {
    const { totals, duplicates } = answer;
    const outcome = outcomeOf(answer, unread);
    const head = say.speaker.say(headReason(outcome, `${pack.currency} ${sum(totals.over)}`));
    out.push(paint("1", say("audit.together", { count: results.length, head, charged: sum(totals.charged) })));
    if (outcome.head !== "too_much") out.push(...say.speaker.sayAll(outcomeReasons(outcome)));
    if (duplicates.length > 0) out.push(say("audit.twice", { count: duplicates.length }));
    out.push("", ...accountsSeen(answer, names, say), "");
  }
  const broken = results
    .flatMap(({ lines }) => lines)
    .filter(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict));
  out.push(
    ...sourceLines(
      broken.flatMap(({ rule }) => rule ?? []),
      pack,
    ),
    ...(language === ENGLISH ? [] : [say("command.unread")]),
  );
  return `${out.join("\n").trimEnd()}\n`;
}

const sum = (text: string): string => groupMinor(parseMinor(text) ?? 0n);

function one(result: AuditResult, name: string, say: Say): string[] {
  const { statement, totals, lines, rejected } = result;
  const { pack, paint, speaker } = say;
  const bank = pack.banks.find(({ id }) => id === statement.bank)?.name ?? say("audit.no_bank");
  const { type, masked } = statement.account;
  const account = type === "unknown" ? say("audit.no_account") : nameWords(say.language, "ACCOUNTS", type).text;
  const wrong = lines.filter((line) => line.verdict !== null && ACCUSATIONS.has(line.verdict));
  const untold = lines.filter((line) => line.verdict === "cannot_tell");
  const out = [
    paint("1", name),
    say("audit.statement", {
      bank,
      account: masked ? `${account} ${masked}` : account,
      from: statement.from ?? "?",
      to: statement.to ?? "?",
    }),
    proofOf(result, say),
    "",
  ];
  const outcome = outcomeOf(result);
  const isTooMuch = outcome.head === "too_much";
  const head = speaker.say(headReason(outcome, `${pack.currency} ${sum(totals.over)}`));
  const counted = () => say(wrong.length === 1 ? "audit.in_one" : "audit.in_several", { head, count: wrong.length });
  out.push(
    paint(COLOURS[outcome.head], isTooMuch ? counted() : head),
    ...(isTooMuch ? [] : speaker.sayAll(outcomeReasons(outcome)).map((words) => `  ${words}`)),
    `  ${say(totals.returned === "0.00" ? "audit.sums" : "audit.sums_returned", {
      charged: sum(totals.charged),
      allowed: sum(totals.allowed),
      over: sum(totals.over),
      open: sum(totals.cannotTell),
      returned: sum(totals.returned),
    })}`,
  );
  if (wrong.length > 0) out.push("", ...groupedFindings(result, say), ...table(wrong, say));
  if (untold.length > 0) out.push("", paint("33", say("audit.open")), ...groupsOf(untold, say));
  for (const { row, reason } of rejected) out.push(paint("31", say("audit.rejected", { row, reason })));
  return out;
}

/** Findings of one kind that are many, told as one: `87 lines, same rule`. */
const LEAST_GROUPED = 5;

function groupedFindings(result: AuditResult, say: Say): string[] {
  const many = groupClaims(claimsOf(result)).filter(({ claims }) => claims.length >= LEAST_GROUPED);
  if (many.length === 0) return [];
  const rows = many.map(
    ({ claims, over, verdict, rule }) =>
      `  ${String(claims.length).padStart(4)} ${say("audit.same_rule")}  ${groupMinor(over).padStart(10)}  ${nameOf((claims[0] as Claim).line, say)}: ${verdictOf(verdict, say)}${rule ? ` [${rule}]` : ""}`,
  );
  return [...rows, ""];
}

/** Which months of each account the statements show, and where days are missing between two of them. */
function accountsSeen(answer: AuditBundle, names: readonly string[], say: Say): string[] {
  const out: string[] = [];
  for (const { bank, masked, currency, months, joints, places } of joinAccounts(answer)) {
    const whole = months.filter(({ seen }) => seen === "whole").length;
    const label = [bank ?? say("audit.bank_not_named"), masked, currency].filter(Boolean).join(" ");
    out.push(
      say(places.length === 1 ? "audit.one_statement" : "audit.statements", {
        label,
        count: places.length,
        whole,
        months: months.length,
      }),
    );
    out.push(`  ${months.map(({ month, seen }) => `${month}${SEEN[seen]}`).join(" ")}`);
    for (const { kind, before, after, missing, moved } of joints) {
      const between = say("audit.between", { before: names[before] ?? "", after: names[after] ?? "" });
      const days = missing ? say("audit.days", missing) : say("audit.no_day");
      if (kind === "gap") out.push(`  ${say("audit.gap", { between, days, moved: sum(moved ?? "0") })}`);
      if (kind === "unproven" && missing) out.push(`  ${say("audit.unproven", { between, days })}`);
    }
  }
  return out.length === 0 ? [] : [say("audit.months"), ...out];
}

const SEEN: Readonly<Record<MonthSeen["seen"], string>> = { whole: "", part: "~", none: "!" };

function proofOf({ statement: { rows, chain } }: AuditResult, say: Say): string {
  const { read, total } = rows;
  if (chain.state === "complete") return say.paint("2", say("audit.read", { read, total }));
  if (chain.state === "absent") return say.paint("2", say("audit.read_without", { read, total }));
  const shown = chain.breaks.slice(0, 8).join(", ");
  const at = shown && say(chain.breaks.length > 8 ? "audit.at_many_rows" : "audit.at_rows", { rows: shown });
  return say.paint("33", say("audit.read_broken", { read, total, at }));
}

function table(lines: readonly AuditLine[], say: Say): string[] {
  const shown = [...lines].sort((a, b) =>
    Number((parseMinor(b.over ?? "0") ?? 0n) - (parseMinor(a.over ?? "0") ?? 0n)),
  );
  const out = shown.slice(0, MOST_SHOWN).flatMap((line) => {
    const { row, date, over, charged, why, rule, grade } = line;
    const sums = say("audit.of", { over: sum(over ?? "0").padStart(10), charged: sum(charged ?? "0") });
    const head = `  row ${String(row).padEnd(5)} ${date}  ${sums}  ${nameOf(line, say)}: ${verdictOf(line.verdict, say)}`;
    const words = rule ? say("audit.rule", { why, rule, grade: grade ?? "" }) : why;
    return [head, say.paint("2", `            ${words}`)];
  });
  if (lines.length > MOST_SHOWN) out.push(`  ${say("audit.more", { count: lines.length - MOST_SHOWN })}`);
  return out;
}

function nameOf(line: AuditLine, say: Say): string {
  const service = say.pack.services.find(({ id }) => id === line.service);
  if (service) return nameIn(service, line.date as CivilDate, say.language).text;
  return line.service ?? say("audit.charge");
}

/** What cannot be told, by what is missing. */
function groupsOf(lines: readonly AuditLine[], say: Say): string[] {
  const groups = new Map<string, { count: number; total: bigint }>();
  for (const line of lines) {
    const facts = line.missing.map((fact) => missingOf(fact, say)).join(", ");
    const key = say("audit.missing", { name: nameOf(line, say), facts });
    const group = groups.get(key) ?? { count: 0, total: 0n };
    group.count++;
    group.total += parseMinor(line.charged ?? "0") ?? 0n;
    groups.set(key, group);
  }
  return [...groups].map(
    ([words, { count, total }]) => `  ${String(count).padStart(4)} x  ${groupMinor(total).padStart(10)}  ${words}`,
  );
}
