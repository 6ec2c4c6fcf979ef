import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Which line of the application asked for a connection. V8 keeps the frames of a stack cheaply and turns them
// into text only when asked, so every checkout may keep its stack and only a leak pays for reading it.

/** A stack that was kept; its text is made on the first read of `stack`. */
export type KeptStack = { stack?: string };
type Below = (...args: never[]) => unknown;

/** Deep enough to come through a query builder and its promises to the application. */
const DEPTH = 24;

// biome-ignore lint/complexity/noBannedTypes: captureStackTrace wants a function of any shape.
export function keepStack(below: Below | Function): KeptStack {
  const kept: KeptStack = {};
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  Error.captureStackTrace(kept, below as Below);
  Error.stackTraceLimit = depth;
  return kept;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const FRAME = /^\s{0,20}at (?:async )?(?:[^(]{0,400}\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d{1,9}):(\d{1,9})\)?$/;

const isOurs = (file: string): boolean => dirname(file) === HERE && !/\.(?:test|drill|bench)\.[jt]s$/.test(file);
const isLibrary = (file: string): boolean => /[\\/]node_modules[\\/]/.test(file);

type Frame = { readonly file: string; readonly line: number; readonly column: number };

function framesOf(stack: string): Frame[] {
  return stack.split("\n").flatMap((text) => {
    const match = FRAME.exec(text);
    if (!match) return [];
    const [, where = "", line = "0", column = "0"] = match;
    const file = where.startsWith("file://") ? fileURLToPath(where) : where;
    return [{ file, line: Number(line), column: Number(column) }];
  });
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (maps.has(file)) return maps.get(file);
  let map: SourceMap | undefined;
  try {
    const link = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(file, "utf8"))?.[1];
    if (link !== undefined) {
      const inline = /^data:application\/json[^,]*;base64,(.*)$/.exec(link)?.[1];
      const json =
        inline === undefined
          ? readFileSync(resolve(dirname(file), link), "utf8")
          : Buffer.from(inline, "base64").toString();
      map = new SourceMap(JSON.parse(json));
    }
  } catch {
    // No map, or one that cannot be read: the line of the built file is still a line.
  }
  maps.set(file, map);
  return map;
}

/** Where the frame was written. One whose map was applied already lies in its source, which has no map. */
function written(frame: Frame): Frame {
  if (!/\.[cm]?js$/.test(frame.file)) return frame;
  const entry = mapOf(frame.file)?.findEntry(frame.line - 1, frame.column - 1);
  if (entry === undefined || !("originalSource" in entry)) return frame;
  const source = entry.originalSource;
  const file = source.startsWith("file://") ? fileURLToPath(source) : resolve(dirname(frame.file), source);
  return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

export const NOT_CAPTURED = "(not captured)";
const NOWHERE = "(no line of the application on the stack)";

/** `file:line` of the nearest frame that is neither this pool, nor Node, nor a library. Relative to the working folder. */
export function placeOf(kept: KeptStack | undefined): string {
  if (kept === undefined) return NOT_CAPTURED;
  const own = framesOf(kept.stack ?? "").filter((frame) => !isOurs(frame.file) && !frame.file.startsWith("node:"));
  const frame = own.find((one) => !isLibrary(one.file)) ?? own[0];
  if (frame === undefined) return NOWHERE;
  const { file, line } = written(frame);
  const folder = `${process.cwd()}/`;
  return `${file.startsWith(folder) ? file.slice(folder.length) : file}:${line}`;
}
