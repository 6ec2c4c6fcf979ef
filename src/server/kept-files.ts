import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Encoding } from "./encoding.ts";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Above this the best compression takes seconds for a few hundredths of the size. */
const LARGE_BYTES = 250_000;

export type Kept = { readonly bytes: Uint8Array };

/** Files whose name holds the hash of what is in them: each is compressed once, as small as it goes, and kept so. */
export class KeptFiles {
  readonly #files = new Map<string, Kept>();
  readonly #packed = new Map<string, Promise<Uint8Array>>();

  /** Adds a script under its name and hash; the same text again changes nothing. */
  add(name: string, text: string): string {
    const full = `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.js`;
    if (!this.#files.has(full)) this.#files.set(full, { bytes: Buffer.from(text) });
    return full;
  }

  /** Takes over files that have their hash in their name already. */
  hold(files: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, bytes] of files) if (!this.#files.has(name)) this.#files.set(name, { bytes });
  }

  get(name: string): Kept | undefined {
    return this.#files.get(name);
  }

  drop(name: string): void {
    this.#files.delete(name);
    for (const encoding of ["br", "gzip"]) this.#packed.delete(`${encoding} ${name}`);
  }

  packed(name: string, encoding: Encoding): Promise<Uint8Array> {
    const key = `${encoding} ${name}`;
    const file = this.#files.get(name);
    if (!file) throw new Error(`there is no file ${name}`);
    const made = this.#packed.get(key) ?? pack(file.bytes, encoding);
    this.#packed.set(key, made);
    return made;
  }
}

const pack = (bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> =>
  encoding === "gzip"
    ? zip(bytes, { level: 9 })
    : brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE_BYTES ? 9 : 11 } });
