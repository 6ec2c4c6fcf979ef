/** Reads, judges and dresses what a stranger sent. It runs in a child process that holds nothing else. */
import { tellAgain } from "../../domain/audit/claim/read-told.ts";
import { judgeStatements } from "../../engine/judge-statements.ts";
import type { ParentAnswer } from "../../server/serve-parent.ts";
import { judgeCarried, judgedBy, judgedOfIn } from "./carried.ts";
import { dressResult } from "./dress-result.ts";
import { dressSaved } from "./dress-saved.ts";
import { dressTariff } from "./dress-tariff.ts";
import type { AgainHead, ForeignAnswer, ForeignFacts, ForeignHead } from "./foreign-question.ts";

/** `head` is the answer's `ForeignAnswer`. Never throws: what fails is an answer, too. */
export async function answerForeign(
  facts: ForeignFacts & { readonly engineVersion: string },
  head: ForeignHead,
  bytes: Uint8Array,
): Promise<ParentAnswer> {
  try {
    if (head.ask === "file") return dressSaved(facts, head, bytes);
    if (head.ask === "tariff") return { head: { is: "tariff" }, parts: [dressTariff(facts, head, bytes)] };
    if (!("fileName" in head)) return judgeAgain(facts, head, bytes);
    const { fileName, password, said = {}, told = [], rows } = head;
    const options = { fileName, ...(password ? { password } : {}) };
    const { pack, engineVersion } = facts;
    const judged = await judgeStatements([bytes], { pack, engineVersion, options, said, told, rows });
    if ("tooManyRows" in judged) return says({ is: "too_many_rows", rows: judged.tooManyRows });
    if (!judged.ok) return says({ is: "refused", refusal: judged.refusal });
    if (head.ask === "json") return { head: { is: "json" }, parts: [judged.printed] };
    const of = {
      files: judged.files,
      said,
      told,
      example: head.example,
      by: judgedBy(facts),
    };
    return { head: { is: "page" }, parts: dressResult(facts, head, { ...judged, of }) };
  } catch (error) {
    return says({ is: "failed", error: error instanceof Error ? error.name : "Error", at: framesOf(error) });
  }
}

/** Judges what a page carried once more, with what the person told of it. */
function judgeAgain(
  facts: ForeignFacts & { readonly engineVersion: string },
  { told: fields, on }: AgainHead,
  carried: Uint8Array,
): ParentAnswer {
  const before = judgedOfIn(carried);
  if (!before) return says({ is: "damaged" });
  const told = tellAgain(
    before.told,
    fields,
    facts.pack.banks.map(({ id }) => id),
  );
  const judged = judgeCarried(facts, { ...before, told, by: judgedBy(facts) });
  return { head: { is: "page" }, parts: dressResult(facts, { example: before.example, on }, judged) };
}

const says = (head: ForeignAnswer): ParentAnswer => ({ head, parts: [] });

const MOST_FRAMES = 8;

/** Where in our code it failed; the message is left out, because it may quote what a person sent. */
const framesOf = (error: unknown): string[] =>
  (error instanceof Error ? (error.stack ?? "") : "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim().slice(0, 200));
