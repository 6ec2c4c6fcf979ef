/**
 * Verbs and nouns of banks and wallets of which each stands for one side alone, in English and Pidgin, and the words with
 * which they say what remains. Verbs lead to or from the account of the reader: `left` alone says what remains.
 */
import { MONEY } from "./alert-keys.ts";

export type Parted = { readonly word: string; readonly side: "debit" | "credit" };

/** The account of the reader. What goes into a pocket of his savings may have left it. */
const ACCOUNT =
  /(?:(?:your|ur|my|acc\w{0,7}|a\/c|wallet|card)\b|[X*.\d]{4})(?! (?:\w+ )?(?:savings?(?! acc)|pocket|goal|vault|target|box|pot|piggy))/;
const LEFT =
  /left|leave|(?:gone|went|going|moved?|taken|removed?|charged|cut|paid|transferred|sent|waka|waka comm?ot|comm?ot(?:ed)?)(?: off| out| away)?(?: of| from| for)|comm?ot|charged (?:to|on)/;
const CAME =
  /(?:land(?:ed)?|arrived?|drop(?:ped)?|come|came|enter(?:ed)?|added?|loaded|paid|moved|transferred|sent|put|hit)(?: inside| in| into| in to| to| on| for)?/;

/** Behind the sum: `has left your account`, `don enter your wallet`. */
const MOVED = new RegExp(
  `^\\s{0,3}(?:(?:has|have|was|were|is|don) )?(?:(?:just|now|already) )?(?:been )?(?:(${LEFT.source})|(${CAME.source})) ${ACCOUNT.source}`,
  "i",
);
/** Behind the sum and what it was for: `for 08031234567 was bought from your wallet`. */
const TAKEN_FROM =
  /^\s{0,3}(?:for|to|at|of) [^.;!]{1,60}? (?:was|were|has been) (bought|paid|taken|removed|charged|deducted) (?:from|with|using) (?:your|ur)\b/i;

/** Before the sum: what the reader did or got, and what was done to the account or for the reader. */
const OUT =
  /\byou(?: have| don|['’]ve)?(?: just| now| successfully)? (?:moved|send|pay|spend|withdraw|transfer|comot|buy|bought|sent|paid)|\b(?:we|dem) don (?:comot|cut|remove|charge)|\b(?:you|(?:card|account|acct|wallet)\b[^.]{0,30})(?: have|['’]ve)? (?:was|been|has been|were) (?:charged|billed)(?: with)?|\b(?:money|transfer|payment) (?:out|sent|made):|\bmoney (?:don|has|just) (?:comm?ot|left|gone(?: out)?)[:,!]{0,2}/;
const IN =
  /\byou(?: have| don|['’]ve)?(?: just| now| successfully)? (?:got(?:ten)?|get alert of|receive|received|collect(?:ed)?)|\b(?:we|dem) don (?:put|add|credit|pay)|\b(?:you|(?:your|ur)\b[^.]{1,30})(?: have| has|['’]ve)? (?:been|was|were) (?:refunded|funded|topped[ -]?up|loaded|paid|sent|given)(?: with)?|\b(?:sent|paid|send|pay|gave|dashed|transferred) you|\b(?:money|transfer|payment|cash) (?:in|received):|\bmoney (?:don|has|just) (?:enter(?:ed)?|land(?:ed)?|drop(?:ped)?|come(?: in)?|arrived)[:,!]{0,2}/;
const OF_SUM = /(?: an?)?(?: sum| payment| transfer)?(?: of)?\s{0,9}$/;
const DID = new RegExp(`(${OUT.source})${OF_SUM.source}`, "i");
const GOT = new RegExp(`(${IN.source})${OF_SUM.source}`, "i");

const FROM_READER = /\bfrom (?:your|ur|my) (?:acc|a\/c|wallet|card|bal)/i;

/** The verb of a sentence whose sum stands between the two texts, with its side; null where it has none of these. */
export function partedVerb(before: string, behind: string): Parted | null {
  const [, left, came] = MOVED.exec(behind.slice(0, 120)) ?? [];
  const out = left ?? TAKEN_FROM.exec(behind.slice(0, 120))?.[1] ?? DID.exec(before)?.[1];
  const into = came ?? GOT.exec(before)?.[1];
  if (out && into) return null;
  if (out) return { word: out, side: "debit" };
  return into && !FROM_READER.test(behind) ? { word: into, side: "credit" } : null;
}

const NOUN_BEFORE =
  /\b(withdrawal|purchase|deposit|refund|reversal|cash ?back|transfer|payment)(?: (?:successful|completed|done))?(?: of|[:!,-])?\s{0,9}$/i;
const NOUN_BEHIND = /^\s{0,3}(withdrawal|purchase|deposit|refund|reversal|cash ?back)\b/i;
const TO_PARTY =
  /^[^.;!]{0,60}?\b(to|from) (?!\w{0,20} ?(?:savings?|pocket|goal|vault)\b)(your|ur|my|acc\w{0,7}|a\/c|wallet|card|[X*.\d]{4}|\S)/i;
/** What a bank offers or asks for. */
const OFFERED =
  /\b(?:make|min(?:imum)?|max(?:imum)?|enjoy|win|before|until|till|first|every|next|up to|limit|if|promo|offer|due|request\w*|initiated|scheduled|cancel\w*)\b/i;

/** A noun beside the sum of a sentence that has no verb: `POS purchase of NGN500.00 at ...`, `Transfer: NGN500.00 to ...`. */
export function nounOf(before: string, behind: string): Parted | null {
  const word = NOUN_BEFORE.exec(before)?.[1] ?? NOUN_BEHIND.exec(behind)?.[1];
  if (!word || OFFERED.test(before) || OFFERED.test(behind)) return null;
  if (/^(?:withdrawal|purchase)/i.test(word)) return { word, side: "debit" };
  if (!/^(?:transfer|payment)/i.test(word)) return { word, side: "credit" };
  const [, way, whom = ""] = TO_PARTY.exec(behind) ?? [];
  if (!way) return null;
  const own = whom.length > 1;
  return { word, side: (way.toLowerCase() === "to") !== own ? "debit" : "credit" };
}

const SUM = `([-(]?${MONEY.source}\\)?(?:\\s?(?:[CD]R|OD)\\b)?)`;
const BEFORE_REST =
  /\b(?:bal(?:ance)?(?: now| after| left)?(?: is(?: now)?| na| of)?|remaining|available|(?:wetin|e) (?:remain|dey|dey remain)(?: na)?|you(?:['’]ve| now have| still (?:have|get)|['’]re left with| are left with))\s{0,2}[:\s]\s{0,2}/;
const REMAINS = new RegExp(`${BEFORE_REST.source}${SUM}`, "i");
/** A sum that somebody has says what remains only where it says so. */
const YOU_HAVE = /\byou (?:have|get|now have)\s{1,2}/;
const BEHIND_REST = /(?=\s?(?:left|remain|now|(?:in|for) (?:your|ur)\b|[.!]?\s{0,3}$))/;
const HAVE_LEFT = new RegExp(`${YOU_HAVE.source}${SUM}${BEHIND_REST.source}`, "i");

/** What a sentence says that remains in the account. */
export const remainsIn = (text: string): string | null => (REMAINS.exec(text) ?? HAVE_LEFT.exec(text))?.[1] ?? null;
