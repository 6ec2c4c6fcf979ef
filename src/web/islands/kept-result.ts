/** A result as a file: made only when somebody saves one, so it is fetched then. */
import { printAudit } from "../../domain/audit/print-audit.ts";
import { auditResultPage } from "../pages/audit/audit-result.tsx";
import type { AuditView } from "../pages/audit/audit-view.ts";
import { keptPage } from "../ui/kept-page.tsx";

type File = { readonly type: string; readonly body: string | Blob };

/** As a page, which stands alone with the style inside and asks nothing; else the answer as JSON. */
export async function keptResult(isPage: boolean, view: AuditView, css: string): Promise<File> {
  if (!isPage) return { type: "application/json;charset=utf-8", body: printAudit(view.result) };
  const { RESULT_PARTS } = await import("./device-letters.ts");
  const page = auditResultPage({ ...view, keep: null, again: undefined, alone: true }, RESULT_PARTS);
  // in parts, since all rows of a long statement are in it
  return { type: "text/html;charset=utf-8", body: new Blob([...keptPage(css, page)]) };
}
