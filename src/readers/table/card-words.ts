/** The words by which a list shows that it is a card's, in the languages of the layouts. */
import { plainLetters } from "./plain-letters.ts";

const PAY =
  "(?:payments?|pymts?|pmts?|direct debit|paiements?|pagos?|pagamentos?|betaling(?:en)?|zahlung(?:en)?|pagamento|innbetaling|inbetalning|wplata|splata)";
const GOT =
  "(?:received|recd|thank|autopay|auto pay|recus?|merci|recibid[oa]s?|gracias|recebid[oa]s?|obrigad[oa]|ontvangen|bedankt|erhalten|danke?|ricevut[oa]|grazie|mottatt|mottagen|tack)";
const RECEIVED = new RegExp(`\\b${PAY}\\b.{0,30}\\b${GOT}\\b|\\b${GOT}\\b.{0,20}\\b${PAY}\\b`);
/** On an account these words may be of a payment to somebody else. */
const LIKELY = new RegExp(
  `\\bauto ?pay\\b|\\b(?:su|votre|ihre|your) ${PAY}\\b|\\beinzahlung\\b|\\b(?:zahlungseingang|lastschrifteinzug)\\b`,
);
const BACK = /\b(?:revers|rvsl|return|refund|failed|bounced)/;

/** Whether the words of a line call it a payment to the card that the list is of. */
export function paysTheCard(words: string): "surely" | "likely" | null {
  const plain = plainLetters(words.slice(0, 400)).replace(/rec'd/g, "recd");
  if (BACK.test(plain)) return null;
  return RECEIVED.test(plain) ? "surely" : LIKELY.test(plain) ? "likely" : null;
}

const CREDIT_CARD =
  /\b(?:credit card|credit limit|minimum payment|minimum amount due|kreditkarten?|kreditlimit|carte de credit|tarjeta de credito|cartao de credito|carta di credito|creditcard|kredittkort|kreditkort|kreditni karta|karta kredytowa)\b/;
const CARD = /\b(?:card ending|card number|card no|visa (?:platinum|gold|classic)|mastercard)\b/;

/** What a line says of a card: of its credit, or only of its number. */
export function cardIn(line: string): "credit" | "card" | null {
  const plain = plainLetters(line.slice(0, 300));
  return CREDIT_CARD.test(plain) ? "credit" : CARD.test(plain) ? "card" : null;
}
