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
          : node.type === "JSXText"
            ? String(node.value)
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
  expect(sentencesOf("x.tsx", "export const x = <p>The limit that day was low.</p>;")).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const x = { code: "within_limit", fact: "nthInMonth" };')).toEqual([]);
  const below = ["domain", "app", "readers", "engine", "letters"].flatMap((room) => trackedFiles(`src/${room}`));
  const speaking = below.filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).length > 0,
  );
  expect(speaking.sort()).toEqual([...STILL_TO_DO].sort());
});

/** Two words one after the other, or markup: what no code above the words looks for. */
const SAID = /[A-Za-z]{2,} [a-z]{2,}|<\/?[a-z]/;

const LOOKS = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|split|replace|replaceAll)$/;

/** Places that look into what is said: an expression over words or markup, a comparison with words, and a search for them. */
function looksInto(path: string, source: string): string[] {
  const found: string[] = [];
  const isWords = (node: Node | undefined): boolean =>
    node?.type === "Literal" && typeof node.value === "string"
      ? SAID.test(node.value)
      : node?.type === "CallExpression" && /Words$/.test(String((node.callee as Node).name));
  const visit = (node: Node): void => {
    const expression = (node.regex as { readonly pattern: string } | undefined)?.pattern;
    if (expression !== undefined && SAID.test(expression)) found.push(expression);
    const sides = [node.left, node.right] as (Node | undefined)[];
    const isCompared = node.type === "BinaryExpression" && /^[!=]==$/.test(String(node.operator));
    // nothing said is no words
    if (isCompared && sides.some(isWords) && !sides.some((side) => side?.value === ""))
      found.push(source.slice(Number(node.start), Number(node.end)));
    const callee = node.callee as Node | undefined;
    const called = node.type === "CallExpression" ? (callee?.property as Node | undefined)?.name : undefined;
    const [sought] = (node.arguments ?? []) as Node[];
    if (LOOKS.test(String(called)) && sought?.type === "Literal" && isWords(sought)) found.push(String(sought.value));
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("no page, answer or command looks into what is said, or into markup", () => {
  const wrong = [
    "export const a = /^It depends on (\\w+), which/.exec(step);",
    'export const b = whom === "Each time" ? "" : whom;',
    "export const c = sideWords(one) !== sideWords(other);",
    'export const d = part.replace(/<a href="[^"]*">/g, "");',
    'export const e = line.why.includes("limit that day");',
  ];
  for (const source of wrong) expect([source, looksInto("x.ts", source).length]).toEqual([source, 1]);
  expect(looksInto("x.ts", 'export const a = /^\\d+$/.test(row) && code === "over_cap";')).toEqual([]);
  const above = ["web", "letters", "http", "cli"].flatMap((room) => trackedFiles(`src/${room}`));
  for (const path of above.filter((one) => /\.tsx?$/.test(one) && !isTest(one)))
    expect([path, looksInto(path, textOf(path))]).toEqual([path, []]);
});
