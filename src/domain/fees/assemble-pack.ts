import type { Pack } from "./pack.ts";

/** The files of a pack's folder that make the pack; the others (`left-out.json` and its like) are about it. */
export const PACK_PARTS = [
  "services",
  "banks",
  "products",
  "rules",
  "listed-fees",
  "wordings",
  "narration",
  "layouts",
  "complaint-clock",
  "gaps",
  "search",
  "compare",
] as const;

/**
 * Puts a pack together from its files. `read` gives a file of the folder as JSON by its name without `.json`, undefined
 * when there is none. `sha256` is left empty for whoever can hash. A row's private `comment` is left behind: it is for
 * whoever keeps the data and must reach no table, page or file. Nothing is checked here: see `domain/pack-check`.
 */
export function assemblePack(readFile: (name: "pack" | (typeof PACK_PARTS)[number]) => unknown): Pack {
  const read = (name: Parameters<typeof readFile>[0]) => withoutComments(readFile(name));
  const meta = read("pack") as Pick<Pack, "jurisdiction" | "version" | "currency" | "streams">;
  return {
    jurisdiction: meta.jurisdiction,
    version: meta.version,
    sha256: "",
    currency: meta.currency,
    services: (read("services") ?? []) as Pack["services"],
    banks: (read("banks") ?? []) as Pack["banks"],
    rules: (read("rules") ?? []) as Pack["rules"],
    listedFees: (read("listed-fees") ?? []) as Pack["listedFees"],
    wordings: (read("wordings") ?? []) as Pack["wordings"],
    narration: read("narration") as Pack["narration"],
    layouts: (read("layouts") ?? []) as Pack["layouts"],
    complaintClock: (read("complaint-clock") ?? []) as Pack["complaintClock"],
    gaps: (read("gaps") ?? []) as NonNullable<Pack["gaps"]>,
    ...optional("products", read("products")),
    ...optional("streams", meta.streams),
    ...optional("search", read("search")),
    ...optional("compare", read("compare")),
  };
}

const optional = (name: "products" | "streams" | "search" | "compare", part: unknown): Partial<Pack> =>
  part === undefined ? {} : { [name]: part };

const withoutComments = (rows: unknown): unknown =>
  Array.isArray(rows) ? rows.map((row) => (isRow(row) && "comment" in row ? withoutComment(row) : row)) : rows;

const isRow = (row: unknown): row is Record<string, unknown> => typeof row === "object" && row !== null;

const withoutComment = ({ comment: _comment, ...row }: Record<string, unknown>): unknown => row;
