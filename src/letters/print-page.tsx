/** A letter as one page that stands alone, printed from a browser: its blanks are filled in on it, and each block of the view has its markup here. */
import { render } from "preact-render-to-string";
import { LETTERS } from "../words/en/letters.ts";
import type { Blank, Block, LetterView } from "./letter-view.ts";

const STYLE = `@page{size:A4;margin:18mm}
body{font:11pt/1.4 "DejaVu Sans",Arial,sans-serif;color:#111;background:#fff;max-width:46rem;margin:1.5rem auto;padding:0 1rem;overflow-wrap:break-word}
h1{font-size:1.2rem}h2{font-size:1rem;margin:1rem 0 .3rem}p,ul{margin:.5rem 0}
.hint{background:#f2f2ea;padding:.7rem 1rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem}dd{margin:0;min-width:0}
.blank{display:inline-block;min-width:14rem;max-width:100%;min-height:1.4em;border-bottom:1px solid #444}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid #777;padding:.3rem;text-align:left;vertical-align:top}.num{text-align:right;white-space:nowrap}
thead{display:table-header-group}tr{break-inside:avoid}tfoot{display:table-row-group;font-weight:bold}
.lines li{margin:0 0 .6rem;break-inside:avoid}.part{display:block}
.small{font-size:.8rem;border-top:1px solid #777;padding-top:.5rem;margin-top:1.5rem}
@media screen{@media (max-width:40rem){dl{display:block}dd{margin:0 0 .4rem}.blank{min-width:min(14rem,100%)}thead,td.none{display:none}table,tbody,tfoot,tr,th,td{display:block}tr{border:1px solid #777;margin:0 0 .6rem;padding:.3rem .5rem}
tr>*{border:0;padding:.1rem 0}td{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}td::before{content:attr(data-label) ":"}th[data-label]::before{content:attr(data-label) " "}}}
@media print{.hint{display:none}body{font-size:9.5pt;line-height:1.3;margin:0;padding:0;max-width:none}}`;

/** The letter as one page that stands alone: its blanks are filled on it, on the person's own device, and it prints. */
export function letterPage(view: LetterView): string {
  const html = render(
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{view.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <p class="hint">{LETTERS.print_hint}</p>
          <p>{view.date}</p>
          <p>
            {view.address.map((line) => (
              <span key={line}>
                {line}
                <br />
              </span>
            ))}
          </p>
          <h1>{view.subject}</h1>
          <dl>
            {view.blanks.map((blank) => (
              <Fill key={blank.label} blank={blank} />
            ))}
          </dl>
          <p>{view.greeting}</p>
          {view.blocks.map((block, i) => (
            <Part key={i} block={block} />
          ))}
          <p>{view.closing}</p>
          <dl>
            <Fill blank={view.signature} />
          </dl>
          {view.schedule.map((block, i) => (
            <Part key={i} block={block} />
          ))}
          <p class="small">{view.review}</p>
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function Fill({ blank }: { blank: Blank }) {
  return (
    <>
      <dt>{blank.label}:</dt>
      <dd>
        {/* biome-ignore lint/a11y/useSemanticElements: an input would cut a long name in print */}
        <span class="blank" contentEditable={true} role="textbox" aria-label={blank.label} tabIndex={0}>
          {blank.value ?? ""}
        </span>
      </dd>
    </>
  );
}

/** Columns 3 to 5 hold sums. */
const sumClass = (column: number): string | undefined => (column >= 3 && column <= 5 ? "num" : undefined);

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h2>{block.text}</h2>;
    case "paragraph":
      return <p>{block.text}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "lines":
      return (
        <ol class="lines">
          {block.lines.map(({ no, head, parts }) => (
            <li key={no} value={no}>
              <strong>{head}</strong>
              {parts.map(({ label, before, told, after }, i) => (
                <span key={i} class="part">
                  {label}: {before}
                  <bdi>{told}</bdi>
                  {after}
                </span>
              ))}
            </li>
          ))}
        </ol>
      );
    case "table":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
        <section class="scroll" tabIndex={0} aria-label={block.caption}>
          {/* biome-ignore-start lint/a11y/noRedundantRoles: shown as blocks on a phone, a table would lose its roles */}
          <table role="table">
            <thead role="rowgroup">
              <tr role="row">
                {block.columns.map((name, i) => (
                  <th key={name} role="columnheader" scope="col" class={sumClass(i)}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {block.rows.map((row) => (
                <Cells key={row[0]} row={row} columns={block.columns} heads={block.by === "charge"} />
              ))}
            </tbody>
            <tfoot role="rowgroup">
              <Cells row={block.foot} columns={block.columns} />
            </tfoot>
          </table>
          {/* biome-ignore-end lint/a11y/noRedundantRoles: as above */}
        </section>
      );
  }
}

type Row = { readonly row: readonly string[]; readonly columns: readonly string[]; readonly heads?: boolean };

/** A row of the table, or on a narrow screen a block in which each cell names its column; `heads`: the first one too, as it is a number. */
function Cells({ row, columns, heads }: Row) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as above
    <tr role="row">
      {row.map((cell, i) =>
        i === 0 ? (
          <th key={i} role="rowheader" scope="row" data-label={heads ? columns[0] : undefined}>
            <bdi>{cell}</bdi>
          </th>
        ) : (
          <td key={i} role="cell" class={cell === "" ? "none" : sumClass(i)} data-label={columns[i]}>
            <bdi>{cell}</bdi>
          </td>
        ),
      )}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: as above
  );
}
