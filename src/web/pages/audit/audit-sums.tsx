/** One statement in sums: what was taken and what is too much, and where it went. */
import type { AuditResult } from "../../../domain/audit/audit-result.ts";
import { exactMoney } from "../../../domain/money/money-words.ts";
import { CHARGES } from "../../../words/en/audit/charges.ts";
import { PAYEES, SHARES } from "../../../words/en/names.ts";
import { type ShareBar, ShareBars } from "../../charts/share-bars.tsx";
import { Entry } from "../../ui/entry.tsx";
import { Table } from "../../ui/table.tsx";
import { monthWords } from "../../ui/words.ts";
import { minor, type Names, serviceName } from "./audit-view.ts";
import { sayOf } from "./say-audit.tsx";

/** Bars of one chart; the table below has every sum. */
const MOST_BARS = 24;

const sumsSay = sayOf(CHARGES, { PAYEES, SHARES });

export function Sums({ result, names, currency }: { result: AuditResult; names: Names; currency: string }) {
  const { byService, byPayee, byMonth, charged, allowed, over, cannotTell, returned } = result.totals;
  const say = sumsSay(names);
  const charges = result.lines.filter((line) => line.verdict !== null).length;
  if (byService.length === 0) return null;
  const money = (text: string) => exactMoney(minor(text), currency);
  const columns = (first: string) =>
    [
      { label: first },
      { label: say.text("result.charged"), kind: "num" },
      { label: say.text("result.allowed"), kind: "num" },
      { label: say.text("result.open"), kind: "num" },
      { label: say.text("result.over"), kind: "num" },
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
  const sums = { charged: money(charged), allowed: money(allowed), over: money(over), open: money(cannotTell) };
  const legend = {
    right: say.called("SHARES", "right"),
    unsure: say.called("SHARES", "unsure"),
    over: say.called("SHARES", "over"),
  };
  const payee = (sum: { payee: string }) => say.called("PAYEES", sum.payee);
  const [byFee, byWho, byMonths] = [
    say.text("result.by_fee"),
    say.text("result.by_payee"),
    say.text("result.by_month"),
  ];
  return (
    <Entry title={say("result.went")}>
      <p>
        {charges === 1 ? say("result.sums_one", sums) : say("result.sums", { ...sums, count: charges })}
        {minor(returned) > 0n ? <> {say("result.given_back", { sum: money(returned) })}</> : null}
      </p>
      <details>
        <summary>{say("result.all_ways")}</summary>
        <ShareBars
          legend={legend}
          about={`${byFee}.`}
          bars={bars(byService, (sum) => serviceName(names, sum.service))}
        />
        <Table
          caption={byFee}
          columns={columns(say.text("result.fee"))}
          rows={byService.map((sum) => row(sum.service, serviceName(names, sum.service), sum))}
        />
        <ShareBars legend={legend} about={`${byWho}.`} bars={bars(byPayee, payee)} />
        <Table
          caption={byWho}
          columns={columns(say.text("result.who"))}
          rows={byPayee.map((sum) => row(sum.payee, payee(sum), sum))}
        />
        <ShareBars
          legend={legend}
          about={`${byMonths}.`}
          bars={bars(byMonth.slice(-MOST_BARS), (sum) => monthWords(sum.month))}
        />
        <Table
          caption={byMonths}
          columns={columns(say.text("result.month"))}
          rows={byMonth.map((sum) => row(sum.month, monthWords(sum.month), sum))}
        />
      </details>
    </Entry>
  );
}
