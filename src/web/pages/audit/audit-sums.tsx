/** One statement in sums: what was taken and what is too much, and where it went. */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { PAYEES } from "../../../words/en/names.ts";
import { type ShareBar, ShareBars } from "../../charts/share-bars.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { monthWords } from "../../ui/words.ts";
import { minor, type Names, serviceName } from "./audit-view.ts";

/** Bars of one chart; the table below has every sum. */
const MOST_BARS = 24;

export function Sums({ result, names, currency }: { result: AuditResult; names: Names; currency: string }) {
  const { byService, byPayee, byMonth, charged, allowed, over, cannotTell, returned } = result.totals;
  const charges = result.lines.filter((line) => line.verdict !== null).length;
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
      <p>
        Charged {money(charged)} in {charges === 1 ? "one line" : `${charges} lines`}: {money(allowed)} right,{" "}
        {money(over)} too much, {money(cannotTell)} we cannot tell.
        {minor(returned) > 0n ? ` Another ${money(returned)} was given back already.` : ""}
      </p>
      <details>
        <summary>By what was charged, by who keeps it, and by month</summary>
        <ShareBars about="By what was charged." bars={bars(byService, (sum) => serviceName(names, sum.service))} />
        <Table
          caption="By what was charged"
          columns={columns("Fee")}
          rows={byService.map((sum) => row(sum.service, serviceName(names, sum.service), sum))}
        />
        <ShareBars about="By who keeps it." bars={bars(byPayee, (sum) => PAYEES[sum.payee])} />
        <Table
          caption="By who keeps it"
          columns={columns("Who")}
          rows={byPayee.map((sum) => row(sum.payee, PAYEES[sum.payee], sum))}
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
