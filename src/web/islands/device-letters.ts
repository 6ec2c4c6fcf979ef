/** The letters, fetched only when a statement accuses. */
export { letterFile } from "../../letters/letter-files.ts";
export { letterLinks } from "../../letters/letter-links.ts";
