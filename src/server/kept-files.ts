import { createHash } from "node:crypto";
import { type Encoding, packSmallest } from "./encoding.ts";

/** A file, and each form of it that somebody asked for. */
type Kept = { readonly bytes: Uint8Array; readonly packed: Map<Encoding, Promise<Uint8Array>> };

/** Files whose name holds the hash of what is in them: each is compressed once, as small as it goes, and kept so. */
export class KeptFiles {
  readonly #files = new Map<string, Kept>();

  /** Adds a script under its name and hash, and returns that; the same text again changes nothing. */
  add(name: string, text: string): string {
    const full = `${name}-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.js`;
    this.#put(full, Buffer.from(text));
    return full;
  }

  /** Takes over files that have their hash in their name already. */
  hold(files: ReadonlyMap<string, Uint8Array>): void {
    for (const [name, bytes] of files) this.#put(name, bytes);
  }

  get(name: string): Uint8Array | undefined {
    return this.#files.get(name)?.bytes;
  }

  drop(name: string): void {
    this.#files.delete(name);
  }

  /** @throws when there is no such file. */
  packed(name: string, encoding: Encoding): Promise<Uint8Array> {
    const file = this.#files.get(name);
    if (!file) throw new Error(`there is no file ${name}`);
    const bytes = file.packed.get(encoding) ?? packSmallest(file.bytes, encoding);
    file.packed.set(encoding, bytes);
    return bytes;
  }

  #put(name: string, bytes: Uint8Array): void {
    if (!this.#files.has(name)) this.#files.set(name, { bytes, packed: new Map() });
  }
}
