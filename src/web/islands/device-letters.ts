/** Findings, letters and questions, fetched only when a statement has a charge. */

export { tellAgain } from "../../domain/audit/claim/read-told.ts";
export { letterFile } from "../../letters/letter-files.ts";
export { letterLinks } from "../../letters/letter-links.ts";
export { RESULT_PARTS } from "../pages/audit/result-parts.tsx";
