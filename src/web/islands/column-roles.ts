/// <reference lib="dom" />
import { COLUMN_ANSWERS } from "../../words/en/audit/columns.ts";
import { textIn } from "../../words/tongue.ts";

const say = textIn(COLUMN_ANSWERS);

/** What a person said of the columns, by position; "" where nothing was picked. */
export type ColumnWords = Readonly<Record<"date" | "narration" | "out" | "in" | "balance", string>>;

/** The roles of all columns for the reader, or what is wrong with the answers. */
export function columnRoles(said: ColumnWords, width: number): readonly string[] | { readonly wrong: string } {
  if (said.date === "" || said.narration === "" || said.out === "") return { wrong: say("columns.three") };
  const picked = Object.entries(said).filter(([, at]) => at !== "");
  if (new Set(picked.map(([, at]) => at)).size < picked.length) return { wrong: say("columns.same") };
  const roles = new Array<string>(width).fill("other");
  const names = {
    date: "date",
    narration: "narration",
    out: said.in === "" ? "amount" : "debit",
    in: "credit",
    balance: "balance",
  };
  for (const [question, at] of picked) roles[Number(at)] = names[question as keyof ColumnWords];
  return roles;
}

/** Says that the columns may be others, and leads to the three questions. */
export function columnDoubt(why: string, columns: HTMLElement): HTMLElement {
  const note = document.createElement("div");
  note.className = "note wait";
  const words = document.createElement("p");
  words.textContent = why;
  const ask = document.createElement("button");
  ask.type = "button";
  ask.className = "quiet";
  ask.textContent = say("columns.say");
  ask.addEventListener("click", () => {
    addEventListener("hashchange", () => columns.querySelector("select")?.focus(), { once: true });
    location.hash = "";
  });
  note.append(words, ask);
  return note;
}
