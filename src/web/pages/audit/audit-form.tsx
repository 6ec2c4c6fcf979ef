import type { SaidRefusal } from "../../../domain/statements/statement.ts";
import { ACCOUNT_KINDS } from "../../../words/en/names.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { type ProductChoices, ProductField } from "./product-field.tsx";

export type AuditFormView = {
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly products: ProductChoices;
  readonly examples: readonly { readonly id: string; readonly kind: string }[];
  /** "5 MB", "50,000", "20 seconds": the limits in words. */
  readonly limits: { readonly size: string; readonly rows: string; readonly time: string };
  /** Their answers, given back when something was wrong; the file itself cannot be. */
  readonly typed: {
    readonly bank?: string | undefined;
    readonly accountType?: string | undefined;
    readonly product?: string | undefined;
  };
  readonly wrong: Readonly<Record<string, string>>;
  /** Set when a file came but could not be read. */
  readonly refusal: SaidRefusal | null;
};

/** A refusal belongs to the field that could mend it. */
const faultOf = ({ message, tryThis, asks }: SaidRefusal): Readonly<Record<string, string>> => ({
  [asks ?? "file"]:
    `${message} ${tryThis} Nothing of the file was kept. What you picked is still here; please choose the file again.`,
});

export function auditFormPage(view: AuditFormView): PageView {
  const wrong = view.refusal ? { ...view.wrong, ...faultOf(view.refusal) } : view.wrong;
  const failed = Object.keys(wrong).length > 0;
  return {
    title: view.refusal ? "We could not read this file" : "Check a statement",
    section: "/audit",
    faults: view.refusal ? [{ field: view.refusal.asks ?? "file", words: view.refusal.message }] : faultsOf(view.wrong),
    description: "Send a bank statement and see which charges were right, which were not, and by how much.",
    body: (
      <>
        <h1>{view.refusal ? "We could not read this file" : "Check a statement"}</h1>
        {failed ? null : (
          <p class="lead">
            We check each charge against the rule of that day. You see the working, and what we cannot tell.
          </p>
        )}
        <div class="note">
          <p>
            <strong>Your file is sent to this server.</strong> It is read in memory and then gone. We store nothing of
            it and write nothing of it in a log.
          </p>
        </div>
        {failed ? null : <Examples view={view} />}
        <form method="post" action="/audit/server" enctype="multipart/form-data">
          <TextField
            id="file"
            label="Statement file"
            hint={`CSV, Excel or PDF, as your bank saves it, up to ${view.limits.size} and ${view.limits.rows} rows.`}
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,.xls,.pdf,.html,.htm,.zip"
            required
            wrong={wrong.file}
          />
          <SelectField
            id="bank"
            label="Bank"
            hint="The file often says it. You may leave this out."
            empty="As the file says"
            value={view.typed.bank}
            options={view.banks.map((bank) => [bank.id, bank.name] as const)}
            wrong={wrong.bank}
          />
          <SelectField
            id="accountType"
            label="Kind of account"
            hint="Some fees are allowed on current accounts and not on savings."
            empty="I do not know"
            value={view.typed.accountType}
            options={Object.entries(ACCOUNT_KINDS)}
            wrong={wrong.accountType}
          />
          <ProductField products={view.products} value={view.typed.product} wrong={wrong.product} />
          <TextField
            id="password"
            label="Password of the file"
            hint="Only if the file has one. It opens the file and is then forgotten."
            type="password"
            wrong={wrong.password}
          />
          <button type="submit">Check this statement</button>
        </form>
        {failed ? <Examples view={view} /> : null}
        <Entry title="Get the file">
          <p>
            In your bank’s app or web page, open the account, choose its statement and pick CSV or Excel. They read
            best. A PDF works when its text can be marked; a photo of a page does not.
          </p>
          <p>
            We take up to {view.limits.rows} rows and stop after {view.limits.time}. If yours is longer, ask for a
            shorter period and check the parts one by one.
          </p>
        </Entry>
      </>
    ),
  };
}

function Examples({ view }: { view: AuditFormView }) {
  const [first, ...others] = view.examples;
  if (!first) return null;
  const address = (id: string) => `/audit/server?example=${id}`;
  return (
    <>
      <p>
        <a class="button quiet" href={address(first.id)}>
          Try it with a made-up statement
        </a>
      </p>
      {others.length === 0 ? null : (
        <details>
          <summary>The same one in other forms</summary>
          <ul class="chips">
            {others.map((example) => (
              <li key={example.id}>
                <a href={address(example.id)}>{example.kind}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
