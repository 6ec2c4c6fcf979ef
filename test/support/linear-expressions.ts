// An expression is read as loops and what stands between them, and two loops that may share a text are a fault.
import { type AST, parseRegExpLiteral } from "@eslint-community/regexpp";
import { type CharSet, JS } from "refa";
import { analyse } from "scslre";

/**
 * Says why an expression may take more than linear time on some text, or null. Two ways are looked for:
 * - a loop in a loop, or two loops that may share one text, as the library `scslre` finds them;
 * - a text that both of two loops may eat, with all that stands between them: on many copies of it each way to share them is
 *   tried. The start of a search counts as a loop over anything, since it is tried at every place of the text.
 * It errs to the safe side: what it lets through is linear, what it reports may be harmless and is written in another way.
 */
export function whyNotLinear(source: string, flags: string): string | null {
  const { reports } = analyse({ source, flags: flags.replace("d", "") }, { assumeRejectingSuffix: false });
  const [nested] = reports;
  if (nested) return `${nested.exponential ? "exponential" : "polynomial"} (${nested.type.toLowerCase()})`;
  return new SharedText(flags).faultOf(parseRegExpLiteral(new RegExp(source, flags.replace("y", ""))).pattern, flags);
}

type Step = (chars: CharSet) => CharSet | null;
/** A loop that may go on, and what of a text stood behind it since. */
type Loop = { readonly name: string; readonly chars: CharSet; readonly since: readonly Step[] };
/** Two loops that may share a text: a fault as soon as something behind them can fail. */
type Way = { readonly loops: readonly Loop[]; readonly shared: string | null };

const MOST_WAYS = 400;
/** A loop with a bound below this costs that much at most at each place. */
const SMALL = 130;

class SharedText {
  readonly #flags: JS.Flags;
  readonly #all: CharSet;
  #fault: string | null = null;
  #looped = false;

  constructor(flags: string) {
    const has = (flag: string) => flags.includes(flag);
    const own = { ignoreCase: has("i"), dotAll: has("s"), multiline: has("m") };
    this.#flags = has("v") ? { ...own, unicodeSets: true } : { ...own, unicode: has("u") };
    this.#all = this.#chars([{ kind: "any" }], true);
  }

  faultOf(pattern: AST.Pattern, flags: string): string | null {
    const start: Loop[] = flags.includes("y") ? [] : [{ name: "the start", chars: this.#all, since: [] }];
    this.#alternatives(pattern.alternatives, [{ loops: start, shared: null }]);
    return this.#fault;
  }

  #chars(list: Parameters<typeof JS.createCharSet>[0], dotAll = this.#flags.dotAll ?? false): CharSet {
    return JS.createCharSet(list, { ...this.#flags, dotAll });
  }

  #alternatives(alternatives: readonly AST.Alternative[], ways: readonly Way[]): Way[] {
    return alternatives
      .flatMap((one) => one.elements.reduce<Way[]>((open, element) => this.#walk(element, open), [...ways]))
      .slice(0, MOST_WAYS);
  }

  /** The ways behind an element, of those before it. */
  #walk(element: AST.Element, ways: Way[]): Way[] {
    switch (element.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
      case "ExpressionCharacterClass":
        return this.#step(ways, (chars) => this.#within(element, chars));
      case "Backreference":
        return this.#step(ways, (chars) => chars);
      case "Group":
      case "CapturingGroup":
        return this.#alternatives(element.alternatives, ways);
      case "Quantifier":
        return this.#quantifier(element, ways);
      case "Assertion":
        return this.#assertion(element, ways);
    }
  }

  /** Something that can fail stands here: two loops that share a text are then tried in every way. */
  #step(ways: readonly Way[], step: Step): Way[] {
    for (const { shared } of ways) if (shared !== null) this.#fault ??= shared;
    return ways.map(({ loops }) => ({
      shared: null,
      loops: loops.map((loop) => ({ ...loop, since: [...loop.since, step] })),
    }));
  }

  #quantifier(quantifier: AST.Quantifier, ways: Way[]): Way[] {
    const { element, min, max } = quantifier;
    let after = ways;
    for (let i = 0; i < Math.min(min, 3); i++) after = this.#walk(element, after);
    if (max < SMALL && !(this.#looped && min < max))
      return min > 0 ? after : [...ways, ...this.#walk(element, ways).map((way) => ({ ...way }))].slice(0, MOST_WAYS);
    const chars = this.#eaten(element);
    const inside = this.#twice(element, after);
    return after.map((way) => {
      const met = way.loops.find((loop) => this.#share(loop, chars, element));
      return {
        loops: [...way.loops, { name: quantifier.raw, chars, since: [] }],
        shared: way.shared ?? inside ?? (met ? `polynomial (${met.name} and ${quantifier.raw} share a text)` : null),
      };
    });
  }

  /** What two turns of a loop may share: in it a part of any varying length is a loop itself. */
  #twice(element: AST.QuantifiableElement, ways: Way[]): string | null {
    if (element.type !== "Group" && element.type !== "CapturingGroup") return null;
    const outer = this.#looped;
    this.#looped = true;
    const turned = this.#walk(element, this.#walk(element, ways));
    this.#looped = outer;
    return turned.find(({ shared }) => shared !== null)?.shared ?? null;
  }

  /** Some text that a loop may eat, with all that stood behind it, may be eaten by the next loop as well. */
  #share({ chars, since }: Loop, next: CharSet, looped: AST.QuantifiableElement): boolean {
    let both: CharSet | null = chars.intersect(next);
    for (const step of since) both = both && !both.isEmpty ? step(both) : null;
    return both !== null && !both.isEmpty && this.#matchesIn(looped, both);
  }

  /** An element may match with some characters alone. */
  #matchesIn(element: AST.Element, chars: CharSet): boolean {
    if (element.type === "Group" || element.type === "CapturingGroup")
      return element.alternatives.some(({ elements }) => elements.every((one) => this.#matchesIn(one, chars)));
    if (element.type === "Quantifier") return element.min === 0 || this.#matchesIn(element.element, chars);
    return element.type === "Assertion" || !this.#eaten(element).isDisjointWith(chars);
  }

  #assertion(assertion: AST.Assertion, ways: Way[]): Way[] {
    if (assertion.kind === "start" && !this.#flags.multiline) return ways.map(({ shared }) => ({ loops: [], shared }));
    if (assertion.kind === "start") return this.#step(ways, (chars) => (chars.has(10) || chars.has(13) ? chars : null));
    if (assertion.kind === "end") return this.#step(ways, (chars) => (this.#flags.multiline ? chars : null));
    if (assertion.kind === "word") {
      const word = this.#chars([{ kind: "word", negate: false }]);
      const mixed = (chars: CharSet) => !chars.isDisjointWith(word) && !chars.isSubsetOf(word);
      return this.#step(ways, (chars) => (mixed(chars) === !assertion.negate || assertion.negate ? chars : null));
    }
    // what is looked at is tried here as it would be in its place
    if (assertion.kind === "lookahead") {
      this.#alternatives(
        assertion.alternatives,
        this.#step(ways, (chars) => chars),
      );
      return this.#step(ways, (chars) => chars);
    }
    const banned = assertion.kind === "lookbehind" && assertion.negate ? this.#single(assertion) : null;
    return this.#step(ways, (chars) => (banned ? chars.without(banned) : chars));
  }

  /** The characters that a look back refuses or wants, where it looks at one. */
  #single(look: AST.LookaroundAssertion): CharSet | null {
    const sets = look.alternatives.map(({ elements }) =>
      elements.length === 1 ? this.#eaten(elements[0] as AST.Element) : null,
    );
    return sets.some((set) => set === null) ? null : (sets as CharSet[]).reduce((a, b) => a.union(b));
  }

  /** What of some characters is left when an element must match with them alone; null when it cannot. */
  #within(element: AST.Element, chars: CharSet): CharSet | null {
    return this.#eaten(element).isDisjointWith(chars) ? null : chars;
  }

  /** Every character that an element may match. */
  #eaten(element: AST.Element): CharSet {
    const none = this.#all.without(this.#all);
    switch (element.type) {
      case "Character":
        return this.#chars([element.value]);
      case "CharacterSet":
        return element.kind === "property" && element.strings ? this.#all : this.#chars([element as never]);
      case "CharacterClass": {
        const set = element.elements.reduce<CharSet>(
          (sum, one) =>
            sum.union(
              one.type === "CharacterClassRange"
                ? this.#chars([{ min: one.min.value, max: one.max.value }])
                : one.type === "Character"
                  ? this.#chars([one.value])
                  : one.type === "CharacterSet"
                    ? this.#chars([one as never])
                    : this.#all,
            ),
          none,
        );
        return element.negate ? set.negate() : set;
      }
      case "Group":
      case "CapturingGroup":
        return element.alternatives
          .flatMap(({ elements }) => elements)
          .reduce<CharSet>((sum, one) => sum.union(this.#eaten(one)), none);
      case "Quantifier":
        return this.#eaten(element.element);
      case "Assertion":
        return none;
      default:
        return this.#all;
    }
  }
}
