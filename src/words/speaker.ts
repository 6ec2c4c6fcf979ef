import type { Fact, Reason, ReasonOf } from "../domain/reason.ts";
import type { Sayings } from "./sayings.ts";

/** Says reasons in one language. Of one and the same list it gives one and the same list of sentences, made once. */
export type Speaker<L> = {
  say(reason: ReasonOf<L>): string;
  sayAll(reasons: readonly ReasonOf<L>[]): readonly string[];
};

/** A speaker of some sayings. Throws a TypeError on a code that they do not have, which the types refuse. */
export function speakerOf<L>(sayings: Sayings<L>): Speaker<L> {
  const made = new WeakMap<readonly Reason[], readonly string[]>();
  const functions = sayings as unknown as Readonly<Record<string, (facts: unknown) => string>>;
  const say = ({ code, facts }: Reason): string => (functions[code] as (facts: unknown) => string)(told(facts));
  const sayAll = (reasons: readonly Reason[]): readonly string[] => {
    let said = made.get(reasons);
    if (!said) {
      said = reasons.map(say);
      made.set(reasons, said);
    }
    return said;
  };
  /** Facts with the reasons among them said. */
  const told = (facts: Reason["facts"]): Reason["facts"] => {
    for (const name in facts)
      if (isReasons(facts[name] as Fact)) return { ...facts, [name]: sayAll(facts[name] as readonly Reason[]) };
    return facts;
  };
  return { say, sayAll } as Speaker<L>;
}

/** True of a list of reasons; one sentence holds one such list at most. */
const isReasons = (fact: Fact): boolean => Array.isArray(fact) && typeof fact[0] === "object";
