/** `/audit`: the form whose files are read on the device, what it says of them, and the way to the server without JavaScript. */

import { FACTS } from "../../../words/en/facts.ts";
import { ACCOUNT_KINDS } from "../../../words/en/names.ts";
import { filled } from "../../../words/message.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
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
export function auditDevicePage(view: AuditDeviceView): PageView {
  return {
    title: "Check a statement",
    section: "/audit",
    description: "Check a bank statement on your own device. Nothing of it is sent.",
    body: (
      <>
        <div id="ask">
          <h1>Check a statement</h1>
          <p class="lead">
            We check each charge against the rule of that day. You see the working, and what we cannot tell.
          </p>
          <div id="without-script">
            <p>
              With JavaScript on, this page reads your file on your own device and sends nothing. Your browser does not
              run it now. You can send the file to our server. It reads the file in memory and keeps nothing.
            </p>
            <p>
              <a class="button" href="/audit/server">
                Send it to the server
              </a>
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
              <p>
                <strong>Your statement stays on this device.</strong> This page reads it here. It can send nothing, not
                even to us.
              </p>
            </div>
            <TextField
              id="file"
              label="Statement file"
              hint={filled(FACTS["audit.files"], view.kb)}
              type="file"
              multiple
            />
            <TextArea id="alerts" label="Or paste alerts" hint="The messages from your bank, one after the other." />
            <SelectField
              id="bank"
              label="Bank"
              hint="The file often says it. You may leave this out."
              empty="As the file says"
              options={view.banks.map((bank) => [bank.id, bank.name] as const)}
            />
            <SelectField
              id="accountType"
              label="Kind of account"
              hint="Some fees are allowed on current accounts and not on savings."
              empty="I do not know"
              options={Object.entries(ACCOUNT_KINDS)}
            />
            <ProductField products={view.products} />
            <TextField
              id="password"
              label="Password of the file"
              hint="Only if the file has one. It stays here too."
              type="password"
            />
            <details>
              <summary>Agreed rates, and work you saved</summary>
              <TextField
                id="rates"
                label="Rates you agreed with your bank"
                hint="A CSV table. Its prices come before the bank’s own list."
                type="file"
                accept=".csv,text/csv"
              />
              <p>
                <a class="tap" href="#make/rates-template.csv" download="agreed-rates.csv">
                  Save an empty table to fill in
                </a>
              </p>
              <TextField
                id="work"
                label="Work you saved on this page"
                hint="You go on where you stopped."
                type="file"
                accept=".json,application/json"
              />
            </details>
            <button type="submit">Check it here</button>
          </form>
          <div id="status" role="status" />
          <p id="still-there" class="note" hidden>
            Your result is still here.{" "}
            <button type="button" class="quiet">
              Show it again
            </button>
          </p>
          <div id="columns" />
          {view.examples.length === 0 ? null : (
            <form id="try" hidden>
              <SelectField
                id="example"
                label="Or try a made-up statement"
                hint={`${view.examples[0]?.name}, of a person who does not exist. The same one in each form.`}
                options={view.examples.map(({ href, kind }) => [href, kind] as const)}
              />
              <button type="submit" class="quiet">
                Try it
              </button>
            </form>
          )}
          <Entry title="Get the file">
            <p>
              In your bank’s app or web page, open the account, choose its statement and pick CSV or Excel. They read
              best. A PDF works when its text can be marked; a photo of a page does not.
            </p>
            <p>
              A slow phone and a long file? You can <a href="/audit/server">send it to the server</a> instead.
            </p>
          </Entry>
        </div>
        <div id="result" hidden />
      </>
    ),
  };
}
