/** A made account in a made layout as what stands on its pages: texts, rules and fills at their places, y growing downwards. */
import type { Account, Payment } from "./made-account.ts";
import { type LayoutColumn, type MadeLayout, printDay, printSum, type Stand } from "./made-layout.ts";
import { type Measure, wrapText } from "./wrap-text.ts";

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

export type DrawnPage = readonly Drawing[];

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
  /** What the payments of this page come to, where its foot says so. */
  #foot: { debit: number; credit: number; balance: number } | null = null;

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
    this.#foot = layout.habits.pageFoot === "none" ? null : { debit: 0, credit: 0, balance: account.opening };
    for (const payment of payments) {
      this.#cells(this.#cellsOf(payment, layout.dateOnce && payment.day === lastDay));
      lastDay = payment.day;
      if (!this.#foot) continue;
      this.#foot.balance = payment.balance;
      this.#foot[payment.cents < 0 ? "debit" : "credit"] += Math.abs(payment.cents);
    }
    this.#foot = null;
    if (layout.totals && printed && layout.columns.some((one) => one.part === "debit"))
      this.#cells(this.#totals(account));
    this.#y += size * 2;
  }

  #header(): void {
    const { columns, size, leading, labelled } = this.#layout;
    if (!labelled) return;
    const texts = columns.map((column) => wrapText(column.label, column.width - 4, size, this.#measure));
    const most = Math.max(...texts.map((lines) => lines.length));
    let x = LEFT;
    columns.forEach((column, i) => {
      const lines = texts[i] as string[];
      lines.forEach((line, k) => {
        const drop = dropOf(column.stand, most, lines.length);
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
    return this.#sumRow("TOTAL", sum(true), sum(false));
  }

  #sumRow(words: string, debit: number, credit: number): string[] {
    return this.#layout.columns.map(({ part }) =>
      part === "narration"
        ? words
        : part === "debit"
          ? printSum(debit, this.#layout, false)
          : part === "credit"
            ? printSum(credit, this.#layout, false)
            : "",
    );
  }

  /** The end of a page and the begin of the next, with what this bank prints there. */
  #turnOver(): void {
    const { repeatHeader, habits, columns, minus } = this.#layout;
    const foot = this.#foot;
    this.#foot = null;
    const balance = foot && printSum(foot.balance, this.#layout, minus !== "sign" || foot.balance < 0);
    const carries = habits.pageFoot === "carried" && columns.some((one) => one.part === "balance");
    if (foot && carries) this.#whole(this.#wordRow("BALANCE CARRIED FORWARD", balance ?? ""));
    else if (foot && columns.some((one) => one.part === "debit"))
      this.#whole(this.#sumRow("PAGE TOTAL", foot.debit, foot.credit));
    this.#page();
    if (repeatHeader) this.#header();
    if (foot && carries) this.#whole(this.#wordRow("BALANCE BROUGHT FORWARD", balance ?? ""));
    this.#foot = foot && { ...foot, debit: 0, credit: 0 };
  }

  #wrapped(cells: readonly string[]): string[][] {
    const { columns, size } = this.#layout;
    return columns.map((column, i) => wrapText(cells[i] ?? "", column.width - 4, size, this.#measure));
  }

  #cells(cells: readonly string[]): void {
    const { leading, padding, pageHeight, habits } = this.#layout;
    const wrapped = this.#wrapped(cells);
    const most = Math.max(1, ...wrapped.map((lines) => lines.length));
    const room = pageHeight - BOTTOM - (this.#foot ? leading + padding : 0) - this.#y;
    const fits = Math.floor((room - padding) / leading);
    const broken = fits < most && fits >= 1 && habits.splitRows;
    if (!broken) {
      if (fits < most) this.#turnOver();
      this.#whole(cells);
      return;
    }
    // the sums stand in the first part, whatever their stand; the rest of the texts follows on the next page
    this.#draw(
      wrapped.map((lines) => lines.slice(0, fits)),
      "top",
    );
    this.#turnOver();
    this.#draw(
      wrapped.map((lines) => lines.slice(fits)),
      "top",
    );
  }

  #whole(cells: readonly string[]): void {
    this.#draw(this.#wrapped(cells));
  }

  #draw(wrapped: readonly (readonly string[])[], stand?: "top"): void {
    const { columns, leading, padding, lines: ruled } = this.#layout;
    const most = Math.max(1, ...wrapped.map((lines) => lines.length));
    const height = most * leading + padding;
    const width = columns.reduce((all, one) => all + one.width, 0);
    const top = this.#y;
    if (ruled === "zebra" && this.#row % 2 === 0) this.#drawn.push({ kind: "fill", x: LEFT, y: top, width, height });
    if (ruled === "rules" || ruled === "grid")
      this.#drawn.push({ kind: "rule", x0: LEFT, y0: top + height, x1: LEFT + width, y1: top + height });
    let x = LEFT;
    columns.forEach((column, i) => {
      if (ruled === "grid") this.#drawn.push({ kind: "rule", x0: x, y0: top, x1: x, y1: top + height });
      const lines = wrapped[i] as readonly string[];
      const drop = dropOf(stand ?? column.stand, most, lines.length);
      lines.forEach((line, k) => {
        this.#text(this.#lean(x, column, line), top + padding / 2 + leading * 0.8 + (k + drop) * leading, line);
      });
      x += column.width;
    });
    this.#row++;
    this.#y += height;
  }
}

/** How many lines below the top of its row a cell begins. */
const dropOf = (stand: Stand, most: number, own: number): number =>
  stand === "top" ? 0 : stand === "middle" ? (most - own) / 2 : most - own;
