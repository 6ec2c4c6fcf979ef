import { type Book, type Entry, ofKind, sizeOf } from "./book.ts";
import { likeness } from "./narration.ts";
import { likeliest, narrationReader } from "./read-narration.ts";

const NEAR = 60;
const AHEAD = 4;

/** What each tie between a tax line and a charge counts. */
const COUNTS = {
  base: 10,
  reference: 400,
  names: 300,
  like: 300,
  first: 200,
  share: 120,
  before: 60,
  day: 30,
  /** Taken off for each line between them, up to so many. */
  lines: 20,
} as const;
/** The most that a charge can count without the tax line's reference, less the lines between them. */
const MOST_UNREFERENCED =
  COUNTS.base + COUNTS.names + COUNTS.like + COUNTS.first + COUNTS.share + COUNTS.before + COUNTS.day;

/** Fills `parent` of VAT lines and `taxes` of fees and levies. Run after `linkFees`, since a tax line follows its fee's payment. */
export function linkTaxes(book: Book): void {
  const read = narrationReader(book.pack, book.bank);
  const namesLevy = (subject: string) => likeliest(read(subject, "debit").told).kind === "levy";
  for (const tax of ofKind(book, "tax")) {
    if (tax.service === null || tax.amount >= 0n || tax.parent) continue;
    const parent = bestParent(book, tax, namesLevy);
    if (!parent) continue;
    tax.parent = parent;
    parent.taxes = [...parent.taxes, tax];
  }
}

function bestParent(book: Book, tax: Entry, namesLevy: (subject: string) => boolean): Entry | null {
  const subject = afterVat(tax.narration);
  const onLevy = namesLevy(subject);
  const alone = tax.line.reference === null || !book.byReference.has(tax.line.reference);
  let best: Entry | null = null;
  let bestScore = 0;
  const last = Math.min(book.entries.length - 1, tax.at + AHEAD);
  for (let at = last; at >= Math.max(0, tax.at - NEAR); at--) {
    const charge = book.entries[at] as Entry;
    if (tax.day - charge.day > 1) break;
    if (alone && bestScore >= MOST_UNREFERENCED - Math.min(tax.at - at, COUNTS.lines) && at < tax.at) break;
    if ((charge.kind !== "fee" && charge.kind !== "levy") || charge.amount >= 0n || charge.day > tax.day) continue;
    const score = parentScore(tax, charge, subject, onLevy);
    if (score > bestScore) {
      best = charge;
      bestScore = score;
    }
  }
  return best;
}

/** What a VAT narration says it is on: `VAT ON FGN STAMP DUTY` names a levy, `VAT ON SMS CHARGE` the SMS charge. */
const afterVat = (narration: string): string => narration.replace(/^\W*(?:VAT|VALUE ADDED TAX)\W*(?:ON|FOR)?\W*/, "");

function parentScore(tax: Entry, charge: Entry, subject: string, onLevy: boolean): number {
  const names = subject.length > 3 && charge.narration.includes(subject);
  if (charge.kind === "levy" && !onLevy) return 0;
  if (charge.kind === "fee" && onLevy && !names) return 0;
  const reference = tax.line.reference !== null && tax.line.reference === charge.line.reference;
  if (!reference && tax.line.reference !== null && charge.line.reference !== null && !names) return 0;
  const like = likeness(tax.words, charge.words);
  if (like !== null && like < 0.6 && !names && !reference) return 0;
  const before = charge.at < tax.at;
  const distance = Math.abs(tax.at - charge.at);
  // without a tie a tax line belongs to the charge it is printed with
  if (!reference && !names && like === null && distance > 3) return 0;
  const share = (sizeOf(tax) * 1000n) / (sizeOf(charge) || 1n);
  return (
    COUNTS.base +
    (reference ? COUNTS.reference : 0) +
    (names ? COUNTS.names : 0) +
    (like ?? 0) * COUNTS.like +
    (charge.taxes.length === 0 ? COUNTS.first : 0) +
    (share >= 45n && share <= 110n ? COUNTS.share : 0) +
    (before ? COUNTS.before : 0) +
    (charge.day === tax.day ? COUNTS.day : 0) -
    Math.min(distance, COUNTS.lines)
  );
}
