/** What a bank's or a program's habits add to a layout: how pages turn and break, where cells stand, how glyphs are drawn. */
import type { Chance } from "./chance.ts";
import type { LayoutColumn, Lean, MadeLayout, Stand } from "./made-layout.ts";

export type Habits = {
  /** Names of what was drawn, for the person who reads a failure. */
  readonly kinds: readonly string[];
  readonly printer: "pdfkit" | "hand";
  /** Of the printer by hand: how it shows a text. */
  readonly show: "plain" | "kerned" | "scaled" | "moved" | "gaps";
  readonly glyphs: "standard" | "type3";
  readonly ligatures: boolean;
  readonly inForm: boolean;
  /** Degrees by which the content lies in the page; `said` when the page says so with /Rotate. */
  readonly turn: 0 | 90 | 180 | 270;
  readonly turnSaid: boolean;
  /** Points between letters. */
  readonly letterSpace: number;
  readonly order: "rows" | "columns" | "scrambled";
  /** A layer of invisible words behind a picture, each a hair off its place. */
  readonly behindPicture: boolean;
  /** A row may begin on one page and end on the next. */
  readonly splitRows: boolean;
  readonly pageFoot: "none" | "totals" | "carried";
};

export const NO_HABITS: Habits = {
  kinds: [],
  printer: "pdfkit",
  show: "plain",
  glyphs: "standard",
  ligatures: false,
  inForm: false,
  turn: 0,
  turnSaid: false,
  letterSpace: 0,
  order: "rows",
  behindPicture: false,
  splitRows: false,
  pageFoot: "none",
};

/** A layout with a few habits; each is in one of five to twelve. */
export function withHabits(plain: MadeLayout, chance: Chance): MadeLayout {
  const kinds: string[] = [];
  const says = (kind: string, share: number): boolean => {
    const is = chance.is(share);
    if (is) kinds.push(kind);
    return is;
  };
  const byHand = says("by hand", 0.5);
  const turned = byHand && says("turned", 0.18);
  const behindPicture = byHand && !turned && says("behind a picture", 0.1);
  const narrow = plain.columns.every(({ width }) => width > plain.size * 4.4);
  const footed = !plain.newestFirst && says("page foot", 0.15);
  const habits: Habits = {
    kinds,
    printer: byHand ? "hand" : "pdfkit",
    show: byHand ? chance.of(["plain", "kerned", "scaled", "moved", "gaps"]) : "plain",
    glyphs: byHand && !behindPicture && says("type3", 0.15) ? "type3" : "standard",
    ligatures: byHand && says("ligatures", 0.15),
    inForm: byHand && says("in a form", 0.12),
    turn: turned ? chance.of([90, 180, 270]) : 0,
    turnSaid: turned && chance.is(0.6),
    letterSpace: byHand && narrow && says("letters apart", 0.12) ? 0.2 + chance.next() * 0.6 : 0,
    order: says("scrambled", 0.1) ? "scrambled" : says("column by column", 0.1) ? "columns" : "rows",
    behindPicture,
    splitRows: says("split rows", 0.12),
    pageFoot: footed ? chance.of(["totals", "carried"]) : "none",
  };
  return { ...plain, columns: columnsWith(plain.columns, chance, says), habits };
}

function columnsWith(
  columns: readonly LayoutColumn[],
  chance: Chance,
  says: (kind: string, share: number) => boolean,
): readonly LayoutColumn[] {
  let all = [...columns];
  const balance = all.findIndex((one) => one.part === "balance");
  const moves = all.findIndex((one) => one.part === "debit" || one.part === "credit" || one.part === "amount");
  if (balance > moves && says("balance first", 0.1)) {
    const [own] = all.splice(balance, 1) as [LayoutColumn];
    all.splice(moves, 0, own);
  }
  const lean = (to: Lean, of: (column: LayoutColumn) => boolean): void => {
    all = all.map((one) => (of(one) ? { ...one, lean: to } : one));
  };
  if (says("narration right", 0.08)) lean("right", (one) => one.part === "narration");
  if (says("days right", 0.06)) lean("right", (one) => one.part === "date" || one.part === "valueDate");
  if (says("label above", 0.12)) all = all.map((one) => ({ ...one, label: one.label.replace(" ", "\n") }));
  if (says("stands differ", 0.1)) {
    const [texts, others]: [Stand, Stand] = chance.of([
      ["top", "middle"],
      ["middle", "top"],
      ["bottom", "middle"],
    ]);
    all = all.map((one) => ({ ...one, stand: one.part === "narration" || one.part === "reference" ? texts : others }));
  }
  return all;
}
