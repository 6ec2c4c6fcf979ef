/**
 * The scripts of `/audit` that a browser fetches only when they are needed: every module that its code loads with
 * `import(...)`, by its path, and what is there already when it comes. A build refuses a module that is not listed, and a
 * line whose module is no longer loaded so: otherwise it would be split into many small scripts unnoticed.
 */
import type { Metafile } from "esbuild";

/**
 * "worker": it comes when the worker is there, "tables": when the reader of tables is there too. What these have in common
 * with it is not in their scripts. "nothing": it stands alone.
 */
export type ComesAfter = "worker" | "tables" | "nothing";

const inFolder = (folder: string, after: ComesAfter, ...names: readonly string[]) =>
  names.map((name) => [`src/${folder}/${name}`, after] as const);

const FETCHED_LATER: ReadonlyMap<string, ComesAfter> = new Map([
  ...inFolder("domain/audit", "worker", "audit-files.ts"),
  ...inFolder("readers/alerts", "worker", "looks-like-alerts.ts", "message-backup.ts", "read-alerts.ts"),
  ...inFolder("readers/pdf", "worker", "picture-refusal.ts"),
  ...inFolder("readers/proof", "worker", "mark-doubts.ts", "odd-lines.ts"),
  ...inFolder("readers/table", "worker", "read-delimited.ts"),
  ...inFolder("readers/text", "worker", "aligned-columns.ts", "old-tables.ts"),
  ...inFolder("web/islands", "worker", "device-letters.ts", "example-file.ts", "kept-result.ts", "make-file.ts"),
  ...inFolder("web/pages/audit", "worker", "elsewhere-part.tsx"),
  ...inFolder("words", "worker", "say-alert-reading.ts", "say-reading.ts", "say-table-reading.ts"),
  ...inFolder("readers/alerts", "tables", "app-list.ts"),
  ...inFolder("readers/camt", "tables", "read-camt.ts"),
  ...inFolder("readers/json", "tables", "read-aggregator-json.ts"),
  ...inFolder("readers/mail", "tables", "read-mail.ts"),
  ...inFolder("readers/mt940", "tables", "read-mt940.ts"),
  ...inFolder("readers/ofx", "tables", "read-ofx.ts"),
  ...inFolder("readers/pdf", "tables", "read-pdf.ts"),
  ...inFolder("readers/qif", "tables", "read-qif.ts"),
  ...inFolder("readers/sheet", "tables", "html-rows.ts", "read-archive.ts", "read-workbook.ts", "sheet-rows.ts"),
  ...inFolder(
    "readers/table",
    "tables",
    "all-row-words.ts",
    "every-row-word.ts",
    "read-table.ts",
    "find-columns.ts",
    "other-words.ts",
    "read-reshaped.ts",
  ),
  ...inFolder("web/islands", "tables", "columns-asked.ts", "binder-work.ts"),
  ...inFolder("letters", "nothing", "pack-archive.ts"),
  ...inFolder("readers/sheet", "nothing", "plain-workbook.ts", "read-sheet-xml.ts", "unzip.ts"),
  ...inFolder("web/islands", "nothing", "ask-for-reader.ts", "column-roles.ts", "binder-page.ts"),
]);

/** What every reader of a statement needs: it comes in the worker's own script, where it compresses best. */
export const WITH_THE_WORKER: readonly string[] = [
  "src/readers/proof/balance-chain.ts",
  "src/readers/proof/booked-statement.ts",
  "src/readers/table/read-preamble.ts",
  "src/readers/text/mask-account.ts",
];

/** What is there already when a module comes; undefined where it is not fetched by itself. */
export const comesAfter = (path: string): ComesAfter | undefined => FETCHED_LATER.get(path);

/** Throws where a build loads with `import(...)` what is not listed, or does not load so what is. */
export function assertListed({ inputs }: Pick<Metafile, "inputs">): void {
  const fetched = new Set(
    Object.values(inputs).flatMap(({ imports }) =>
      imports.filter(({ kind, external }) => kind === "dynamic-import" && !external).map(({ path }) => path),
    ),
  );
  const unlisted = [...fetched].filter((path) => !FETCHED_LATER.has(path));
  const gone = [...FETCHED_LATER].filter(([path, after]) => after !== "nothing" && !fetched.has(path));
  if (unlisted.length + gone.length === 0) return;
  throw new Error(
    `src/build/fetched-later.ts says which modules are fetched later. It lacks: ${unlisted.join(", ") || "none"}. No longer fetched so: ${gone.map(([path]) => path).join(", ") || "none"}.`,
  );
}
