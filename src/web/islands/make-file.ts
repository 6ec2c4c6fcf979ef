/** Files that a person saves, made when they are asked for and fetched with the first of them. */
import { auditResultPage } from "../pages/audit/audit-result.tsx";
import type { Ask, Told } from "./audit-messages.ts";
import type { Facts, Kept } from "./audit-worker.ts";
import type { Desk } from "./desk-work.ts";
import { letterFile, RESULT_PARTS } from "./device-letters.ts";

/** Makes the file that a link names: of the desk where one is open, else of the statement that was checked last. */
export async function makeFile(
  { facts, name, css }: Extract<Ask, { kind: "make" }>,
  desk: Desk | undefined,
  kept: Kept | undefined,
): Promise<Told> {
  if (name === "rates-template.csv") {
    const { default: known } = (await import(facts)) as { default: Facts };
    const text = (await import("./desk-work.ts")).emptyRates(known.pack);
    return { kind: "made", name, file: new Blob([text], { type: "text/csv;charset=utf-8" }) };
  }
  const made = desk ? await (await import("./desk-work.ts")).deskFile(desk, name) : undefined;
  const { type, body } = made ?? (await fileOf(desk ? ofDesk(desk) : kept, name, css));
  return { kind: "made", name, file: new Blob([body].flat(), { type }) };
}

/** What lies on the desk, as the page that is saved of it shows it. */
const ofDesk = ({ view, letterFacts }: Desk): Kept => ({
  result: view.result,
  view: { ...view, keep: null, again: undefined },
  letterFacts,
});

async function fileOf(of: Kept | undefined, name: string, css: string) {
  if (!of) throw new Error("nothing was checked yet");
  const { result, view, letterFacts } = of;
  if (name === "statement-check.json") {
    const { printAudit } = await import("../../domain/audit/print-audit.ts");
    return { type: "application/json;charset=utf-8", body: printAudit(result) };
  }
  if (name === "statement-check.html") {
    const { keptPage } = await import("../ui/kept-page.tsx");
    const page = auditResultPage(view, RESULT_PARTS);
    return { type: "text/html;charset=utf-8", body: new Blob([...keptPage(css, page)]) };
  }
  const letter = letterFile(name, result, letterFacts);
  if (!letter) throw new Error(`there is no file ${name}`);
  return { type: `${letter.type};charset=utf-8`, body: letter.body };
}
