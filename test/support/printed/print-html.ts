/** A made account in a made layout as a page of HTML, which a browser prints: it wraps, centres and breaks pages by its own rules. */
import type { Account, Payment } from "./made-account.ts";
import { type MadeLayout, printDay, printSum } from "./made-layout.ts";

const inHtml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

export function printHtml(accounts: readonly Account[], layout: MadeLayout): string {
  const { columns, lines } = layout;
  const ruled =
    lines === "grid"
      ? "td,th{border:1px solid #aaa}"
      : lines === "rules"
        ? "tr{border-bottom:1px solid #aaa}"
        : lines === "zebra"
          ? "tr:nth-child(even){background:#eee}"
          : "";
  const style = `@page{size:${layout.pageWidth}pt ${layout.pageHeight}pt;margin:30pt 25pt}
body{font:${layout.size}pt Helvetica,Arial,sans-serif;margin:0;line-height:${(layout.leading / layout.size).toFixed(2)}}
table{border-collapse:collapse;table-layout:fixed;width:${columns.reduce((sum, one) => sum + one.width, 0)}pt}
td,th{padding:${layout.padding / 2}pt 2pt;overflow-wrap:break-word;font-weight:normal}thead{display:${layout.repeatHeader ? "table-header-group" : "table-row-group"}}
h1{font-size:${layout.size * 1.7}pt}${ruled}${layout.watermark ? ".mark{position:fixed;top:40%;left:10%;transform:rotate(-35deg);font-size:60pt;color:#ddd}" : ""}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${layout.watermark ? '<div class="mark">CONFIDENTIAL</div>' : ""}<h1>Example Savings Bank</h1>${accounts.map((account) => tableOf(account, layout)).join("")}`;
}

function tableOf(account: Account, layout: MadeLayout): string {
  const { columns } = layout;
  const cell = (tag: string, text: string, i: number): string => {
    const column = columns[i];
    const lean = column?.lean === "centre" ? "center" : column?.lean;
    return `<${tag} style="width:${column?.width}pt;text-align:${lean};vertical-align:${column?.stand}">${inHtml(text)}</${tag}>`;
  };
  const facts = [
    ["Account Name", account.holder],
    ["Account Number", account.number],
    ["Statement Period", `${printDay(account.from, "dd-MMM-yyyy")} to ${printDay(account.to, "dd-MMM-yyyy")}`],
    ["Opening Balance", printSum(account.opening, layout, true)],
    ["Closing Balance", printSum(account.closing, layout, true)],
  ];
  const payments = layout.newestFirst ? [...account.payments].reverse() : account.payments;
  const rows = payments.map(
    (one) => `<tr>${columns.map(({ part }, i) => cell("td", cellOf(one, part, layout), i)).join("")}</tr>`,
  );
  const head = layout.labelled
    ? `<thead><tr>${columns.map((column, i) => cell("th", column.label, i)).join("")}</tr></thead>`
    : "";
  return `<h2>STATEMENT OF ACCOUNT</h2>${facts.map(([label, value]) => `<div><span style="display:inline-block;width:120pt">${label}</span><span>${inHtml(value ?? "")}</span></div>`).join("")}<br><table>${head}<tbody>${rows.join("")}</tbody></table>`;
}

export function cellOf(payment: Payment, part: string, layout: MadeLayout): string {
  switch (part) {
    case "date":
      return `${printDay(payment.day, layout.dates)}${layout.times ? ` ${payment.time}` : ""}`;
    case "valueDate":
      return printDay(payment.valueDay, layout.dates);
    case "narration":
      return payment.narration;
    case "reference":
      return payment.reference;
    case "branch":
      return payment.branch;
    case "debit":
      return payment.cents < 0 ? printSum(payment.cents, layout, false) : layout.blank;
    case "credit":
      return payment.cents > 0 ? printSum(payment.cents, layout, false) : layout.blank;
    case "amount":
      return printSum(payment.cents, layout, true);
    default:
      return printSum(payment.balance, layout, layout.minus === "mark" || payment.balance < 0);
  }
}
