import type { Customers } from "./connector.ts";
import type { Hold } from "./machine.ts";
import { WaitQueue } from "./queue.ts";
import type { Waiting } from "./waiting.ts";

/** Those who wait, and the ways out of the queue without a connection. As long as somebody waits the process stays alive. */
export class Line implements Customers {
  readonly queue = new WaitQueue<Waiting>();
  readonly #hold: Hold;

  constructor(hold: Hold) {
    this.#hold = hold;
  }

  waiting(): number {
    return this.queue.size;
  }

  comes(waiting: Waiting): void {
    waiting.comes();
    this.queue.push(waiting);
  }

  /** Called when all were served that could be, or when somebody may have left. */
  rest(): void {
    if (this.queue.size === 0) this.#hold.off();
    else this.#hold.on();
  }

  end(): void {
    this.#hold.end();
  }

  readonly refuse = (waiting: Waiting, cause: Error): void => {
    if (!waiting.leaves()) return;
    this.queue.remove(waiting);
    this.rest();
    waiting.done(cause);
  };

  /** Whoever is next in line, of those who came no later than that. */
  failNext(cause: Error, cameBefore = Number.POSITIVE_INFINITY): void {
    for (const waiting of this.queue)
      if (waiting.since <= cameBefore) {
        this.refuse(waiting, cause);
        return;
      }
  }

  failAll(cause: Error): void {
    for (const waiting of [...this.queue]) this.refuse(waiting, cause);
  }
}
