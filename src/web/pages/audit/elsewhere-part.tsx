import type { ComponentChildren } from "preact";
import type { AuditBundle, AuditResult } from "../../../domain/audit/audit-result.ts";
import { elsewhereOf } from "../../../domain/compare/elsewhere.ts";
import type { CivilDate } from "../../../domain/dates/civil-date.ts";
import type { Pack } from "../../../domain/fees/pack.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { ElsewhereEntry } from "./elsewhere-entry.tsx";

/** The section of other banks for a result's page; null when no charge can be priced at another bank. A phone loads it after the other parts of the result. */
export function elsewherePart(
  pack: Pack,
  result: AuditResult | AuditBundle,
  on: CivilDate,
  onDevice: boolean,
  spoken: Spoken = {},
): ComponentChildren {
  const elsewhere = elsewhereOf(pack, result, on);
  return elsewhere && <ElsewhereEntry elsewhere={elsewhere} onDevice={onDevice} spoken={spoken} />;
}
