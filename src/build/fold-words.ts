/**
 * Puts sentences where they are said, so that a phone pays for no key, no table and nothing that fills in: `say("result.read",
 * { read, total })` becomes a template string of the English sentence. What is not written as a page usually writes it stays
 * as it is, and says the same with its table, at the table's weight. `test/words.test.ts` refuses that in a script of `/audit`.
 */
import type { Table } from "../words/tongue.ts";

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [key: string]: unknown };
type Syntax = {
  parseSync(path: string, source: string): { readonly program: unknown };
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
};
type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** A tool of the source tree, as esbuild is. */
export const syntax = async (): Promise<Syntax> => (await import("oxc-parser")) as unknown as Syntax;

/** The source of a module with the sentences of `words` in their places. */
export function foldWords(syntax: Syntax, path: string, source: string, words: Table): string {
  let [text, before] = [folded(syntax, path, source, words), source];
  // a speaker whose speakers went goes too
  while (text !== before) [text, before] = [withoutIdle(syntax, path, text), text];
  return text;
}

function folded({ parseSync, visitorKeys }: Syntax, path: string, source: string, words: Table): string {
  const childrenOf = childrenBy(visitorKeys);
  const program = parseSync(path, source).program as Node;
  const raw = ({ start, end }: Node): string => source.slice(start, end);
  const names = namesOf(program, childrenOf, raw);

  const editsIn = (node: Node): Edit[] => {
    const text = node.type === "CallExpression" ? saidBy(node) : undefined;
    if (text === undefined) return childrenOf(node).flatMap(editsIn);
    return [{ start: node.start, end: node.end, text }];
  };
  const foldedIn = (node: Node): string => applied(source, node, editsIn(node));

  /** What a call says; undefined where it is none that says something, or is written in another way. */
  function saidBy({ callee, arguments: given }: Node): string | undefined {
    const how = nameOfCallee(callee as Node);
    const [key, ...rest] = given as Node[];
    if (!key) return undefined;
    const table = key.type === "Literal" && how === "called" ? names.get(String(key.value)) : undefined;
    const [id] = rest;
    if (table && id) return /^["\w.]+$/.test(raw(id)) ? `(${table}[${raw(id)}] ?? ${raw(id)})` : undefined;
    const dress = how === "dressed" ? rest.shift() : undefined;
    return byKey(key, dress, rest[0]);
  }

  function byKey(key: Node, dress: Node | undefined, facts: Node | undefined): string | undefined {
    if (key.type === "ConditionalExpression") {
      const [yes, no] = [byKey(key.consequent as Node, dress, facts), byKey(key.alternate as Node, dress, facts)];
      return yes === undefined || no === undefined ? undefined : `(${foldedIn(key.test as Node)} ? ${yes} : ${no})`;
    }
    if (key.type === "TemplateLiteral") return byPart(key);
    const text = key.type === "Literal" ? words[String(key.value)] : undefined;
    if (text === undefined) return undefined;
    return dress ? dressed(text, dress, facts) : filledIn(text, facts);
  }

  /** `binder.seen.${seen}`: a table of those words alone. */
  function byPart({ quasis, expressions }: Node): string | undefined {
    const [before, after] = (quasis as Node[]).map(({ value }) => (value as { readonly cooked: string }).cooked);
    const [part, ...others] = expressions as Node[];
    if (!before || after !== "" || !part || others.length > 0) return undefined;
    const own = Object.entries(words).filter(([key]) => key.startsWith(before));
    if (own.length === 0 || own.some(([, text]) => text.includes("{"))) return undefined;
    const entries = own.map(([key, text]) => [key.slice(before.length), text] as const);
    return `(${JSON.stringify(Object.fromEntries(entries))})[${foldedIn(part)}]`;
  }

  /** The message as a template string; undefined where a fact cannot be told from where it stands. */
  function filledIn(text: string, facts: Node | undefined): string | undefined {
    const parts = text.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? escaped(part) : placed(part, facts)));
    if (parts.some((part) => part === undefined)) return undefined;
    return parts.length === 1 ? JSON.stringify(text) : `\`${parts.join("")}\``;
  }
  function placed(name: string, facts: Node | undefined): string | undefined {
    const value = valueIn(name, facts);
    return value === undefined ? undefined : `\${${value}}`;
  }

  /** What stands under a name in an object that is written there, or under a name that holds one. */
  function valueIn(name: string, object: Node | undefined): string | undefined {
    if (object?.type === "Identifier") return `${raw(object)}.${name}`;
    if (object?.type !== "ObjectExpression") return undefined;
    const properties = object.properties as Node[];
    const own = properties.find((one) => one.type === "Property" && (one.key as Node).name === name);
    if (own) return foldedIn(own.value as Node);
    const spread = properties.filter((one) => one.type === "SpreadElement");
    return spread.length === 1 ? valueIn(name, spread[0]?.argument as Node) : undefined;
  }

  function dressed(text: string, dress: Node, facts: Node | undefined): string | undefined {
    const parts = text.split(/<(\w+)(?:\/>|>([^<]*)<\/\1>)/).map((part, i, all) => {
      if (i % 3 === 2) return "";
      if (i % 3 === 0) return part === "" ? "" : filledIn(part, facts);
      const own = valueIn(part, dress);
      const inner = filledIn(all[i + 1] ?? "", facts);
      return own && inner && `(${own})(${inner})`;
    });
    if (parts.some((part) => part === undefined)) return undefined;
    return `[${parts.filter((part) => part !== "").join(", ")}]`;
  }

  return applied(source, { start: 0, end: source.length }, editsIn(program));
}

/**
 * Removes speakers that are not used any more, such as `const say = resultSays(view)` and `const { text } = textIn(RESULT)`,
 * and what was imported for them only.
 */
function withoutIdle({ parseSync, visitorKeys }: Syntax, path: string, source: string): string {
  const childrenOf = childrenBy(visitorKeys);
  const asked: { readonly name: string; readonly at: number }[] = [];
  const speakers: { readonly names: readonly string[]; readonly line: Node; readonly block: Node }[] = [];
  const visit = (node: Node, block: Node): void => {
    if (node.type === "ImportDeclaration") {
      if (SAYING.test(String((node.source as Node).value)))
        speakers.push({ names: importedBy(node), line: node, block });
      return;
    }
    const names = speakersOf(node, source);
    if (names.length > 0) {
      speakers.push({ names, line: node, block });
      for (const { init } of node.declarations as Node[]) visit(init as Node, block);
      return;
    }
    if (/Identifier$/.test(node.type)) asked.push({ name: String(node.name), at: node.start });
    // in `reasons.say` and `{ say: reasons }` the name `say` refers to no variable
    const named = node.computed ? undefined : node.type === "MemberExpression" ? node.property : node.key;
    const own = /^(?:BlockStatement|FunctionBody|Program)$/.test(node.type) ? node : block;
    for (const child of childrenOf(node)) if (child !== named || node.shorthand) visit(child, own);
  };
  const program = parseSync(path, source).program as Node;
  visit(program, program);
  const isIdle = ({ names, block }: (typeof speakers)[number]): boolean =>
    !asked.some(({ name, at }) => names.includes(name) && block.start <= at && at < block.end);
  const gone = speakers.filter(isIdle).map(({ line: { start, end } }) => ({ start, end, text: "" }));
  return applied(source, { start: 0, end: source.length }, gone);
}

/** Words, and what says them: an import of types alone goes too, since a bundler would load the module for it. */
const SAYING = /\/words\/|\/say-audit\./;

const importedBy = ({ specifiers }: Node): string[] =>
  (specifiers as Node[])
    .filter(({ importKind }) => importKind !== "type")
    .map(({ local }) => String((local as Node).name));

/** The names that a line gives to a speaker; none where it makes none, or gives it to other modules. */
function speakersOf(node: Node, source: string): string[] {
  if (node.type !== "VariableDeclaration") return [];
  const [first, ...others] = node.declarations as Node[];
  const made = (first?.init as Node | undefined)?.callee as Node | undefined;
  if (others.length > 0 || !made || !/^(?:sayOf|textIn|\w+Says?)$/.test(source.slice(made.start, made.end))) return [];
  const id = first?.id as Node;
  return id.type === "Identifier"
    ? [String(id.name)]
    : (id.properties as Node[]).map(({ value }) => String((value as Node).name));
}

const childrenBy =
  (visitorKeys: Syntax["visitorKeys"]) =>
  (node: Node): Node[] =>
    (visitorKeys[node.type] ?? [])
      .flatMap((key) => [node[key]].flat())
      .filter((one): one is Node => typeof one === "object" && one !== null);

function applied(source: string, { start, end }: Pick<Node, "start" | "end">, edits: readonly Edit[]): string {
  let [text, at] = ["", start];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at, end);
}

/** `text` of `text(…)` and `say.text(…)`. */
const nameOfCallee = (callee: Node): string =>
  String(callee.type === "MemberExpression" ? (callee.property as Node).name : callee.name);

const escaped = (text: string): string => text.replace(/[\\`]|\$\{/g, (mark) => `\\${mark}`);

/** The closed lists that a module names: `sayOf(CHARGES, { GRADES, MISSING: MISSING_IN_AUDIT })`. */
function namesOf(program: Node, childrenOf: (node: Node) => Node[], raw: (node: Node) => string): Map<string, string> {
  const names = new Map<string, string>();
  const visit = (node: Node): void => {
    const [, lists] = (node.arguments ?? []) as Node[];
    if (node.type === "CallExpression" && (node.callee as Node).name === "sayOf" && lists)
      for (const { key, value } of lists.properties as Node[])
        names.set(String((key as Node).name), raw(value as Node));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return names;
}
