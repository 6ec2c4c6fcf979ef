/**
 * Stage 2b, days that look like sums or like two numbers: `02.03` where sums are printed as `1 234,56`, and `03 15` below a
 * label that names a day. Alone they say nothing; their place in the table does.
 */
import { type HeaderPlace, isMoney } from "./find-header.ts";
import { overlap, type TextLine, type Token } from "./marks.ts";
import { DAY_ROLES } from "./name-clusters.ts";

const DOTTED = /^(\d{2})\.(\d{2})\.?$/;
const PAIR = /^\d{2}$/;
const LEAST_DAYS = 3;
/** Days of one column begin no further apart than this, in points. */
const ONE_EDGE = 2;

export function withDottedDays(lines: readonly TextLine[], headers: readonly HeaderPlace[]): TextLine[] {
  const [first] = headers;
  const body = first ? lines.slice(first.to + 1) : lines;
  const named = (
    token: Token,
    isRole: (role: NonNullable<HeaderPlace["labels"][number]["role"]>) => boolean,
  ): boolean =>
    first?.labels.some(({ role, ...span }) => role !== null && isRole(role) && overlap(span, token) > 0) ?? false;
  const underDay = (token: Token): boolean => named(token, (role) => DAY_ROLES.has(role));
  const dotted = new Set(columnsOf(body.flatMap(({ tokens }) => tokens.filter(isDotted))).flat());
  const comma = writesCommas(body, dotted);
  const asDay = (token: Token): Token =>
    dotted.has(token) && !named(token, isMoney) && (underDay(token) || comma) ? { ...token, kind: "bareDay" } : token;
  return lines.map((line) => ({ ...line, tokens: joinPairs(line.tokens.map(asDay), underDay) }));
}

const isDotted = (token: Token): boolean => {
  const [, day = "", month = ""] = (token.kind === "sum" && DOTTED.exec(token.text)) || [];
  return token.freeLeft && Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
};

/** Of tokens those that stand below each other, in groups. */
function columnsOf(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (const token of [...tokens].sort((a, b) => a.x0 - b.x0)) {
    const group = groups.at(-1);
    if (group && token.x0 - (group[0] as Token).x0 <= ONE_EDGE) group.push(token);
    else groups.push([token]);
  }
  return groups.filter((group) => group.length >= LEAST_DAYS);
}

/** All other sums have a comma before their hundredths. */
function writesCommas(lines: readonly TextLine[], dotted: ReadonlySet<Token>): boolean {
  const others = lines.flatMap(({ tokens }) => tokens.filter((token) => token.kind === "sum" && !dotted.has(token)));
  return others.length > 0 && others.every((token) => /,\d{2}\D*$/.test(token.text));
}

/** `03 15` below a label of days is one day without its year. */
function joinPairs(tokens: readonly Token[], underDay: (token: Token) => boolean): Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [a, b] = [tokens[i] as Token, tokens[i + 1]];
    const pair = b && a.chunk === b.chunk && PAIR.test(a.text) && PAIR.test(b.text) && a.freeLeft && underDay(a);
    if (!pair || !b.freeRight) joined.push(a);
    else {
      joined.push({ ...a, kind: "bareDay", text: `${a.text}/${b.text}`, x1: b.x1, freeRight: true });
      i++;
    }
  }
  return joined;
}
