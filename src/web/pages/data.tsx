/** The facts to take along: the files, what each column says, and how to cite them. */

import type { ToldTable } from "../../app/open-data.ts";
import type { Streams } from "../../domain/fees/pack.ts";
import type { PageView } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
import { IN_ENGLISH, type Say } from "../ui/say.tsx";
import { Table } from "../ui/table.tsx";

export type DataView = {
  readonly jurisdiction: string;
  readonly version: string;
  readonly sha256: string;
  /** null: published before law, words and tariffs had versions of their own. */
  readonly streams: Streams | null;
  readonly tables: readonly ToldTable[];
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
};

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1000))} KB`;

export function dataPage(
  { jurisdiction, version, sha256, streams, tables, files }: DataView,
  say: Say = IN_ENGLISH,
): PageView {
  const sizeOf = (name: string): string => kilobytes(files.find((file) => file.name === name)?.bytes ?? 0);
  return {
    title: say.text("data.open_data"),
    description: say.text("data.description"),
    language: say.language,
    section: "/data",
    body: (
      <>
        <h1>{say("data.open_data")}</h1>
        <p class="lead">{say("data.lead")}</p>
        <Entry title={say("data.tables")}>
          <Table
            caption={say.text("data.version_of", { version })}
            columns={[
              { label: say.text("data.table") },
              { label: say.text("data.rows"), kind: "num" },
              { label: say.text("data.what_it_holds"), kind: "words" },
              { label: say.text("data.files") },
            ]}
            rows={tables.map(({ name, title, says, rows }) => ({
              key: name,
              cells: [
                title,
                rows.length,
                says,
                <span key="f" class="files">
                  <A href={`/data/${name}.csv`}>CSV</A> {sizeOf(`${name}.csv`)}
                  <br />
                  <A href={`/data/${name}.json`}>JSON</A> {sizeOf(`${name}.json`)}
                </span>,
              ],
            }))}
          />
          <p>{say.dressed("data.an_empty_cell_is", { code: (words) => <code class="nowrap">{words}</code> })}</p>
        </Entry>
        {streams ? (
          <Entry title={say("data.what_is_how_old")} id="versions">
            <p>{say("data.the_law_the_words", { law: streams.law, words: streams.words })}</p>
            <details>
              <summary>{say("data.prices_of_banks_each", { count: Object.keys(streams.tariffs).length })}</summary>
              <Table
                caption={say.text("data.the_version_of_each")}
                columns={[{ label: say.text("banks.bank") }, { label: say.text("data.version") }]}
                rows={Object.entries(streams.tariffs).map(([bank, of]) => ({
                  key: bank,
                  cells: [
                    <A key="a" class="tap" href={`/banks/${bank}`}>
                      {bank}
                    </A>,
                    of,
                  ],
                }))}
              />
            </details>
          </Entry>
        ) : null}
        <Entry title={say("data.with_them")}>
          <ul>
            <li>
              {say.dressed("data.readme_how_to_read", { link: (words) => <A href="/data/README.md">{words}</A> })}
            </li>
            <li>
              {say.dressed("data.datapackage_json_the_same", {
                link: (words) => <A href="/data/datapackage.json">{words}</A>,
              })}
            </li>
            <li>
              {say.dressed("data.sha256sums_proves_that_your", {
                link: (words) => <A href="/data/SHA256SUMS">{words}</A>,
              })}
            </li>
            <li>{say.dressed("data.licence_cc_by_4", { link: (words) => <A href="/data/LICENSE">{words}</A> })}</li>
            <li>{say.dressed("data.api_single_facts_for", { link: (words) => <A href="/api">{words}</A> })}</li>
          </ul>
        </Entry>
        <Entry title={say("data.cite_it")} id="cite">
          <p class="cite-words">
            {say("data.openfees_bank_fees_and", { jurisdiction, version, hash: sha256.slice(0, 12) })}
          </p>
        </Entry>
        <Entry title={say("data.columns")} id="columns">
          {tables.map(({ name, title, columns }) => (
            <details key={name}>
              <summary>{say("data.columns_of", { title, count: columns.length })}</summary>
              <dl class="fields">
                {columns.map((column) => (
                  <div key={column.name}>
                    <dt>
                      <code>{column.name}</code> · {column.type}
                    </dt>
                    <dd>{column.says}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ))}
        </Entry>
        <Entry title={say("data.checksums")}>
          <details>
            <summary>{say("data.sha_256_of_each")}</summary>
            <pre>
              <code>{files.map((file) => `${file.sha256}  ${file.name}`).join("\n")}</code>
            </pre>
          </details>
        </Entry>
      </>
    ),
  };
}
