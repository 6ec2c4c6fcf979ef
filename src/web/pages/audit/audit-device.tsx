/** `/audit`: the form whose files are read on the device, what it says of them, and the way to the server without JavaScript. */

import { ENGLISH } from "../../../words/languages.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { A } from "../../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { ACCOUNTS } from "./account-kinds.ts";
import { type ProductChoices, ProductField } from "./product-field.tsx";

export type AuditDeviceView = {
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly products: ProductChoices;
  /** Made-up statements: what each is, and the address of a script that holds it. */
  readonly examples: readonly { readonly kind: string; readonly name: string; readonly href: string }[];
  /** Of the worker and of the facts. */
  readonly addresses: { readonly worker: string; readonly facts: string };
  /**
   * Compressed weights: what a CSV file needs, what comes without asking so that the page works without a line too, and the
   * readers that are fetched only when asked for.
   */
  readonly kb: {
    readonly csv: number;
    readonly kept: number;
    readonly pdf: number;
    readonly workbook: number;
    readonly pack: number;
  };
};

/** The page that checks a statement on the person's own device. Without JavaScript it leads to the form that sends it. */
export function auditDevicePage(view: AuditDeviceView, say: Say = IN_ENGLISH): PageView {
  const strong = { strong: (words: string) => <strong>{words}</strong> };
  // what the scripts write is in English so far
  const script = say.language === ENGLISH ? undefined : ENGLISH;
  return {
    title: say.text("check.title"),
    language: say.language,
    section: "/audit",
    description: say.text("check.description"),
    body: (
      <>
        <div id="ask">
          <h1>{say("check.title")}</h1>
          <p class="lead">{say("check.lead")}</p>
          <div id="without-script">
            <p>{say("check.no_script")}</p>
            <p>
              <A class="button" href="/audit/server">
                {say("check.send")}
              </A>
            </p>
          </div>
          <form
            id="device"
            hidden
            data-worker={view.addresses.worker}
            data-facts={view.addresses.facts}
            data-pdf-kb={view.kb.pdf}
            data-workbook-kb={view.kb.workbook}
            data-pack-kb={view.kb.pack}
          >
            <div class="note">
              <p>{say.dressed("check.stays", strong)}</p>
            </div>
            <TextField
              id="file"
              label={say.text("check.file")}
              hint={say.text("check.file_here", view.kb)}
              type="file"
              multiple
            />
            <TextArea id="alerts" label={say.text("check.alerts")} hint={say.text("check.alerts_hint")} />
            <details>
              <summary>{say("check.more")}</summary>
              <SelectField
                id="bank"
                label={say.text("check.bank")}
                hint={say.text("check.bank_hint")}
                empty={say.text("check.as_file")}
                options={view.banks.map((bank) => [bank.id, bank.name] as const)}
              />
              <SelectField
                id="accountType"
                label={say.text("check.kind")}
                hint={say.text("check.kind_hint")}
                empty={say.text("check.unknown")}
                options={ACCOUNTS.map((kind) => [kind, say.calledText("ACCOUNT_KINDS", kind)] as const)}
              />
              <ProductField products={view.products} say={say} />
              <TextField
                id="password"
                label={say.text("check.password")}
                hint={say.text("check.password_here")}
                type="password"
              />
              <TextField
                id="rates"
                label={say.text("check.rates")}
                hint={say.text("check.rates_hint")}
                type="file"
                accept=".csv,text/csv"
              />
              <p>
                <a class="tap" href="#make/rates-template.csv" download="agreed-rates.csv">
                  {say("check.rates_empty")}
                </a>
              </p>
              <TextField
                id="work"
                label={say.text("check.work")}
                hint={say.text("check.work_hint")}
                type="file"
                accept=".json,application/json"
              />
            </details>
            <button type="submit">{say("check.go_here")}</button>
          </form>
          <div id="status" role="status" lang={script} />
          <p id="still-there" class="note" hidden>
            {say("check.still")}{" "}
            <button type="button" class="quiet">
              {say("check.show")}
            </button>
          </p>
          <div id="columns" lang={script} />
          {view.examples.length === 0 ? null : (
            <form id="try" hidden>
              <SelectField
                id="example"
                label={say.text("check.try")}
                hint={say.text("check.try_hint", { name: view.examples[0]?.name ?? "" })}
                options={view.examples.map(({ href, kind }) => [href, kind] as const)}
              />
              <button type="submit" class="quiet">
                {say("check.try_go")}
              </button>
            </form>
          )}
          <Entry title={say("check.get")}>
            <p>{say("check.get_how")}</p>
            <p>{say.dressed("check.get_slow", { link: (words) => <A href="/audit/server">{words}</A> })}</p>
          </Entry>
        </div>
        <div id="result" lang={script} hidden />
      </>
    ),
  };
}
