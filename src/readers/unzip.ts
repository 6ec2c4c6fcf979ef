/**
 * One idea: an archive is unpacked piece by piece with a counter running, because its own list of sizes may lie: a bomb is
 * stopped at the limit, not after it. Stored and deflated files, as every zip program writes them; no encryption.
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7 and 4.3.12.
 */
import { MOST_FILES_IN_ARCHIVE, MOST_UNPACKED_BYTES } from "./limits.ts";

export type ArchiveEntry = { readonly name: string; readonly bytes: Uint8Array };
export type ArchiveFault = "damaged" | "too_large" | "encrypted";

const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

/** Unpacks the files whose names are wanted; the limit counts all of them together. */
export async function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limit: number = MOST_UNPACKED_BYTES,
): Promise<ArchiveEntry[] | ArchiveFault> {
  const list = listOf(bytes);
  if (typeof list === "string") return list;
  const entries: ArchiveEntry[] = [];
  let left = limit;
  for (const { name, method, flags, size, offset } of list) {
    if (name.endsWith("/") || !wanted(name)) continue;
    if (flags & 1) return "encrypted";
    if (u32(bytes, offset) !== 0x04034b50) return "damaged";
    const from = offset + 30 + u16(bytes, offset + 26) + u16(bytes, offset + 28);
    const packed = bytes.subarray(from, from + size);
    if (packed.length < size) return "damaged";
    const plain = method === 0 ? packed : method === 8 ? await inflate(packed, left) : "damaged";
    if (typeof plain === "string") return plain;
    left -= plain.length;
    if (left < 0) return "too_large";
    entries.push({ name, bytes: plain });
  }
  return entries;
}

type Listed = {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly size: number;
  readonly offset: number;
};

/** The central directory, from the mark at the end of the archive. */
function listOf(bytes: Uint8Array): Listed[] | ArchiveFault {
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 65_535);
  while (end >= stop && u32(bytes, end) !== 0x06054b50) end--;
  if (end < stop || end < 0) return "damaged";
  const count = u16(bytes, end + 10);
  if (count > MOST_FILES_IN_ARCHIVE) return "too_large";
  const list: Listed[] = [];
  let at = u32(bytes, end + 16);
  for (let i = 0; i < count; i++) {
    if (u32(bytes, at) !== 0x02014b50) return "damaged";
    const length = u16(bytes, at + 28);
    list.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
      flags: u16(bytes, at + 8),
      method: u16(bytes, at + 10),
      size: u32(bytes, at + 20),
      offset: u32(bytes, at + 42),
    });
    at += 46 + length + u16(bytes, at + 30) + u16(bytes, at + 32);
  }
  return list;
}

/** Inflates up to the limit and no byte further. */
async function inflate(packed: Uint8Array, limit: number): Promise<Uint8Array | ArchiveFault> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        return "too_large";
      }
      pieces.push(value);
    }
  } catch {
    return "damaged";
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
