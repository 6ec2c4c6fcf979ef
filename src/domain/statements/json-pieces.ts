/**
 * JSON in pieces, the same text that `JSON.stringify(value, null, 2)` gives: an answer of a million lines is longer
 * than one string may be, and is never needed as one.
 */
const ITEMS_IN_A_PIECE = 500;

/** The pieces of a value; long lists come in parts, all else as one. */
export function* jsonPieces(value: unknown, pad = ""): Generator<string> {
  const deeper = `${pad}  `;
  if (Array.isArray(value) && value.length > 0) {
    const step = holdsLists(value[0]) ? 1 : ITEMS_IN_A_PIECE;
    for (let from = 0; from < value.length; from += step) {
      yield from === 0 ? "[" : ",";
      if (step === 1) {
        yield `\n${deeper}`;
        yield* jsonPieces(value[from], deeper);
      } else yield indented(value.slice(from, from + step), pad).slice(1, -(2 + pad.length));
    }
    yield `\n${pad}]`;
  } else if (isRecord(value) && holdsLists(value)) {
    let before = "{";
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      yield `${before}\n${deeper}${JSON.stringify(name)}: `;
      yield* jsonPieces(inner, deeper);
      before = ",";
    }
    yield `\n${pad}}`;
  } else yield indented(value, pad);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True of a record with a list of records in it, which may be long. What is printed never depends on it. */
const holdsLists = (value: unknown): boolean =>
  isRecord(value) &&
  Object.values(value).some((inner) => (Array.isArray(inner) ? inner.some(isRecord) : holdsLists(inner)));

/** A value as it is printed so many blanks deep: within as many lists as that takes, whose own lines are cut off again. */
function indented(value: unknown, pad: string): string {
  let nested = value;
  for (let depth = 0; depth < pad.length; depth += 2) nested = [nested ?? null];
  const text = JSON.stringify(nested, null, 2) ?? "null";
  // each list around it adds one line before, `[` and its blanks, and one behind
  const around = (pad.length * (pad.length + 2)) / 4 + pad.length;
  const behind = (pad.length * (pad.length - 2)) / 4 + pad.length;
  return text.slice(around, text.length - behind);
}
