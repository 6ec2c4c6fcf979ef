/** Files that a person saves, made when they are asked for and fetched with the first of them. */
import { type Ask, KEPT_JSON, KEPT_PAGE, type Told } from "./audit-messages.ts";
import type { Facts, Kept } from "./audit-worker.ts";
import type { Binder } from "./binder-work.ts";
import { letterFile } from "./device-letters.ts";

/** Makes the file that a link names: of the binder where one is open, else of the statement that was checked last. */
export async function makeFile(
  { facts, name, css }: Extract<Ask, { kind: "make" }>,
  binder: Binder | undefined,
  kept: Kept | undefined,
): Promise<Told> {
  if (name === "rates-template.csv") {
    const { default: known } = (await import(facts)) as { default: Facts };
    const text = (await import("./binder-work.ts")).emptyRates(known.pack);
    return { kind: "made", name, file: new Blob([text], { type: "text/csv;charset=utf-8" }) };
  }
  const made = binder ? await (await import("./binder-work.ts")).binderFile(binder, name) : undefined;
  const { type, body } = made ?? (await fileOf(binder ?? kept, name, css));
  return { kind: "made", name, file: new Blob([body].flat(), { type }) };
}

async function fileOf(of: Kept | undefined, name: string, css: string) {
  if (!of) throw new Error("nothing was checked yet");
  const { view, letterFacts } = of;
  if (name === KEPT_PAGE || name === KEPT_JSON)
    return (await import("./kept-result.ts")).keptResult(name === KEPT_PAGE, view, css);
  const letter = letterFile(name, view.result, letterFacts);
  if (!letter) throw new Error(`there is no file ${name}`);
  return { type: `${letter.type};charset=utf-8`, body: letter.body };
}
