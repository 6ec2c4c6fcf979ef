import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";

/** Reads a file of JSON; `missing` when it is not there. One that cannot be read as its shape is an error that names it. */
export function readKept<T>(path: string, shape: z.ZodType<T>, missing: T): T {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return missing;
    throw cause;
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} is damaged. Mend it, or move it away.`, { cause });
  }
}

/** Whole or not at all: whoever reads meanwhile sees the file of before. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}.next`;
  writeFileSync(next, text);
  renameSync(next, path);
}
