/** Stage 6, what is no statement: an invoice, an offer, a price list or a plan of repayments has days and sums in columns too. */

const STATEMENT =
  /\b(?:statement|account (?:history|activity|number|no|summary)|transaction (?:history|details|list)|transactions|opening balance|closing balance|balance (?:brought|carried)|iban|kontoauszug|kontonummer|extrato|releve de compte|estado de cuenta|(?:beginning|ending|previous|new|start|end) balance|girokonto|(?:alter|neuer) (?:saldo|kontostand)|releve (?:d[eu]s? )?(?:\w+ )?(?:operations|informations bancaires)|(?:ancien|nouveau) solde|solde (?:crediteur|debiteur|precedent|initial)|extracto|saldo (?:anterior|inicial|final|iniziale|finale)|estratto conto|rekeningafschrift|(?:begin|eind)saldo|(?:checking|savings|current|cheque|wallet|transaction) account)\b/i;
const ELSE =
  /\b(?:(?:pro[ -]?forma |tax |sales |commercial )?invoice\b|quotation|quote no|price ?list|purchase order|delivery note|bill to|ship to|repayment (?:schedule|plan)|amorti[sz]ation|loan (?:offer|agreement|schedule)|offer letter|letter of offer|pay ?slip|salary slip|unit price|subtotal|rechnung|angebot|facture|devis|(?:electricity|water|gas|utility|phone|energy) bill|meter reading|current charges|premium schedule|stock (?:count|list|card|ledger)|inventory|tax return|return of income)/i;
const STRONG =
  /\b(?:(?:account|bank|customer|card|transaction|wallet|detailed|full|mini|e-?)[ -]?statement|statement of (?:account|transactions)|kontoauszug|extrato|releve de compte|estado de cuenta)\b/i;

export type Looks = {
  /** Lines above and around the table. */
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly hasBalance: boolean;
  readonly proven: boolean;
};

/** True when the words around a table say that it is something else, or when neither words nor balances say what it is. */
export function isNoStatement({ texts, labels, hasBalance, proven }: Looks): boolean {
  const head = texts.map((text) => text.normalize("NFD").replace(/\p{M}/gu, ""));
  const strong = head.some((text) => STRONG.test(text));
  const other = [...head, ...labels].filter((text) => ELSE.test(text)).length;
  if (other > 0 && !strong) return true;
  return !strong && !proven && !hasBalance && !head.some((text) => STATEMENT.test(text));
}
