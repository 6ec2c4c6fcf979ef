import type { SaidRefusal } from "../../../domain/statements/statement.ts";
import type { PageView } from "../../ui/document.tsx";
import { Entry } from "../../ui/entry.tsx";
import { faultsOf } from "../../ui/fault-list.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { A, Form } from "../../ui/link.tsx";
import { English, IN_ENGLISH, type Say } from "../../ui/say.tsx";
import { ACCOUNTS } from "./account-kinds.ts";
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
const faultOf = ({ message, tryThis, asks }: SaidRefusal, say: Say): Readonly<Record<string, string>> => ({
  [asks ?? "file"]: `${message} ${tryThis} ${say.text("check.not_kept")}`,
});

export function auditFormPage(view: AuditFormView, say: Say = IN_ENGLISH): PageView {
  const head = view.refusal ? "check.unread" : "check.title";
  const strong = { strong: (words: string) => <strong>{words}</strong> };
  const wrong = view.refusal ? { ...view.wrong, ...faultOf(view.refusal, say) } : view.wrong;
  const failed = Object.keys(wrong).length > 0;
  return {
    title: say.text(head),
    language: say.language,
    section: "/audit",
    faults: view.refusal ? [{ field: view.refusal.asks ?? "file", words: view.refusal.message }] : faultsOf(view.wrong),
    description: say.text("check.send_description"),
    body: (
      <>
        <h1>{say(head)}</h1>
        {failed ? null : <p class="lead">{say("check.lead")}</p>}
        <div class="note">
          <p>{say.dressed("check.is_sent", strong)}</p>
        </div>
        {failed ? null : <Examples view={view} say={say} />}
        <Form method="post" action="/audit/server" enctype="multipart/form-data">
          <TextField
            id="file"
            label={say.text("check.file")}
            hint={say.text("check.file_sent", view.limits)}
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,.xls,.pdf,.html,.htm,.eml,.zip"
            required
            wrong={wrong.file}
          />
          <SelectField
            id="bank"
            label={say.text("check.bank")}
            hint={say.text("check.bank_hint")}
            empty={say.text("check.as_file")}
            value={view.typed.bank}
            options={view.banks.map((bank) => [bank.id, bank.name] as const)}
            wrong={wrong.bank}
          />
          <SelectField
            id="accountType"
            label={say.text("check.kind")}
            hint={say.text("check.kind_hint")}
            empty={say.text("check.unknown")}
            value={view.typed.accountType}
            options={ACCOUNTS.map((kind) => [kind, say.calledText("ACCOUNT_KINDS", kind)] as const)}
            wrong={wrong.accountType}
          />
          <ProductField products={view.products} value={view.typed.product} wrong={wrong.product} say={say} />
          <TextField
            id="password"
            label={say.text("check.password")}
            hint={say.text("check.password_sent")}
            type="password"
            wrong={wrong.password}
          />
          <button type="submit">{say("check.go_sent")}</button>
        </Form>
        {failed ? <Examples view={view} say={say} /> : null}
        <Entry title={say("check.get")}>
          <p>{say("check.get_how")}</p>
          <p>{say("check.get_bounds", view.limits)}</p>
        </Entry>
      </>
    ),
  };
}

function Examples({ view, say }: { view: AuditFormView; say: Say }) {
  const [first, ...others] = view.examples;
  if (!first) return null;
  const address = (id: string) => `/audit/server?example=${id}`;
  return (
    <>
      <p>
        <A class="button quiet" href={address(first.id)}>
          {say("check.try_link")}
        </A>
      </p>
      {others.length === 0 ? null : (
        <details>
          <summary>{say("check.try_forms")}</summary>
          <ul class="chips">
            {others.map((example) => (
              <li key={example.id}>
                <A href={address(example.id)}>
                  <English say={say}>{example.kind}</English>
                </A>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
