import { jsonPieces } from "../statements/json-pieces.ts";
import type { AuditBundle, AuditResult } from "./audit-result.ts";

/** The audit's JSON: the same bytes on the command line, on the server and in a browser. */
export const printAudit = (answer: AuditResult | AuditBundle): string => [...auditPieces(answer)].join("");

/** The same in pieces, for an answer that is too long to hold. */
export function* auditPieces(answer: AuditResult | AuditBundle): Generator<string> {
  yield* jsonPieces(answer);
  yield "\n";
}
