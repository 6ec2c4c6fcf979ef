/** One idea: A made account in a made layout as what stands on its pages: texts, rules and fills at their places, y growing downwards. */
import type { Account, Payment } from "./made-account.ts";
import { type LayoutColumn, type MadeLayout, printDay, printSum } from "./made-layout.ts";

export type Drawing =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly bold?: boolean;
      readonly turn?: number;
    }
  | { readonly kind: "fill"; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: "rule"; readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

export type Measure = (text: string, size: number) => number;
export type DrawnPage = readonly Drawing[];

/** Words to lines no wider than a column; a word that is wider is broken. */
function wrap(text: string, width: number, size: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (measure(line, size) > width && line.length > 1) {
      // a narrow cell breaks a day behind its hyphen before it breaks inside
      let take = line.length - 1;
      while (take > 1 && measure(line.slice(0, take), size) > width) take--;
      const hyphen = line.slice(0, take).lastIndexOf("-");
      if (hyphen > 1 && /\d/.test(line) && line.length < 13) take = hyphen + 1;
      lines.push(line.slice(0, take));
      line = line.slice(take);
    }
  }
  return line === "" ? lines : [...lines, line];
}

export function drawPages(accounts: readonly Account[], layout: MadeLayout, measure: Measure): DrawnPage[] {
  const paper = new Paper(layout, measure);
  accounts.forEach((account, i) => {
    paper.account(account, i === 0, accounts.length > 1);
  });
  return paper.finish();
}

const LEFT = 25;
const TOP = 40;
const BOTTOM = 45;

class Paper {
  readonly #layout: MadeLayout;
  readonly #measure: Measure;
  readonly #pages: Drawing[][] = [];
  #y = 0;
  #row = 0;

  constructor(layout: MadeLayout, measure: Measure) {
    this.#layout = layout;
    this.#measure = measure;
    this.#page();
  }

  finish(): DrawnPage[] {
    const { footer, watermark, pageHeight, pageWidth } = this.#layout;
    this.#pages.forEach((page, i) => {
      if (footer)
        page.push({
          kind: "text",
          x: LEFT,
          y: pageHeight - 20,
          size: 6,
          text: `Page ${i + 1} of ${this.#pages.length}. This is a computer generated statement and needs no signature.`,
        });
      if (watermark)
        page.push({
          kind: "text",
          x: pageWidth * 0.2,
          y: pageHeight * 0.75,
          size: 60,
          text: "CONFIDENTIAL",
          turn: -40,
        });
    });
    return this.#pages;
  }

  get #drawn(): Drawing[] {
    return this.#pages.at(-1) as Drawing[];
  }

  #page(): void {
    this.#pages.push([]);
    this.#y = TOP;
  }

  #text(x: number, y: number, text: string, size = this.#layout.size, bold = false): void {
    const { noHyphen } = this.#layout;
    if (text !== "")
      this.#drawn.push({
        kind: "text",
        x,
        y,
        text: noHyphen === "soft" ? text.replace(/-/g, "\u00ad") : text,
        size,
        bold,
      });
  }

  account(account: Account, first: boolean, several: boolean): void {
    const { layout } = { layout: this.#layout };
    const { size, summary } = layout;
    if (first) this.#text(LEFT, this.#y, "Example Savings Bank", size * 1.7);
    this.#y += first ? size * 2.6 : size * 3;
    if (this.#y > layout.pageHeight * 0.7) this.#page();
    this.#text(LEFT, this.#y, "STATEMENT OF ACCOUNT", size * 1.3);
    this.#y += size * 2;
    const facts: [string, string][] = [
      ["Account Name:", account.holder],
      ["Account Number:", account.number],
      ["Currency:", account.currency],
      ["Statement Period:", `${printDay(account.from, "dd-MMM-yyyy")} to ${printDay(account.to, "dd-MMM-yyyy")}`],
    ];
    if (summary || several)
      facts.push(
        ["Opening Balance:", printSum(account.opening, layout, true)],
        ["Closing Balance:", printSum(account.closing, layout, true)],
      );
    for (const [label, value] of facts) {
      this.#text(LEFT, this.#y, label);
      this.#text(LEFT + size * 14, this.#y, value);
      this.#y += size * 1.5;
    }
    this.#y += size;
    this.#header();
    const payments = layout.newestFirst ? [...account.payments].reverse() : account.payments;
    const printed = layout.numbers;
    if (layout.forwarded && !layout.newestFirst)
      this.#cells(
        this.#wordRow(
          "BALANCE BROUGHT FORWARD",
          printSum(account.opening, layout, layout.minus !== "sign" ? true : account.opening < 0),
        ),
      );
    let lastDay = "";
    for (const payment of payments) {
      this.#cells(this.#cellsOf(payment, layout.dateOnce && payment.day === lastDay));
      lastDay = payment.day;
    }
    if (layout.totals && printed && layout.columns.some((one) => one.part === "debit"))
      this.#cells(this.#totals(account));
    this.#y += size * 2;
  }

  #header(): void {
    const { columns, size, leading, labelled } = this.#layout;
    if (!labelled) return;
    const texts = columns.map((column) => wrap(column.label, column.width - 4, size, this.#measure));
    const most = Math.max(...texts.map((lines) => lines.length));
    let x = LEFT;
    columns.forEach((column, i) => {
      const lines = texts[i] as string[];
      lines.forEach((line, k) => {
        const drop =
          column.stand === "top" ? 0 : column.stand === "middle" ? (most - lines.length) / 2 : most - lines.length;
        this.#text(this.#lean(x, column, line), this.#y + size + (k + drop) * leading, line, size, true);
      });
      x += column.width;
    });
    this.#y += most * leading + size * 0.8;
  }

  #lean(x: number, { lean, width }: LayoutColumn, text: string): number {
    const wide = this.#measure(text, this.#layout.size);
    return lean === "left" ? x + 2 : lean === "right" ? x + width - 2 - wide : x + (width - wide) / 2;
  }

  #cellsOf(payment: Payment, sameDay: boolean): string[] {
    const layout = this.#layout;
    return layout.columns.map(({ part }): string => {
      switch (part) {
        case "date":
          return sameDay ? "" : `${printDay(payment.day, layout.dates)}${layout.times ? ` ${payment.time}` : ""}`;
        case "valueDate":
          return printDay(payment.valueDay, layout.dates);
        case "narration":
          return payment.narration;
        case "reference":
          return payment.reference;
        case "branch":
          return payment.branch;
        case "debit":
          return payment.cents < 0 ? printSum(payment.cents, layout, false) : this.#blank();
        case "credit":
          return payment.cents > 0 ? printSum(payment.cents, layout, false) : this.#blank();
        case "amount":
          return printSum(payment.cents, layout, true);
        case "balance":
          return printSum(payment.balance, layout, layout.minus === "mark" || payment.balance < 0);
        default:
          return payment.cents < 0 ? "DR" : "CR";
      }
    });
  }

  #blank(): string {
    const { blank, numbers } = this.#layout;
    return blank === "0.00" && (numbers === "comma" || numbers === "space") ? "0,00" : blank;
  }

  #wordRow(words: string, balance: string): string[] {
    return this.#layout.columns.map(({ part }) => (part === "narration" ? words : part === "balance" ? balance : ""));
  }

  #totals(account: Account): string[] {
    const sum = (out: boolean): number =>
      account.payments.reduce((all, { cents }) => (cents < 0 === out ? all + Math.abs(cents) : all), 0);
    return this.#layout.columns.map(({ part }) =>
      part === "narration"
        ? "TOTAL"
        : part === "debit"
          ? printSum(sum(true), this.#layout, false)
          : part === "credit"
            ? printSum(sum(false), this.#layout, false)
            : "",
    );
  }

  #cells(cells: readonly string[]): void {
    const { columns, size, leading, padding, pageHeight, lines: ruled, repeatHeader } = this.#layout;
    const wrapped = columns.map((column, i) => wrap(cells[i] ?? "", column.width - 4, size, this.#measure));
    const most = Math.max(1, ...wrapped.map((lines) => lines.length));
    const height = most * leading + padding;
    if (this.#y + height > pageHeight - BOTTOM) {
      this.#page();
      if (repeatHeader) this.#header();
    }
    const width = columns.reduce((all, one) => all + one.width, 0);
    const top = this.#y;
    if (ruled === "zebra" && this.#row % 2 === 0) this.#drawn.push({ kind: "fill", x: LEFT, y: top, width, height });
    if (ruled === "rules" || ruled === "grid")
      this.#drawn.push({ kind: "rule", x0: LEFT, y0: top + height, x1: LEFT + width, y1: top + height });
    let x = LEFT;
    columns.forEach((column, i) => {
      if (ruled === "grid") this.#drawn.push({ kind: "rule", x0: x, y0: top, x1: x, y1: top + height });
      const lines = wrapped[i] as string[];
      const drop =
        column.stand === "top" ? 0 : column.stand === "middle" ? (most - lines.length) / 2 : most - lines.length;
      lines.forEach((line, k) => {
        this.#text(this.#lean(x, column, line), top + padding / 2 + leading * 0.8 + (k + drop) * leading, line);
      });
      x += column.width;
    });
    this.#row++;
    this.#y += height;
  }
}
