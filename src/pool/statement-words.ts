// Cuts SQL into statements of words in one pass, each character once: whatever the text holds, the time grows with its length.
// Comments, strings and quoted names are stepped over, so that a word in them is no command.
// Source: PostgreSQL, "Lexical Structure" (comments nest; E'' takes a backslash; $tag$ quotes to the same $tag$).

const WORD = /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy;
const TAG = /\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/iy;

/** The lower-case words of each statement, in their order; `(` behind a word is kept as a word, a blank statement is left out. */
export function statementWords(text: string): string[][] {
  const statements: string[][] = [];
  let words: string[] = [];
  const end = () => {
    if (words.length > 0) statements.push(words);
    words = [];
  };
  for (let at = 0; at < text.length; ) {
    const c = text[at] as string;
    const next = text[at + 1];
    if (c <= " ") at++;
    else if (c === "'")
      at = behindQuote(text, at + 1, "'", /^e$/i.test(text[at - 1] ?? "") && !/\w/.test(text[at - 2] ?? ""));
    else if (c === '"') at = behindQuote(text, at + 1, '"', false);
    else if (c === "-" && next === "-") at = behind(text, "\n", at + 2);
    else if (c === "/" && next === "*") at = behindComment(text, at + 2);
    else if (c === "$") {
      TAG.lastIndex = at;
      const tag = TAG.exec(text)?.[0];
      at = tag === undefined ? at + 1 : behind(text, tag, at + tag.length);
    } else if (c === ";") {
      end();
      at++;
    } else if (c === "(" && words.length > 0) {
      words.push("(");
      at++;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (word !== undefined) words.push(word.toLowerCase());
      at += word?.length ?? 1;
    }
  }
  end();
  return statements;
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** A doubled mark stands for itself, and so does one behind a backslash where backslashes escape. */
function behindQuote(text: string, from: number, mark: string, escapes: boolean): number {
  let at = from;
  while (at < text.length) {
    if (escapes && text[at] === "\\") at += 2;
    else if (text[at] !== mark) at++;
    else if (text[at + 1] === mark) at += 2;
    else return at + 1;
  }
  return at;
}

function behindComment(text: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < text.length && depth > 0) {
    if (text[at] === "*" && text[at + 1] === "/") {
      depth--;
      at += 2;
    } else if (text[at] === "/" && text[at + 1] === "*") {
      depth++;
      at += 2;
    } else at++;
  }
  return at;
}
