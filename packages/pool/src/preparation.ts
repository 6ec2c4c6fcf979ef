import { connectionLost } from "./errors.ts";
import { insides, isBroken, isBusy } from "./pg-insides.ts";
import type { Places } from "./places.ts";
import { isPooled, railsAfterConnect } from "./rails.ts";
import type { Slot } from "./slot.ts";
import type { Works } from "./works.ts";

const STOPPED = "57014";
const isStopped = (cause: Error): boolean => (cause as { code?: unknown }).code === STOPPED;

/**
 * What happens to a connection between its opening and its first user: guard rails, the `onConnect` hook, listeners of
 * `connect`, `verify`. Each is over before the next begins, and all before anybody gets the connection. What a hook or
 * a listener sets in the session is set on purpose and stays.
 */
export class Preparation {
  readonly #works: Works;
  readonly #places: Places;
  #saidPooled = false;
  #saidBare = false;

  constructor(works: Works, places: Places) {
    this.#works = works;
    this.#places = places;
  }

  /** A new connection; `done` comes with an error when it must not be used. */
  fresh(slot: Slot, done: (cause?: Error) => void): void {
    this.#begins(slot);
    const rails = railsAfterConnect(this.#works.settled.rails, insides(slot.client).processID);
    if (rails === undefined) this.#hook(slot, done);
    else this.#set(slot, rails).then(() => this.#hook(slot, done), done);
  }

  /** The socket of one whose client had to be given up, under a client that is new to the program. */
  again(slot: Slot, done: (cause?: Error) => void): void {
    this.#begins(slot);
    this.#hook(slot, done);
  }

  #begins(slot: Slot): void {
    slot.state = "preparing";
    slot.until = Number.POSITIVE_INFINITY;
  }

  #hook(slot: Slot, done: (cause?: Error) => void): void {
    const { onConnect } = this.#works.options;
    if (onConnect === undefined) {
      this.#announce(slot, done);
      return;
    }
    const hooked = async () => onConnect(slot.client);
    hooked().then(() => this.#announce(slot, done), done);
  }

  /** Emits `connect`; waits for the promises of its listeners and for the statements that they sent. */
  #announce(slot: Slot, done: (cause?: Error) => void): void {
    const promised = this.#works.tell.prepare("connect", slot.client);
    const settled = () => this.#whenQuiet(slot, () => this.#verify(slot, done));
    if (promised === undefined) settled();
    else void promised.then(settled);
  }

  #whenQuiet(slot: Slot, then: () => void): void {
    if (!isBusy(slot.client) || isBroken(slot.client)) {
      then();
      return;
    }
    // A listener may ask the next thing once it has the answer to the first.
    const again = () => this.#works.machine.after(0, true, () => this.#whenQuiet(slot, then));
    slot.client.once("drain", again);
    slot.client.once("end", again);
  }

  #verify(slot: Slot, done: (cause?: Error) => void): void {
    const { verify } = this.#works.options;
    if (verify === undefined) {
      done();
      return;
    }
    slot.client.release = (cause) => (cause ? this.#places.retire(slot) : this.#places.free(slot));
    verify(slot.client, (cause) => done(cause ? (cause as Error) : undefined));
  }

  /** Guard rails are worth less than a connection: a server that refuses them is used without, and that is reported. */
  #set(slot: Slot, text: string): Promise<void> {
    return new Promise<void>((resolve, reject) =>
      slot.ask(undefined, text, undefined, (cause, result) => {
        // Somebody stopped it: that says nothing of the server, and a connection without guard rails is not handed out.
        if (cause && (connectionLost(cause) || isStopped(cause))) return reject(cause);
        if (cause) this.#sayBare(cause);
        else if (
          result !== undefined &&
          !Array.isArray(result) &&
          isPooled(result.rows, insides(slot.client).processID)
        )
          this.#sayPooled();
        slot.hooked = false;
        resolve();
      }),
    );
  }

  #sayBare(cause: Error): void {
    if (this.#saidBare) return;
    this.#saidBare = true;
    this.#works.tell.report(
      `pool: this server takes no guard rails (${cause.message}); say rails: "none" and set its timeouts there.`,
    );
  }

  #sayPooled(): void {
    if (this.#saidPooled) return;
    this.#saidPooled = true;
    this.#works.tell.report(
      "pool: a pooler stands between this pool and PostgreSQL. Guard rails are left to it. If it hands connections out by transaction, named statements, LISTEN, session state, cancelling and the count of processes do not survive: connect to PostgreSQL itself, or use its session mode.",
    );
  }
}
