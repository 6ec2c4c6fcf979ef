/** What a command is for and how it is used, as data: its help, the manual page and the completion of shells are made from it. */
import { commandWords } from "../words/command-words.ts";

/** What stands behind an option or a word, for the shell to complete. */
export type Operand = "bank" | "service" | "file" | "folder" | "command" | readonly string[];

export type Option = {
  readonly flag: `--${string}`;
  /** What follows it, in capitals; absent: nothing does. */
  readonly takes?: string;
  readonly of?: Operand;
  readonly says: string;
};

export type Verb = { readonly word: string; readonly says: string; readonly of?: Operand };

export type Manual = {
  /** How it is called, without `openfees`. */
  readonly forms: readonly string[];
  readonly says: string;
  /** The word that comes first, where it is one of a few. */
  readonly verbs?: readonly Verb[];
  /** What stands behind the command, where no word must come first. */
  readonly of?: Operand;
  readonly options: readonly Option[];
  /** What the columns of a table say that it takes, under a line that leads to them. */
  readonly columns?: { readonly lead: string; readonly each: readonly Verb[] };
  /** More to know. */
  readonly also?: string;
  readonly exit: string;
};

type Flags = Readonly<Record<string, { readonly type: "string" | "boolean" }>>;
type Taking<F extends Flags> = {
  readonly [K in keyof F as F[K]["type"] extends "string" ? K : never]: {
    readonly takes: string;
    readonly of?: Operand;
  };
};

/**
 * The options that a command's parser takes, in the order of their words: one without words, and words for none, do not
 * compile; neither does one that takes something and does not say what.
 */
export const optionsOf = <F extends Flags, W extends { readonly [K in keyof F]: string }>(
  _flags: F,
  says: W & { readonly [K in Exclude<keyof W, keyof F>]: never },
  taking: Taking<F>,
): Option[] =>
  Object.entries<string>(says as Readonly<Record<string, string>>).map(([name, words]) => ({
    flag: `--${name}`,
    ...(taking as Readonly<Record<string, Pick<Option, "takes" | "of">>>)[name],
    says: words,
  }));

/** The words of which one comes first, in the order of what is said of them; `of`: what stands behind one. */
export const verbsOf = <W extends Readonly<Record<string, string>>>(
  says: W,
  of: { readonly [K in keyof W]?: Operand } = {},
): Verb[] =>
  Object.entries(says).map(([word, words]) => {
    const behind = of[word];
    return { word, says: words, ...(behind === undefined ? {} : { of: behind }) };
  });

const WIDE = 100;

/** Words in lines of at most `WIDE` letters, all but the first set in. */
function wrapped(text: string, indent: number, first = indent): string {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > WIDE) {
      lines.push(line);
      line = " ".repeat(indent);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}

const LEFT_MOST = 24;

/** Two columns: a name, and what it says. */
function table(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(LEFT_MOST, Math.max(0, ...rows.map(([name]) => name.length))) + 4;
  return rows
    .map(([name, says]) => {
      const head = `  ${name}`;
      if (head.length + 2 > left) return `${head}\n${wrapped(says, left)}\n`;
      return `${head.padEnd(left)}${wrapped(says, left).trimStart()}\n`;
    })
    .join("");
}

export const optionWords = ({ flag, takes }: Option): string => (takes ? `${flag} ${takes}` : flag);

/** What `openfees NAME --help` prints. */
export function helpText({ forms, says, verbs = [], options, columns, also, exit }: Manual): string {
  const parts = [
    forms.map((form) => `openfees ${form}\n`).join(""),
    `${wrapped(says, 0)}\n`,
    ...(verbs.length > 0 ? [table(verbs.map(({ word, says: words }) => [word, words]))] : []),
    ...(options.length > 0 ? [table(options.map((option) => [optionWords(option), option.says]))] : []),
    ...(columns
      ? [`${wrapped(columns.lead, 0)}\n`, table(columns.each.map(({ word, says: words }) => [word, words]))]
      : []),
    ...(also === undefined ? [] : [`${wrapped(also, 0)}\n`]),
    `${wrapped(commandWords("cli.exit", { exit }), 0)}\n`,
  ];
  return parts.join("\n");
}
