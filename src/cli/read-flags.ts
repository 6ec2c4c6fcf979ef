import { parseArgs } from "node:util";
import type { ReadOptions } from "../domain/statements/statement.ts";
import { commandWords } from "../words/command-words.ts";

/** Flags by which a person says about a file what would else be sniffed: the same for every command that reads one. */
export const READ_FLAGS = {
  password: { type: "string" },
  encoding: { type: "string" },
  "date-order": { type: "string" },
  columns: { type: "string" },
  jurisdiction: { type: "string", default: "ng" },
  json: { type: "boolean", default: false },
} as const;

export const READ_TAKES = {
  password: { takes: "P" },
  encoding: { takes: "NAME" },
  "date-order": { takes: "ORDER", of: ["dmy", "mdy", "ymd"] },
  columns: { takes: "NAMES" },
} as const;

export type Flags = Record<
  string,
  { readonly type: "string" | "boolean"; readonly multiple?: boolean; readonly default?: string | boolean }
>;
export type Given = {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly files: string[];
};

/** Flags and file names, or what is wrong with them. */
export function readArguments(args: readonly string[], flags: Flags): Given | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: flags as never, allowPositionals: true });
    if (positionals.length === 0) return commandWords("cli.name_file");
    return { values: values as Given["values"], files: positionals };
  } catch (cause) {
    return (cause as Error).message;
  }
}

/** The reader's options; text when a flag has a value that means nothing. */
export function readOptions(values: Given["values"]): ReadOptions | string {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const order = text("date-order");
  if (order !== undefined && order !== "dmy" && order !== "mdy" && order !== "ymd")
    return commandWords("read.date_order", { order });
  const [password, encoding, columns] = [text("password"), text("encoding"), text("columns")];
  if (encoding !== undefined) {
    try {
      new TextDecoder(encoding);
    } catch {
      return commandWords("read.encoding", { encoding });
    }
  }
  return {
    ...(password ? { password } : {}),
    ...(encoding ? { encoding } : {}),
    ...(order ? { dateOrder: order } : {}),
    ...(columns ? { columns: columns.split(",").map((name) => name.trim()) } : {}),
  };
}
