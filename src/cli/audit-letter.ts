/** `openfees audit --letter`: the letter of an audit, written where the person said, in the form that the name asks for. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import type { LetterTemplate } from "../domain/complaints/letter-template.ts";
import { type CivilDate, parseCivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import type { Fills, LetterTo, LetterView } from "../letters/letter-view.ts";
import { commandWords } from "../words/command-words.ts";
import type { Terminal } from "./command.ts";
import { pathFrom } from "./read-files.ts";
import type { Given } from "./read-flags.ts";

export const LETTER_FLAGS = {
  letter: { type: "string" },
  "letter-to": { type: "string", default: "bank" },
  "letter-on": { type: "string" },
  name: { type: "string" },
  "account-number": { type: "string" },
  contact: { type: "string" },
} as const;

const FORMS = ["pdf", "html", "txt", "ics"] as const;
type LetterForm = (typeof FORMS)[number];

export type LetterParts = {
  readonly today: () => CivilDate;
  readonly template: (jurisdiction: string) => LetterTemplate;
  readonly file: (view: LetterView, form: LetterForm, jurisdiction: string) => Promise<Uint8Array>;
};

type Wanted = { readonly path: string; readonly form: LetterForm; readonly to: LetterTo };
/** What stands in every letter of a call: the day it is sent and what the person fills in. */
export type Filled = { readonly on: CivilDate | null; readonly fills: Fills };

const textOf = (values: Given["values"], name: string): string | undefined =>
  typeof values[name] === "string" ? (values[name] as string) : undefined;

/** What the flags ask for; undefined when they ask for no letter, words when one means nothing. */
export function readLetter(values: Given["values"]): Wanted | undefined | string {
  const path = textOf(values, "letter");
  if (path === undefined) return undefined;
  const form = FORMS.find((one) => `.${one}` === extname(path).toLowerCase());
  if (!form) return commandWords("letter.form", { forms: FORMS.join(", ."), path });
  const to = textOf(values, "letter-to");
  if (to !== "bank" && to !== "regulator") return commandWords("letter.to", { to: String(to) });
  return { path, form, to };
}

/** The day and the person's own words; words when the day is none. */
export function readFills(values: Given["values"]): Filled | string {
  const day = textOf(values, "letter-on");
  const on = day === undefined ? null : parseCivilDate(day);
  if (on === undefined) return commandWords("letter.on", { day: String(day) });
  const [name, account, contact] = [
    textOf(values, "name"),
    textOf(values, "account-number"),
    textOf(values, "contact"),
  ];
  return {
    on,
    fills: {
      ...(name === undefined ? {} : { name }),
      ...(account === undefined ? {} : { account }),
      ...(contact === undefined ? {} : { contact }),
    },
  };
}

/** Writes one letter an account: the first under the name that was given, the others with -2, -3 in it. */
export async function writeLetters(
  answer: AuditResult | AuditBundle,
  { path, form, to, on, fills }: Wanted & Filled,
  pack: Pack,
  parts: LetterParts,
  terminal: Terminal,
): Promise<void> {
  // letters are a third of what this command would load, and most audits write none
  const { lettersOf } = await import("../letters/letter-view.ts");
  const template = parts.template(pack.jurisdiction);
  const letters = lettersOf(answer, to, { pack, template, on: on ?? parts.today(), fills });
  if (letters.length === 0) terminal.err(`${commandWords("letter.none")}\n`);
  for (const [i, view] of letters.entries()) {
    const name = i === 0 ? path : path.replace(/(\.\w+)$/, `-${i + 1}$1`);
    await writeFile(pathFrom(terminal, name), await parts.file(view, form, pack.jurisdiction));
    const { count, total, review } = view;
    const key = count === 1 ? "letter.written_one" : "letter.written";
    terminal.err(`${commandWords(key, { name, count, total, review })}\n`);
  }
}
