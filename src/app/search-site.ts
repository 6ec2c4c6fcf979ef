/**
 * From what a person types to the page that answers it. What stays below a floor of likeness, has words that the answer does
 * not explain, or is hardly likelier than the next, is a guess, and says so.
 */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { AccountType, Pack } from "../domain/fees/pack.ts";
import { isUnderTheTable } from "../domain/fees/price-event.ts";
import { exactMoney } from "../domain/money/money-words.ts";
import { plainWords } from "../domain/search/phrase-index.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { type BankHit, type Because, findBanks } from "./find-banks.ts";
import { type FeeSummary, summariesOn } from "./list-fees.ts";
import { readSum } from "./read-sum.ts";
import { AHEAD, bestFirst, type Clue, cluesOf, indexOf, questionOf, SURE } from "./search-clues.ts";
import { isDuty } from "./show-fee.ts";

export type SearchAnswer = {
  readonly address: string;
  readonly title: string;
  /** The language of the title: what was asked for, or English where the pack has no name in it. */
  readonly titleIn: Language;
  /** Why this was found. */
  readonly because: Because;
  /** False for a guess: it is offered, and never said to be the answer. */
  readonly sure: boolean;
  /** The fee that it is about. */
  readonly service: string | null;
  /** The sum that the question named for it. */
  readonly amount: string | null;
  /** The kind of account that it named, where that decides the fee. */
  readonly account: AccountType | null;
  readonly bank: string | null;
};

export type SearchHit = FeeSummary & { readonly because: Because };

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
const CERTAIN = 0.9;
/** Below this it is not even offered. */
const LIKELY = 0.3;

/** Firm, likely enough, and more so than anything else or so likely that it does not matter. */
function isSure(first: Clue, second: Clue | undefined): boolean {
  const sameThing = second !== undefined && first.service !== null && first.service === second.service;
  const ahead = second === undefined || sameThing ? 1 : first.score - second.score;
  return first.firm && (first.score >= CERTAIN || (first.score >= SURE && ahead >= AHEAD));
}

export type SearchInput = When & {
  readonly q: string;
  /** In which fees and pages are named. */
  readonly language?: Language | undefined;
};

/** Finds the fee, the bank or the page that a question means: words of an alert, a sum, or plain words. */
export async function searchSite(ctx: Context, input: SearchInput): Promise<SearchView> {
  const dated = await datedPack(ctx, input);
  const { pack, on } = dated;
  const q = input.q.trim().slice(0, 200);
  const index = indexOf(pack);
  const banks = findBanks(pack, q, (word) => index.knows(word));
  const question = questionOf(dated, q, banks);
  const scored = withPair(withBanks(bestFirst(cluesOf(question)), question), question)
    .filter(({ score }) => score >= LIKELY)
    .slice(0, MOST_ANSWERS);
  const [first, second] = scored;
  const answers = scored.map(({ score: _, firm: __, ...answer }, i) => ({
    ...answer,
    ...titleOf(pack, on, answer, input.language ?? ENGLISH),
    sure: i === 0 && first !== undefined && isSure(first, second),
  }));
  const summaries = summariesOn(dated, input.language);
  const hits = answers.flatMap(({ service, because }) => {
    const found = summaries.of.get(service ?? "");
    return found ? [{ ...found, because }] : [];
  });
  return {
    ...datedOf(dated),
    q,
    answers,
    hits: hits.filter((hit, i) => hits.findIndex((h) => h.service === hit.service) === i),
    banks,
  };
}

/** What an answer is called in a language: a fee by its name, with the sum that was asked about, a page by its title. */
function titleOf(
  pack: Pack,
  on: CivilDate,
  { title, service: id, address, amount }: Omit<SearchAnswer, "sure" | "titleIn">,
  language: Language,
): Pick<SearchAnswer, "title" | "titleIn"> {
  const plain = { title, titleIn: ENGLISH };
  if (language === ENGLISH) return plain;
  const service = pack.services.find((one) => one.id === id);
  const page = id === null ? pack.search?.pages.find((one) => one.address === address)?.said?.[language] : undefined;
  const named = service && nameIn(service, on, language);
  const own = named?.language === language ? named.text : page;
  if (own === undefined) return plain;
  const sum = amount === null ? undefined : readSum(amount);
  return { title: sum === undefined ? own : `${own}: ${exactMoney(sum, pack.currency)}`, titleIn: language };
}

/** A comparison of two institutions has both filled in, in the order in which they were named. */
function withPair(clues: readonly Clue[], { q, banks }: ReturnType<typeof questionOf>): readonly Clue[] {
  if (banks.length !== 2) return clues;
  const asked = ` ${plainWords(q).join(" ")} `;
  const [a, b] = banks.toSorted((one, other) => asked.indexOf(one.as) - asked.indexOf(other.as));
  const query = new URLSearchParams({ a: a?.bank ?? "", b: b?.bank ?? "" });
  return clues.map((clue) => (clue.address === "/compare" ? { ...clue, address: `/compare?${query}` } : clue));
}

/** A bank that the question names comes first, with the fee that it asks about where it asks about one. */
function withBanks(
  clues: readonly Clue[],
  { pack, banks, words, sums, isAlert, isBare }: ReturnType<typeof questionOf>,
): Clue[] {
  const [bank] = banks;
  if (!bank) return [...clues];
  const [best] = clues;
  // `carbon dioxide formula` names no bank
  const index = indexOf(pack);
  const strange = plainWords(words).some((word) => !index.knows(word));
  const alone: Clue = {
    address: `/banks/${bank.bank}`,
    title: bank.name,
    because: bank.because,
    service: null,
    amount: null,
    account: null,
    bank: bank.bank,
    score: strange ? 0.4 : 0.7,
    // `polaris star`: a word that names something beside the name may make it another name
    firm: !strange && index.isNameless(words),
  };
  if (!best || best.score < SURE) return [alone, ...clues];
  const institution = pack.banks.find(({ id }) => id === bank.bank);
  // of a bank that is no more its page says so, whatever was asked of it: `heritage bank closed`
  const { ended } = institution ?? {};
  if (ended && (ended.on !== null || best.service === "account.closure"))
    return [{ ...alone, score: best.score + AHEAD }, ...clues];
  // nothing but its name and words that name nothing: `access bank charges`
  if (sums.length === 0 && !isAlert && index.isNameless(words))
    return [{ ...alone, score: best.score + AHEAD }, ...clues];
  if (best.address === "/fees" || best.address === "/banks") return [{ ...alone, score: best.score }, ...clues];
  // a page that may be meant is less than a name that is
  if (best.service === null && !best.firm) return [{ ...alone, score: best.score }, ...clues];
  if (best.service === null || best.amount !== null) return [best, alone, ...clues.slice(1)];
  // of a sum alone and a wallet, what most people pay there is meant, or what it lists itself
  const isBound = institution !== undefined && isUnderTheTable(institution);
  if (isBare && !isBound && !pack.search?.common.includes(best.service))
    return [{ ...alone, score: best.score + AHEAD }, ...clues];
  // a duty is the same everywhere; the table of the rules is the banks', and a wallet's own page says what it takes
  if (isDuty({ id: best.service }) || sums.length > 0 || isAlert) return [best, alone, ...clues.slice(1)];
  // a page that says nothing of the fee is no answer to a question that is sure to be about it
  const isListed = pack.listedFees.some((one) => one.bank === bank.bank && one.service === best.service);
  const isElsewhere = !isListed && best.firm && best.score >= CERTAIN;
  return isBound || isElsewhere
    ? [best, alone, ...clues.slice(1)]
    : [{ ...alone, score: best.score }, best, ...clues.slice(1)];
}
