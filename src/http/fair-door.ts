/**
 * A door for work that costs. A few are inside, a few wait, and all others are refused at once with a time to come back.
 * While no client has to wait, the order is that of arrival. Once some wait, each client gets its turn one after the other,
 * however many of its own stand in line; and when the line is full, whoever has the most in it loses the last one to a
 * client that has fewer. Many people behind one address are one client here, so this counts only in a crowd.
 */
import { Refused } from "../app/refused.ts";

export type DoorOptions = {
  readonly places: number;
  readonly waiting: number;
  /** How long one waits at most. */
  readonly waitMs: number;
  /** The words of a refusal because the line is full. */
  readonly words: string;
  /** The same for one who waited too long: the line may be short, and what is inside slow. */
  readonly slowWords?: string;
  /** The field that the refusal names, where there is one. */
  readonly param?: string;
};

type Waiter = { readonly go: () => void; readonly refuse: () => void };

export class FairDoor {
  readonly #options: DoorOptions;
  readonly #lines = new Map<string, Waiter[]>();
  #inside = 0;
  #waiting = 0;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  get inside(): number {
    return this.#inside;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Whether this client would be sent away right now: cheap, so it can be asked before anything else is done. */
  full(client: string): boolean {
    if (this.#inside < this.#options.places || this.#waiting < this.#options.waiting) return false;
    const own = this.#lines.get(client)?.length ?? 0;
    return (this.#longest()?.length ?? 0) <= own + 1;
  }

  /** Comes in, at once or after a wait; the answer lets the next one in. Throws `Refused` with `busy`. */
  async enter(client: string): Promise<() => void> {
    if (this.#inside < this.#options.places) this.#inside++;
    else await this.#wait(client);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#leave();
    };
  }

  async run<T>(client: string, work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(client);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  #wait(client: string): Promise<void> {
    if (this.full(client)) return Promise.reject(this.#refusal());
    // the last of the longest line makes room, so that one client cannot fill the line before the others come
    if (this.#waiting >= this.#options.waiting) this.#longest()?.at(-1)?.refuse();
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(client) ?? [];
      const gone = () => {
        clearTimeout(timer);
        this.#waiting--;
        const at = line.indexOf(waiter);
        if (at >= 0) line.splice(at, 1);
        if (line.length === 0 && this.#lines.get(client) === line) this.#lines.delete(client);
      };
      const waiter: Waiter = {
        go: () => {
          gone();
          resolve();
        },
        refuse: () => {
          gone();
          reject(this.#refusal());
        },
      };
      const late = () => {
        gone();
        reject(this.#refusal(this.#options.slowWords));
      };
      const timer = setTimeout(late, this.#options.waitMs);
      line.push(waiter);
      this.#lines.set(client, line);
      this.#waiting++;
    });
  }

  /** Passes the place to the next in line without freeing it, so that a new request cannot overtake the line. */
  #leave(): void {
    const [next] = this.#lines;
    if (!next) {
      this.#inside--;
      return;
    }
    const [client, line] = next;
    line[0]?.go();
    // the client's next one stands behind everybody else's first
    if (line.length > 0) {
      this.#lines.delete(client);
      this.#lines.set(client, line);
    }
  }

  #longest(): Waiter[] | undefined {
    let longest: Waiter[] | undefined;
    for (const line of this.#lines.values()) if (line.length > (longest?.length ?? 0)) longest = line;
    return longest;
  }

  #refusal(words = this.#options.words): Refused {
    return new Refused("busy", this.#options.param ?? null, words);
  }
}
