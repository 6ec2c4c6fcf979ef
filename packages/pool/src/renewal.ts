import type { Connector } from "./connector.ts";
import { freshClient } from "./fresh-client.ts";
import type { Places } from "./places.ts";
import { Slot } from "./slot.ts";
import type { Works } from "./works.ts";

/** So many leaked clients a second are closed with their socket; PostgreSQL starts a process for each new one. */
const CLOSED_A_SECOND = 2;

/**
 * The client object of `connect()` stays in the hands of the program that lost it, so that object is ended. Its socket is
 * closed with it or, when leaks come faster than a server can be connected to, given to a fresh client.
 */
export class Renewal {
  readonly #works: Works;
  readonly #places: Places;
  readonly #connector: Connector;
  #closed: number[] = [];

  constructor(works: Works, places: Places, connector: Connector) {
    this.#works = works;
    this.#places = places;
    this.#connector = connector;
  }

  /** The same socket under a fresh client, still to be reset; undefined when the connection was closed instead. */
  closeOrRenew(slot: Slot, now: number): Slot | undefined {
    this.#closed = this.#closed.filter((at) => now - at < 1_000);
    const { maxLifetimeMs, maxUses } = this.#works.settled;
    const spent = slot.uses + 1 >= maxUses || now - slot.createdAt >= maxLifetimeMs;
    const renewed = this.#closed.length < CLOSED_A_SECOND || spent ? undefined : this.#renewed(slot);
    if (renewed !== undefined) return renewed;
    this.#closed.push(now);
    this.#places.retire(slot);
    return undefined;
  }

  /** For the program the old client has ended and a new one has connected. */
  #renewed(slot: Slot): Slot | undefined {
    const { Client, machine } = this.#works;
    const client = freshClient(slot.client, Client, this.#connector.config());
    if (client === undefined) return undefined;
    const fresh = new Slot(client, slot.events, slot.createdAt);
    fresh.uses = slot.uses + 1;
    fresh.host = slot.host;
    this.#connector.listen(fresh);
    this.#places.replace(slot, fresh);
    machine.soon(() => slot.client.emit("end"));
    return fresh;
  }
}
