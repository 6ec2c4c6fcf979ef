import type { Pack } from "../../fees/pack.ts";
import { bankWords } from "./bank-words.ts";

/** Shorter names than these are initials of anything. */
const SHORTEST = 3;

/** Makes the test whether a normalised narration names another bank than the statement's own; any, where that is unknown. */
export function otherBankNamed(
  pack: Pick<Pack, "banks" | "narration">,
  own: string | null,
): (narration: string) => boolean {
  const { meaning } = bankWords(pack.narration);
  const namesOf = (of: (id: string) => boolean): readonly string[] =>
    pack.banks
      .filter(({ id }) => of(id))
      .flatMap(({ name, aliases, alsoKnown = [] }) => [name, ...aliases, ...alsoKnown])
      .map((name) => wordsOf(name.toUpperCase()).join(" "))
      .filter((name) => name.length >= SHORTEST && meaning(name, false) === null);
  const ownNames = new Set(namesOf((id) => id === own));
  const byFirst = new Map<string, string[]>();
  for (const name of namesOf((id) => id !== own)) {
    if (ownNames.has(name)) continue;
    const first = name.split(" ")[0] as string;
    byFirst.set(first, [...(byFirst.get(first) ?? []), `${name} `]);
  }
  return (narration) => {
    const words = wordsOf(narration);
    return words.some((word, at) => {
      const names = byFirst.get(word);
      const rest = names && `${words.slice(at).join(" ")} `;
      return rest !== undefined && (names as string[]).some((name) => rest.startsWith(name));
    });
  };
}

const wordsOf = (text: string): string[] => text.split(/[^A-Z0-9]+/).filter((word) => word !== "");
