/**
 * A letter before it is dressed. An audit, the pack, the wording and the day go in; blocks of plain text come
 * out, so that the print page, the PDF, the text file and the mail say the same. Pure: it runs in a browser as on the server.
 *
 * The letter itself is one page: what is wrong, what is asked, why, and by when. The schedule behind the signature has a
 * line a charge. How far each text was read is said once, at the end: the section of a text is printed only where the text
 * itself was read (grades A and B), and one request, for all lines, asks the bank to name another rule if it has one.
 */
import { type AuditBundle, type AuditResult, resultsOf } from "../domain/audit/audit-result.ts";
import { claimsOf, minorOf, type Claim as PlacedClaim } from "../domain/audit/claim/claims.ts";
import { findingId, shortId } from "../domain/audit/claim/receipt.ts";
import { type ComplaintDays, complaintDays, EXCESS_CHARGE } from "../domain/complaints/complaint-clock.ts";
import { answersFor, complaintContact } from "../domain/complaints/complaint-contact.ts";
import { fill, type LetterTemplate, type LetterWords, reviewLine } from "../domain/complaints/letter-template.ts";
import { type CivilDate, daysBetween } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { dateWords } from "../web/ui/words.ts";
import { chargesTable } from "./charges-table.ts";
import { claimedCharges, type LetterClaim, type ScheduleLine } from "./letter-lines.ts";
import { commonTexts, firstOf, present, principlesFor, textsNamed, windowOf, yearsOf } from "./letter-texts.ts";
import { type TextSeen, textOf } from "./rule-words.ts";

export type Blank = { readonly label: string; readonly value: string | null };

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "lines"; readonly lines: readonly ScheduleLine[] }
  | {
      readonly kind: "table";
      /** What a row is. */
      readonly by: "charge" | "kind";
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
  readonly greeting: string;
  readonly blocks: readonly Block[];
  readonly closing: string;
  readonly signature: Blank;
  /** What stands behind the signature. */
  readonly schedule: readonly Block[];
  readonly review: string;
  /** Id of the bank; null where the statement names none. */
  readonly bank: string | null;
  readonly bankName: string;
  /** Who answers for the bank today: another bank where it became part of one. */
  readonly answering: string;
  /** Lines of the statement that are claimed; a fee and its tax are two. */
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

type Claims = { readonly results: readonly AuditResult[]; readonly claims: readonly LetterClaim[] };

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
  const days = complaintDays(facts.pack.complaintClock, EXCESS_CHARGE, facts.on);
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
  const groups = new Map<string, { results: AuditResult[]; claims: LetterClaim[] }>();
  const results = resultsOf(answer);
  for (const result of results) {
    const group = groups.get(keyOf(result));
    if (group) group.results.push(result);
    else groups.set(keyOf(result), { results: [result], claims: [] });
  }
  for (const { result, place, line } of claimed)
    groups.get(keyOf(result))?.claims.push({ result, line, statement: results.length > 1 ? place + 1 : null });
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
  const charges = claimedCharges(claims, { pack, template, money });
  const clockText = textOf(days.step);
  const values = {
    bank: bankName,
    answering,
    endedOn: bank?.ended?.on ? dateWords(bank.ended.on) : "",
    how: bank?.ended?.how ?? "",
    total: money(sum),
    count: charges.length,
    on: dateWords(on),
    ...spanOf(results, dates),
    acknowledgeBy: dateWords(days.acknowledgeBy ?? days.answerBy),
    answerBy: dateWords(days.answerBy),
    regulatorFrom: dateWords(days.regulatorFrom),
    office: days.regulator?.contact?.office ?? days.regulator?.text ?? "",
    days: daysBetween(days.sentOn, days.answerBy),
  };
  const say = (text: string, more: Readonly<Record<string, string | number>> = {}) =>
    fill(text, { ...values, ...more });
  const ended = bank && successor !== bank ? (successor ? words.passed : words.closed) : null;
  const alerts = charges.filter(({ line }) => line.service === "alert.sms").map(({ schedule }) => schedule.no);
  const principles = principlesFor(charges, template);
  const common = commonTexts(days, pack.complaintClock);
  const paragraph = (text: string | null): Block[] => (text === null ? [] : [{ kind: "paragraph", text }]);
  const heading = (text: string): Block => ({ kind: "heading", text });
  const blocks: Block[] = [
    ...paragraph(ended && say(ended)),
    ...paragraph(say(charges.length === 1 ? words.opening.one : words.opening.many)),
    chargesTable(charges, template, money),
    heading(template.headings.asks),
    { kind: "list", items: asksOf(words, common.refund).map((text) => say(text, { source: firstOf(common.refund) })) },
    ...paragraph(alerts.length > 0 ? say(words.alertsFirst, { lines: alerts.join(", ") }) : null),
    ...(principles.length > 0
      ? [
          heading(template.headings.why),
          {
            kind: "paragraph",
            text: principles.map((one) => (to === "bank" ? one.text : one.regulator)).join(" "),
          } as const,
        ]
      : []),
    heading(template.headings.clock),
    ...paragraph(
      [
        say(words.clock, { source: firstOf(clockText) }),
        ...(common.oldest ? [say(words.oldest, { source: firstOf(common.oldest), years: yearsOf(days) })] : []),
        say(words.next),
        ...(common.window ? [say(words.window, { source: firstOf(common.window), window: windowOf(days) })] : []),
      ].join(" "),
    ),
  ];
  const texts = textsNamed(charges, [...principles.map((one) => textOf(one)), clockText, ...present(common)], template);
  const { blanks } = template;
  return {
    to,
    id: shortId(claims.map(({ result, line }) => findingId(result, line)).join(" ")),
    language: template.language,
    on,
    date: dateWords(on),
    address: [...words.to.map((text) => say(text)), ...(email === null ? [] : [fill(template.byEmail, { email })])],
    email,
    subject: say(words.subject),
    blanks: [
      ...(first.statement.bank === null ? [{ label: blanks.bank, value: null }] : []),
      ...(to === "bank" && contact === null ? [{ label: blanks.address, value: null }] : []),
      { label: blanks.name, value: fills.name ?? null },
      { label: blanks.account, value: fills.account ?? null },
      { label: blanks.contact, value: fills.contact ?? null },
      ...(to === "regulator"
        ? [
            { label: blanks.sentOn, value: null },
            { label: blanks.tracking, value: null },
          ]
        : []),
    ],
    greeting: words.greeting,
    blocks,
    closing: words.closing,
    signature: { label: blanks.signed, value: fills.name ?? null },
    schedule: [
      heading(template.headings.schedule),
      { kind: "lines", lines: charges.map(({ schedule }) => schedule) },
      heading(template.headings.sources),
      { kind: "list", items: texts },
    ],
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

/** First and last day of the statements, else of the claims. */
function spanOf(
  results: readonly AuditResult[],
  dates: readonly string[],
): { readonly from: string; readonly to: string } {
  const known = (ends: readonly (string | null)[]) => ends.filter((end) => end !== null).sort();
  const from = known(results.map((one) => one.statement.from))[0] ?? dates[0];
  const to = known(results.map((one) => one.statement.to)).at(-1) ?? dates.at(-1);
  return { from: dateWords(from as string), to: dateWords(to as string) };
}

/** The request for the sum is the first one; what the bank owes beside it stands with it. */
const asksOf = ({ asks, refund }: LetterWords, owed: TextSeen | null): readonly string[] =>
  owed === null ? asks : asks.map((text) => (text.includes("{total}") ? refund : text));
