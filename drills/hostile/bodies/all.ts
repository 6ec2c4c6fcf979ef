import { ARCHIVES } from "./archives.ts";
import type { Body } from "./body.ts";
import { MARKUP } from "./markup.ts";
import { MESSAGES } from "./messages.ts";
import { PDFS } from "./pdfs.ts";
import { TABLES } from "./tables.ts";
import { WORDINGS } from "./wordings.ts";
import { WORKBOOKS } from "./workbooks.ts";

/** What a statement door takes at most; a body over it would only be refused for its size. */
const MOST_BYTES = 5_000_000;

export const BODIES: readonly Body[] = [
  ...ARCHIVES,
  ...WORKBOOKS,
  ...MARKUP,
  ...PDFS,
  ...TABLES,
  ...WORDINGS,
  ...MESSAGES,
];

export const fits = (bytes: Uint8Array): boolean => bytes.length <= MOST_BYTES;
