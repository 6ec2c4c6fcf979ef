/** Findings, letters and questions, fetched only when a statement has a charge. */

import { tellAgain } from "../../domain/audit/claim/read-told.ts";
import type { ToldFact } from "../../domain/audit/told-facts.ts";
import type { Ask } from "./audit-messages.ts";
import type { Facts } from "./audit-worker.ts";

export { letterFile } from "../../letters/letter-files.ts";
export { letterLinks } from "../../letters/letter-links.ts";
export { RESULT_PARTS } from "../pages/audit/result-parts.tsx";

/** The facts stated before with those stated now. */
export const tellOf = (
  { facts, told }: { readonly facts: Facts; readonly told: readonly ToldFact[] },
  fields: Extract<Ask, { kind: "tell" }>["fields"],
): readonly ToldFact[] =>
  tellAgain(
    told,
    fields,
    facts.pack.banks.map(({ id }) => id),
  );
