import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../../db/link/shipped-pack.ts";
import type { CivilDate } from "../../../domain/dates/civil-date.ts";
import { judgeStatements } from "../../../engine/judge-statements.ts";
import { letterLinks } from "../../../letters/letter-links.ts";
import { AUDIT_TABLES } from "../../../words/audit-tables.ts";
import { SETTLES } from "../../../words/en/audit/charges.ts";
import { MISSING } from "../../../words/en/missing.ts";
import * as NAMES from "../../../words/en/names.ts";
import type { Tongue } from "../../../words/tongue.ts";
import { auditResultPage } from "./audit-result.tsx";
import { auditViewOf } from "./audit-view.ts";
import { elsewherePart } from "./elsewhere-part.tsx";
import { RESULT_PARTS } from "./result-parts.tsx";

/** A message with its places and tags, and every letter of its words another one. */
const foreign = (text: string): string =>
  text.replace(/\{\w+\}|<[^>]*>|[A-Za-z]/g, (part) => (part.length > 1 ? part : "ж"));
const names = Object.entries({ ...NAMES, MISSING, SETTLES } as Record<string, Record<string, string>>).flatMap(
  ([table, of]) => Object.entries(of).map(([id, text]) => [`${table}.${id}`, foreign(text)] as const),
);
const words = {
  ...Object.fromEntries(Object.entries(AUDIT_TABLES).map(([key, text]) => [key, foreign(text)])),
  ...Object.fromEntries(names),
};
const reasons = {
  say: () => "жж",
  sayAll: (all: readonly unknown[]) => all.map(() => "жж"),
} as unknown as Tongue["reasons"];
const tongue: Tongue = { language: "pcm", words, reasons };

const STATEMENT = `Date,Narration,Debit,Credit,Balance
2026-01-05,NIP TRANSFER TO QQQ,4500.00,,95500.00
2026-01-05,NIP CHARGE,50.00,,95450.00
2026-01-05,VAT ON NIP CHARGE,3.75,,95446.25
2026-01-06,ATM WITHDRAWAL QQQ,20000.00,,75446.25
2026-01-06,ATM WITHDRAWAL FEE,100.00,,75346.25
2026-01-31,SMS ALERT CHARGE,200.00,,75146.25
2026-01-31,CARD MAINTENANCE FEE,50.00,,75096.25
2026-01-31,MYSTERY CHARGE QQQ,77.00,,75019.25
`;

test("the page of a result is said whole in the language that it is handed: no English of ours is left in it", async () => {
  const [pack, template] = [shippedPack("ng"), shippedLetter("ng")];
  const judged = await judgeStatements([new TextEncoder().encode(STATEMENT)], {
    pack,
    engineVersion: "0",
    options: {},
    say: reasons,
  });
  if (!("ok" in judged && judged.ok)) throw new Error("not judged");
  const { result } = judged;
  const on = "2026-11-30" as CivilDate;
  const from = (name: string) => ({ href: `#make/${name}` });
  const letters = letterLinks(result, { pack, template, on }, from).map((one) => ({ ...one, bank: "", review: "" }));
  const keep = { html: from("a"), json: from("b"), letters, binder: "#binder" };
  const view = { ...auditViewOf(pack, result, "жж"), tongue, keep, again: "here" } as const;
  const elsewhere = elsewherePart(pack, result, on, true, view);
  const html = render(auditResultPage({ ...view, elsewhere }, RESULT_PARTS).body);
  expect(html).toContain('class="finding"');
  expect(html).toMatch(/id="facts".*id="elsewhere"/s);
  const shown = html
    .replace(/<bdi.*?<\/bdi>|<option.*?<\/option>|<code>.*?<\/code>/gs, " ")
    .replace(/(?:data-label|label|alt|title)="([^"]*)"/g, "> $1 <")
    .replace(/<[^>]*>/g, " ");
  // names are the pack's own, a month is written as it is everywhere, and we have one name
  const known = new Set(
    [...pack.services, ...pack.banks]
      .map(({ name }) => name)
      .concat(pack.services.flatMap(({ named = [] }) => named.map((one) => one.name)))
      .join(" ")
      .match(/[A-Za-z]+/g),
  );
  for (const word of ["Jan", "Nov", "Dec", "openfees", "NG"]) known.add(word);
  const left = [...new Set(shown.match(/[A-Za-z]{2,}/g) ?? [])].filter((word) => !known.has(word));
  expect(left).toEqual([]);
});
