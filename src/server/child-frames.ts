/**
 * The bytes between a process and its child: frames of a kind, a length and a body. Neither side parses what it reads here;
 * the reader of the child's side is bounded in the number of frames and in bytes before it keeps any of them.
 */

/** What the parent sends: what a child is given beforehand, and its one job. */
export const TO_CHILD = { context: 1, job: 2 } as const;
/** What a child sends: that it is warm, that it has its job, then the head of its answer, the parts, and the end. */
export const FROM_CHILD = { ready: 1, head: 2, part: 3, end: 4, taken: 5 } as const;

const FRAME_HEAD = 5;

export type Frame = { readonly kind: number; readonly body: Buffer };

/** The head of a frame; its body follows as it is, so that a long one is not copied. */
export function frameHead(kind: number, length: number): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(length, 1);
  return head;
}

/**
 * Cuts a stream into frames. `accept` is asked with the kind and the announced length of each before its body is kept;
 * where it answers false, everything after is ignored and `push` reports false.
 */
export class FrameReader {
  readonly #accept: (kind: number, length: number) => boolean;
  readonly #take: (frame: Frame) => void;
  #head = Buffer.alloc(0);
  #kind = 0;
  #missing = -1;
  #chunks: Buffer[] = [];
  #refused = false;

  constructor(accept: (kind: number, length: number) => boolean, take: (frame: Frame) => void) {
    this.#accept = accept;
    this.#take = take;
  }

  push(given: Buffer): boolean {
    let chunk = given;
    while (!this.#refused && (chunk.length > 0 || this.#missing === 0)) {
      if (this.#missing < 0) {
        const need = FRAME_HEAD - this.#head.length;
        this.#head = Buffer.concat([this.#head, chunk.subarray(0, need)]);
        chunk = chunk.subarray(need);
        if (this.#head.length < FRAME_HEAD) break;
        this.#kind = this.#head.readUInt8(0);
        this.#missing = this.#head.readUInt32BE(1);
        this.#head = Buffer.alloc(0);
        this.#refused = !this.#accept(this.#kind, this.#missing);
      } else {
        const part = chunk.subarray(0, this.#missing);
        chunk = chunk.subarray(part.length);
        if (part.length > 0) this.#chunks.push(part);
        this.#missing -= part.length;
        if (this.#missing > 0) continue;
        const body = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
        this.#chunks = [];
        this.#missing = -1;
        this.#take({ kind: this.#kind, body });
      }
    }
    return !this.#refused;
  }
}
