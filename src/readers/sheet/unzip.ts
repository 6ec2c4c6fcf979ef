/**
 * Unpacks an archive from its first byte to its last with a counter running. Nothing that the archive says of itself is
 * believed: its list may name the same bytes a thousand times, and a size may be a lie. What counts is what comes out, and a
 * bomb is stopped at the limit, not after it. Stored and deflated files, as every zip program writes them; no encryption.
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7 (a file's head) and 4.3.16 (the end of the archive).
 */
import { Unzip, type UnzipFile, UnzipInflate } from "fflate";
import { MOST_FILES_IN_ARCHIVE, MOST_UNPACKED_BYTES } from "../text/limits.ts";

export type ArchiveEntry = { readonly name: string; readonly bytes: Uint8Array };
export type ArchiveFault = "damaged" | "too_large" | "encrypted";

/** How many bytes may still come out. An archive and the archives in it share one. */
export type Allowance = { left: number };
export const allowanceOf = (bytes: number = MOST_UNPACKED_BYTES): Allowance => ({ left: bytes });

/** So little is inflated at once that what comes out of it, a thousand times as much at most, is a few megabytes. */
const PIECE = 4096;
const END = 0x06054b50;

const u16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

class Stopped extends Error {
  readonly fault: ArchiveFault;
  constructor(fault: ArchiveFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Unpacks the files whose names are wanted, each name once: of several of one name the last, as every program does. */
export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  allowance: Allowance = allowanceOf(),
): ArchiveEntry[] | ArchiveFault {
  const listed = countListed(bytes);
  if (listed === null) return "damaged";
  if (listed > MOST_FILES_IN_ARCHIVE) return "too_large";
  const entries = new Map<string, Uint8Array[]>();
  let seen = 0;
  let begun = 0;
  let ended = 0;
  const take = (file: UnzipFile): void => {
    if (++seen > MOST_FILES_IN_ARCHIVE) throw new Stopped("too_large");
    if (file.name.endsWith("/") || !wanted(file.name)) return;
    const pieces: Uint8Array[] = [];
    entries.set(file.name, pieces);
    begun++;
    file.ondata = (fault, piece, final) => {
      if (fault) throw fault;
      allowance.left -= piece.length;
      if (allowance.left < 0) throw new Stopped("too_large");
      if (piece.length > 0) pieces.push(piece);
      if (final) ended++;
    };
    file.start();
  };
  try {
    if (u32(bytes, 0) === 0x04034b50 && u16(bytes, 6) & 1) return "encrypted";
    const archive = new Unzip(take);
    archive.register(UnzipInflate);
    for (let at = 0; at < bytes.length; at += PIECE)
      archive.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (cause) {
    return cause instanceof Stopped ? cause.fault : "damaged";
  }
  // a list that names more files than there are names some of them twice
  if (seen < listed || ended < begun) return "damaged";
  return [...entries].map(([name, pieces]) => ({ name, bytes: joined(pieces) }));
}

/** How many files the archive's own list has, by the mark at its end; null where there is no such mark. */
function countListed(bytes: Uint8Array): number | null {
  const stop = Math.max(0, bytes.length - 22 - 65_535);
  for (let end = bytes.length - 22; end >= stop; end--) if (u32(bytes, end) === END) return u16(bytes, end + 10);
  return null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
