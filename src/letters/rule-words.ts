/** The rule of a claimed charge in words: what it is called, its band and its sum, and the text that it stands in. */
import type { AuditLine } from "../domain/audit/audit-result.ts";
import { minorOf } from "../domain/audit/claim/claims.ts";
import { fill, type LetterTemplate } from "../domain/complaints/letter-template.ts";
import { type CivilDate, inSpan } from "../domain/dates/civil-date.ts";
import type { Grade, Instrument, ListedFee, Pack, Rule, Source } from "../domain/fees/pack.ts";
import { parsePackAmount } from "../domain/fees/pack-amount.ts";
import type { Minor } from "../domain/money/money.ts";
import { plainMoney } from "../domain/money/money-words.ts";
import { dateWords } from "../web/ui/words.ts";
import { agreedIn } from "../words/en/agreed.ts";
import { LETTERS } from "../words/en/letters.ts";
import { priceSummary, rowFor } from "../words/price-words.ts";

/** `read`: its own text was read first-hand, so that its section may be printed. */
export type TextSeen = { readonly words: string; readonly read: boolean };

/** What a claim rests on. `text` is null where no rule is known, and where the rule is the person's own agreement. */
export type Ground = { readonly rule: string; readonly row: Rule | ListedFee | null; readonly text: TextSeen | null };

const isFirstHand = (grade: Grade | null): boolean => grade === "A" || grade === "B";

/** Title, reference, section and day of a text. Of one that was not read itself only its title: the rest is hearsay. */
function textWords(
  { title, ref, section, on }: Omit<Instrument, "on"> & { on?: string | null },
  read: boolean,
): string {
  if (!read) return title;
  const sectionWords = section && (/^[\d.]/.test(section) ? LETTERS.section(section) : section);
  return [title, ref, sectionWords, on && LETTERS.of_day(dateWords(on))].filter(Boolean).join(", ");
}

export function textOf({
  instrument,
  source,
  grade,
}: {
  readonly instrument?: Instrument | undefined;
  readonly source: Source;
  readonly grade: Grade;
}): TextSeen {
  const read = isFirstHand(grade);
  return { words: textWords(instrument ?? source, read), read };
}

/** `paid`: the payment that the charge was taken for, where there is one. */
export function groundOf(
  line: AuditLine,
  paid: { readonly amount: Minor; readonly on: string } | null,
  pack: Pack,
  template: LetterTemplate,
): Ground {
  const rule = pack.rules.find(({ id }) => id === line.rule);
  const listed = rule ? undefined : pack.listedFees.find(({ id }) => id === line.rule);
  const row = rule ?? listed ?? null;
  if (!row || line.grade === "D") return { rule: template.line.norule, row: null, text: null };
  const words = priceWords(row, line, paid, template);
  if (listed?.agreed) {
    const source = agreedWords(row.source);
    return { rule: `${words} (${fill(template.rules.agreed, { source })})`, row, text: null };
  }
  return { rule: words, row, text: textOf(row) };
}

/** The person's own agreement with a bank, and the page of it. */
export const agreedWords = ({ title, ref }: Pick<Source, "title" | "ref">): string => agreedIn(title, ref ?? "");

function priceWords(
  row: Rule | ListedFee,
  line: AuditLine,
  paid: { readonly amount: Minor; readonly on: string } | null,
  { rules }: LetterTemplate,
): string {
  const { name, price, currency } = row;
  const said = (text: string, values: Readonly<Record<string, string>> = {}) => fill(text, { rule: name, ...values });
  if ("levy" in row && row.levy) return levyWords(row, row.levy, line, rules);
  if (("never" in row && row.never) || price.kind === "free") return said(rules.free);
  if (isLenient(row, paid?.amount, paid?.on ?? line.date)) return name;
  const band = rowFor(price, paid?.amount, currency);
  if (!band)
    return price.kind === "tiered" || price.kind === "unresolved"
      ? name
      : said(rules.share, { price: priceSummary(price, currency) });
  const { price: sum, when } = band;
  const open = band.minor === null || price.kind === "negotiable" || price.kind === "pass_through";
  const [plain, banded] = open ? [rules.share, rules.shareFor] : [rules.limit, rules.limitFor];
  const limit = said(when === "" ? plain : banded, { price: open ? lowered(sum) : sum, when });
  return fill(row.vat === "added" ? rules.plusVat : row.vat === "included" ? rules.withVat : "{limit}", { limit });
}

const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** Where a draft or a silence of the text lets more pass than the rule's own figure, that figure is not what was judged by. */
const isLenient = (row: Rule | ListedFee, amount: Minor | undefined, on: string): boolean =>
  ("relaxed" in row && row.relaxed?.some((one) => inSpan(one, on as CivilDate))) ||
  ("unprinted" in row && row.unprinted?.some((one) => parsePackAmount(one.amount) === amount)) ||
  false;

function levyWords(
  rule: Rule,
  levy: NonNullable<Rule["levy"]>,
  line: AuditLine,
  rules: LetterTemplate["rules"],
): string {
  const price =
    rule.price.kind === "fixed"
      ? plainMoney(parsePackAmount(rule.price.amount), rule.currency)
      : priceSummary(rule.price, rule.currency);
  const words = fill(rules.levy, {
    rule: rule.name,
    price,
    from: plainMoney(parsePackAmount(levy.from), rule.currency),
    payer: rules.payers[levy.payer],
  });
  if (line.verdict !== "not_permitted" || levy.exempt.length === 0 || minorOf(line.allowed) > 0n) return words;
  return fill(rules.levyExempt, {
    levy: words,
    exempt: levy.exempt.map((one) => rules.exempt[one]).join(LETTERS.or_on),
  });
}
