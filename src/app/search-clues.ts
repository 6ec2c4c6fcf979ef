/**
 * What the words and sums of a question point to, each for what it is worth: a wording of the pack matches the words as a
 * bank prints them; the words are, or are nearly, the names of a fee or of a page; a sum is a figure of a rule, or the amount
 * of what is asked about.
 */
import { madeOnce } from "../domain/audit/made-once.ts";
import { classifierFor } from "../domain/audit/open/classify.ts";
import { likeliest } from "../domain/audit/open/read-narration.ts";
import { decidingFacts } from "../domain/fees/deciding-facts.ts";
import type { AccountType, Pack, SearchWords } from "../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { type FromFigure, figuresThatGive } from "../domain/search/asked-figures.ts";
import { type AskedSum, askedSums, withoutSums } from "../domain/search/asked-sums.ts";
import { type Found, PhraseIndex, plainWords } from "../domain/search/phrase-index.ts";
import type { DatedPack } from "./dated-pack.ts";
import type { BankHit, Because } from "./find-banks.ts";
import type { SearchAnswer } from "./search-site.ts";
import { isDuty } from "./show-fee.ts";
import { becauseTaken, LEAST_AMOUNT, takenAndPaid, takerOf } from "./taken-sums.ts";

/** An answer with what it is worth. */
export type Clue = Omit<SearchAnswer, "sure" | "titleIn"> & {
  readonly score: number;
  /** The evidence is for this and for nothing else: every word that names something is one of its own. */
  readonly firm: boolean;
};

/** From here on an answer is said to be one. */
export const SURE = 0.58;
/** The lead that an answer needs over the next. */
export const AHEAD = 0.22;
/** A fee whose printed words the question has, where it names another in more of its words. */
const OUTDONE = 0.5;
/** The share of all that the words say, from which on they say one thing. */
const FIRM_SHARE = 0.85;
/** What a sum adds to words that mean a fee of that figure. */
const BOTH = 0.2;
/** The share from which on weak words beside a sum say something: `N53.75 quarterly`. */
const LEAST_BESIDE = 0.15;
/** The share from which on words beside a sum that several fees have mean one of them: the fifty of a fee, or of the duty. */
const HALF_MEANT = 0.5;
/** Below this share the words do not mean a fee; then a sum that is a figure of it counts so much less. */
const NOT_MEANT = 0.05;
const NEARLY_MEANT = 0.35;
const UNASKED = 0.2;
/** What is offered where nothing was found and most people mean it. */
const A_GUESS = 0.4;
/** How many things of the index are looked at. */
const MOST_MEANT = 8;
const NO_WORDS: SearchWords = { same: [], weak: [], common: [], services: [], pages: [] };

const indexes = new WeakMap<Pack, PhraseIndex>();
const classifiers = new WeakMap<Pack, ReturnType<typeof classifierFor>>();

/** Fees and pages together. Made once for each pack: reading its words costs a hundred times what one question does. */
export function indexOf(pack: Pack): PhraseIndex {
  return madeOnce(indexes, pack, () => {
    const words = pack.search ?? NO_WORDS;
    const more = new Map(words.services.map((one) => [one.service, one.words]));
    const services = pack.services
      .filter(({ id }) => id !== "unknown")
      .map(({ id, name, aliases, plain }) => ({
        id,
        phrases: [name, ...aliases, ...(more.get(id) ?? [])],
        about: plain ?? "",
      }));
    return new PhraseIndex(
      [...services, ...words.pages.map(({ address, words: phrases }) => ({ id: address, phrases }))],
      words,
      words.common === undefined ? {} : { common: words.common },
    );
  });
}

/** Reads some of a pack's words ahead of the first question; false once all are read. Each call takes some milliseconds. */
export const readSomeWords = (pack: Pack): boolean => indexOf(pack).learnMore();

/** What one question is made of. */
export type Question = {
  readonly q: string;
  readonly pack: Pack;
  readonly on: DatedPack["on"];
  readonly banks: readonly BankHit[];
  readonly sums: readonly AskedSum[];
  /** Its words without sums; and without the names of banks, too. */
  readonly asked: string;
  readonly words: string;
  /** It has marks that people do not type: it is pasted from an alert or a statement. */
  readonly isAlert: boolean;
  readonly account: AccountType | null;
  /** Nothing but sums and words that name nothing. */
  readonly isBare: boolean;
};

/** A sender with a colon, a label of an alert, a mark between words, or words as a core system cuts them. */
const ALERT = [
  /^[\w. ()-]{2,24}: ?[A-Z₦]/,
  /[/*|]|:\S/,
  /\b(?:[Aa]cct?|ACCT?|[Aa]mt|AMT|[Dd]esc?|DESC?|[Aa]vail|AVAIL|dr|DR|[Tt]xn|TXN|CHG|CHRG|COMM|TRF|WDL|MAINT|DED)\b/,
  /[A-Z]{2} (?:FEE|CHARGES?|VAT)\b/,
];

export function questionOf({ pack, on }: DatedPack, q: string, banks: readonly BankHit[]): Question {
  const asked = withoutSums(q);
  const words = withoutBanks(pack, asked, banks);
  const named = new Set(indexOf(pack).wordsOf(asked));
  const account = (["savings", "current", "domiciliary"] as const).find((kind) => named.has(kind)) ?? null;
  const sums = askedSums(q);
  const isBare = sums.length > 0 && indexOf(pack).isNameless(words);
  return { q, pack, on, banks, sums, asked, words, isAlert: ALERT.some((sign) => sign.test(q)), account, isBare };
}

type FeeClue = (service: string, score: number, because: Because, firm: boolean) => Clue;

const RECEIVED = /\b(?:send|sends|sent|pay|pays|paid|transfer|transferred|credited) me\b|\breceiv/i;
const PRINTED: Because = { code: "found.printed", facts: {} };
const ABOUT_IT: Because = { code: "found.about", facts: {} };
const ITS_NAME: Because = { code: "found.name", facts: {} };

/** All that a question points to, in no order. */
export function cluesOf(question: Question): Clue[] {
  const { pack, on, sums, isBare } = question;
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  const fee: FeeClue = (service, score, because, firm) => ({
    address: `/fees/${service}`,
    title: names.get(service) ?? service,
    because,
    service,
    amount: null,
    account: decidingFacts(pack, service, on).includes("account") ? question.account : null,
    bank: null,
    score,
    firm,
  });
  const index = indexOf(pack);
  const figures = figuresOf(question);
  const printed = printedAs(question, figures);
  const meant = meantBy(question, index, figures);
  const agreeing = meant.find(({ id, unexplained }) => figures.has(id) && unexplained === 0);
  const isTelling = index.isTelling(question.words);
  // words that say little beside others may say one thing: `savings account monthly charge`
  const hasWords = index.wordsOf(question.words).length > 0;
  const isSaid = (hit: Found) => hasWords && hit.unexplained === 0 && hit.share >= FIRM_SHARE;
  const said = printed && !question.isAlert ? saidInWords(index, question.asked, printed, meant) : null;
  const all: Clue[] = [];
  // `go through my statement for wrong charges` has a bank's words, and all of its words are those of a page
  const [likeliestMeant] = meant;
  const isPage = !question.isAlert && likeliestMeant?.id.startsWith("/") && likeliestMeant.unexplained === 0;
  // `pos charges` is printed for a purchase, and who types it may mean the agent's; a tax stands beside: `nip charge + vat`
  const other = likeliestMeant?.id ?? printed;
  const isLikeliest = question.isAlert || !hasWords || other === printed || isDuty({ id: other ?? "" });
  if (printed)
    all.push(fee(printed, said || isPage ? OUTDONE : 1, PRINTED, isLikeliest && isTold(question, index, printed)));
  if (said) all.push(fee(said, 1, ITS_NAME, true));
  for (const hit of meant) {
    const page = (pack.search ?? NO_WORDS).pages.find(({ address }) => address === hit.id);
    const firm = hit.unexplained === 0 && hit.share >= FIRM_SHARE;
    const both = figures.get(hit.id);
    // what a sum alone leaves open, weak words may settle
    if (isBare && !isSaid(hit) && (!both || hit.share < LEAST_BESIDE || !isTelling)) continue;
    if (page) {
      const { address, title } = page;
      const because: Because = isTyped(hit.phrase, question.q)
        ? { code: "found.for", facts: { phrase: hit.phrase } }
        : ABOUT_IT;
      all.push({
        address,
        title,
        because,
        service: null,
        amount: null,
        account: null,
        bank: null,
        score: hit.score,
        firm,
      });
    } else if (both) {
      // words and sum together say more than either, most of all of the likeliest by the words that has the figure
      const own = hit === agreeing ? Math.max(hit.score, both.score) : hit.score;
      const isMeant = isBare || hit.share >= HALF_MEANT;
      all.push(fee(hit.id, isBare ? both.score + BOTH * hit.share : own + BOTH, both.because, isMeant));
    } else all.push(fee(hit.id, hit.score, becauseOf(question.q, hit, names), firm));
  }
  const named = bestFirst(all)[0];
  const between = printed ? undefined : betweenBanks(question, fee);
  const isOpen = !named || named.score < SURE || SENDS.has(named.service ?? "");
  const best = between && isOpen ? between : named;
  if (between && isOpen) all.push({ ...between, score: Math.max(between.score, named?.score ?? 0) + AHEAD });
  const pair = takenAndPaid(question);
  if (pair) {
    // by the words, else by the figure; where neither says for what, most payments are transfers
    const byFigure = [...figures.values()].sort((a, b) => b.score - a.score).map(({ service }) => service);
    // of money that came in the sender paid the fee; what is left to take is a duty
    const duty = RECEIVED.test(question.q) ? [...figures.keys()].find((id) => isDuty({ id })) : undefined;
    const likely = isBare ? byFigure : [duty, best?.service, meant[0]?.id];
    // a duty has one figure: another sum is no duty that was too much
    const mayBe = (id: string) => asksAmount(question, id) && (!isDuty({ id }) || figures.has(id));
    const said = likely.find((id) => id && mayBe(id));
    const isOpenFor = isBare || likely.some((id) => id && isDuty({ id }));
    const usual = (pack.search ?? NO_WORDS).common.find((id) => asksAmount(question, id));
    const payment = fee(said ?? usual ?? "unknown", SURE, ITS_NAME, said !== undefined && !isBare);
    const clue = takenBy(ofAmount(payment, payment.service as string, pair.paid, pack.currency), takerOf(question));
    const score = Math.max(...all.map((one) => one.score), SURE) + AHEAD;
    if (said || (usual && isOpenFor)) return [...all, { ...clue, because: becauseTaken(question, clue, pair), score }];
  }
  const [sum] = sums.filter(({ minor, currency, isBound }) => minor >= LEAST_AMOUNT && currency !== "USD" && !isBound);
  if (
    sum &&
    !printed &&
    best?.service &&
    best.score >= SURE &&
    !figures.has(best.service) &&
    asksAmount(question, best.service)
  )
    all.push(ofAmount(best, best.service, sum.minor, pack.currency));
  else {
    // of a sum alone the fee that touches most people is meant: `N50 charge`
    const standing = [...figures.values()].sort((a, b) => b.score - a.score);
    const [likeliest, next] = standing;
    const isUsual = likeliest !== undefined && (pack.search ?? NO_WORDS).common.includes(likeliest.service);
    const isPlain =
      isBare && !meant.some(isSaid) && !all.some(({ service }) => service !== null && figures.has(service));
    for (const { service, score, because } of standing) {
      const isFirst = service === likeliest?.service;
      // a VAT alone is of whatever costs so much; 645 is one fee, and as likely a month's alerts
      const alone =
        isFirst &&
        because.facts.what.code !== "figure.vat" &&
        !standing.some((other) => other.service !== service && isCounted(question, other)) &&
        (isUsual || !next || score - next.score >= AHEAD);
      const more = isPlain && isFirst && isUsual ? AHEAD : isUnasked(question, meant, service) ? -UNASKED : 0;
      all.push(fee(service, score + more, because, isBare && alone && !hasWords));
    }
  }
  // `fee on 60k`: no figure of any fee, and what most people pay is sent
  const usual = (pack.search ?? NO_WORDS).common.find((id) => asksAmount(question, id));
  if (all.length === 0 && sum && isBare && usual)
    all.push(ofAmount(fee(usual, A_GUESS, ITS_NAME, false), usual, sum.minor, pack.currency));
  return all;
}

/** So many times what most people pay, today. */
const isCounted = ({ pack }: Question, { service, stands, because }: FromFigure): boolean =>
  stands &&
  (pack.search ?? NO_WORDS).common.includes(service) &&
  (because.facts.what.code === "figure.times" || because.facts.what.code === "figure.times_with_vat");

/** The words mean another fee, and of this one there is nothing but a figure. */
function isUnasked({ isBare }: Question, meant: readonly Found[], service: string): boolean {
  const [first] = meant;
  if (isBare || first === undefined || first.unexplained > 0 || first.share < NEARLY_MEANT) return false;
  return (meant.find(({ id }) => id === service)?.share ?? 0) < NOT_MEANT;
}

/** A phrase is shown as the reason only where each of its words was typed: others would be put into somebody's mouth. */
function isTyped(phrase: string, q: string): boolean {
  const typed = new Set(plainWords(q));
  const words = plainWords(phrase);
  return words.length > 0 && words.every((word) => typed.has(word));
}

function becauseOf(q: string, { id, phrase }: Found, names: ReadonlyMap<string, string>): Because {
  if (phrase === names.get(id)) return ITS_NAME;
  return isTyped(phrase, q) ? { code: "found.also_called", facts: { phrase } } : ABOUT_IT;
}

const DESCRIBED = /\b(?:desc?|description|narration|remarks?|details?) ?[:.] ?/i;
const AFTER_IT = /\b(?:date|dt|time|avail|bal|balance)\b/i;

/** What an alert says of its payment, between its own labels; the whole text where it has none. */
function descriptionIn(q: string): string {
  const label = DESCRIBED.exec(q);
  if (!label) return q;
  const rest = q.slice(label.index + label[0].length);
  const end = rest.search(AFTER_IT);
  return end === 0 ? q : end < 0 ? rest : rest.slice(0, end);
}

/** The fee that a bank prints in these words, of several the one whose figure the sum is; null: none. */
function printedAs({ pack, q }: Question, figures: ReadonlyMap<string, FromFigure>): string | null {
  const classify = madeOnce(classifiers, pack, () => classifierFor(pack, null));
  const all = classify(descriptionIn(q).toUpperCase().replace(/\s+/g, " ").trim(), "debit");
  const told = all.named.find(({ service }) => figures.has(service ?? "")) ?? likeliest(all);
  return told.service && told.service !== "unknown" && told.kind !== "transaction" ? told.service : null;
}

/** An alert has words of its own, names and numbers; who types words means each of them. */
function isTold({ isAlert, words }: Question, index: PhraseIndex, service: string): boolean {
  return isAlert || index.unexplainedBy(service, words) === 0;
}

/** For each fee how the sums of the question lead to it. */
function figuresOf({ pack, sums, on }: Question): ReadonlyMap<string, FromFigure> {
  const figures = new Map<string, FromFigure>();
  for (const sum of sums)
    for (const figure of figuresThatGive(pack, sum, on))
      if (!figures.has(figure.service))
        figures.set(figure.service, { ...figure, score: figure.score + usualness(pack, figure.service) });
  return figures;
}

/** Between fees with the same figure those come first that most questions are about, and of them a duty, which has no VAT. */
function usualness(pack: Pack, service: string): number {
  const place = (pack.search ?? NO_WORDS).common.indexOf(service);
  return place < 0 ? 0 : 0.06 - place * 0.004 + (isDuty({ id: service }) ? 0.03 : 0);
}

/** Fees and pages by the words, each that the sum is a figure of among them; the name of a bank may be a word of a fee too: Western Union. */
function meantBy(
  { words, asked, banks }: Question,
  index: PhraseIndex,
  figures: ReadonlyMap<string, FromFigure>,
): Found[] {
  return [
    ...index.find(words).filter(({ id, unexplained }, i) => i < MOST_MEANT || (unexplained === 0 && figures.has(id))),
    ...index
      .find(banks.length > 0 ? asked : "")
      .slice(0, 1)
      .filter(({ phrase }) => banks.some(({ as }) => ` ${plainWords(phrase).join(" ")} `.includes(` ${as} `)))
      .filter(({ phrase }) => plainWords(phrase).every((word) => asked.toLowerCase().includes(word))),
  ];
}

/**
 * The one fee, no tax that stands beside another, that a question names in more of its words than it has of the fee that a
 * bank prints so, and that it is the likelier to mean: a bank prints POS and CHARGE with much between, who says `pos operator
 * charge` means the operator's. null: none, or several.
 */
function saidInWords(index: PhraseIndex, asked: string, printed: string, meant: readonly Found[]): string | null {
  const said = index.said(asked);
  const placeOf = (id: string) => meant.findIndex((hit) => hit.id === id);
  const others = [...said]
    .filter(([id]) => id !== printed && !id.startsWith("/") && !isDuty({ id }))
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = others;
  if (!first || first[1] < 2 || first[1] <= (said.get(printed) ?? 0) || first[1] === second?.[1]) return null;
  const [place, before] = [placeOf(first[0]), placeOf(printed)];
  return place >= 0 && (before < 0 || place < before) ? first[0] : null;
}

const SENDS = new Set(["transfer.interbank", "transfer.intrabank"]);

/**
 * Two institutions with `to` or `from`, or a sum to one, are a transfer, though no word says so: `opay 45k to access`. It stays
 * inside one where the same is named twice.
 */
function betweenBanks({ q, banks, sums }: Question, fee: FeeClue): Clue | undefined {
  const [bank] = banks;
  if (!bank || !/\b(?:to|from)\b/i.test(q)) return undefined;
  const isSame = banks.length === 1 && q.toLowerCase().split(bank.as).length > 2;
  if (!isSame && banks.length === 1 && (sums.length === 0 || !/\bto\b/i.test(q))) return undefined;
  return fee(isSame ? "transfer.intrabank" : "transfer.interbank", SURE, { code: "found.between", facts: {} }, true);
}

const asksAmount = ({ pack, on }: Question, service: string): boolean =>
  decidingFacts(pack, service, on).includes("amount");

function ofAmount(best: Clue, service: string, minor: Minor, currency: string): Clue {
  const amount = formatMinor(minor);
  const account = best.account ? `&account=${best.account}` : "";
  return {
    ...best,
    address: `/charge?service=${encodeURIComponent(service)}&amount=${amount}${account}`,
    title: `${best.title}: ${exactMoney(minor, currency)}`,
    because: { code: "found.worked_out", facts: { payment: exactMoney(minor, currency) } },
    amount,
    score: best.score + 0.1,
  };
}

/** The same question at one institution, whose own price is then all that is known. */
const takenBy = (clue: Clue, bank: string | null): Clue =>
  bank === null ? clue : { ...clue, address: `${clue.address}&bank=${encodeURIComponent(bank)}`, bank };

/**
 * The question without the names of banks, which are no words of a fee; what they are to each other is said in words: `uba card at
 * fidelity atm` is a card at another bank's, `gtb to gtb` the same bank, `opay or kuda` a comparison.
 */
function withoutBanks(pack: Pack, q: string, banks: readonly BankHit[]): string {
  const tokens = plainWords(q);
  if (banks.length === 0) return tokens.join(" ");
  const names = banks.flatMap(({ bank, as }) => {
    const known = pack.banks.find(({ id }) => id === bank);
    const all = known ? [as, known.name, ...known.aliases, ...(known.alsoKnown ?? [])] : [as];
    return all.map((name) => ({ bank, words: plainWords(name) })).filter(({ words }) => words.join("").length > 2);
  });
  names.sort((a, b) => b.words.length - a.words.length);
  const left: string[] = [];
  const seen = new Set<string>();
  let namedUntil = -1;
  const all = ` ${tokens.join(" ")} `;
  const isNamed = (id: string) =>
    names.some(
      ({ bank, words }) => bank === id && !/^\d+$/.test(words.join("")) && all.includes(` ${words.join(" ")} `),
    );
  for (let i = 0; i < tokens.length; ) {
    const name = names.find(({ words }) => words.every((word, at) => tokens[i + at] === word));
    if (!name) {
      left.push(tokens[i++] as string);
      continue;
    }
    const isCode = /^\d+$/.test(name.words.join(""));
    // a code beside the name of its own bank says no more than the name: `opay *955#`
    if (isCode) left.push(...(isNamed(name.bank) ? [] : ["code"]));
    // two names of one bank side by side are one name: `wema alat`
    else if (seen.has(name.bank)) left.push(...(i === namedUntil ? [] : ["same", "bank"]));
    else if (seen.size > 0) left.push(...(COMPARES.has(left.at(-1) ?? "") ? ["compare"] : ["another", "bank"]));
    if (!isCode) seen.add(name.bank);
    i += name.words.length;
    namedUntil = i;
  }
  return left.join(" ");
}

const COMPARES = new Set(["or", "and", "vs", "versus", "than"]);

/** Each address once, with the best that was found for it. */
export function bestFirst(all: readonly Clue[]): Clue[] {
  const best = new Map<string, Clue>();
  for (const one of all) if ((best.get(one.address)?.score ?? 0) < one.score) best.set(one.address, one);
  return [...best.values()].sort((a, b) => b.score - a.score);
}
