/** The page for developers: every address of the API with its fields, a line that runs as it is pasted, and its answer. */

import type { PageView } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../ui/say.tsx";
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

const WHERE = { address: null, body: "data.in_body", header: "data.header" } as const;

/** A page of a list, and the one after it by its `next`. */
const nextPage = (origin: string): readonly string[] => [
  `curl -s '${origin}/api/v1/rules?limit=5'`,
  `curl -s '${origin}'"$(curl -s '${origin}/api/v1/rules?limit=5' | sed 's/.*"next":"\\([^"]*\\)".*/\\1/')"`,
];

/** An answer with its ETag, and the same asked again by it. */
const onlyIfNew = (origin: string): readonly string[] =>
  ["--etag-save rules.etag -o rules.json", "--etag-compare rules.etag -o new-rules.json"].map(
    (how) => `curl -s ${how} -w 'status %{http_code}\\n' '${origin}/api/v1/rules'`,
  );

export function apiPage(
  { origin, version, addresses, everywhere, problems }: ApiView,
  say: Say = IN_ENGLISH,
): PageView {
  return {
    title: say.text("data.api"),
    description: say.text("data.api_description"),
    language: say.language,
    section: "/api",
    body: (
      <>
        <h1>{say("data.api")}</h1>
        <p class="lead">{say("data.api_lead")}</p>
        <Entry title={say("data.any_page_as_data")}>
          <p>{say.dressed("data.add_json_or_csv", { link: (words) => <A href="/data">{words}</A> })}</p>
          <pre>
            <code>{`curl -s '${origin}/fees.json'\ncurl -s '${origin}/fees/transfer.interbank.csv'\ncurl -s '${origin}/banks/ng.zenith.json?on=2026-02-01'`}</code>
          </pre>
        </Entry>
        <Entry title={say("data.all_addresses")}>
          <Table
            tight
            caption={say.text("data.all_under_api_v1")}
            columns={[{ label: say.text("data.address") }, { label: say.text("data.what_it_gives"), kind: "words" }]}
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
            {say.dressed(
              "data.for_programs_the_list",
              {
                link: (words) => <A href="/api/v1">{words}</A>,
                link2: (words) => <A href="/api/v1/openapi.json">{words}</A>,
                code: (words) => <code>{words}</code>,
              },
              { version },
            )}
          </p>
          <pre>
            <code>{[...nextPage(origin), ...onlyIfNew(origin)].join("\n")}</code>
          </pre>
          <p>{say.dressed("data.from_typescript_the_package", { code: (words) => <code>{words}</code> })}</p>
        </Entry>
        {addresses.map(({ name, method, path, says, fields, curl, status, answer, problems: own }) => (
          <Entry key={name} id={name} title={`${method} ${path}`}>
            <p>{says}.</p>
            <pre>
              <code>{curl}</code>
            </pre>
            {answer === null ? null : (
              <details>
                <summary>{say("data.its_answer", { status })}</summary>
                <pre>
                  <code>{answer}</code>
                </pre>
              </details>
            )}
            {fields.length > 0 ? (
              <details>
                <summary>
                  {fields.length === 1 ? say("data.field") : say("data.fields", { count: fields.length })}
                </summary>
                <dl class="fields">
                  {fields.map((field) => (
                    <div key={`${field.where} ${field.name}`}>
                      <dt>
                        <code>{field.name}</code>
                        {[field.needed ? ("data.needed" as const) : null, WHERE[field.where]].map((key) =>
                          key ? ` · ${say.text(key)}` : "",
                        )}
                      </dt>
                      <dd>{field.says}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            ) : null}
            <p class="small">{say("data.errors_of_its_own", { codes: own.join(", ") })}</p>
          </Entry>
        ))}
        <Entry title={say("data.errors")} id="errors">
          <p>
            {say.dressed(
              "data.an_error_is_a",
              {
                code: (words) => <code>{words}</code>,
                code2: (words) => <code>{words}</code>,
                code3: (words) => <code>{words}</code>,
                code4: (words) => <code>{words}</code>,
              },
              { codes: everywhere.join(", ") },
            )}
          </p>
          <Table
            tight
            caption={say.text("data.every_code")}
            columns={[
              { label: say.text("data.code") },
              { label: say.text("data.what_it_means"), kind: "words" },
              { label: say.text("data.status"), kind: "num" },
            ]}
            rows={problems.map(({ code, status, says }) => ({
              key: code,
              cells: [<code key="c">{code}</code>, says, status],
            }))}
          />
        </Entry>
        <Entry title={say("data.use_it")}>
          <p>
            {say.dressed("data.the_facts_are_yours", {
              link: (words) => (
                <A href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
                  {words}
                </A>
              ),
            })}
          </p>
        </Entry>
      </>
    ),
  };
}
