/**
 * Answers that were made once are given again, byte for byte. A page is found under a key that names everything it was
 * made of, so no page becomes stale: it is asked for no more and falls out. A page is kept whole, with its compressed
 * forms; the bytes of all are bounded; and a page that many ask for at once is made once.
 */
import { LRUCache } from "lru-cache";
import { type Encoding, packQuickly, packSmallest, WORTH_BYTES } from "./encoding.ts";
import { etagOf } from "./etag.ts";

export type Page = {
  /** An address that makes it again. */
  readonly address: string;
  /** Name, value, name, value: as they are written. */
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly etag: string;
  /** Empty for a page that is too short to be compressed. */
  readonly packed: Readonly<Partial<Record<Encoding, Buffer>>>;
  /** How often it was given. */
  given: number;
};

/** What a page costs beside its bytes: key, headers, the objects around them. */
const OVERHEAD_BYTES = 2_000;
/** The part of the room that pages of other days have. */
const OF_DAYS = 1 / 8;

export const sizeOf = ({ body, packed }: Page): number =>
  Object.values(packed).reduce((sum, bytes) => sum + bytes.length, body.length + OVERHEAD_BYTES);

/** A page in every form that somebody may ask for. */
export async function wholePage(address: string, headers: readonly string[], body: Buffer): Promise<Page> {
  const page = { address, headers, body, etag: etagOf(body), given: 1 };
  if (body.length < WORTH_BYTES) return { ...page, packed: {} };
  const [br, gzip] = await Promise.all([packQuickly(body, "br"), packQuickly(body, "gzip")]);
  return { ...page, packed: { br, gzip } };
}

/** The same page with brotli at its best, which takes a tenth of a second. */
export const smallestPage = async (page: Page): Promise<Page> =>
  page.packed.br ? { ...page, packed: { ...page.packed, br: await packSmallest(page.body, "br") } } : page;

class Shelf {
  readonly #pages: LRUCache<string, Page>;
  readonly #making = new Map<string, Promise<Page | undefined>>();

  constructor(bytes: number) {
    this.#pages = new LRUCache({ maxSize: bytes, sizeCalculation: sizeOf });
  }

  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  get(key: string): Page | undefined {
    const page = this.#pages.get(key);
    if (page) page.given++;
    return page;
  }

  put(key: string, page: Page): void {
    this.#pages.set(key, page);
  }

  /** The page that somebody is making under this key; undefined in the promise: it came to nothing. */
  making(key: string): Promise<Page | undefined> | undefined {
    return this.#making.get(key);
  }

  /** The caller makes the page. Who asks for it meanwhile waits until the returned function is called with what came of it. */
  make(key: string): (page: Page | undefined) => void {
    const { promise, resolve } = Promise.withResolvers<Page | undefined>();
    this.#making.set(key, promise);
    return (page) => {
      if (this.#making.get(key) === promise) this.#making.delete(key);
      if (page) this.put(key, page);
      resolve(page);
    };
  }

  /** Keys and pages whose key begins so, most given first. */
  most(prefix: string): [key: string, page: Page][] {
    return [...this.#pages.entries()]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([, a], [, b]) => b.given - a.given);
  }
}

/** Pages of today, and pages of a named day apart from them: who asks day by day pushes out no page of today. */
export class PageCache {
  readonly today: Shelf;
  readonly days: Shelf;

  constructor(bytes: number) {
    this.days = new Shelf(Math.ceil(bytes * OF_DAYS));
    this.today = new Shelf(Math.floor(bytes * (1 - OF_DAYS)));
  }

  /** Bytes held now; never more than it was made with. */
  get bytes(): number {
    return this.today.bytes + this.days.bytes;
  }
}
