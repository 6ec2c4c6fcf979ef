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

/**
 * Abbreviations in a wording's expression. `{near}` runs over anything but the words and strokes after which a bank
 * prints the other side's name or the customer's own note ("SCHOOL FEES" there is no fee); `{head}` is `{near}` from the
 * start of the line; `{fee}` is any word for a charge.
 */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\{head\}/g, "^{near}"],
  [/\{near\}/g, "(?:(?!\\b(?:TO|FROM|FRM)\\b|(?<!\\d)/|/(?!\\d)).)*?"],
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

/**
 * Makes a classifier for one bank's statements: general wordings plus those of the bank. The first wording in order that
 * matches decides; what none matches is a transaction. Answers are remembered per distinct narration and direction.
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
  const remembered = new Map<string, LineClass>();
  return (narration, direction) => {
    const key = `${direction}\n${narration}`;
    const before = remembered.get(key);
    if (before) return before;
    const found = byDirection[direction].find((w) => w.test.test(narration) && !w.veto?.test(narration));
    const answer: LineClass = found
      ? { kind: found.kind, service: found.service ?? null, tags: found.tagSet, wording: found.id }
      : { kind: "transaction", service: null, tags: NO_TAGS, wording: null };
    if (remembered.size < 20_000) remembered.set(key, answer);
    return answer;
  };
}
