import { Entry } from "../../ui/entry.tsx";
import { Save } from "../../ui/save.tsx";
import type { AuditView } from "./audit-view.ts";

/** How to keep the result: the files, and which engine and rules made it. */
export function KeepEntry({ view }: { view: AuditView }) {
  const engine = view.result.engine;
  return (
    <Entry title="Keep this">
      {view.keep ? (
        <>
          <p>We have kept nothing. When you close this page the result is gone, so save it if you need it.</p>
          <p class="pair">
            <Save from={view.keep.html} name="statement-check.html" look="button">
              Save as one web page
            </Save>
            <Save from={view.keep.json} name="statement-check.json" look="button quiet">
              Save as JSON
            </Save>
          </p>
          {view.keep.form}
          {view.keep.desk === undefined ? null : (
            <p>
              <a class="tap" href={view.keep.desk}>
                Add more files, sort the findings, make a pack for the bank
              </a>
            </p>
          )}
          <p>
            <a class="tap" href={view.keep.form ? "/audit/server" : "/audit"}>
              Check another statement
            </a>
          </p>
        </>
      ) : null}
      <p class="small">
        openfees {engine.version}, rules of {engine.rules.jurisdiction.toUpperCase()} version {engine.rules.version},
        fingerprint <code>{engine.rules.sha256.slice(0, 16)}</code>. The same file and rules always give the same
        result.
      </p>
    </Entry>
  );
}
