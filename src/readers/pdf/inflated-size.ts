/**
 * Counts what the deflated streams of a PDF inflate to, piece by piece and up to a limit, before a PDF library sees the file:
 * the library inflates a stream whole, and a thousand bytes may stand for a million, or for a thousand million where a filter
 * stands behind a filter. Streams of a locked file are not deflated but locked: for them the library asks a key first.
 * Source: ISO 32000-1, 7.3.8 (a stream: dictionary, keyword, bytes) and 7.4.4 (FlateDecode).
 */
/** So little is handed to an inflater at once: what it makes of the last piece, with the end of the stream in it, is not seen. */
const PIECE = 1024;
const MOST_DICTIONARY = 4096;
const MOST_FILTERS = 8;
const KEYWORD = new TextEncoder().encode("stream");
const [CR, LF] = [13, 10];

/** True when the streams of a PDF inflate to more bytes than the limit, all of them and all their layers together. */
export async function inflatesBeyond(bytes: Uint8Array, limit: number): Promise<boolean> {
  let left = limit;
  for (let at = keywordFrom(bytes, 0); at >= 0; at = keywordFrom(bytes, at + KEYWORD.length)) {
    const layers = layersOf(bytes, at);
    if (layers > MOST_FILTERS) return true;
    if (layers > 0) left -= await sizeOf(bytes, bodyFrom(bytes, at), layers, left);
    if (left < 0) return true;
  }
  return false;
}

/** The next `stream` that is not the end of `endstream`. */
function keywordFrom(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(KEYWORD[0] as number, from); at >= 0; at = bytes.indexOf(KEYWORD[0] as number, at + 1)) {
    if (bytes[at - 1] === 0x64 && bytes[at - 2] === 0x6e) continue;
    if (KEYWORD.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function bodyFrom(bytes: Uint8Array, at: number): number {
  let from = at + KEYWORD.length;
  if (bytes[from] === CR) from++;
  if (bytes[from] === LF) from++;
  return from;
}

/** How often a stream is deflated, by the dictionary in front of it: what stands there between its object and the keyword. */
function layersOf(bytes: Uint8Array, at: number): number {
  const text = new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, at - MOST_DICTIONARY), at));
  const own = text.slice(Math.max(0, text.lastIndexOf("endobj"), text.lastIndexOf(" obj")));
  return own.split(/\/(?:FlateDecode|Fl)\b/).length - 1;
}

/**
 * How much comes out of a stream, with what comes out of the layers before its last one; it is left when more than `most` has.
 * A stream ends where the inflater says so, or where it breaks: its own length is not believed.
 */
async function sizeOf(bytes: Uint8Array, from: number, layers: number, most: number): Promise<number> {
  let size = 0;
  let at = from;
  let body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(into) {
      if (at >= bytes.length) into.close();
      else into.enqueue(bytes.slice(at, at + PIECE));
      at += PIECE;
    },
  });
  const counted = () =>
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, into) {
        size += piece.length;
        if (size > most) into.error(new Error("more than was asked for"));
        else into.enqueue(piece);
      },
    });
  for (let layer = 0; layer < layers; layer++)
    body = body.pipeThrough(new DecompressionStream("deflate")).pipeThrough(counted());
  const reader = body.getReader();
  try {
    while (!(await reader.read()).done);
  } catch {
    // the stream ends here: what stands behind it in the file is no part of it
  }
  return size;
}
