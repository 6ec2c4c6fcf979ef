import "../build/tsx-loader.ts";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Pack } from "../domain/fees/pack.ts";

/** An audit as one web page that stands alone: the page that the server shows, with its style inside. */
export async function auditPage(answer: AuditResult | AuditBundle, pack: Pack): Promise<string> {
  const [{ keptPage }, { auditResultPage }, { RESULT_PARTS }, { auditViewOf }, { readSiteStyle }] = await Promise.all([
    import("../web/ui/kept-page.tsx"),
    import("../web/pages/audit/audit-result.tsx"),
    import("../web/pages/audit/result-parts.tsx"),
    import("../web/pages/audit/audit-view.ts"),
    import("../http/site/style-sheet.ts"),
  ]);
  const style = readSiteStyle();
  return [...keptPage(style.alone, auditResultPage({ ...auditViewOf(pack, answer), alone: true }, RESULT_PARTS))].join(
    "",
  );
}
