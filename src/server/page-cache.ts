/**
 * Answers that were rendered once are given again, byte for byte. A page is found under a key that names
 * everything it was made of; so nothing is ever made stale, it is only asked for no more and falls out at the end of the
 * line. The bytes held are bounded, compressed forms included, and a page that many ask for at once is made once.
 */
import { LRUCache } from "lru-cache";
import { type Encoding, packQuickly, WORTH_BYTES } from "./encoding.ts";
import { etagOf } from "./etag.ts";

export type Page = {
  /** An address that makes it again. */
  readonly address: string;
  /** Name, value, name, value: as they are written. */
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly etag: string;
  readonly packed: Map<Encoding, Buffer>;
  /** How often it was given. */
  given: number;
};

/** What a page costs beside its bytes: key, headers, the objects around them. */
const OVERHEAD_BYTES = 2_000;

export const sizeOf = (page: Page): number =>
  [...page.packed.values()].reduce((sum, bytes) => sum + bytes.length, page.body.length + OVERHEAD_BYTES);

export class PageCache {
  readonly #pages: LRUCache<string, Page>;
  readonly #making = new Map<string, Promise<Page | undefined>>();
  readonly #packing = new Map<string, Promise<Buffer>>();

  constructor(bytes: number) {
    this.#pages = new LRUCache({ maxSize: bytes, sizeCalculation: sizeOf });
  }

  /** Bytes held now; never more than it was made with. */
  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  get size(): number {
    return this.#pages.size;
  }

  get(key: string): Page | undefined {
    const page = this.#pages.get(key);
    if (page) page.given++;
    return page;
  }

  put(key: string, address: string, headers: Page["headers"], body: Buffer): Page {
    const page: Page = { address, headers, body, etag: etagOf(body), packed: new Map(), given: 1 };
    this.#pages.set(key, page);
    return page;
  }

  /** The page that somebody is making under this key; undefined in the promise: it came to nothing. */
  making(key: string): Promise<Page | undefined> | undefined {
    return this.#making.get(key);
  }

  /** Says that the caller makes it; whoever asks meanwhile waits until the answer is called, once, with what came of it. */
  make(key: string): (page: Page | undefined) => void {
    const { promise, resolve } = Promise.withResolvers<Page | undefined>();
    this.#making.set(key, promise);
    return (page) => {
      if (this.#making.get(key) === promise) this.#making.delete(key);
      resolve(page);
    };
  }

  /** The page in a form; kept, and made once however many ask. A short page has no other form. */
  async packed(key: string, page: Page, encoding: Encoding): Promise<Buffer | undefined> {
    if (page.body.length < WORTH_BYTES) return undefined;
    const name = `${encoding} ${key}`;
    let bytes = this.#packing.get(name);
    if (!bytes) {
      bytes = packQuickly(page.body, encoding)
        .then((quick) => page.packed.get(encoding) ?? this.keepPacked(key, page, encoding, quick))
        .finally(() => this.#packing.delete(name));
      this.#packing.set(name, bytes);
    }
    return bytes;
  }

  /** Keeps a form made elsewhere, such as the smallest one; the page is weighed again. */
  keepPacked(key: string, page: Page, encoding: Encoding, bytes: Buffer): Buffer {
    page.packed.set(encoding, bytes);
    if (this.#pages.peek(key) === page) {
      this.#pages.delete(key);
      this.#pages.set(key, page);
    }
    return bytes;
  }

  /** Keys and pages whose key begins so, most given first. */
  most(prefix: string): [key: string, page: Page][] {
    return [...this.#pages.entries()]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([, a], [, b]) => b.given - a.given);
  }
}
