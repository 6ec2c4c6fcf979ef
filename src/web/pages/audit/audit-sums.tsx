/** One statement in sums: what was taken and what is too much, and where it went. */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/fees/price-words.ts";
import { type ShareBar, ShareBars } from "../../charts/share-bars.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { dateWords, monthWords, PAYEE_WORDS } from "../../ui/words.ts";
import { SumList } from "./audit-head.tsx";
import { minor, type Names, serviceName } from "./audit-view.ts";

const ACCOUNT_WORDS = {
  savings: "Savings account.",
  current: "Current account.",
  domiciliary: "Foreign-currency account.",
} as const;

/** Bars of one chart; the table below has every sum. */
const MOST_BARS = 24;

export function Summary({ result, names, currency }: { result: AuditResult; names: Names; currency: string }) {
  const { rows, chain, from, to, bank, account } = result.statement;
  const { totals } = result;
  const charges = result.lines.filter((line) => line.verdict !== null).length;
  return (
    <>
      <p class="lead">
        {from && to ? `${dateWords(from)} to ${dateWords(to)}. ` : ""}
        {bank
          ? `${names.banks[bank] ?? bank}. `
          : "The file names no bank, so we used the rules for commercial banks. "}
        {account.type === "unknown" ? "It does not say what kind of account it is." : ACCOUNT_WORDS[account.type]}
      </p>
      <p class={chain.state === "broken" || rows.rejected > 0 ? "note wait" : "note"}>
        <strong>
          We read {rows.read} of {rows.total} lines.
        </strong>{" "}
        {chain.state === "complete"
          ? `The balances add up${rows.rejected === 0 ? ", so no line is missing" : ""}.`
          : chain.state === "broken"
            ? `The balances do not add up at row ${chain.breaks.slice(0, 5).join(", ")}: something may be missing there.`
            : "The file has no balance column, so we cannot prove that no line is missing."}
        {rows.rejected > 0
          ? rows.rejected === 1
            ? " One could not be read; it is listed below."
            : ` ${rows.rejected} could not be read; they are listed below.`
          : ""}
      </p>
      <SumList totals={totals} currency={currency} of={`${charges} ${charges === 1 ? "line" : "lines"}`} />
    </>
  );
}

export function Sums({ result, names, currency }: { result: AuditResult; names: Names; currency: string }) {
  const { byService, byPayee, byMonth } = result.totals;
  if (byService.length === 0) return null;
  const money = (text: string) => exactMoney(minor(text), currency);
  const columns = (first: string) =>
    [
      { label: first },
      { label: "Charged", kind: "num" },
      { label: "Right", kind: "num" },
      { label: "Cannot tell", kind: "num" },
      { label: "Too much", kind: "num" },
    ] as const;
  type Sum = { charged: string; allowed: string; over: string; cannotTell: string };
  const bars = <T extends Sum>(sums: readonly T[], label: (sum: T) => string): ShareBar[] =>
    sums.slice(0, MOST_BARS).map((sum, i) => ({
      key: String(i),
      label: label(sum),
      right: minor(sum.allowed),
      unsure: minor(sum.cannotTell),
      over: minor(sum.over),
      sum: money(sum.charged),
    }));
  const row = (key: string, label: string, sum: Sum) => ({
    key,
    cells: [label, money(sum.charged), money(sum.allowed), money(sum.cannotTell), money(sum.over)],
  });
  return (
    <Entry title="Where it went">
      <ShareBars about="By what was charged." bars={bars(byService, (sum) => serviceName(names, sum.service))} />
      <Table
        caption="By what was charged"
        columns={columns("Fee")}
        rows={byService.map((sum) => row(sum.service, serviceName(names, sum.service), sum))}
      />
      <details>
        <summary>By who keeps it, and by month</summary>
        <ShareBars about="By who keeps it." bars={bars(byPayee, (sum) => PAYEE_WORDS[sum.payee])} />
        <Table
          caption="By who keeps it"
          columns={columns("Who")}
          rows={byPayee.map((sum) => row(sum.payee, PAYEE_WORDS[sum.payee], sum))}
        />
        <ShareBars about="By month." bars={bars(byMonth.slice(-MOST_BARS), (sum) => monthWords(sum.month))} />
        <Table
          caption="By month"
          columns={columns("Month")}
          rows={byMonth.map((sum) => row(sum.month, monthWords(sum.month), sum))}
        />
      </details>
    </Entry>
  );
}
