import { LRUCache } from "lru-cache";
import type { Pack } from "../domain/fees/pack.ts";

/** What was made of a pack, for the questions that were asked last: a pack never changes, so neither does an answer of it. */
export class KeptOfPack<T extends object | number> {
  readonly #most: number;
  readonly #kept = new WeakMap<Pack, LRUCache<string, T>>();

  /** Of each pack the answers to so many questions are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** `question` names all that `make` asks of but the pack. */
  of(pack: Pack, question: string, make: () => T): T {
    const answers = this.#kept.get(pack) ?? new LRUCache<string, T>({ max: this.#most });
    this.#kept.set(pack, answers);
    const known = answers.get(question);
    if (known !== undefined) return known;
    const made = make();
    answers.set(question, made);
    return made;
  }
}
