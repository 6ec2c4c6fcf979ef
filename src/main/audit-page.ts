import "./tsx-loader.ts";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { Pack } from "../domain/fees/pack.ts";

/** An audit as one web page that stands alone: the page that the server shows, with its style inside. */
export async function auditPage(answer: AuditResult | AuditBundle, pack: Pack): Promise<string> {
  const [{ keptPage }, { auditResultPage }, { readStyleSheet }] = await Promise.all([
    import("../web/ui/kept-page.tsx"),
    import("../web/pages/audit-result.tsx"),
    import("../http/style-sheet.ts"),
  ]);
  const style = readStyleSheet();
  const names = (list: readonly { readonly id: string; readonly name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]));
  const view = { result: answer, services: names(pack.services), banks: names(pack.banks), example: null, keep: null };
  const site = { styleHref: style.href, operator: null, funding: null, contact: null };
  return keptPage(site, style.css, auditResultPage(view));
}
