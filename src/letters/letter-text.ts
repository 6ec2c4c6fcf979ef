import type { SchedulePart } from "./letter-lines.ts";
import type { Blank, Block, LetterView } from "./letter-view.ts";

const LINE = "____________________";

export const blankWords = ({ label, value }: Blank): string => `${label}: ${value ?? LINE}`;

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A bank's words that run the other way stand in an isolate, so that they turn nothing beside them (Unicode, UAX 9). */
const apart = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

const partText = ({ label, before, told, after }: SchedulePart): string => `${label}: ${before}${apart(told)}${after}`;

const rowText = (cells: readonly string[]): string =>
  cells
    .filter((cell) => cell !== "")
    .map(apart)
    .join(" | ");

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return block.text.toUpperCase();
    case "paragraph":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "lines":
      return block.lines
        .map(({ no, head, parts }) => [`${no}. ${head}`, ...parts.map((part) => `   ${partText(part)}`)].join("\n"))
        .join("\n\n");
    case "table":
      return [block.columns, ...block.rows, block.foot].map(rowText).join("\n");
  }
}

/** The letter as plain text, to paste anywhere. */
export const letterText = (view: LetterView): string =>
  `${[
    view.date,
    view.address.join("\n"),
    view.subject,
    view.blanks.map(blankWords).join("\n"),
    view.greeting,
    ...view.blocks.map(blockText),
    view.closing,
    blankWords(view.signature),
    ...view.schedule.map(blockText),
    view.review,
  ].join("\n\n")}\n`;

/** Longer addresses are refused by browsers on phones; letters of some thirty charges are below. */
const LONGEST_MAIL = 64_000;

/**
 * A link that opens the person's own mail program with the whole letter in it, so that it needs no file beside it. null where
 * the letter is too long for an address: then it is pasted from its file.
 */
export function letterMail(view: LetterView): string | null {
  const [subject, body] = [view.subject, letterText(view).replaceAll("\n", "\r\n")].map(encodeURIComponent);
  const link = `mailto:${view.email ?? ""}?subject=${subject}&body=${body}`;
  return link.length <= LONGEST_MAIL ? link : null;
}
