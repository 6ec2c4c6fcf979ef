import type { Elsewhere } from "../../../domain/compare/elsewhere.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { ELSEWHERE } from "../../../words/en/audit/elsewhere.ts";
import type { Spoken } from "../../../words/tongue.ts";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords } from "../../ui/words.ts";
import { sayOf } from "./say-audit.tsx";

const elsewhereSays = sayOf(ELSEWHERE);

/** The person's own charges at the prices of other banks. `onDevice`: it was worked out there, and nothing is sent. */
export function ElsewhereEntry({
  elsewhere,
  onDevice,
  spoken,
}: {
  elsewhere: Elsewhere;
  onDevice: boolean;
  spoken: Spoken;
}) {
  const say = elsewhereSays(spoken);
  const { charges, paid, currency, on, ceiling, rows, unknown, unseen, fields } = elsewhere;
  const money = (sum: bigint) => exactMoney(sum, currency);
  const span = ({ low, high }: { low: bigint; high: bigint | null }): string =>
    high === null
      ? say.text("elsewhere.or_more", { low: money(low) })
      : low === high
        ? money(low)
        : say.text("elsewhere.span", { low: money(low), high: money(high) });
  const leftOut = ({ why, charges: count }: Elsewhere["unseen"][number]) =>
    say.text("elsewhere.left_out_also", { count, what: say.text(`elsewhere.unseen.${why}`) });
  const table = (part: Elsewhere["rows"], caption: string) => (
    <Table
      caption={caption}
      columns={[
        { label: say.text("elsewhere.bank") },
        { label: say.text("elsewhere.same"), kind: "num" },
        { label: say.text("elsewhere.own_prices") },
      ]}
      rows={part.map((row) => ({
        key: row.product ?? row.bank,
        cells: [
          <>
            {row.name}
            {row.own ? <span class="keeps">{say("elsewhere.own")}</span> : null}
          </>,
          span(row),
          say(`elsewhere.known.${row.known}`),
        ],
      }))}
    />
  );
  return (
    <Entry title={say("elsewhere.title")} id="elsewhere">
      <p>
        {say(charges === 1 ? "elsewhere.took_one" : "elsewhere.took", { count: charges, day: dateWords(on) })}
        {onDevice ? <> {say("elsewhere.here")}</> : null}
      </p>
      <dl class="sum">
        <div>
          <dt>{say("elsewhere.paid")}</dt>
          <dd>{money(paid)}</dd>
        </div>
        <div>
          <dt>{say("elsewhere.ceiling")}</dt>
          <dd>{span(ceiling)}</dd>
        </div>
      </dl>
      {rows.length > 0 ? (
        <details>
          <summary>{say(rows.length === 1 ? "elsewhere.show_one" : "elsewhere.show", { count: rows.length })}</summary>
          {table(rows, say.text("elsewhere.order"))}
        </details>
      ) : null}
      <p>{say("elsewhere.unknown", { count: unknown })}</p>
      <p>{say("elsewhere.left_out", { others: unseen.map(leftOut).join("") })}</p>
      {onDevice ? null : (
        <p>
          <a class="tap" href={`/compare?${new URLSearchParams(fields)}`}>
            {say("elsewhere.year")}
          </a>{" "}
          <span class="keeps">{say("elsewhere.address")}</span>
        </p>
      )}
    </Entry>
  );
}
