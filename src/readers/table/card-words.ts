const PAID =
  /\b(?:payments?|autopay|auto pay)\b.{0,30}\b(?:received|thank|recd|autopay|auto pay)\b|\bpayment thank you\b|\bthank you\b.{0,20}\bpayment\b/i;

/** Whether the words of a line call it a payment to the card that the list is of. */
export const paysTheCard = (words: string): boolean => PAID.test(words.slice(0, 400));
