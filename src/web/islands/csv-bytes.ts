/**
 * One idea: the little of Node's Buffer that csv-parse asks for, over the bytes every browser has. csv-parse brings a whole
 * Buffer for browsers, 8 KB compressed, of which it uses these eight names; the build of `/audit` hands it this instead.
 */
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });
/** Longer cells are decoded by the browser, shorter ones faster by hand where they are ASCII. */
const SHORT = 64;

export class Buffer extends Uint8Array {
  /** Of a text or of a list of bytes. */
  static override from(source: unknown): Buffer {
    const bytes = typeof source === "string" ? ENCODER.encode(source) : (source as ArrayLike<number>);
    const made = new Buffer(bytes.length);
    made.set(bytes);
    return made;
  }

  static allocUnsafe(size: number): Buffer {
    return new Buffer(size);
  }

  static isBuffer(value: unknown): value is Buffer {
    return value instanceof Buffer;
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const made = new Buffer(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      made.set(part, at);
      at += part.length;
    }
    return made;
  }

  /** 0 for the same bytes; csv-parse asks nothing else. */
  static compare(a: Uint8Array, b: Uint8Array): number {
    return a.length === b.length && a.every((byte, i) => byte === b[i]) ? 0 : 1;
  }

  copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
    target.set(this.subarray(start, end), targetStart);
    return end - start;
  }

  /** As in Node, a view and no copy. */
  override slice(start = 0, end = this.length): Buffer {
    return new Buffer(this.buffer, this.byteOffset + start, Math.max(0, Math.min(end, this.length) - start));
  }

  override toString(_encoding?: string, start = 0, end = this.length): string {
    if (end - start <= SHORT) {
      let text = "";
      let at = start;
      for (; at < end; at++) {
        const byte = this[at] as number;
        if (byte > 0x7f) break;
        text += String.fromCharCode(byte);
      }
      if (at === end) return text;
    }
    return DECODER.decode(this.subarray(start, end));
  }
}
