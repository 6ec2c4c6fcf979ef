/** The characters that a page writes by name or number: `&nbsp;`, `&#8358;`, `&minus;`, `&eacute;`. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  shy: "",
  zwj: "",
  zwnj: "",
  ndash: "-",
  mdash: "-",
  minus: "-",
  hyphen: "-",
  dash: "-",
  plus: "+",
  comma: ",",
  period: ".",
  colon: ":",
  sol: "/",
  num: "#",
  lpar: "(",
  rpar: ")",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  hellip: "...",
  deg: "\u00b0",
  ordm: "\u00ba",
  ordf: "\u00aa",
  szlig: "\u00df",
  aelig: "\u00e6",
  oslash: "\u00f8",
  cent: "\u00a2",
  pound: "\u00a3",
  yen: "\u00a5",
  dollar: "$",
  euro: "\u20ac",
};
/** A letter with a mark over or under it. */
const MARKED = /^([a-z])(acute|grave|circ|uml|tilde|cedil|ring|caron)$/i;
const MARKS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  cedil: "\u0327",
  ring: "\u030a",
  caron: "\u030c",
};

/** The character behind a name or a number without its `&` and `;`; the whole text where it is not known. */
export function characterOf(whole: string, name: string): string {
  if (!name.startsWith("#")) {
    const [, letter = "", mark = ""] = MARKED.exec(name) ?? [];
    return NAMED[name.toLowerCase()] ?? (letter === "" ? whole : (letter + MARKS[mark.toLowerCase()]).normalize("NFC"));
  }
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}
