import type { Elsewhere } from "../../../domain/compare/elsewhere.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";

const UNSEEN: Readonly<Record<Elsewhere["unseen"][number]["why"], string>> = {
  how_many: "alerts: one sum may be for many",
  month: "upkeep of a current account: it hangs on all that was paid out",
  not_told: "charges of which we do not know what they were for, or that were for many payments",
  came_back: "charges that came back",
};

/** The person's own charges at the prices of other banks. `onDevice`: it was worked out there, and nothing is sent. */
export function ElsewhereEntry({ elsewhere, onDevice }: { elsewhere: Elsewhere; onDevice: boolean }) {
  const { charges, paid, currency, on, ceiling, rows, unknown, unseen, fields } = elsewhere;
  const money = (sum: bigint) => exactMoney(sum, currency);
  const span = ({ low, high }: { low: bigint; high: bigint | null }): string =>
    high === null ? `${money(low)} or more` : low === high ? money(low) : `${money(low)} to ${money(high)}`;
  const table = (part: Elsewhere["rows"], caption: string) => (
    <Table
      caption={caption}
      columns={[{ label: "Bank" }, { label: "The same charges", kind: "num" }, { label: "Own prices" }]}
      rows={part.map((row) => ({
        key: row.product ?? row.bank,
        cells: [
          <>
            {row.name}
            {row.own ? <span class="keeps">your bank’s price list</span> : null}
          </>,
          span(row),
          row.known === "whole" ? "all known" : row.known === "some" ? "some known" : "none known",
        ],
      }))}
    />
  );
  return (
    <Entry title="What would this cost elsewhere?" id="elsewhere">
      <p>
        We took {charges} {charges === 1 ? "charge" : "charges"} of your statement and asked what each bank takes for
        the same on {dateWords(on)}.{onDevice ? " This was worked out on your device: nothing was sent." : ""}
      </p>
      <dl class="sum">
        <div>
          <dt>You paid for them, with VAT</dt>
          <dd>{money(paid)}</dd>
        </div>
        <div>
          <dt>The most that law lets any bank take today</dt>
          <dd>{span(ceiling)}</dd>
        </div>
      </dl>
      {rows.length > 0 ? (
        <details>
          <summary>
            Show {rows.length} {rows.length === 1 ? "price list" : "price lists"}
          </summary>
          {table(rows, "Lowest upper end first: no place is paid for")}
        </details>
      ) : null}
      <p>
        Of {unknown} more banks and wallets we know no own price for these: each may take anything up to the limit.
        Where ranges overlap we name no cheapest.
      </p>
      <p>
        Not counted: payments for which your bank took nothing
        {unseen.map(({ why, charges: count }) => `; ${count} × ${UNSEEN[why]}`).join("")}. Stamp duty and levies are the
        same at every bank.
      </p>
      {onDevice ? null : (
        <p>
          <a class="tap" href={`/compare?${new URLSearchParams(fields)}`}>
            Work out a whole year from a usual month of this
          </a>{" "}
          <span class="keeps">The counts and sums go into the address of that page. We do not write them down.</span>
        </p>
      )}
    </Entry>
  );
}
