/** The page of a result. It carries the result, packed, so that a button can send it back to be saved: the server keeps none. */
import { randomUUID } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { elsewhereOf } from "../../domain/compare/elsewhere.ts";
import { letterLinks } from "../../letters/letter-links.ts";
import { auditResultPage } from "../../web/pages/audit/audit-result.tsx";
import { auditViewOf } from "../../web/pages/audit/audit-view.ts";
import { SAVE_FORM } from "../../web/ui/save.tsx";
import { htmlOf } from "../site/render-page.tsx";
import type { ForeignFacts, JudgedResult, StatementHead } from "./foreign-question.ts";

/** The page in three parts: up to where it carries the result, the packed result (raw deflate in base64url), and the rest. */
export function dressResult(
  { pack, template, site }: ForeignFacts,
  { example, on }: Pick<StatementHead, "example" | "on">,
  { result, printed }: JudgedResult,
): [before: string, carried: string, after: string] {
  const button = (value: string) => ({ form: SAVE_FORM, value });
  // no statement can hold it, so it stands in the page once
  const place = randomUUID();
  const keep = {
    html: button("statement-check.html"),
    json: button("statement-check.json"),
    carried: place,
    letters: letterLinks(result, { pack, template, on }, button),
  };
  const [before = "", after = ""] = htmlOf(
    site,
    auditResultPage({ ...auditViewOf(pack, result, example), keep, elsewhere: elsewhereOf(pack, result, on) }),
  ).split(place);
  return [before, deflateRawSync(printed, { level: 9 }).toString("base64url"), after];
}
