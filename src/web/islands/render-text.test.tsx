import fc from "fast-check";
import { Fragment, h, type VNode } from "preact";
import { render as byLibrary } from "preact-render-to-string";
import { expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../db/link/shipped-pack.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { judgeStatements } from "../../engine/judge-statements.ts";
import { auditResultPage } from "../pages/audit/audit-result.tsx";
import { auditViewOf } from "../pages/audit/audit-view.ts";
import { elsewherePart } from "../pages/audit/elsewhere-part.tsx";
import { letterLinks, RESULT_PARTS } from "./device-letters.ts";
import { render } from "./render-text.ts";

const text = fc.oneof(fc.string(), fc.constantFrom('a < b & "c"', "\u20a6 5,000", ""));
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constantFrom(null, undefined));
const props = fc.dictionary(
  fc.constantFrom(
    "class",
    "id",
    "hidden",
    "open",
    "href",
    "for",
    "aria-hidden",
    "aria-label",
    "data-row",
    "key",
    "colSpan",
    "tabIndex",
  ),
  value,
);
const tags = fc.constantFrom("p", "div", "td", "br", "input", "strong", "bdi");

const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    value,
    fc.array(tie("node"), { maxLength: 3 }),
    fc.record({ tag: tags, props, inner: fc.array(tie("node"), { maxLength: 3 }) }).map(({ tag, props, inner }) => {
      const empty = tag === "br" || tag === "input";
      return h(tag, props as object, ...(empty ? [] : (inner as VNode[])));
    }),
    fc.array(tie("node"), { maxLength: 2 }).map((inner) => h(Fragment, null, ...(inner as VNode[]))),
    tie("node").map((inner) => h(({ of }: { of: unknown }) => <section>{of as VNode}</section>, { of: inner })),
  ),
}));

test("renders whatever elements as the library does", () => {
  fc.assert(
    fc.property(node, (drawn) => {
      const whole = h("main", null, drawn as VNode);
      expect(render(whole)).toBe(byLibrary(whole));
    }),
  );
});

test("writes text that is not to be escaped as it stands", () => {
  const style = <style dangerouslySetInnerHTML={{ __html: "a > b { content: '&' }" }} />;
  expect(render(style)).toBe(byLibrary(style));
});

const FILE = `Bank: Zenith Bank
Account Type: Savings
Date,Narration,Debit,Credit,Balance
01/02/2026,OPENING BALANCE,,,500000.00
03/02/2026,NIP TRANSFER TO ADE & SONS <LTD>,60000.00,,440000.00
03/02/2026,NIP TRANSFER CHARGE,90.00,,439910.00
03/02/2026,VAT ON NIP TRANSFER CHARGE,6.75,,439903.25
04/02/2026,CARD MAINTENANCE FEE,50.00,,439853.25
05/02/2026,SMS ALERT CHARGES,400.00,,439453.25
`;

test("renders a whole result as the library does", async () => {
  const pack = shippedPack("ng");
  const judged = await judgeStatements([new TextEncoder().encode(FILE)], { pack, engineVersion: "0", options: {} });
  if (!("ok" in judged) || !judged.ok) throw new Error("it was to be judged");
  const letters = { pack, template: shippedLetter("ng"), on: "2026-11-24" as CivilDate };
  const from = (name: string) => ({ href: `#make/${name}` });
  const keep = {
    html: from("statement-check.html"),
    json: from("statement-check.json"),
    letters: letterLinks(judged.result, letters, from),
    binder: null,
  };
  const elsewhere = elsewherePart(pack, judged.result, letters.on, true);
  const view = auditViewOf(pack, judged.result, "It shows what we look for.", []);
  const page = auditResultPage({ ...view, keep, again: "here", elsewhere } as never, RESULT_PARTS);
  const html = render(page.body);
  expect(html).toBe(byLibrary(page.body as VNode));
  expect(html).toContain("ADE &amp; SONS &lt;LTD>");
});
