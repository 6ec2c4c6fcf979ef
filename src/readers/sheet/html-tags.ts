/** A tag of a page with the text in front of it. */
export type HtmlTag = {
  /** Lower case; blank for a comment, a declaration and the end of the page. */
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: string;
  readonly before: string;
};

const NAME = /[a-z][\w:-]{0,40}/iy;
const MOST_ATTRIBUTE_CHARS = 10_000;

/**
 * Cuts a page at its tags, in one pass: each character is looked at once, whatever was opened and never closed. What looks
 * like a tag and has no end is text to the end of the page.
 */
export function* htmlTags(text: string): Generator<HtmlTag> {
  let from = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const second = text[at + 1] ?? "";
    const closes = second === "/";
    NAME.lastIndex = closes ? at + 2 : at + 1;
    const name = NAME.exec(text)?.[0] ?? "";
    if (name === "" && second !== "!" && second !== "?") {
      at++;
      continue;
    }
    const begin = NAME.lastIndex;
    const end = name === "" ? endOfNote(text, at) : endOfTag(text, begin);
    if (end < 0) break;
    const attributes = name === "" ? "" : text.slice(begin, Math.min(end, begin + MOST_ATTRIBUTE_CHARS));
    yield { name: name.toLowerCase(), closes, attributes, before: text.slice(from, at) };
    from = end + 1;
    at = from;
  }
  yield { name: "", closes: false, attributes: "", before: text.slice(from) };
}

/** The last character of a comment, a declaration or an instruction; a comment that is never closed runs to the end. */
function endOfNote(text: string, at: number): number {
  if (!text.startsWith("<!--", at)) return text.indexOf(">", at);
  const end = text.indexOf("-->", at + 4);
  return end < 0 ? text.length : end + 2;
}

/** The bracket that ends a tag: none inside of quotation marks that are closed. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === ">") return at;
    if (c !== '"' && c !== "'") continue;
    const close = text.indexOf(c, at + 1);
    if (close < 0) return text.indexOf(">", at);
    at = close;
  }
  return -1;
}
