/**
 * What looks like a value is taken out of a name, so that one route is one name: turns are taken by route, quarantine is
 * for a route, and no log line holds an id, a token or a person. Some values are recognised by their form; of the others
 * the first `APART` at one position of the path keep their names, and later ones share one.
 */
const APART = 50;
/** Names that are kept in all; later ones are folded. */
const MOST = 5_000;
const DEEPEST = 10;

const DIGITS = /^\d+$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Versions and the like are part of a route, though a digit is in them. */
const VERSION = /^v\d{1,2}$/i;

function looksLikeValue(part: string): string | undefined {
  if (DIGITS.test(part) || UUID.test(part)) return ":n";
  if (part.length > 24 || /[@%=~+$,;!*'"\s]/.test(part)) return ":x";
  return /\d/.test(part) && part.length > 4 && !VERSION.test(part) ? ":x" : undefined;
}

type Part = { readonly below: Map<string, Part>; full: boolean };
const root: Part = { below: new Map(), full: false };
let known = 0;

/** `GET /users/17/a%20b` is `GET /users/:n/:x`. The same name comes out the same, until its place is full. */
export function foldedName(name: string): string {
  let part = root;
  let folded = "";
  let deep = 0;
  for (const [piece = ""] of name.matchAll(/[^/ ]+|[/ ]+/g)) {
    if (piece[0] === "/" || piece[0] === " ") {
      folded += piece;
      continue;
    }
    if (++deep > DEEPEST) return `${folded}...`;
    const told =
      piece[0] === ":" || piece[0] === "{" ? piece : (looksLikeValue(piece) ?? (toldApart(part, piece) ? piece : ":x"));
    folded += told;
    part = below(part, told);
  }
  return folded;
}

function toldApart(part: Part, piece: string): boolean {
  if (part.full) return false;
  if (part.below.has(piece)) return true;
  if (part.below.size < APART && known < MOST) return true;
  // Too many to be routes: from now on they are one.
  part.full = true;
  return false;
}

function below(part: Part, told: string): Part {
  let next = part.below.get(told);
  if (next === undefined) {
    next = { below: new Map(), full: false };
    part.below.set(told, next);
    known++;
  }
  return next;
}

/** The path of an address, without what is asked of it. */
export const pathOf = (url: string | undefined): string => (url ?? "/").split(/[?#]/, 1)[0] || "/";
