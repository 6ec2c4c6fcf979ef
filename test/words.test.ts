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

/** Lists of what banks print, by which readers find labels, days and totals: words that are looked for and never said. */
const VOCABULARY: readonly string[] = [
  "src/readers/pdf/find-header.ts",
  "src/readers/table/column-words.ts",
  "src/readers/table/summary-words.ts",
  "src/readers/text/printed-date.ts",
];

/** Texts above the words that are no words to read: each with what it is. */
const NOT_SAID: Readonly<Record<string, string>> = {
  "src/cli/completion.ts": "programs for bash and zsh, with the comment at their head",
  "src/http/api/addresses.ts": "the description of the API, beside the addresses that it describes",
  "src/http/api/api-shapes.ts": "the description of the API, beside the shapes",
  "src/http/api/openapi.ts": "the description of the API",
  "src/http/audit-shape.ts": "the description of the API, beside the shape",
  "src/http/ops/ops-metrics.ts": "the help of metrics, beside the metrics",
  "src/http/ops/screen/ops-style.ts": "a style sheet",
};

/** Single texts above them that look like words: each with what it is. */
const ODD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "src/http/ops/ops-server.ts": {
    " 1 while the database is attached and answers.\n# TYPE ": "the help of a metric",
  },
  "src/http/ops/ops-view.ts": {
    "with its parent": "what the pool calls how a connection came back",
    "outside any scope": "the same",
  },
  "src/main/day-budgets.ts": { "budgets of the day": "the name of a scope, as the pool shows it" },
  "src/main/operations.ts": { "watch over this process": "the name of a step of the end, as the log has it" },
  "src/main/serve.ts": {
    "budgets of the day": "the name of a step of the end, as the log has it",
    "pages made beforehand": "the same",
  },
  "src/http/site/report.route.tsx": { "key of a report: ": "what a key begins with before it is hashed" },
};

/** Rooms above the words that have none of their own. */
const ABOVE = ["cli", "http", "status", "main"];

type Node = { readonly type: string; readonly [key: string]: unknown };

/** A line for whoever runs the server, in its log. */
const isLogged = (callee: Node | undefined): boolean =>
  callee?.type === "MemberExpression" &&
  String((callee.object as Node).name ?? ((callee.object as Node).property as Node | undefined)?.name).endsWith(
    "log",
  ) &&
  /^(?:debug|info|warn|error|fatal)$/.test(String((callee.property as Node).name));

/** Texts of three words or more, errors for programmers and lines of a log left out. */
function sentencesOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const callee = node.callee as Node | undefined;
    if (node.type === "NewExpression" && /Error$/.test(String(callee?.name))) return;
    if (node.type === "CallExpression" && isLogged(callee)) return;
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

test("a sentence stands in the words, and in no file below them", () => {
  expect(sentencesOf("x.ts", 'export const why = "The limit that day was low.";')).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const why = "no date that can be read";')).toHaveLength(1);
  expect(sentencesOf("x.tsx", "export const x = <p>The limit that day was low.</p>;")).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const x = { code: "within_limit", fact: "nthInMonth" };')).toEqual([]);
  const below = ["domain", "app", "readers", "engine", "letters"].flatMap((room) => trackedFiles(`src/${room}`));
  const speaking = below.filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).length > 0,
  );
  expect(speaking.sort()).toEqual([...VOCABULARY].sort());
  // a list of words has no capital, no full stop and no place that is filled in
  for (const path of VOCABULARY)
    for (const text of sentencesOf(path, textOf(path)))
      expect([path, text]).toEqual([path, expect.stringMatching(/^[^A-Z.!?{}]*$/)]);
});

test("a sentence stands in the words, and in no room that was emptied above them", () => {
  expect(sentencesOf("x.ts", 'this.#log.warn({ why }, "it could not be sent");')).toEqual([]);
  const rooms = ABOVE.flatMap((room) => trackedFiles(`src/${room}`)).filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path),
  );
  const found = rooms.map((path) => [path, sentencesOf(path, textOf(path))] as const);
  const speaking = found.filter(([, texts]) => texts.length > 0).map(([path]) => path);
  expect(speaking.sort()).toEqual([...Object.keys(NOT_SAID), ...Object.keys(ODD)].sort());
  for (const [path, texts] of found.filter(([one]) => ODD[one]))
    expect([path, texts.sort()]).toEqual([path, Object.keys(ODD[path] ?? {}).sort()]);
});

/** Tables by key above the reasons, and the rooms that say them. */
const SAID_BY: Readonly<Record<string, readonly string[]>> = {
  "src/words/en/command-use.ts": ["cli", "main"],
  "src/words/en/command-answers.ts": ["cli"],
  "src/words/en/doors.ts": ["http"],
  "src/words/en/open-data.ts": ["http"],
  "src/words/en/status.ts": ["status"],
  "src/words/en/operations.ts": ["http"],
  "src/words/en/operations-page.ts": ["http"],
};

test("each key of a table is named where it is said", async () => {
  for (const [table, rooms] of Object.entries(SAID_BY)) {
    const named = textsOf(rooms.flatMap((room) => trackedFiles(`src/${room}`)));
    const [messages] = Object.values((await import(/* @vite-ignore */ `../${table}`)) as object) as object[];
    const keys = Object.keys(messages ?? {});
    expect(keys.length, table).toBeGreaterThan(0);
    expect([table, keys.filter((key) => !named.has(key))]).toEqual([table, []]);
  }
});

/** Every text of some files, tests left out. */
function textsOf(paths: readonly string[]): Set<string> {
  const texts = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === "Literal" && typeof node.value === "string") texts.add(node.value);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  for (const path of paths.filter((one) => /\.tsx?$/.test(one) && !isTest(one)))
    visit(parseSync(path, textOf(path)).program as unknown as Node);
  return texts;
}

test("each code that has words is made somewhere below them", async () => {
  const below = ["domain", "app", "readers", "engine", "web", "cli"].flatMap((room) => trackedFiles(`src/${room}`));
  // the lists of codes are types: what makes a reason names its code in a text
  const made = new Set<string>();
  const visit = (node: Node): void => {
    if (/^TS(?:TypeLiteral|TypeAliasDeclaration|InterfaceDeclaration)/.test(node.type)) return;
    if (node.type === "Literal" && typeof node.value === "string") made.add(node.value);
    if (node.type === "TemplateElement") made.add(String((node.value as { readonly cooked?: string }).cooked));
    // `{ fixed_sum: ... }`: a table by code
    if (node.type === "Property") made.add(String((node.key as { readonly name?: string }).name));
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  for (const path of below.filter((one) => /\.tsx?$/.test(one) && !isTest(one)))
    visit(parseSync(path, textOf(path)).program as unknown as Node);
  const begun = [...made].filter((text) => /^\w{4,}[._]$/.test(text));
  const files = trackedFiles("src/words/en/reasons");
  expect(files.length).toBeGreaterThan(10);
  const unmade: string[] = [];
  for (const path of files) {
    const [messages] = Object.values((await import(/* @vite-ignore */ `../${path}`)) as object) as Readonly<
      Record<string, string>
    >[];
    for (const key of Object.keys(messages ?? {})) {
      // a note is its code and how; `outcome.no_charge` and `repeated_sheet` are put together from their beginning
      const parts = /-?notes\.ts$/.test(path) ? key.split(".") : [key];
      if (!parts.every((part) => made.has(part) || begun.some((text) => part.startsWith(text)))) unmade.push(key);
    }
  }
  expect(unmade).toEqual([]);
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

test("what looks at the site from outside loads tables of words, and nothing else of the site", () => {
  const loads = trackedFiles("src/status")
    .filter((path) => /\.tsx?$/.test(path) && !isTest(path))
    .flatMap((path) => [...textOf(path).matchAll(/from "\.\.\/(words\/[^"]+)"/g)].map(([, from]) => from));
  expect([...new Set(loads)].sort()).toEqual(["words/message.ts", "words/status-words.ts"]);
  for (const path of ["status-words", "by-key", "message", "languages", "en/status"])
    expect([path, textOf(`src/words/${path}.ts`)]).toEqual([
      path,
      expect.not.stringMatching(/from "\.\.\/\.\.|page-words/),
    ]);
});
