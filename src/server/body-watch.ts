/**
 * Bodies on their way in. Receiving takes no place of those who work: it takes memory and a socket, and these are bounded
 * here. A body that comes more slowly than `leastBytesPerSecond`, looked at from its beginning after `graceMs`, is cut off.
 * Where too many come at once, the slowest one of whoever sends the most of them makes room.
 */
import type { Socket } from "node:net";

export type BodyBounds = {
  readonly bodies: number;
  /** Received so far, of all bodies together. */
  readonly bytes: number;
  readonly leastBytesPerSecond: number;
  readonly graceMs: number;
};

type Body = { readonly client: string; readonly socket: Socket; readonly since: number; readonly readBefore: number };

const LOOK_MS = 500;
/** No client is cut off for being slow before this, however many come. */
const FAIR_START_MS = 2_000;
const TIMEOUT = "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

export class BodyWatch {
  readonly #bounds: BodyBounds;
  readonly #bodies = new Set<Body>();
  #timer: NodeJS.Timeout | undefined;

  constructor(bounds: BodyBounds) {
    this.#bounds = bounds;
  }

  get receiving(): number {
    return this.#bodies.size;
  }

  /** Begins to watch a body; what is returned ends it. Undefined where there is no room for one more. */
  enter(client: string, socket: Socket): (() => void) | undefined {
    if (this.#full() && !this.#makeRoom(client)) return undefined;
    const body: Body = { client, socket, since: performance.now(), readBefore: socket.bytesRead };
    this.#bodies.add(body);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    return () => this.#leave(body);
  }

  #full(): boolean {
    if (this.#bodies.size >= this.#bounds.bodies) return true;
    let bytes = 0;
    for (const one of this.#bodies) bytes += bytesOf(one);
    return bytes > this.#bounds.bytes;
  }

  /** Cuts one off that has less right to be there than a newcomer. */
  #makeRoom(client: string): boolean {
    const counts = new Map<string, number>();
    for (const one of this.#bodies) counts.set(one.client, (counts.get(one.client) ?? 0) + 1);
    const most = Math.max(...counts.values());
    const own = (counts.get(client) ?? 0) + 1;
    let slowest: Body | undefined;
    for (const one of this.#bodies)
      if (counts.get(one.client) === most && (!slowest || paceOf(one) < paceOf(slowest))) slowest = one;
    if (!slowest) return false;
    const slow = ageOf(slowest) > FAIR_START_MS && paceOf(slowest) < this.#bounds.leastBytesPerSecond;
    if (most <= own && !slow) return false;
    this.#cut(slowest);
    return true;
  }

  #look(): void {
    const { leastBytesPerSecond, graceMs } = this.#bounds;
    for (const one of this.#bodies) if (ageOf(one) > graceMs && paceOf(one) < leastBytesPerSecond) this.#cut(one);
  }

  #cut(body: Body): void {
    this.#leave(body);
    body.socket.write(TIMEOUT);
    body.socket.destroySoon();
  }

  #leave(body: Body): void {
    this.#bodies.delete(body);
    if (this.#bodies.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

const bytesOf = ({ socket, readBefore }: Body): number => socket.bytesRead - readBefore;
const ageOf = ({ since }: Body): number => performance.now() - since;
/** Bytes a second. */
const paceOf = (body: Body): number => (bytesOf(body) * 1_000) / Math.max(1, ageOf(body));
