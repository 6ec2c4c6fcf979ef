import type { Pack } from "../domain/fees/pack.ts";

/** What was made of a pack, for the questions that were asked last: a pack never changes, so neither does an answer of it. */
export class KeptOfPack<T> {
  readonly #most: number;
  readonly #kept = new WeakMap<Pack, Map<string, T>>();

  /** Of each pack the answers to so many questions are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** `question` names all that `make` asks of but the pack. */
  of(pack: Pack, question: string, make: () => T): T {
    const answers = this.#kept.get(pack) ?? new Map<string, T>();
    this.#kept.set(pack, answers);
    const known = answers.get(question);
    if (known !== undefined) {
      // the one that was asked last goes last
      answers.delete(question);
      answers.set(question, known);
      return known;
    }
    const made = make();
    const [oldest] = answers.keys();
    if (answers.size >= this.#most && oldest !== undefined) answers.delete(oldest);
    answers.set(question, made);
    return made;
  }
}
