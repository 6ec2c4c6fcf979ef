import { parseSync, visitorKeys } from "oxc-parser";
import { expect, test } from "vitest";
import { SAYS_BY_KEY } from "../src/build/browser-build.ts";
import { foldWords, syntax } from "../src/build/fold-words.ts";
import { AUDIT_TABLES } from "../src/words/audit-tables.ts";
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
const ABOVE = ["cli", "http", "status", "main", "server"];

/** The schema of an audit's answer, with what it tells programmers of its fields: documentation of a contract beside it. */
const DESCRIBED = "src/domain/audit/audit-shape.ts";

type Node = { readonly type: string; readonly [key: string]: unknown };

/** A line for whoever runs the server, in its log. */
const isLogged = (callee: Node | undefined): boolean =>
  callee?.type === "MemberExpression" &&
  String((callee.object as Node).name ?? ((callee.object as Node).property as Node | undefined)?.name).endsWith(
    "log",
  ) &&
  /^(?:debug|info|warn|error|fatal)$/.test(String((callee.property as Node).name));

/** Texts of three words or more, errors for programmers, lines of a log and names of styles left out. */
function sentencesOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const callee = node.callee as Node | undefined;
    if (node.type === "NewExpression" && /Error$/.test(String(callee?.name))) return;
    if (callee?.type === "Super") return;
    if (node.type === "JSXAttribute" && (node.name as Node).name === "class") return;
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

/** Every page, and every script that runs in a person's browser. */
const pagesThatSayByKey = (): string[] =>
  trackedFiles("src/web").filter((path) => /\.tsx?$/.test(path) && !isTest(path));

test("a sentence stands in the words, and in no file below them", () => {
  expect(sentencesOf("x.ts", 'export const why = "The limit that day was low.";')).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const why = "no date that can be read";')).toHaveLength(1);
  expect(sentencesOf("x.tsx", "export const x = <p>The limit that day was low.</p>;")).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const x = { code: "within_limit", fact: "nthInMonth" };')).toEqual([]);
  const below = ["domain", "app", "readers", "engine", "letters"].flatMap((room) => trackedFiles(`src/${room}`));
  const speaking = below.filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).length > 0,
  );
  expect(speaking.sort()).toEqual([DESCRIBED, ...VOCABULARY].sort());
  // a list of words has no capital, no full stop and no place that is filled in
  for (const path of VOCABULARY)
    for (const text of sentencesOf(path, textOf(path)))
      expect([path, text]).toEqual([path, expect.stringMatching(/^[^A-Z.!?{}]*$/)]);
});

/** What whoever wrote it is to do. */
const WHERE_IT_BELONGS = "what a person reads gets a key in src/words/en, then `npm run words`; the code says the key";

test("a sentence stands in the words, and in no room that was emptied above them", () => {
  expect(sentencesOf("x.ts", 'this.#log.warn({ why }, "it could not be sent");')).toEqual([]);
  const rooms = [...ABOVE.flatMap((room) => trackedFiles(`src/${room}`)), ...pagesThatSayByKey()].filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path),
  );
  const found = rooms.map((path) => [path, sentencesOf(path, textOf(path))] as const);
  const speaking = found.filter(([, texts]) => texts.length > 0).map(([path]) => path);
  expect(speaking.sort(), WHERE_IT_BELONGS).toEqual([...Object.keys(NOT_SAID), ...Object.keys(ODD)].sort());
  for (const [path, texts] of found.filter(([one]) => ODD[one]))
    expect([path, texts.sort()]).toEqual([path, Object.keys(ODD[path] ?? {}).sort()]);
});

/** Rooms that speak to whoever runs the server and to nobody else, in English: a database that cannot be reached, a port that is taken. */
const TO_WHO_RUNS_IT = ["db", "platform", "serving", "tracing", "build"];
const SPEAK_TO_WHO_RUNS_IT: readonly string[] = [
  "src/db/connect-error.ts",
  "src/db/database-url.ts",
  "src/db/embedded/binaries.ts",
  "src/db/embedded/cluster.ts",
  "src/db/embedded/directory-lock.ts",
  "src/db/embedded/passwords.ts",
  "src/db/join-streams.ts",
  "src/db/link/join-fleet.ts",
  "src/db/link/open-store.ts",
  "src/db/migrate.ts",
  "src/db/pack-store.ts",
  "src/db/server-version.ts",
  "src/platform/settings.ts",
  "src/serving/keep-serving.ts",
  "src/serving/parent-link.ts",
];

test("what is beside the words says a whole sentence only to whoever runs the server", () => {
  const whole = /(?:^|[.:] )[A-Z][a-z]+(?: [\w’,"-]+){2,}.*[.!?](?:\s|$)/s;
  const speaking = TO_WHO_RUNS_IT.flatMap((room) => trackedFiles(`src/${room}`)).filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).some((text) => whole.test(text)),
  );
  expect(speaking.sort()).toEqual([...SPEAK_TO_WHO_RUNS_IT].sort());
});

/** What a file refuses a question with that is words, and no key with its facts. */
function wordyRefusals(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const reason = node.type === "NewExpression" && ((node.arguments as Node[])[2] as Node | undefined);
    if (reason && (node.callee as Node).name === "Refused") {
      const quasis = ((reason.quasis ?? []) as Node[]).map((one) => (one.value as { readonly cooked: string }).cooked);
      if (/[a-z]/.test(reason.type === "Literal" ? String(reason.value) : quasis.join(" "))) found.push(reason.type);
    }
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("a refusal has its key and facts, or what a reader said, and no words of its own", () => {
  expect(wordyRefusals("x.ts", 'throw new Refused("busy", null, "Come again.");')).toHaveLength(1);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template string
  expect(wordyRefusals("x.ts", "throw new Refused(code, null, `Ask for ${most} rows.`);")).toHaveLength(1);
  for (const path of trackedFiles("src").filter((one) => /\.tsx?$/.test(one) && !isTest(one)))
    expect([path, wordyRefusals(path, textOf(path))]).toEqual([path, []]);
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
  const sources = paths.filter((one) => /\.tsx?$/.test(one) && !isTest(one));
  return new Set(sources.flatMap((path) => [...textsIn(path, textOf(path))]));
}

function textsIn(path: string, source: string): Set<string> {
  const texts = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === "Literal" && typeof node.value === "string") texts.add(node.value);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
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

/** Texts of a single word or two with a capital that are no words to read, in pages and their scripts: each with what it is. */
const NAMES_OF_THINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "src/web/islands/audit-page.ts": { Column: "the end of an id" },
  "src/web/islands/keep-here.ts": { Worker: "a name that browsers know" },
};

/** A text that begins as a sentence or a label does, wherever it stands in a page. */
function labelsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const callee = node.callee as Node | undefined;
    if (node.type === "NewExpression" && /Error$/.test(String(callee?.name))) return;
    if (/^(?:ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration)$/.test(node.type) && node.source) return;
    if (/^TS(?:LiteralType|TypeAliasDeclaration|TypeLiteral|InterfaceDeclaration)$/.test(node.type)) return;
    const text =
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateElement"
          ? String((node.value as { readonly cooked?: string }).cooked)
          : "";
    if (/(?:^|[.:>] ?)[A-Z][a-z]+(?: [a-z]|[.:,!?]|$)/.test(text)) found.push(text);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("a page and its scripts have no label of a word or two beside their markup", () => {
  expect(labelsOf("x.tsx", 'export const x = (a: boolean) => <p>{a ? "Right" : "Too much"}</p>;')).toEqual([
    "Right",
    "Too much",
  ]);
  expect(labelsOf("x.ts", 'export const x = "over_cap"; import { y } from "./Y.ts";')).toEqual([]);
  const found = pagesThatSayByKey().map((path) => [path, [...new Set(labelsOf(path, textOf(path)))].sort()] as const);
  expect(Object.fromEntries(found.filter(([, texts]) => texts.length > 0))).toEqual(
    Object.fromEntries(Object.entries(NAMES_OF_THINGS).map(([path, of]) => [path, Object.keys(of).sort()])),
  );
});

/** A language made up for this test: every word of it is one that English has not. */
const ELSEWHERE_SAID = Object.fromEntries(
  Object.entries(AUDIT_TABLES).map(([key, text]) => [
    key,
    text.replace(/\{\w+\}|<[^>]*>|[A-Za-z]/g, (part) => (part.length > 1 ? part : "ж")),
  ]),
);

test("a script of /audit has its sentences where they are said, and no key and no table", async () => {
  const read = await syntax();
  const scripts = pagesThatSayByKey().filter((path) => SAYS_BY_KEY.test(path));
  expect(scripts.length).toBeGreaterThan(30);
  for (const path of scripts.filter((one) => !one.endsWith("/say-audit.tsx"))) {
    const folded = foldWords(read, path, textOf(path), AUDIT_TABLES);
    const left = [...textsIn(path, folded)].filter((text) => Object.hasOwn(AUDIT_TABLES, text));
    expect([path, left, /\b(?:sayOf|textIn)\(/.test(folded)]).toEqual([path, [], false]);
    // the same script in another language
    expect([path, sentencesOf(path, foldWords(read, path, textOf(path), ELSEWHERE_SAID))]).toEqual([path, []]);
  }
});

/** What is the same in every language: our name, names of formats, what a shell runs. */
const SAME_IN_ALL = /^(?:openfees|CSV|JSON|KB)$/;

/** Words that a page has in its markup: between tags, and in what a screen, a field or a table is called. */
function wordsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const look = (text: unknown) => {
    if (typeof text === "string")
      found.push(...(text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !SAME_IN_ALL.test(word)));
  };
  const visit = (node: Node): void => {
    if (node.type === "JSXText") look(node.value);
    const name = String(((node.name ?? node.key) as Node | undefined)?.name);
    const isCalled = /^(?:label|title|caption|hint|empty|about|description|aria-label)$/.test(name);
    if ((node.type === "JSXAttribute" || node.type === "Property") && isCalled)
      look((node.value as Node | null)?.value);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("a page has no word in its markup: it says all by key", () => {
  expect(wordsOf("x.tsx", 'export const x = <p class="note">Bank {1} <b title="Fee">CSV</b></p>;')).toEqual([
    "Bank",
    "Fee",
  ]);
  expect(wordsOf("x.tsx", 'export const x = { label: "Bank", key: "Bank" };')).toEqual(["Bank"]);
  const pages = pagesThatSayByKey();
  expect(pages.length).toBeGreaterThan(40);
  for (const path of pages) expect([path, wordsOf(path, textOf(path))], WHERE_IT_BELONGS).toEqual([path, []]);
});

type KeyUse = {
  readonly keys: readonly string[];
  readonly facts: readonly string[] | null;
  readonly tags: readonly string[] | null;
};

/** Texts and templates of a file, and what is said in it by key: with which facts, and which tags are dressed. */
function keysIn(path: string) {
  const [texts, templates, said] = [new Set<string>(), new Set<string>(), [] as KeyUse[]];
  const cut = new Set<Node>();
  const source = textOf(path);
  const textsIn = (node: Node): string[] =>
    node.type === "Literal"
      ? [String(node.value)]
      : node.type === "ConditionalExpression"
        ? [...textsIn(node.consequent as Node), ...textsIn(node.alternate as Node)]
        : [];
  /** Names in an object that stands there; null where it is put together elsewhere. */
  const namesIn = (node: Node | undefined): string[] | null => {
    if (node === undefined) return [];
    if (node.type !== "ObjectExpression") return null;
    const properties = node.properties as Node[];
    return properties.every(({ type }) => type === "Property")
      ? properties.map(({ key }) => String((key as Node).name))
      : null;
  };
  const visit = (node: Node): void => {
    if (node.type === "Literal" && typeof node.value === "string") texts.add(node.value);
    if (node.type === "TemplateLiteral")
      templates.add(
        (node.quasis as Node[]).map(({ value }) => (value as { readonly cooked: string }).cooked).join("*"),
      );
    const callee = node.callee as Node | undefined;
    // a page that has no tongue dresses the pieces itself
    if (callee?.name === "piecesOf") cut.add((node.arguments as Node[])[0] as Node);
    const how = callee
      ? /^say(?:\.(text|dressed))?$/.exec(source.slice(Number(callee.start), Number(callee.end)))
      : null;
    const [key, ...rest] = (node.arguments ?? []) as Node[];
    if (node.type === "CallExpression" && how && key) {
      const isDressed = how[1] === "dressed";
      const dress = isDressed ? rest.shift() : undefined;
      const tags = isDressed ? namesIn(dress) : cut.has(node) ? null : [];
      said.push({ keys: textsIn(key), facts: namesIn(rest[0]), tags });
    }
    for (const name of visitorKeys[node.type] ?? [])
      for (const child of [node[name]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return { texts, templates, said };
}

/** The tables of what is said by key, in English, by file: keys have a dot in them. */
async function englishTables(): Promise<(readonly [path: string, table: Readonly<Record<string, string>>])[]> {
  const found: (readonly [string, Record<string, string>])[] = [];
  for (const path of trackedFiles("src/words/en").filter((one) => /^src\/words\/en\/(?:audit\/)?[\w-]+\.ts$/.test(one)))
    for (const table of Object.values((await import(/* @vite-ignore */ `../${path}`)) as object)) {
      const keys = typeof table === "object" ? Object.keys(table) : [];
      if (keys.some((key) => /^\w+\.\w/.test(key))) found.push([path, table as Record<string, string>]);
    }
  return found;
}

const SPEAKING_ROOMS = ["domain", "app", "db", "readers", "letters", "web", "http", "cli", "status", "main", "words"];

test("each key is said somewhere, stands in one table, and is said with the facts and tags that its words have", async () => {
  const paths = SPEAKING_ROOMS.flatMap((room) => trackedFiles(`src/${room}`)).filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && !/^src\/words\/\w+\//.test(path),
  );
  const files = paths.map((path) => [path, keysIn(path)] as const);
  const texts = new Set(files.flatMap(([, { texts: own }]) => [...own]));
  const templates = [...new Set(files.flatMap(([, { templates: own }]) => [...own]))]
    .filter((text) => /^\w+\.[\w.]*\*/.test(text))
    .map((text) => new RegExp(`^${text.replaceAll(".", "\\.").replaceAll("*", "\\w+")}$`));
  const words = new Map<string, string>();
  for (const [path, table] of await englishTables())
    for (const [key, text] of Object.entries(table)) {
      // what stands on a kept page too is spread into the frame
      if (words.has(key) && words.get(key) !== text) expect([path, key]).toBe("said once");
      words.set(key, text);
    }
  expect(words.size).toBeGreaterThan(800);
  expect([...words.keys()].filter((key) => !texts.has(key) && !templates.some((one) => one.test(key)))).toEqual([]);
  let judged = 0;
  for (const [path, { said }] of files)
    for (const { keys, facts, tags } of said)
      for (const key of keys) {
        const text = words.get(key) ?? "";
        const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, place]) => place as string);
        const dressed = [...text.matchAll(/<(\w+)/g)].map(([, tag]) => tag as string);
        if (facts !== null)
          expect([path, key, places.filter((place) => !facts.includes(place))]).toEqual([path, key, []]);
        if (tags !== null) expect([path, key, dressed.filter((tag) => !tags.includes(tag))]).toEqual([path, key, []]);
        judged++;
      }
  expect(judged).toBeGreaterThan(500);
});

/** Two words one after the other, or markup: what no code above the words looks for. */
const SAID = /[A-Za-z]{2,} [a-z]{2,}|<\/?[a-z]/;

const LOOKS = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|split|replace|replaceAll)$/;

/** Places that look into what is said: an expression over words or markup, a comparison with words, and a search for them. */
function looksInto(path: string, source: string): string[] {
  const found: string[] = [];
  /** Names that stand for words in the file. */
  const held = new Set<string>();
  const isWords = (node: Node | undefined): boolean =>
    node?.type === "Literal" && typeof node.value === "string"
      ? SAID.test(node.value)
      : node?.type === "Identifier" && held.has(String(node.name))
        ? true
        : node?.type === "CallExpression" && /Words$/.test(String((node.callee as Node).name));
  const visit = (node: Node): void => {
    const expression = (node.regex as { readonly pattern: string } | undefined)?.pattern;
    if (expression !== undefined && SAID.test(expression)) found.push(expression);
    const init = node.init as Node | null | undefined;
    if (node.type === "VariableDeclarator" && init?.type === "Literal" && isWords(init))
      held.add(String((node.id as Node).name));
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
    'const MEMORY = "From memory"; export const f = source.title === MEMORY;',
  ];
  for (const source of wrong) expect([source, looksInto("x.ts", source).length]).toEqual([source, 1]);
  expect(looksInto("x.ts", 'export const a = /^\\d+$/.test(row) && code === "over_cap";')).toEqual([]);
  const above = ["web", "letters", "http", "cli", "server", "engine", "main"].flatMap((room) =>
    trackedFiles(`src/${room}`),
  );
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
