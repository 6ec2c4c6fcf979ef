/**
 * A letter before it is dressed. An audit, the pack, the wording and the day go in; blocks of plain text come
 * out, so that the print page, the PDF and the text file say the same. Pure: it runs in a browser as on the server.
 *
 * How a line is grounded follows its grade. A and B cite the rule with its section. C names no section and asks the bank
 * to state its rule: the limit is known at second hand only, and so may be the section.
 */
import type { AuditBundle, AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { claimsOf, minorOf, type Claim as PlacedClaim, resultsOf } from "../domain/audit/claim/claims.ts";
import { findingId, shortId } from "../domain/audit/claim/receipt.ts";
import { type ComplaintDays, complaintDays } from "../domain/complaints/complaint-clock.ts";
import { answersFor, complaintContact } from "../domain/complaints/complaint-contact.ts";
import { type CivilDate, daysBetween } from "../domain/dates/civil-date.ts";
import type { Grade, Pack, Source } from "../domain/fees/pack.ts";
import { exactMoney } from "../domain/fees/price-words.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { dateWords } from "../web/ui/words.ts";
import { fill, type LetterTemplate, reviewLine } from "./letter-template.ts";

export type Blank = { readonly label: string; readonly value: string | null };

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly foot: readonly string[];
    };

export type LetterTo = "bank" | "regulator";

export type LetterView = {
  readonly to: LetterTo;
  /** Made of its findings: the same findings give it again. */
  readonly id: string;
  readonly language: string;
  readonly on: CivilDate;
  readonly date: string;
  readonly address: readonly string[];
  /** Where to send it by e-mail; null where no address is known. */
  readonly email: string | null;
  readonly subject: string;
  readonly blanks: readonly Blank[];
  readonly blocks: readonly Block[];
  readonly closing: string;
  readonly signature: Blank;
  readonly review: string;
  /** Id of the bank; null where the statement names none. */
  readonly bank: string | null;
  readonly bankName: string;
  /** Who answers for the bank today: another bank where it became part of one. */
  readonly answering: string;
  readonly count: number;
  /** The sum of the schedule: as words, and as the audit prints it. */
  readonly total: string;
  readonly over: string;
  readonly days: ComplaintDays;
  /** Findings of the whole answer that no letter claims, because they are older than a complaint may be. */
  readonly tooOld: number;
};

/** What a person fills in on their own device; what is left out stays a blank. */
export type Fills = { readonly name?: string; readonly account?: string; readonly contact?: string };

/** What a letter is made of besides the audit. `on` is the day it is sent: a second letter still counts from the first. */
export type LetterFacts = {
  readonly pack: Pack;
  readonly template: LetterTemplate;
  readonly on: CivilDate;
  readonly fills?: Fills;
};

/** Charges that were too high: every kind of finding comes under this clock. */
const KIND = "excess_charge";

/** A claim with its row as the letter names it: with the number of its statement where there are several. */
type Claim = { readonly result: AuditResult; readonly line: AuditLine; readonly row: string };
type Claims = { readonly results: readonly AuditResult[]; readonly claims: readonly Claim[] };

const sumOf = (values: readonly Minor[]): Minor => values.reduce((sum, value) => sum + value, 0n);

/**
 * One letter for each account that has something to claim; none where nothing is too high or the pack has no clock. `claimed`
 * are all claims of the answer unless a person dropped some.
 */
export function lettersOf(
  answer: AuditResult | AuditBundle,
  to: LetterTo,
  facts: LetterFacts,
  claimed: readonly PlacedClaim[] = claimsOf(answer),
): LetterView[] {
  const days = complaintDays(facts.pack.complaintClock, KIND, facts.on);
  if (!days) return [];
  const young = youngEnough(claimed, days);
  const tooOld = claimed.length - young.length;
  return accountsOf(answer, young).map((account) => ({ ...letterOf(account, to, days, facts), tooOld }));
}

/** A charge that is older than a complaint may be is left out: the bank may refuse it, and the rest with it. */
const youngEnough = (claimed: readonly PlacedClaim[], { oldest }: ComplaintDays): readonly PlacedClaim[] =>
  oldest === null ? claimed : claimed.filter(({ line }) => line.date >= oldest);

/** Findings by bank, account and currency; a row that stands in two files is claimed once. */
function accountsOf(answer: AuditResult | AuditBundle, claimed: readonly PlacedClaim[]): Claims[] {
  const keyOf = ({ statement: { bank, account } }: AuditResult): string =>
    [bank, account.currency, account.masked].join("|");
  const groups = new Map<string, { results: AuditResult[]; claims: Claim[] }>();
  const results = resultsOf(answer);
  for (const result of results) {
    const group = groups.get(keyOf(result));
    if (group) group.results.push(result);
    else groups.set(keyOf(result), { results: [result], claims: [] });
  }
  for (const { result, place, line } of claimed)
    groups
      .get(keyOf(result))
      ?.claims.push({ result, line, row: results.length > 1 ? `${place + 1}/${line.row}` : `${line.row}` });
  return [...groups.values()].filter((group) => group.claims.length > 0);
}

function letterOf(
  { results, claims }: Claims,
  to: LetterTo,
  days: ComplaintDays,
  facts: LetterFacts,
): Omit<LetterView, "tooOld"> {
  const { pack, template, on, fills = {} } = facts;
  const words = template[to];
  const first = results[0] as AuditResult;
  const money = (value: Minor) => exactMoney(value, first.statement.account.currency ?? pack.currency);
  const bank = pack.banks.find((one) => one.id === first.statement.bank);
  const bankName = bank?.name ?? template.noBank;
  const contact = bank ? complaintContact(pack.banks, bank) : null;
  const successor = bank ? answersFor(pack.banks, bank) : null;
  const answering = bank === undefined || successor === bank ? bankName : (successor?.name ?? template.winder);
  const email = to === "regulator" ? (days.regulator?.contact?.email ?? null) : (contact?.value ?? null);
  const sum = sumOf(claims.map(({ line }) => minorOf(line.over)));
  const dates = claims.map(({ line }) => line.date).sort();
  const span = (ends: readonly (string | null)[], fallback: string | undefined) =>
    dateWords((ends.filter((end) => end !== null).sort()[0] ?? fallback) as string);
  const last = results.map((one) => one.statement.to).filter((end) => end !== null);
  const values = {
    bank: bankName,
    answering,
    endedOn: bank?.ended?.on ? dateWords(bank.ended.on) : "",
    how: bank?.ended?.how ?? "",
    total: money(sum),
    count: claims.length,
    on: dateWords(on),
    from: span(
      results.map((one) => one.statement.from),
      dates[0],
    ),
    to: dateWords((last.sort().at(-1) ?? dates.at(-1)) as string),
    acknowledgeBy: dateWords(days.acknowledgeBy ?? days.answerBy),
    answerBy: dateWords(days.answerBy),
    regulatorFrom: dateWords(days.regulatorFrom),
    office: days.regulator?.contact?.office ?? days.regulator?.text ?? "",
    clock: days.step.text,
    reported: isFirstHand(days.step.grade) ? "" : template.reported,
    window: days.regulatorUntil === null ? "" : daysBetween(days.answerBy, days.regulatorUntil),
  };
  const alerts = claims.filter(({ line }) => line.service === "alert.sms").map(({ row }) => row);
  const grounds = claims.map((claim) => groundOf(claim.line, pack));
  const say = (text: string) => fill(text, values);
  const ended = bank && successor !== bank ? (successor ? words.passed : words.closed) : null;
  const blocks: Block[] = [
    ...(ended === null ? [] : [{ kind: "paragraph", text: say(ended) } as const]),
    { kind: "paragraph", text: say(claims.length === 1 ? words.opening.one : words.opening.many) },
    ...(alerts.length > 0
      ? [{ kind: "paragraph", text: fill(words.alertsFirst, { ...values, rows: alerts.join(", ") }) } as const]
      : []),
    { kind: "heading", text: template.headings.asks },
    {
      kind: "list",
      items: [
        ...words.asks,
        ...(days.refund ? [words.refund] : []),
        ...(grounds.some((one) => one.cited === null) ? [words.stateRule] : []),
      ].map(say),
    },
    { kind: "heading", text: template.headings.schedule },
    {
      kind: "table",
      caption: template.headings.schedule,
      columns: template.columns,
      rows: claims.map(({ line, row }, i) => [
        row,
        dateWords(line.date),
        line.narration,
        money(minorOf(line.charged)),
        money(minorOf(line.allowed)),
        money(minorOf(line.over)),
        grounds[i]?.cited ?? template.grounds.asked,
      ]),
      foot: [
        template.total,
        "",
        "",
        money(sumOf(claims.map(({ line }) => minorOf(line.charged)))),
        money(sumOf(claims.map(({ line }) => minorOf(line.allowed)))),
        money(sum),
        "",
      ],
    },
    { kind: "heading", text: template.headings.working },
    {
      kind: "list",
      items: [
        ...claims.map(({ result, line, row }) =>
          fill(template.working, {
            row,
            date: dateWords(line.date),
            taken: money(minorOf(line.charged)),
            allowed: money(minorOf(line.allowed)),
            over: money(minorOf(line.over)),
            reason: template.verdicts[line.verdict as keyof LetterTemplate["verdicts"]],
            id: findingId(result, line),
          }),
        ),
        say(template.workingTotal),
      ],
    },
    { kind: "heading", text: template.headings.clock },
    { kind: "paragraph", text: say(words.clock) },
    { kind: "paragraph", text: say(words.next) },
    ...(days.regulatorUntil === null ? [] : [{ kind: "paragraph", text: say(words.window) } as const]),
    { kind: "heading", text: template.headings.sources },
    { kind: "list", items: [...new Set(grounds.map((one) => sourceLine(one, template)))] },
  ];
  const { blanks } = template;
  return {
    to,
    id: shortId(claims.map(({ result, line }) => findingId(result, line)).join(" ")),
    language: template.language,
    on,
    date: dateWords(on),
    address: [...words.to.map(say), ...(email === null ? [] : [fill(template.byEmail, { email })])],
    email,
    subject: say(words.subject),
    blanks: [
      ...(first.statement.bank === null ? [{ label: blanks.bank, value: null }] : []),
      ...(to === "bank" && contact === null ? [{ label: blanks.address, value: null }] : []),
      { label: blanks.name, value: fills.name ?? null },
      { label: blanks.account, value: fills.account ?? null },
      { label: blanks.contact, value: fills.contact ?? null },
      ...(to === "regulator" ? [{ label: blanks.sentOn, value: null }] : []),
      { label: blanks.tracking, value: null },
    ],
    blocks,
    closing: words.closing,
    signature: { label: blanks.signed, value: fills.name ?? null },
    review: reviewLine(template),
    bank: first.statement.bank,
    bankName,
    answering,
    count: claims.length,
    total: money(sum),
    over: formatMinor(sum),
    days,
  };
}

/** `cited`: the text with its section, first-hand. `rule`: what the limit is called, when there is a rule at all. */
type Ground = { readonly rule: string | null; readonly cited: string | null };

const isFirstHand = (grade: Grade | null): boolean => grade === "A" || grade === "B";

function groundOf(line: AuditLine, pack: Pack): Ground {
  const rule =
    pack.rules.find((one) => one.id === line.rule) ?? pack.listedFees.find((one) => one.id === line.rule) ?? null;
  if (!rule || line.grade === "D") return { rule: null, cited: null };
  const firstHand = isFirstHand(line.grade) && isFirstHand(rule.grade);
  return { rule: rule.name, cited: firstHand ? citedWords(rule.instrument ?? rule.source) : null };
}

const citedWords = ({ title, ref, section }: Omit<Source, "url">): string =>
  [title, ref, section && (/^[\d.]/.test(section) ? `section ${section}` : section)].filter(Boolean).join(", ");

function sourceLine({ rule, cited }: Ground, { grounds }: LetterTemplate): string {
  if (rule === null) return grounds.sourceNone;
  return cited === null
    ? fill(grounds.sourceReported, { rule })
    : fill(grounds.sourceCited, { rule, source: fill(grounds.cited, { source: cited }) });
}
