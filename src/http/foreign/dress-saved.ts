/** One file of a result that a page carried and sent back. */
import { letterFile } from "../../letters/letter-files.ts";
import type { ParentAnswer } from "../../server/serve-parent.ts";
import { auditResultPage } from "../../web/pages/audit/audit-result.tsx";
import { auditViewOf } from "../../web/pages/audit/audit-view.ts";
import { RESULT_PARTS } from "../../web/pages/audit/result-parts.tsx";
import { keptPage } from "../../web/ui/kept-page.tsx";
import { resultIn } from "./carried.ts";
import type { FileHead, ForeignFacts } from "./foreign-question.ts";

/** The file that a button of the result page asks for, or why there is none. `carried` is what the page carried, as bytes of text. */
export function dressSaved(
  facts: ForeignFacts & { readonly engineVersion: string },
  { what, on }: FileHead,
  carried: Uint8Array,
): ParentAnswer {
  const { pack, template, css } = facts;
  const found = resultIn(facts, carried);
  if (!found) return { head: { is: "damaged" }, parts: [] };
  const { result, printed } = found;
  if (what === "statement-check.json") return fileOf(what, "application/json", printed);
  if (what === "statement-check.html")
    return fileOf(
      what,
      "text/html",
      joined(keptPage(css, auditResultPage({ ...auditViewOf(pack, result), alone: true }, RESULT_PARTS))),
    );
  const file = letterFile(what, result, { pack, template, on });
  return file ? fileOf(file.name, file.type, file.body) : { head: { is: "no_such_file" }, parts: [] };
}

/** As bytes, which are held once: a text of tens of megabytes is held again for each thing that is done to it. */
const joined = (parts: Iterable<string>): Buffer => Buffer.concat(Array.from(parts, (part) => Buffer.from(part)));

const fileOf = (name: string, type: string, body: string | Uint8Array): ParentAnswer => ({
  head: { is: "file", name, type },
  parts: [body],
});
