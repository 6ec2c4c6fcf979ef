import type { Wording } from "../fees/pack.ts";
import type { LineKind } from "./audit-result.ts";

/** What a line is, told from its words and its direction alone. */
export type LineClass = {
  readonly kind: LineKind;
  readonly service: string | null;
  readonly tags: ReadonlySet<string>;
  /** Id of the wording that spoke; null when none did and the line is an ordinary transaction. */
  readonly wording: string | null;
};

const BEFORE_THE_OTHER_SIDE = "(?:(?!\\b(?:TO|FROM|FRM)\\b|(?<!\\d)/|/(?!\\d)).)";

/**
 * Abbreviations in a wording's expression. `{near}` runs over up to eighty letters, but not over the words and strokes after
 * which a bank prints the other side's name or the customer's own note ("SCHOOL FEES" there is no fee); `{head}` runs over the
 * same from the start of the line, however many; `{fee}` is any word for a charge. What runs on inside a line has an end: else
 * a narration made of the same words again and again is tried in every way.
 */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\{head\}/g, `^${BEFORE_THE_OTHER_SIDE}*?`],
  [/\{near\}/g, `${BEFORE_THE_OTHER_SIDE}{0,80}?`],
  [/\{fee\}/g, "\\b(?:CHARGES?|CHGS?|CHRGS?|FEES?|COMM(?:ISSIONS?)?)\\b\\.?"],
];

/** Compiles a wording's expression; throws SyntaxError when it is none (the data check finds that first). */
export function compileExpression(match: string): RegExp {
  let source = match;
  for (const [abbreviation, full] of ABBREVIATIONS) source = source.replace(abbreviation, full);
  return new RegExp(source, "u");
}

type Compiled = Wording & { readonly test: RegExp; readonly veto: RegExp | null; readonly tagSet: ReadonlySet<string> };

const NO_TAGS: ReadonlySet<string> = new Set();
const compiledOf = new WeakMap<readonly Wording[], readonly Compiled[]>();

function compile(wordings: readonly Wording[]): readonly Compiled[] {
  const known = compiledOf.get(wordings);
  if (known) return known;
  const compiled = wordings
    .map((wording) => ({
      ...wording,
      test: compileExpression(wording.match),
      veto: wording.unless ? compileExpression(wording.unless) : null,
      tagSet: new Set(wording.tags ?? []),
    }))
    .sort((a, b) => a.order - b.order);
  compiledOf.set(wordings, compiled);
  return compiled;
}

/** Digits of an expression that mean themselves: neither a class of all digits nor a count. */
const COUNTS = /\\d|\{\d+(?:,\d*)?\}/g;

/**
 * The digits of a narration that no wording tells from `0`, as an expression that finds each; null where a wording may tell
 * any of them: it names a zero, a range of digits or something said before.
 */
export function digitsTold(wordings: readonly Wording[]): RegExp | null {
  const sources = wordings.flatMap(({ match, unless }) => [match, unless ?? ""]).map((one) => one.replace(COUNTS, ""));
  if (sources.some((source) => /0|\d-|-\d|\\[1-9kxu]/.test(source))) return null;
  const told = [..."123456789"].filter((digit) => !sources.some((source) => source.includes(digit)));
  return told.length === 0 ? null : new RegExp(`[${told.join("")}]`, "g");
}

/**
 * Makes a classifier for one bank's statements: general wordings plus those of the bank. The first wording in order that
 * matches decides; what none matches is a transaction.
 */
export function classifierFor(
  wordings: readonly Wording[],
  bank: string | null,
): (narration: string, direction: "debit" | "credit") => LineClass {
  const relevant = compile(wordings).filter((w) => !w.banks || (bank !== null && w.banks.includes(bank)));
  const byDirection = {
    debit: relevant.filter((w) => w.direction !== "credit"),
    credit: relevant.filter((w) => w.direction !== "debit"),
  };
  return (narration, direction) => {
    const found = byDirection[direction].find((w) => w.test.test(narration) && !w.veto?.test(narration));
    return found
      ? { kind: found.kind, service: found.service ?? null, tags: found.tagSet, wording: found.id }
      : { kind: "transaction", service: null, tags: NO_TAGS, wording: null };
  };
}
