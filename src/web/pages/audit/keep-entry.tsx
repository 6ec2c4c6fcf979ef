import { RESULT } from "../../../words/en/audit/result.ts";
import { Entry } from "../../ui/entry.tsx";
import { Save } from "../../ui/save.tsx";
import type { AuditView } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

const keepSays = sayOf(RESULT);

/** How to keep the result: the files, and which engine and rules made it. */
export function KeepEntry({ view }: { view: AuditView }) {
  const say = keepSays(view);
  const { version, rules } = view.result.engine;
  return (
    <Entry title={say("result.keep")}>
      {view.keep ? (
        <>
          <p>{say("result.kept")}</p>
          <p class="pair">
            <Save from={view.keep.html} name="statement-check.html" look="button">
              {say("result.save_page")}
            </Save>
            <Save from={view.keep.json} name="statement-check.json" look="button quiet">
              {say("result.save_json")}
            </Save>
          </p>
          {view.keep.form}
          {view.keep.binder === undefined ? null : (
            <p>
              <a class="tap" href={view.keep.binder}>
                {say("result.to_binder")}
              </a>
            </p>
          )}
          <p>
            <a class="tap" href={view.keep.form ? "/audit/server" : "/audit"}>
              {say("result.another")}
            </a>
          </p>
        </>
      ) : null}
      <p class="small">
        {say.dressed(
          "result.made_by",
          { hash: () => <code>{rules.sha256.slice(0, 16)}</code> },
          { engine: version, country: rules.jurisdiction.toUpperCase(), version: rules.version },
        )}
      </p>
    </Entry>
  );
}
