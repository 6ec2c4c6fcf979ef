/** Bytes to text, by evidence: a byte order mark, the pattern of zero bytes, strict UTF-8, then a national table. */
import { type DecodedText, markedText } from "./marked-text.ts";
import { inOldTable } from "./old-tables.ts";

/** Decodes a file; never throws. `assumed`: no proof, the likeliest table was taken. `said` is what the person told us. */
export const decodeText = (bytes: Uint8Array, said?: string): DecodedText =>
  markedText(bytes, said) ?? inOldTable(bytes);
