import { parseSync, visitorKeys } from "oxc-parser";

// The floor plan as a check. ARCHITECTURE.md holds two tables, this file reads them and says, for the text of
// one source file, every way in which it breaks them. It touches no disk, so a test can hand it a made-up file.

/** One row of "Who may import whom". `rooms` undefined: everything. `packages` undefined: any. */
export type Room = {
  readonly path: string;
  readonly rooms: ReadonlyMap<string, "any" | "types"> | undefined;
  readonly packages: readonly string[] | undefined;
  /** Names the room may not use, from "What a room may not name". */
  readonly refused: readonly string[];
};

const cellsOf = (row: string): string[] =>
  row
    .slice(1, row.lastIndexOf("|"))
    .split("|")
    .map((cell) => cell.trim());

/** The rows under a heading, without the header row and its rule. */
function tableUnder(markdown: string, heading: string): string[][] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(heading));
  if (section === undefined) throw new Error(`ARCHITECTURE.md has no section "${heading}"`);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map(cellsOf);
}

const quotedIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);

/** Reads both tables of ARCHITECTURE.md. */
export function readRooms(architecture: string): Room[] {
  const refused = new Map<string, string[]>();
  for (const [room = "", names = ""] of tableUnder(architecture, "What a room may not name"))
    refused.set(quotedIn(room)[0] ?? "", quotedIn(names));
  return tableUnder(architecture, "Who may import whom").map(([room = "", , may = "", packages = ""]) => {
    const path = quotedIn(room)[0];
    if (path === undefined) throw new Error(`a row of the floor plan names no room: ${room}`);
    const rooms = new Map<string, "any" | "types">();
    for (const match of may.matchAll(/`([^`]+)`( \(types\))?/g))
      rooms.set(match[1] as string, match[2] ? "types" : "any");
    return {
      path,
      rooms: may === "everything" ? undefined : rooms,
      packages: packages === "any" ? undefined : quotedIn(packages),
      refused: refused.get(path) ?? [],
    };
  });
}

/** The most particular room a path under `src/` lies in: `web/islands/audit.ts` is in `web/islands`, not in `web`. */
export function roomOf(rooms: readonly Room[], path: string): Room | undefined {
  return rooms.filter((room) => path.startsWith(`${room.path}/`)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** The most parameters that a signature has by position; more are an object whose fields say what they are. */
const MOST_BY_POSITION = 5;

/** Where a file has a function, a method or the type of one with more parameters by position: `path:line`, how many. */
export function longSignatures(path: string, source: string): string[] {
  const found: string[] = [];
  for (const { node } of nodesOf(parseSync(path, source).program as unknown as Node)) {
    // the arguments of a constructor are those of the function that is its value
    const given = Array.isArray(node.params) ? node.params.length : 0;
    if (given > MOST_BY_POSITION)
      found.push(`${path}:${source.slice(0, node.start).split("\n").length} ${given} parameters`);
  }
  return found;
}

type Import = { readonly from: string; readonly typesOnly: boolean };
type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function* nodesOf(node: Node, parent?: Node): Generator<{ node: Node; parent: Node | undefined }> {
  yield { node, parent };
  for (const key of visitorKeys[node.type] ?? []) {
    const value = node[key];
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child, node);
  }
}

/** `a` in `x.a`, `{ a: 1 }` and `type T = { a: string }` is a label, not a use of the name. */
function isLabel(node: Node, parent: Node | undefined): boolean {
  if (!parent || parent.computed === true) return false;
  if (parent.type === "MemberExpression") return parent.property === node;
  const keyed = ["Property", "PropertyDefinition", "MethodDefinition", "TSPropertySignature", "TSMethodSignature"];
  return keyed.includes(parent.type) && parent.key === node && parent.shorthand !== true;
}

/** Every name a node uses that a room could refuse: `Date`, `Date.now`, `async`, `await`, `import.meta`. */
function* namesUsed(node: Node, parent: Node | undefined): Generator<string> {
  if (node.type === "Identifier" && !isLabel(node, parent)) yield node.name as string;
  if (node.type === "MemberExpression" && isNode(node.object) && isNode(node.property))
    if (node.object.type === "Identifier" && node.property.type === "Identifier" && node.computed !== true)
      yield `${node.object.name}.${node.property.name}`;
  if (node.async === true) yield "async";
  if (node.type === "AwaitExpression" || (node.type === "ForOfStatement" && node.await === true)) yield "await";
  if (node.type === "MetaProperty") yield "import.meta";
}

function* importsOf(node: Node): Generator<Import> {
  const source = node.source;
  if (isNode(source) && typeof source.value === "string")
    yield { from: source.value, typesOnly: node.importKind === "type" || node.exportKind === "type" };
  // A path that is put together at run time cannot be checked, so it is refused as a package called `import(...)`.
  else if (node.type === "ImportExpression") yield { from: "import(...)", typesOnly: false };
  else if (node.type === "TSImportType" && isNode(source)) yield { from: String(source.value), typesOnly: true };
}

/** `../fees/pack.ts` seen from `domain/audit/book.ts` is `domain/fees/pack.ts`; undefined when it leaves `src/`. */
function resolveInside(path: string, from: string): string | undefined {
  const parts = path.split("/").slice(0, -1);
  for (const step of from.split("/")) {
    if (step === ".") continue;
    if (step !== "..") parts.push(step);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

const packageOf = (from: string): string =>
  from.startsWith("node:") ? "node:" : from.split("/", from.startsWith("@") ? 2 : 1).join("/");

function breachOfImport(rooms: readonly Room[], room: Room, path: string, one: Import): string | undefined {
  const name = packageOf(one.from);
  // a package of this repository is a room, whose name is the package's
  const own = rooms.some(({ path }) => path === name);
  if (!one.from.startsWith(".") && !own) {
    if (room.packages === undefined || room.packages.includes(name)) return undefined;
    return `${room.path} may not import the package ${name}`;
  }
  const target = own ? `${one.from}/` : resolveInside(path, one.from);
  if (target === undefined)
    return room.rooms === undefined ? undefined : `${room.path} may not import from outside src/`;
  const there = roomOf(rooms, target);
  if (there === room || room.rooms === undefined) return undefined;
  if (there === undefined) return `${target} is in no room of ARCHITECTURE.md`;
  for (const [allowed, how] of room.rooms) {
    // `web` does not open `web/islands`, but `web/ui`, a part of the room `web`, can be opened alone.
    const opens =
      there.path === allowed || (roomOf(rooms, `${allowed}/x`) === there && target.startsWith(`${allowed}/`));
    if (!opens) continue;
    return how === "any" || one.typesOnly
      ? undefined
      : `${room.path} may import only types from ${allowed}: ${one.from}`;
  }
  return `${room.path} may not import ${there.path}: ${one.from}`;
}

/**
 * Every breach in one file; `path` is relative to `src/`, and in a package of this repository it is the package's name and the
 * path in its own `src/`. An empty list is a file that keeps to its floor. */
export function breachesOf(rooms: readonly Room[], path: string, source: string): string[] {
  const room = roomOf(rooms, path);
  if (room === undefined) return [`src/${path} is in no room of ARCHITECTURE.md`];
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) return [`src/${path} cannot be parsed: ${parsed.errors[0]?.message}`];
  const found = new Set<string>();
  for (const { node, parent } of nodesOf(parsed.program as unknown as Node)) {
    const place = () => `src/${path}:${source.slice(0, node.start).split("\n").length}`;
    for (const one of importsOf(node)) {
      const breach = breachOfImport(rooms, room, path, one);
      if (breach) found.add(`${place()} ${breach}`);
    }
    for (const name of namesUsed(node, parent))
      if (room.refused.includes(name)) found.add(`${place()} ${room.path} may not use ${name}`);
  }
  return [...found];
}
