import { expect, test } from "vitest";
import type { Pack } from "../domain/fees/pack.ts";
import { KeptOfPack } from "./kept-of-pack.ts";

const pack = () => ({}) as Pack;

test("an answer is made once for a pack and a question", () => {
  const kept = new KeptOfPack<number>(2);
  const [one, other] = [pack(), pack()];
  let made = 0;
  const ask = (of: Pack, question: string) => kept.of(of, question, () => ++made);
  expect([ask(one, "a"), ask(one, "a"), ask(other, "a"), ask(one, "b"), ask(one, "a")]).toEqual([1, 1, 2, 3, 1]);
});

test("what was asked longest ago is given up first", () => {
  const kept = new KeptOfPack<number>(2);
  const of = pack();
  let made = 0;
  const ask = (question: string) => kept.of(of, question, () => ++made);
  expect(["a", "b", "a", "c", "a", "b"].map(ask)).toEqual([1, 2, 1, 3, 1, 4]);
});
