// SQL cut into tokens in one pass.

/**
 * Reads SQL token by token, as PostgreSQL's own lexer cuts it: nested comments, strings with doubled quotes, escape and
 * dollar strings, quoted names. One pass, each character is looked at a bounded number of times, whatever the text is.
 */
export type TokenKind = "word" | "name" | "literal" | "number" | "parameter" | "mark" | "end";

const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const startsWord = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
const inWord = (c: number): boolean => startsWord(c) || isDigit(c) || c === 36;

const [QUOTE, NAME_QUOTE, DOLLAR, DASH, SLASH, STAR, DOT, AMPERSAND, BACKSLASH, LINE_END] = [
  39, 34, 36, 45, 47, 42, 46, 38, 92, 10,
] as const;

export class SqlScanner {
  kind: TokenKind = "end";
  /** Where the present token begins and ends in the text. */
  start = 0;
  end = 0;
  /** Blanks or a comment stand before the present token. */
  apart = false;
  /** Something whose meaning depends on a setting of the server, or that is not closed: what follows may be misread. */
  unsure = false;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text of a mark, a number or a word; a word in lower case, as PostgreSQL folds it. */
  get word(): string {
    const found = this.#text.slice(this.start, this.end);
    return this.kind === "word" ? found.toLowerCase() : found;
  }

  /** A name as it is meant: without its quotes. */
  get name(): string {
    return this.#text.slice(this.start + 1, this.end - 1).replaceAll('""', '"');
  }

  /** Goes on to the next token; its kind is `end` when there is none. */
  next(): TokenKind {
    this.#skip();
    const text = this.#text;
    const at = this.end;
    this.start = at;
    if (at >= text.length) return this.#ends("end", at);
    const c = text.charCodeAt(at);
    if (startsWord(c)) return this.#word(at);
    if (c === QUOTE) return this.#string(at + 1, false);
    if (c === NAME_QUOTE) return this.#quoted(at + 1);
    if (c === DOLLAR) return this.#dollar(at);
    if (isDigit(c) || (c === DOT && isDigit(text.charCodeAt(at + 1)))) return this.#number(at);
    return this.#ends("mark", at + 1);
  }

  #ends(kind: TokenKind, end: number): TokenKind {
    this.kind = kind;
    this.end = end;
    return kind;
  }

  #skip(): void {
    const text = this.#text;
    let at = this.end;
    const from = at;
    for (;;) {
      const c = text.charCodeAt(at);
      if (isSpace(c)) at++;
      else if (c === DASH && text.charCodeAt(at + 1) === DASH) {
        const line = text.indexOf("\n", at);
        at = line < 0 ? text.length : line + 1;
      } else if (c === SLASH && text.charCodeAt(at + 1) === STAR) at = this.#comment(at + 2);
      else break;
    }
    this.apart = at > from;
    this.end = at;
  }

  /** PostgreSQL's comments nest. */
  #comment(from: number): number {
    const text = this.#text;
    let depth = 1;
    let at = from;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === STAR && text.charCodeAt(at + 1) === SLASH) {
        at++;
        if (--depth === 0) return at + 1;
      } else if (c === SLASH && text.charCodeAt(at + 1) === STAR) {
        at++;
        depth++;
      }
    }
    this.unsure = true;
    return at;
  }

  #word(from: number): TokenKind {
    const text = this.#text;
    let at = from + 1;
    while (at < text.length && inWord(text.charCodeAt(at))) at++;
    const c = text.charCodeAt(at);
    if (at === from + 1) {
      const letter = text.charCodeAt(from) | 32;
      // E'..' has escapes; B, X and N only say what kind of string it is; U& changes what a quoted name means.
      if (c === QUOTE && letter === 101) return this.#string(at + 1, true);
      if (c === QUOTE && (letter === 98 || letter === 120 || letter === 110)) return this.#string(at + 1, false);
      if (c === AMPERSAND && letter === 117) {
        const quote = text.charCodeAt(at + 1);
        if (quote === QUOTE) return this.#string(at + 2, false);
        if (quote === NAME_QUOTE) this.unsure = true;
      }
    }
    return this.#ends("word", at);
  }

  #string(from: number, escapes: boolean): TokenKind {
    const text = this.#text;
    let at = from;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === BACKSLASH) {
        if (escapes) at++;
        // With standard_conforming_strings off this quote would not end the string.
        else if (text.charCodeAt(at + 1) === QUOTE) this.unsure = true;
      } else if (c === QUOTE) {
        if (text.charCodeAt(at + 1) !== QUOTE) return this.#ends("literal", this.#continued(at + 1, escapes));
        at++;
      }
    }
    this.unsure = true;
    return this.#ends("literal", text.length);
  }

  /** A string goes on in the next quotes when a line ends between them: only an escape string may surprise then. */
  #continued(at: number, escapes: boolean): number {
    if (!escapes) return at;
    let next = at;
    let line = false;
    while (isSpace(this.#text.charCodeAt(next))) line = this.#text.charCodeAt(next++) === LINE_END || line;
    if (line && this.#text.charCodeAt(next) === QUOTE) this.unsure = true;
    return at;
  }

  #quoted(from: number): TokenKind {
    const text = this.#text;
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
      if (text.charCodeAt(at + 1) !== NAME_QUOTE) return this.#ends("name", at + 1);
    this.unsure = true;
    return this.#ends("literal", text.length);
  }

  #dollar(from: number): TokenKind {
    const text = this.#text;
    let at = from + 1;
    if (isDigit(text.charCodeAt(at))) {
      while (isDigit(text.charCodeAt(at))) at++;
      return this.#ends("parameter", at);
    }
    while (at < text.length && text.charCodeAt(at) !== DOLLAR && inWord(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== DOLLAR) return this.#ends("mark", from + 1);
    const close = text.indexOf(text.slice(from, at + 1), at + 1);
    if (close < 0) this.unsure = true;
    return this.#ends("literal", close < 0 ? text.length : close + at + 1 - from);
  }

  #number(from: number): TokenKind {
    const text = this.#text;
    let at = from + 1;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      const exponent =
        (c === 43 || c === DASH) && (text.charCodeAt(at - 1) | 32) === 101 && isDigit(text.charCodeAt(at + 1));
      if (!isDigit(c) && c !== DOT && !startsWord(c) && !exponent) break;
    }
    return this.#ends("number", at);
  }
}
