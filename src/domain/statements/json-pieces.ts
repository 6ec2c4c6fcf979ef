/**
 * One idea: JSON in pieces, the same text that `JSON.stringify(value, null, 2)` gives: an answer of a million lines is longer
 * than one string may be, and nobody needs to hold it.
 */
const ITEMS_IN_A_PIECE = 500;

/** The pieces of a value; long lists come in parts, all else as one. */
export function* jsonPieces(value: unknown, pad = ""): Generator<string> {
  const deeper = `${pad}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) yield "[]";
    else if (value.every((one) => isLeaf(one))) {
      for (let from = 0; from < value.length; from += ITEMS_IN_A_PIECE) {
        const items = value.slice(from, from + ITEMS_IN_A_PIECE).map((one) => indented(one, deeper));
        yield `${from === 0 ? "[" : ","}\n${deeper}${items.join(`,\n${deeper}`)}`;
      }
      yield `\n${pad}]`;
    } else {
      for (let i = 0; i < value.length; i++) {
        yield `${i === 0 ? "[" : ","}\n${deeper}`;
        yield* jsonPieces(value[i], deeper);
      }
      yield `\n${pad}]`;
    }
  } else if (isRecord(value) && !isLeaf(value)) {
    let before = "{";
    for (const [name, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      yield `${before}\n${deeper}${JSON.stringify(name)}: `;
      yield* jsonPieces(inner, deeper);
      before = ",";
    }
    yield before === "{" ? "{}" : `\n${pad}}`;
  } else yield indented(value, pad);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True of a value that holds no list of records: it is short enough to print at once. */
const isLeaf = (value: unknown): boolean =>
  !isRecord(value)
    ? !Array.isArray(value) || value.every((one) => !isRecord(one))
    : Object.values(value).every(isPlain);

const isPlain = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  (Array.isArray(value) && value.every((one) => typeof one !== "object"));

// inside a text a line break is written as two characters, so every one here is layout
const indented = (value: unknown, pad: string): string =>
  (JSON.stringify(value, null, 2) ?? "null").replaceAll("\n", `\n${pad}`);
