/** A made statement as a PDF, by its seed: what it says, and what a right reader must find. */
import { Chance } from "./chance.ts";
import { inOrder } from "./draw-order.ts";
import { drawPages } from "./draw-pages.ts";
import { type Account, madeAccount } from "./made-account.ts";
import { type MadeLayout, madeLayout } from "./made-layout.ts";
import { printByHand } from "./print-by-hand.ts";
import { FONT_NAMES, type FontName, type Lock, measureIn, printPdfkit } from "./print-pdfkit.ts";

export type TruthLine = {
  readonly date: string;
  readonly alsoDate?: string;
  readonly amount: string;
  readonly balance: string | null;
  readonly narration: string;
  /** What other cells of the row say in words. */
  readonly beside: string;
};
export type Truth = {
  readonly kind: string;
  readonly password?: string;
  readonly statements: readonly {
    readonly bank: null;
    readonly currency: null;
    readonly opening: string | null;
    readonly closing: string | null;
    readonly lines: readonly TruthLine[];
  }[];
};
export type Printed = { readonly bytes: Uint8Array; readonly truth: Truth; readonly layout: MadeLayout };

const money = (cents: number): string =>
  `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

function truthOf(accounts: readonly Account[], layout: MadeLayout, kind: string, password?: string): Truth {
  const has = (part: string) => layout.columns.some((one) => one.part === part);
  return {
    kind,
    ...(password === undefined ? {} : { password }),
    statements: accounts.map((account) => {
      const lines = account.payments.map(
        (one): TruthLine => ({
          date: one.day,
          ...(has("valueDate") ? { alsoDate: one.valueDay } : {}),
          amount: money(one.cents),
          balance: has("balance") ? money(one.balance) : null,
          narration: one.narration,
          beside: `${one.reference} ${one.branch} ${one.time} ${one.day} ${one.valueDay}`,
        }),
      );
      return {
        bank: null,
        currency: null,
        opening: money(account.opening),
        closing: money(account.closing),
        lines: layout.newestFirst ? lines.reverse() : lines,
      };
    }),
  };
}

const LOCKS: readonly (Lock & { readonly says: string })[] = [
  { pdfVersion: "1.3", userPassword: "7781", ownerPassword: "bank", says: "rc4-40" },
  { pdfVersion: "1.4", userPassword: "7781", ownerPassword: "bank", says: "rc4-128" },
  { pdfVersion: "1.7", userPassword: "7781", ownerPassword: "bank", says: "aes-128" },
  { pdfVersion: "1.7ext3", userPassword: "7781", ownerPassword: "bank", says: "aes-256" },
  { pdfVersion: "1.4", ownerPassword: "bank", says: "owner only" },
  { pdfVersion: "1.7ext3", ownerPassword: "bank", says: "owner only aes-256" },
];

/** How many rows there may be in a statement. */
const ROWS: readonly number[] = [4, 9, 18, 30, 60];

export async function madePrinted(seed: number, sizes = ROWS): Promise<Printed> {
  const chance = new Chance(seed);
  const layout = madeLayout(chance, new Chance(seed + 1_000_003));
  const { habits } = layout;
  const several = chance.is(0.1);
  const rows = chance.of(sizes);
  const accounts = Array.from({ length: several ? chance.between(2, 3) : 1 }, () =>
    madeAccount(chance, several ? Math.min(rows, 14) : rows, "NGN"),
  );
  const drawnFont = chance.of(FONT_NAMES);
  const lock = chance.is(0.12) && habits.printer === "pdfkit" ? chance.of(LOCKS) : undefined;
  const font: FontName = habits.printer === "hand" && drawnFont === "dejavu" ? "Helvetica" : drawnFont;
  const pages = drawPages(accounts, layout, measureIn(layout, font)).map((page, i) =>
    inOrder(page, habits.order, new Chance(seed * 17 + i)),
  );
  const { says, ...how } = lock ?? { says: "" };
  const bytes =
    habits.printer === "hand" && font !== "dejavu"
      ? printByHand(pages, layout, font, seed)
      : await printPdfkit(pages, layout, font, lock ? (how as Lock) : undefined);
  const kind = ["made", says, ...habits.kinds].filter(Boolean).join(", ");
  return { bytes, truth: truthOf(accounts, layout, kind, lock?.userPassword), layout };
}
