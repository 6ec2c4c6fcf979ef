import { parseSync, visitorKeys } from "oxc-parser";
import { expect, test } from "vitest";
import { madeWords } from "../tools/make-words.ts";
import { isTest } from "./support/house-names.ts";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

test("what is made of the messages is what `npm run words` makes, and nothing is left over", async () => {
  const made = await madeWords();
  expect(made.length).toBeGreaterThan(0);
  for (const { path, text } of made) expect(textOf(path), path).toBe(text);
  expect(trackedFiles("src/words/made").filter((path) => !made.some((one) => one.path === path))).toEqual([]);
});

/** Files below the words that still hold sentences. A file that says its last one leaves this list; none may come. */
const STILL_TO_DO: readonly string[] = [
  "src/app/ask-charge.ts",
  "src/app/changes-table.ts",
  "src/app/check-pack.ts",
  "src/app/compare-fees.ts",
  "src/app/compare-knowledge.ts",
  "src/app/compare-sellers.ts",
  "src/app/dated-pack.ts",
  "src/app/list-changes.ts",
  "src/app/listed-fee-view.ts",
  "src/app/names-table.ts",
  "src/app/read-usage.ts",
  "src/app/report-fee.ts",
  "src/app/rule-view.ts",
  "src/app/show-bank.ts",
  "src/app/show-complaint.ts",
  "src/app/show-fee.ts",
  "src/app/show-product.ts",
  "src/app/show-rule.ts",
  "src/domain/audit/claim/work-file.ts",
  "src/domain/audit/open/book.ts",
  "src/domain/complaints/complaint-clock.ts",
  "src/domain/fees/agreed-rates.ts",
  "src/domain/fees/charge-answer.ts",
  "src/domain/fees/charge-question.ts",
  "src/domain/fees/open-tables.ts",
  "src/domain/fees/price-cells.ts",

  "src/domain/pack-check/check-answers.ts",
  "src/domain/pack-check/check-dates.ts",
  "src/domain/pack-check/check-evidence.ts",
  "src/domain/pack-check/check-ids.ts",
  "src/domain/pack-check/check-prices.ts",
  "src/domain/pack-check/check-said.ts",
  "src/domain/pack-check/check-wordings.ts",
  "src/domain/pack-check/check-words.ts",
  "src/app/to-verify.ts",
  "src/domain/search/asked-sums.ts",
  "src/domain/search/nearest-names.ts",
  "src/domain/tariff-check/tariff-fees.ts",
  "src/engine/judge-statements.ts",
  "src/readers/alerts/alert-steps.ts",
  "src/readers/alerts/collect-alerts.ts",
  "src/readers/alerts/read-alerts.ts",
  "src/readers/camt/camt-charges.ts",
  "src/readers/camt/camt-details.ts",
  "src/readers/camt/read-camt.ts",
  "src/readers/file-readers.ts",
  "src/readers/json/read-aggregator-json.ts",
  "src/readers/mt940/mt940-entry.ts",
  "src/readers/mt940/read-mt940.ts",
  "src/readers/ofx/ofx-days.ts",
  "src/readers/ofx/ofx-numbers.ts",
  "src/readers/ofx/read-ofx.ts",
  "src/readers/pdf/doubted-narrations.ts",
  "src/readers/pdf/explain-text.ts",
  "src/readers/pdf/find-header.ts",
  "src/readers/pdf/open-document.ts",
  "src/readers/pdf/picture-refusal.ts",
  "src/readers/pdf/read-pdf.ts",
  "src/readers/proof/book-records.ts",
  "src/readers/proof/days-out-of-order.ts",
  "src/readers/proof/odd-lines.ts",
  "src/readers/proof/reader-answer.ts",
  "src/readers/proof/repeated-rows.ts",
  "src/readers/qif/qif-sides.ts",
  "src/readers/qif/read-qif.ts",
  "src/readers/read-statement-file.ts",
  "src/readers/sheet/html-rows.ts",
  "src/readers/sheet/read-archive.ts",
  "src/readers/sheet/read-sheet-xml.ts",
  "src/readers/sheet/read-workbook.ts",
  "src/readers/sheet/sheet-rows.ts",
  "src/readers/table/column-words.ts",
  "src/readers/table/even-cells.ts",
  "src/readers/table/label-doubts.ts",
  "src/readers/table/odd-rows.ts",
  "src/readers/table/read-delimited.ts",
  "src/readers/table/read-one-table.ts",
  "src/readers/table/read-table.ts",
  "src/readers/table/summary-words.ts",
  "src/readers/table/table-days.ts",
  "src/readers/table/table-faults.ts",
  "src/readers/table/table-numbers.ts",
  "src/readers/table/table-rows.ts",
  "src/readers/text/printed-date.ts",
  "src/readers/text/short-texts.ts",
];

type Node = { readonly type: string; readonly [key: string]: unknown };

/** Texts of three words or more, errors for programmers left out. */
function sentencesOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const callee = node.callee as Node | undefined;
    if (node.type === "NewExpression" && /Error$/.test(String(callee?.name))) return;
    const text =
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateElement"
          ? String((node.value as { readonly cooked?: string }).cooked)
          : "";
    if (/(?:^|[^a-z])[A-Za-z]?[a-z]+,? [a-z]+,? [a-z]+/.test(text)) found.push(text);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("a sentence stands in the words, and in fewer and fewer files below them", () => {
  expect(sentencesOf("x.ts", 'export const why = "The limit that day was low.";')).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const x = { code: "within_limit", fact: "nthInMonth" };')).toEqual([]);
  const below = ["domain", "app", "readers", "engine", "letters"].flatMap((room) => trackedFiles(`src/${room}`));
  const speaking = below.filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).length > 0,
  );
  expect(speaking.sort()).toEqual([...STILL_TO_DO].sort());
});
