/** The page for developers: every address of the API with its fields, a line that runs as it is pasted, and its answer. */

import type { PageView } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
import { Table } from "../ui/table.tsx";

export type FieldView = {
  readonly name: string;
  readonly where: "address" | "body" | "header";
  readonly needed: boolean;
  readonly says: string;
};

export type ApiView = {
  /** Scheme and host of this site. */
  readonly origin: string;
  readonly version: string;
  readonly addresses: readonly {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    readonly says: string;
    readonly fields: readonly FieldView[];
    readonly curl: string;
    readonly status: string;
    /** As JSON. */
    readonly answer: string | null;
    readonly problems: readonly string[];
  }[];
  /** Codes that any address may answer with. */
  readonly everywhere: readonly string[];
  readonly problems: readonly { readonly code: string; readonly status: number; readonly says: string }[];
};

const WHERE = { address: "", body: "in the body", header: "a header" } as const;

export function apiPage({ origin, version, addresses, everywhere, problems }: ApiView): PageView {
  return {
    title: "API",
    description: "Bank fees, rules and checks for programs: each address, a line to paste, and its answer.",
    section: "/api",
    body: (
      <>
        <h1>API</h1>
        <p class="lead">The same facts for programs. No key, no sign-up. Each line below runs as you paste it.</p>
        <Entry title="Any page as data">
          <p>
            Add .json or .csv to the address of a page with facts. Add ?on= for another day, and ?known= for what we
            knew then. Sums are text such as “50.00”, without a sign. All facts as tables: <A href="/data">open data</A>
            .
          </p>
          <pre>
            <code>{`curl -s '${origin}/fees.json'\ncurl -s '${origin}/fees/transfer.interbank.csv'\ncurl -s '${origin}/banks/ng.zenith.json?on=2026-02-01'`}</code>
          </pre>
        </Entry>
        <Entry title="All addresses">
          <Table
            tight
            caption="All under /api/v1, which lists itself"
            columns={[{ label: "Address" }, { label: "What it gives", kind: "words" }]}
            rows={addresses.map(({ name, method, path, says }) => ({
              key: name,
              cells: [
                <A key="a" class="tap" href={`#${name}`}>
                  {method} {path.slice("/api/v1".length)}
                </A>,
                says,
              ],
            }))}
          />
          <p>
            For programs: <A href="/api/v1">the list</A> and <A href="/api/v1/openapi.json">OpenAPI 3.1</A>. Long lists
            come in pages: follow <code>next</code>. Answers bear an ETag: send it back as If-None-Match, and what has
            not changed is a 304. What you read here is made of facts of version {version}.
          </p>
        </Entry>
        {addresses.map(({ name, method, path, says, fields, curl, status, answer, problems: own }) => (
          <Entry key={name} id={name} title={`${method} ${path}`}>
            <p>{says}.</p>
            <pre>
              <code>{curl}</code>
            </pre>
            {answer === null ? null : (
              <details>
                <summary>Its answer ({status})</summary>
                <pre>
                  <code>{answer}</code>
                </pre>
              </details>
            )}
            {fields.length > 0 ? (
              <details>
                <summary>
                  {fields.length} {fields.length === 1 ? "field" : "fields"}
                </summary>
                <dl class="fields">
                  {fields.map((field) => (
                    <div key={`${field.where} ${field.name}`}>
                      <dt>
                        <code>{field.name}</code>
                        {[field.needed ? "needed" : "", WHERE[field.where]].filter(Boolean).map((word) => ` · ${word}`)}
                      </dt>
                      <dd>{field.says}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            ) : null}
            <p class="small">Errors of its own: {own.join(", ")}.</p>
          </Entry>
        ))}
        <Entry title="Errors" id="errors">
          <p>
            An error is a problem document (RFC 9457): <code>code</code>, <code>param</code>, <code>detail</code> and{" "}
            <code>requestId</code>. Any address may answer {everywhere.join(", ")}.
          </p>
          <Table
            tight
            caption="Every code"
            columns={[{ label: "Code" }, { label: "What it means", kind: "words" }, { label: "Status", kind: "num" }]}
            rows={problems.map(({ code, status, says }) => ({
              key: code,
              cells: [<code key="c">{code}</code>, says, status],
            }))}
          />
        </Entry>
        <Entry title="Use it">
          <p>
            The facts are yours to use, copy and change. Name openfees and the licence,{" "}
            <A href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
              CC BY 4.0
            </A>
            , and say what you changed. For a single figure, name its source too.
          </p>
        </Entry>
      </>
    ),
  };
}
