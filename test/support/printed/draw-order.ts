import type { Chance } from "./chance.ts";
import type { Drawing, DrawnPage } from "./draw-pages.ts";

/** The drawings of a page in the order of a program: as they stand, column by column, or in none at all. Fills stay below. */
export function inOrder(page: DrawnPage, order: "rows" | "columns" | "scrambled", chance: Chance): DrawnPage {
  if (order === "rows") return page;
  const [texts, others] = [page.filter(isText), page.filter((one) => !isText(one))];
  if (order === "columns")
    return [...others, ...texts.sort((a, b) => Math.round(a.x / 4) - Math.round(b.x / 4) || a.y - b.y)];
  const mixed = texts.map((one) => ({ one, at: chance.next() })).sort((a, b) => a.at - b.at);
  return [...others, ...mixed.map(({ one }) => one)];
}

const isText = (one: Drawing): one is Drawing & { readonly kind: "text" } => one.kind === "text";
