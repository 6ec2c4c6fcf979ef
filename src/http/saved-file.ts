import { inflateRawSync } from "node:zlib";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { letterFile } from "../letters/letter-files.ts";
import { auditResultPage } from "../web/pages/audit-result.tsx";
import { auditViewOf } from "../web/pages/audit-view.ts";
import { keptPage } from "../web/ui/kept-page.tsx";
import { auditShape } from "./audit-shape.ts";
import type { SaveAnswer, SaveQuestion } from "./save-in-thread.ts";

/** No result of the most rows that we judge comes near; a bomb ends here. */
const MOST_RESULT_BYTES = 64_000_000;

/** The file that a button of the result page asks for, or why there is none. */
export function savedFile({ what, carried, facts, site, css }: SaveQuestion): SaveAnswer {
  const printed = unpack(carried);
  const read = auditShape.safeParse(parsed(printed));
  if (!read.success)
    return {
      code: "bad_field",
      param: "result",
      words:
        "The result in this page is damaged, so no file can be made of it. Check the statement again and save from there.",
    };
  const result = read.data as AuditResult | AuditBundle;
  if (what === "statement-check.json") return { file: { name: what, type: "application/json", body: printed } };
  if (what === "statement-check.html") {
    const body = keptPage(site, css, auditResultPage(auditViewOf(facts.pack, result)));
    return { file: { name: what, type: "text/html", body } };
  }
  const file = letterFile(what, result, facts);
  const words = "This result has no such file. Go back and pick one of its buttons.";
  return file ? { file } : { code: "bad_field", param: "what", words };
}

/** Empty when it is damaged or too long. */
function unpack(carried: string): string {
  try {
    return inflateRawSync(Buffer.from(carried, "base64url"), { maxOutputLength: MOST_RESULT_BYTES }).toString("utf8");
  } catch {
    return "";
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
