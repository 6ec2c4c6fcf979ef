/**
 * Which rows sum up instead of moving money. A row is a balance or a total when all of its words are words of
 * balances and totals, days and fillers, in any language of the layouts: one word more and it is somebody's payment.
 */
import { plainLetters } from "./plain-letters.ts";
import { SUMS_UP } from "./row-words.ts";

const setOf = (list: string): ReadonlySet<string> => new Set(plainLetters(list).split(" "));

export const BALANCES = setOf(
  "atlikums likutis bal balance balances ledger saldo saldi sald solde sold kontostand bestand egyenleg zustatek zostatok zaldo saldot bakiye bakiyesi tagessaldo dagsaldo остаток сальдо баланс رصيد الرصيد יתרה 余额 残高",
);
/** Words that are a balance by themselves. */
export const OPENING = setOf(
  "algsaldo anfangsbestand anfangssaldo anfangsstand saldovortrag beginsaldo alkusaldo startsaldo devir 期初余额 前期繰越",
);
export const CLOSING = setOf("loppsaldo endbestand endsaldo eindsaldo loppusaldo slutsaldo 期末余额 次期繰越");
const OPENS = setOf(
  "sakuma pradziai opening initial inicial iniziale starting start beginning begin previous prev prior brought ouverture ancien anterior precedente precedent vorige forrige edellinen ingaende inngaende indgaende nyito pocatecni poczatkowe poczatkowy poprzednie devreden acilis onceki входящий начальный начало افتتاحي الافتتاحي apertura abertura alter פתיחה",
);
const CLOSES = setOf(
  "beigu pabaigai closing ending end carried cloture nouveau finale koncowe koncowy konecny zaro utgaende udgaende kapanis исходящий конечный конец ختامي الختامي cierre fechamento chiusura neuer סגירה",
);
/** With a balance they say which one it is. */
const KINDS = setOf(
  "current available avail ledger book cleared uncleared overdrawn crediteur debiteur aktueller actuel disponible disponivel contable contabile huidige nuvaerende",
);
/** With a balance they say that it stood so on a day among the rows: it opens and closes nothing. */
const DAYS = setOf(
  "tagessaldo dagsaldo day daily eod dia diario jour journee giorno giornaliero dzienne gun gunluk dag aplic aut mais",
);
export const TOTALS = setOf(
  "kaive apyvarta apgrozijums mutasi total totals totaux totali totales totais subtotal sum summe gesamt gesamtsumme gesamtbetrag totaal totale somme soma suma summa итого всего toplam razem celkem osszesen yhteensa 合计 合計 movement movements count number anzahl aantal nombre",
);
const STRONG = setOf(
  "grand net sub debits credits transactions deposits withdrawals operations lodgements payments movement movements umsatze number anzahl aantal nombre count",
);
const FILLERS = setOf(
  "debet kredit account acct a c statement stmt page period periode month year the your my of as at on in from to for by and is was amount transferred date forward fwd down b d f cr dr debit credit am zum vom per pr den der des de du di da do dia del la le l au al el en em op van na dzien periodu on new old final last konto compte cuenta conta rekening ay donem basi sonu периода на дату this all fin",
);
const VAGUE = setOf("for of my final last new old this all to");
const MONTH =
  /^(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|fev|avr|abr|aout|ago|ene|gen|mag|giu|lug|set|ott|dic|maj)[a-z]{0,7}$/;
/** `maybe`: a person may pay with these words, too. */
export type Summary = "opening" | "closing" | "balance" | "total" | "maybe";

const MOST_CHARS = 60;

/** What the words of a row say that it sums up; null where they say anything else. */
export function summaryOf(text: string): Summary | null {
  if (text.length > MOST_CHARS || !SUMS_UP.test(text)) return null;
  const plain = plainLetters(text)
    .replace(/\bb\s?\/?\s?(?:f|fwd|d)\b/g, " brought ")
    .replace(/\bc\s?\/?\s?(?:f|fwd|d)\b/g, " carried ");
  const words = plain.split(/[^\p{L}]+/u).filter((word) => word !== "");
  const dated = /\d/.test(plain) || words.some((word) => word !== "sold" && MONTH.test(word));
  const known = (word: string): boolean =>
    [BALANCES, OPENING, CLOSING, OPENS, CLOSES, KINDS, DAYS, TOTALS, STRONG, FILLERS].some((list) => list.has(word)) ||
    MONTH.test(word) ||
    /^(?:st|nd|rd|th)$/.test(word);
  if (words.length === 0 || !words.every(known)) return null;
  const has = (list: ReadonlySet<string>): boolean => words.some((word) => list.has(word));
  const carried = /\b(?:brought|carried)\b/.test(words.join(" "));
  if (has(BALANCES) || has(OPENING) || has(CLOSING) || (carried && words.length > 1)) {
    if (has(DAYS) && !has(OPENS)) return "balance";
    if (has(OPENING) || has(OPENS) || (words.includes("last") && words.includes("statement"))) return "opening";
    if (has(CLOSING) || has(CLOSES)) return "closing";
    if (has(KINDS) && !has(VAGUE)) return "balance";
    return dated && words.length > 1 && !words.includes("for") && !words.includes("my") ? "balance" : "maybe";
  }
  if (!has(TOTALS)) return null;
  if (words.length > 1) return has(STRONG) ? "total" : "maybe";
  return /^(?:number|count|nombre|movements?|anzahl|aantal)$/.test(words[0] as string) ? null : "maybe";
}
