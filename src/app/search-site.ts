/**
 * From what a person types to the page that answers it. Clues, each for what it is worth: a wording of the pack matches the
 * words as a bank prints them; the words are, or are nearly, the names of a fee, of a bank or of a page; a sum is a figure
 * of a rule, or the amount of what is asked about. What stays below a floor of likeness is a guess, and says so.
 */

import { madeOnce } from "../domain/audit/made-once.ts";
import { classifierFor } from "../domain/audit/open/classify.ts";
import { likeliest } from "../domain/audit/open/read-narration.ts";
import { decidingFacts } from "../domain/fees/deciding-facts.ts";
import type { Pack, SearchWords } from "../domain/fees/pack.ts";
import { formatMinor, type Minor } from "../domain/money/money.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { type FromFigure, figuresThatGive } from "../domain/search/asked-figures.ts";
import { askedSums, withoutSums } from "../domain/search/asked-sums.ts";
import { PhraseIndex, plainWords } from "../domain/search/phrase-index.ts";
import type { Context } from "./context.ts";
import { type Dated, type DatedPack, datedOf, datedPack, type When } from "./dated-pack.ts";
import { type BankHit, findBanks } from "./find-banks.ts";
import { type FeeSummary, summaryOf } from "./list-fees.ts";
import { isDuty } from "./show-fee.ts";

export type SearchAnswer = {
  readonly address: string;
  readonly title: string;
  /** Why this was found, in a sentence. */
  readonly because: string;
  /** False for a guess: it is offered, and never said to be the answer. */
  readonly sure: boolean;
  /** The fee that it is about. */
  readonly service: string | null;
  /** The sum that the question named for it. */
  readonly amount: string | null;
  readonly bank: string | null;
};

export type SearchHit = FeeSummary & { readonly because: string };

export type SearchView = Dated & {
  readonly q: string;
  /** Best first. */
  readonly answers: readonly SearchAnswer[];
  /** The fees among the answers, as a list of fees shows them. */
  readonly hits: readonly SearchHit[];
  /** Banks and wallets that the question names. */
  readonly banks: readonly BankHit[];
};

const MOST_ANSWERS = 8;
/** From here on an answer is said to be one. */
const SURE = 0.58;
const CERTAIN = 0.9;
const AHEAD = 0.12;
/** A fee whose printed words the question has, where it names another in more of its words. */
const OUTDONE = 0.5;
/** Below this it is not even offered. */
const LIKELY = 0.3;
const NO_WORDS: SearchWords = { same: [], weak: [], common: [], services: [], pages: [] };

/** Likely enough, and more so than anything else, or so likely that it does not matter. */
function isSure(first: Scored, second: Scored | undefined): boolean {
  const sameThing = second !== undefined && first.service !== null && first.service === second.service;
  const ahead = second === undefined || sameThing ? 1 : first.score - second.score;
  return first.score >= CERTAIN || (first.score >= SURE && ahead >= AHEAD);
}

type Scored = Omit<SearchAnswer, "sure"> & { readonly score: number };

/** Finds the fee, the bank or the page that a question means: words of an alert, a sum, or plain words. */
export async function searchSite(ctx: Context, input: When & { readonly q: string }): Promise<SearchView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const q = input.q.trim().slice(0, 200);
  const index = indexOf(pack);
  const banks = findBanks(pack, q, (word) => index.knows(word));
  const scored = withBanks(bestFirst(found(dated, q, banks)), banks, pack, q)
    .filter(({ score }) => score >= LIKELY)
    .slice(0, MOST_ANSWERS);
  const [first, second] = scored;
  const answers = scored.map(({ score, ...answer }, i) => ({
    ...answer,
    sure: i === 0 && first !== undefined && isSure(first, second),
  }));
  const hits = answers.flatMap(({ service, because }) => {
    const found = pack.services.find(({ id }) => id === service);
    return found ? [{ ...summaryOf(pack, found, on, today), because }] : [];
  });
  return {
    ...datedOf(dated),
    q,
    answers,
    hits: hits.filter((hit, i) => hits.findIndex((h) => h.service === hit.service) === i),
    banks,
  };
}

const indexes = new WeakMap<Pack, PhraseIndex>();

/** Fees and pages together. Made once for each pack: reading its words costs a hundred times what one question does. */
function indexOf(pack: Pack): PhraseIndex {
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
    );
  });
}

function found({ pack, on }: DatedPack, q: string, banks: readonly BankHit[]): Scored[] {
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  const fee = (service: string, score: number, because: string): Scored => ({
    address: `/fees/${service}`,
    title: names.get(service) ?? service,
    because,
    service,
    amount: null,
    bank: null,
    score,
  });
  const all: Scored[] = [];
  const narration = q.toUpperCase().replace(/\s+/g, " ");
  const told = likeliest(classifierFor(pack, null)(narration, "debit"));
  const printed = told.service && told.service !== "unknown" && told.kind !== "transaction" ? told.service : null;
  const { common, pages } = pack.search ?? NO_WORDS;
  const sums = askedSums(q);
  const figures = new Map<string, FromFigure>();
  for (const { minor } of sums)
    for (const figure of figuresThatGive(pack, minor, on))
      if (!figures.has(figure.service)) figures.set(figure.service, figure);
  const index = indexOf(pack);
  const asked = withoutSums(q);
  // a bank prints POS and CHARGE with much between; who says `pos operator charge` in so many words means the operator's.
  // An alert has marks that nobody types.
  const inWords = printed && !/[/:*]/.test(q) ? saidInWords(index, asked, printed, names) : null;
  if (printed) all.push(fee(printed, inWords ? OUTDONE : 1, "Banks print this fee in these words."));
  if (inWords) all.push(fee(inWords, 1, "Its name has your words."));
  // the name of a bank may be a word of a fee too: Western Union
  const isBare = sums.length > 0 && index.wordsOf(asked).length === 0;
  const meant = [
    ...index.find(withoutBanks(pack, asked, banks)).slice(0, MOST_ANSWERS),
    ...index
      .find(banks.length > 0 ? asked : "")
      .slice(0, 1)
      .filter(({ phrase }) => banks.some(({ as }) => ` ${plainWords(phrase).join(" ")} `.includes(` ${as} `)))
      .filter(({ phrase }) => plainWords(phrase).every((word) => asked.toLowerCase().includes(word))),
  ];
  for (const { id, score, phrase } of isBare ? [] : meant) {
    const page = pages.find(({ address }) => address === id);
    if (page) {
      const { address, title } = page;
      all.push({ address, title, because: `For “${phrase}”.`, service: null, amount: null, bank: null, score });
      continue;
    }
    const place = common.indexOf(id);
    const because = phrase === "" || phrase === names.get(id) ? "Its name has your words." : `Also called “${phrase}”.`;
    // words and sum together say more than either
    const both = figures.has(id) ? 0.2 : 0;
    all.push(
      fee(id, score + both + (place < 0 ? 0 : 0.03 - place * 0.003), both ? (figures.get(id)?.because ?? "") : because),
    );
  }
  const named = bestFirst(all)[0];
  const best = named && named.score >= SURE ? named : (betweenBanks(q, banks, sums.length > 0, fee) ?? named);
  const [sum] = sums.filter(({ minor }) => minor >= LEAST_AMOUNT);
  if (
    sum &&
    !printed &&
    best?.service &&
    best.score >= SURE &&
    !figures.has(best.service) &&
    asksAmount(pack, best.service, on)
  )
    all.push(ofAmount(best, best.service, sum.minor, pack.currency));
  // of a sum alone the fee that touches most people is meant: `N50 charge`
  else
    for (const [i, { service, score, because }] of [...figures.values()].sort((a, b) => b.score - a.score).entries())
      all.push(fee(service, score + (isBare && i === 0 ? AHEAD : 0), because));
  return all;
}

/** The one fee, no tax that stands beside another, that a question names in more of its words than it has of the fee that a bank prints so; null: none, or several. */
function saidInWords(
  index: PhraseIndex,
  asked: string,
  printed: string,
  names: ReadonlyMap<string, string>,
): string | null {
  const said = index.said(asked);
  const others = [...said]
    .filter(([id]) => id !== printed && names.has(id) && !isDuty({ id }))
    .sort((a, b) => b[1] - a[1]);
  const [first, second] = others;
  if (!first || first[1] < 2 || first[1] <= (said.get(printed) ?? 0) || first[1] === second?.[1]) return null;
  return first[0];
}

/** Two institutions and a sum are a transfer, though no word says so: `opay 45k to access`. */
function betweenBanks(
  q: string,
  banks: readonly BankHit[],
  hasSum: boolean,
  fee: (service: string, score: number, because: string) => Scored,
): Scored | undefined {
  if (!hasSum || banks.length === 0 || !/\bto\b/i.test(q)) return undefined;
  return fee(banks.length > 1 ? "transfer.interbank" : "transfer.intrabank", SURE, "From one account to another.");
}

/** Smaller sums are figures of a fee sooner than the amount of a payment: 100 naira. */
const LEAST_AMOUNT: Minor = 100_00n;

const asksAmount = (pack: Pack, service: string, on: DatedPack["on"]): boolean =>
  decidingFacts(pack, service, on).includes("amount");

function ofAmount(best: Scored, service: string, minor: Minor, currency: string): Scored {
  const amount = formatMinor(minor);
  return {
    ...best,
    address: `/charge?service=${encodeURIComponent(service)}&amount=${amount}`,
    title: `${best.title}: ${exactMoney(minor, currency)}`,
    because: `Worked out for ${exactMoney(minor, currency)}.`,
    amount,
    score: best.score + 0.1,
  };
}

/** A bank that the question names comes first, with the fee that it asks about where it asks about one. */
function withBanks(scored: readonly Scored[], banks: readonly BankHit[], pack: Pack, q: string): Scored[] {
  const [bank] = banks;
  if (!bank) return [...scored];
  const [best] = scored;
  // `carbon dioxide formula` names no bank
  const index = indexOf(pack);
  const others = plainWords(withoutBanks(pack, withoutSums(q), banks));
  const strange = others.some((word) => !index.knows(word));
  const alone: Scored = {
    address: `/banks/${bank.bank}`,
    title: bank.name,
    because: bank.because,
    service: null,
    amount: null,
    bank: bank.bank,
    score: strange ? 0.4 : 0.7,
  };
  if (!best || best.score < SURE) return [alone, ...scored];
  if (best.address === "/fees" || best.address === "/banks") return [{ ...alone, score: best.score }, ...scored];
  if (best.service === null || best.amount !== null) return [best, alone, ...scored.slice(1)];
  // a duty is the same everywhere; the table of the rules is the banks', and a wallet's own page says what it takes
  if (isDuty({ id: best.service })) return [best, alone, ...scored.slice(1)];
  const isBank = ["commercial", "merchant", "non_interest"].includes(
    pack.banks.find(({ id }) => id === bank.bank)?.licence ?? "",
  );
  return isBank ? [best, alone, ...scored.slice(1)] : [{ ...alone, score: best.score }, best, ...scored.slice(1)];
}

/** The question without the names of banks, which are no words of a fee. */
function withoutBanks(pack: Pack, q: string, banks: readonly BankHit[]): string {
  let text = ` ${plainWords(q).join(" ")} `;
  for (const { bank, as } of banks) {
    const known = pack.banks.find(({ id }) => id === bank);
    const names = known ? [as, known.name, ...known.aliases, ...(known.alsoKnown ?? [])] : [];
    for (const name of names.map((one) => ` ${plainWords(one).join(" ")} `).sort((a, b) => b.length - a.length))
      if (name.trim().length > 2) text = text.replace(name, " ");
  }
  return text;
}

/** Each address once, with the best that was found for it. */
function bestFirst(all: readonly Scored[]): Scored[] {
  const best = new Map<string, Scored>();
  for (const one of all) if ((best.get(one.address)?.score ?? 0) < one.score) best.set(one.address, one);
  return [...best.values()].sort((a, b) => b.score - a.score);
}
