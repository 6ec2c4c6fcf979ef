/** The facts to take along: the files, what each column says, and how to cite them. */

import type { ToldTable } from "../../app/open-data.ts";
import type { Streams } from "../../domain/fees/pack.ts";
import type { PageView } from "../ui/document.tsx";
import { Entry } from "../ui/entry.tsx";
import { A } from "../ui/link.tsx";
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

export function dataPage({ jurisdiction, version, sha256, streams, tables, files }: DataView): PageView {
  const sizeOf = (name: string): string => kilobytes(files.find((file) => file.name === name)?.bytes ?? 0);
  return {
    title: "Open data",
    description: "All fees, rules and banks as tables, with a source in each row. CSV and JSON, free to use.",
    section: "/data",
    body: (
      <>
        <h1>Open data</h1>
        <p class="lead">All our facts as tables. One fact in each cell, and a source in each row. Free to use.</p>
        <Entry title="Tables">
          <Table
            caption={`Version ${version}`}
            columns={[
              { label: "Table" },
              { label: "Rows", kind: "num" },
              { label: "What it holds", kind: "words" },
              { label: "Files" },
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
          <p>
            An empty cell is unknown, or it does not apply. It is never zero. Add{" "}
            <code class="nowrap">?known=2026-11-24</code> to an address for what we knew on that day.
          </p>
        </Entry>
        {streams ? (
          <Entry title="What is how old" id="versions">
            <p>
              The law: {streams.law}. The words: {streams.words}.
            </p>
            <details>
              <summary>Prices of {Object.keys(streams.tariffs).length} banks, each with its own version</summary>
              <Table
                caption="The version of each bank’s prices"
                columns={[{ label: "Bank" }, { label: "Version" }]}
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
        <Entry title="With them">
          <ul>
            <li>
              <A href="/data/README.md">README</A>: how to read the tables
            </li>
            <li>
              <A href="/data/datapackage.json">datapackage.json</A>: the same for programs, as a Frictionless Data
              Package
            </li>
            <li>
              <A href="/data/SHA256SUMS">SHA256SUMS</A>: proves that your files are whole
            </li>
            <li>
              <A href="/data/LICENSE">Licence</A>: CC BY 4.0. Name openfees and the licence, and say what you changed.
            </li>
            <li>
              <A href="/api">API</A>: single facts for programs
            </li>
          </ul>
        </Entry>
        <Entry title="Cite it" id="cite">
          <p class="cite-words">
            openfees, Bank fees and rules ({jurisdiction}), version {version}, facts {sha256.slice(0, 12)}. CC BY 4.0.
          </p>
        </Entry>
        <Entry title="Columns" id="columns">
          {tables.map(({ name, title, columns }) => (
            <details key={name}>
              <summary>
                {title}: {columns.length} columns
              </summary>
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
        <Entry title="Checksums">
          <details>
            <summary>SHA-256 of each file</summary>
            <pre>
              <code>{files.map((file) => `${file.sha256}  ${file.name}`).join("\n")}</code>
            </pre>
          </details>
        </Entry>
      </>
    ),
  };
}
