/** What the one on call reads. */
import { byKey } from "./by-key.ts";
import { OPERATIONS } from "./en/operations.ts";
import { OPERATIONS_PAGE } from "./en/operations-page.ts";
import { ENGLISH } from "./languages.ts";

export const operationsWords = byKey({ ...OPERATIONS, ...OPERATIONS_PAGE } as const)(ENGLISH);
