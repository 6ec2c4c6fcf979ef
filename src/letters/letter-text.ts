import { fill, type LetterTemplate } from "./letter-template.ts";
import type { Blank, Block, LetterView } from "./letter-view.ts";

const LINE = "____________________";

export const blankWords = ({ label, value }: Blank): string => `${label}: ${value ?? LINE}`;

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A bank's words that run the other way stand in an isolate, so that they turn nothing beside them (Unicode, UAX 9). */
const apart = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return block.text.toUpperCase();
    case "paragraph":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "table":
      return [...block.rows, block.foot]
        .map((row) => block.columns.map((name, i) => (row[i] ? `${name}: ${apart(row[i])}` : "")).filter(Boolean))
        .map((cells) => cells.join("\n  "))
        .join("\n\n");
  }
}

/** The letter as plain text, to paste anywhere. */
export const letterText = (view: LetterView): string =>
  `${[
    view.date,
    view.address.join("\n"),
    view.subject,
    view.blanks.map(blankWords).join("\n"),
    ...view.blocks.map(blockText),
    view.closing,
    blankWords(view.signature),
    view.review,
  ].join("\n\n")}\n`;

/** Mail programs cut longer addresses. */
const LONGEST_MAIL = 1900;

/** A link that opens the person's own mail program: the whole letter where it fits, else a note that goes with the file. */
export function letterMail(view: LetterView, template: LetterTemplate): string {
  const link = (body: string) =>
    `mailto:${view.email ?? ""}?subject=${encodeURIComponent(view.subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  const whole = link(letterText(view));
  if (whole.length <= LONGEST_MAIL) return whole;
  const short = fill(template.mail.short, { count: view.count, total: view.total });
  return link(`${[...view.blanks.map(blankWords), "", short, "", view.review].join("\n")}\n`);
}
