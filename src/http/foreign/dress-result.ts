/** The page of a result. It carries the result, packed, so that a button can send it back to be saved: the server keeps none. */
import { randomUUID } from "node:crypto";
import { factsAsked } from "../../domain/audit/claim/ask-facts.ts";
import { letterLinks } from "../../letters/letter-links.ts";
import { auditResultPage } from "../../web/pages/audit/audit-result.tsx";
import { auditViewOf } from "../../web/pages/audit/audit-view.ts";
import { elsewherePart } from "../../web/pages/audit/elsewhere-part.tsx";
import { RESULT_PARTS } from "../../web/pages/audit/result-parts.tsx";
import { sentBack } from "../../web/pages/audit/sent-back.tsx";
import { SAVE_FORM } from "../../web/ui/save.tsx";
import { htmlOf } from "../site/render-page.tsx";
import { mayCarry, packed } from "./carried.ts";
import type { ForeignFacts, JudgedResult, StatementHead } from "./foreign-question.ts";

/** The page in three parts: up to where it carries the result, what it carries, and the rest. */
export function dressResult(
  { pack, template, site }: ForeignFacts,
  { example, on }: Pick<StatementHead, "example" | "on">,
  { result, printed, of }: JudgedResult,
): [before: string, carried: string, after: string] {
  const button = (value: string) => ({ form: SAVE_FORM, value });
  // no statement can hold it, so it stands in the page once
  const place = randomUUID();
  const keep = {
    html: button("statement-check.html"),
    json: button("statement-check.json"),
    form: sentBack(place),
    letters: letterLinks(result, { pack, template, on }, button),
  };
  const told = of?.told ?? [];
  const asks = of !== undefined && factsAsked(result, told).length > 0 && mayCarry(of);
  const view = auditViewOf(pack, result, example, told);
  const elsewhere = elsewherePart(pack, result, on, false);
  const again = asks ? "server" : undefined;
  const page = auditResultPage({ ...view, keep, away: "_blank", again, elsewhere }, RESULT_PARTS);
  const [before = "", after = ""] = htmlOf(site, page).split(place);
  return [before, packed({ printed, ...(asks ? { of } : {}) }), after];
}
