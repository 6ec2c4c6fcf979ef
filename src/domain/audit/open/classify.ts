import type { NarrationHints, Wording } from "../../fees/pack.ts";
import type { LineKind } from "../audit-result.ts";
import { grammarOf } from "./open-narration.ts";

/** What a line is, told from its words and its direction. */
export type LineClass = {
  readonly kind: LineKind;
  readonly service: string | null;
  readonly tags: ReadonlySet<string>;
  /** Id of the wording that matched; null when none did and the line is an ordinary transaction. */
  readonly wording: string | null;
};

/** What a line may be. Its sum decides between them (`plausible-sum.ts`). */
export type Told = {
  /** Charges and the like that the bank's own words name, the likeliest first. */
  readonly named: readonly LineClass[];
  /** Words follow that no bank prints in a charge. */
  readonly more: boolean;
  /** Charges whose words come after words that are not the bank's. */
  readonly doubtful: readonly LineClass[];
  /** What the line is when it is none of these. */
  readonly plain: LineClass;
};

const BEFORE_THE_OTHER_SIDE = "(?:(?!\\b(?:TO|FROM|FRM)\\b|(?<!\\d)/|/(?!\\d)).)";

/**
 * Abbreviations in a wording's expression. `{near}` runs over up to eighty letters, but not over the words and strokes after
 * which a bank prints the other side's name or the customer's own note ("SCHOOL FEES" there is no fee); `{head}` runs over the
 * same from the start of the line, however many; `{fee}` is any word for a charge. `{near}` has a limit so that a
 * narration that repeats its words cannot make the match take quadratic time.
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

type Compiled = Wording & { readonly test: RegExp; readonly veto: RegExp | null; readonly told: LineClass };

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
      told: {
        kind: wording.kind,
        service: wording.service ?? null,
        tags: new Set(wording.tags ?? []),
        wording: wording.id,
      },
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

const PLAIN: LineClass = { kind: "transaction", service: null, tags: NO_TAGS, wording: null };

/** The class of a payment by how it begins, when no wording says more. */
const HEADS: Readonly<Record<string, Readonly<Record<"debit" | "credit", LineClass>>>> = {
  transfer: {
    debit: { ...PLAIN, tags: new Set(["transfer_out"]) },
    credit: { ...PLAIN, tags: new Set(["transfer_in"]) },
  },
  merchant: { debit: { ...PLAIN, tags: new Set(["purchase"]) }, credit: PLAIN },
  bill: { debit: { ...PLAIN, tags: new Set(["bill"]) }, credit: PLAIN },
};

/**
 * Makes a classifier for one bank's statements: general wordings plus those of the bank. A line that begins like a
 * payment is a payment, whatever its payer wrote. For other lines the bank's own words are matched first, then the whole line.
 */
export function classifierFor(
  { wordings, narration: hints }: { readonly wordings: readonly Wording[]; readonly narration: NarrationHints },
  bank: string | null,
): (narration: string, direction: "debit" | "credit") => Told {
  const relevant = compile(wordings).filter((w) => !w.banks || (bank !== null && w.banks.includes(bank)));
  const of = (direction: "debit" | "credit") => relevant.filter((w) => (w.direction ?? direction) === direction);
  const sorted = (direction: "debit" | "credit") => ({
    events: of(direction).filter((w) => w.kind === "transaction"),
    charges: of(direction).filter((w) => w.kind !== "transaction"),
  });
  const by = { debit: sorted("debit"), credit: sorted("credit") };
  const grammar = grammarOf(hints, bank);
  const { namedServices } = hints;
  const mayName = ({ service }: LineClass): boolean =>
    !namedServices || service === null || namedServices.some((one) => service.startsWith(one));
  const matching = (list: readonly Compiled[], text: string) =>
    list.filter((w) => w.test.test(text) && !w.veto?.test(text)).map((w) => w.told);
  const first = (list: readonly Compiled[], text: string) =>
    list.find((w) => w.test.test(text) && !w.veto?.test(text))?.told;
  return (narration, direction) => {
    const { text, bank: own, more, head } = grammar.open(narration, direction);
    const { events, charges } = by[direction];
    const plain = first(events, text) ?? (head && HEADS[head.as]?.[direction]) ?? PLAIN;
    if (head) return { named: [], more, doubtful: [], plain: fitting(plain, head.as, direction) };
    const all = matching(charges, own);
    // only some charges are printed with a name: if one follows, those come first
    const named = more ? [...all.filter(mayName), ...all.filter((one) => !mayName(one))] : all;
    const doubtful = named.length > 0 || !more ? [] : matching(charges, text);
    return { named, more, doubtful, plain };
  };
}

/** The beginning of a payment decides: "ATM" in the note of a transfer does not make it a withdrawal. */
function fitting(plain: LineClass, as: string, direction: "debit" | "credit"): LineClass {
  const head = HEADS[as]?.[direction] ?? PLAIN;
  const [own] = head.tags;
  return own === undefined || plain.tags.has(own) ? plain : head;
}
