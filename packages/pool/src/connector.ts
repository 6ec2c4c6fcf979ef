// Where connections come from.

import type pg from "pg";
import { nameOf } from "./address.ts";
import { Breaker } from "./breaker.ts";
import { clientConfig } from "./client-config.ts";
import type { DatabaseDown } from "./errors.ts";
import type { HostNews, KnownHosts } from "./hosts.ts";
import { FEW_CONNECTS } from "./options.ts";
import { insides, isIn } from "./pg-insides.ts";
import type { Places } from "./places.ts";
import { Preparation } from "./preparation.ts";
import { outside } from "./scope.ts";
import { Slot, type SlotEvents } from "./slot.ts";
import type { Works } from "./works.ts";

/** "too many clients", "too many connections for role": when to look again, on average. */
const FULL = "53300";
const FULL_MS = 60;
/** A connect that has not moved for longer is not on its way: the server hangs, or is overrun. */
const PROMPT_MS = 500;

/** Who waits for what is made here. */
export type Customers = {
  waiting(): number;
  /** Whoever is next in line (of those who came no later than that) hears why there is no connection. */
  failNext(cause: Error, cameBefore?: number): void;
  failAll(cause: Error): void;
};

/**
 * Where connections come from. A connection is made when somebody waits for one and there is room for it, no more than
 * `connectsAtOnce` at a time; it is prepared (preparation.ts) before anybody gets it. Of several hosts it goes to the one
 * that takes writes; when that is another one, what leads to the old one is cut off.
 */
export class Connector {
  readonly #works: Works;
  readonly #places: Places;
  readonly #customers: Customers;
  readonly #events: SlotEvents;
  readonly #preparation: Preparation;
  readonly #breaker: Breaker;
  readonly #hosts: KnownHosts | undefined;
  readonly #stopNews: (() => void) | undefined;
  #connecting = 0;
  #fullUntil = 0;
  #fullSince: number | undefined;

  constructor(works: Works, places: Places, customers: Customers, events: SlotEvents) {
    this.#works = works;
    this.#places = places;
    this.#customers = customers;
    this.#events = events;
    this.#hosts = works.hosts;
    this.#preparation = new Preparation(works, places);
    this.#breaker = new Breaker(works.settled.breakerAfter, works.machine, works.hosts);
    this.#stopNews = works.hosts?.onNews((news) => this.#onNews(news));
  }

  get failing(): boolean {
    return this.#breaker.failing;
  }

  get broken(): boolean {
    return this.#breaker.open;
  }

  down(): DatabaseDown {
    return this.#breaker.down();
  }

  get opening(): boolean {
    return this.#connecting > 0 || this.#searching;
  }

  get #searching(): boolean {
    return this.#hosts?.looking === true && this.#hosts.writable === undefined;
  }

  /**
   * One of them was begun or has moved on a moment ago, and none has failed: the server answers, and the wait is worth it.
   * It takes some words to and fro, each of which a busy program comes to only when it has been through all its requests.
   */
  openingWell(now: number): boolean {
    if (this.failing) return false;
    if (this.#searching) return true;
    let well = false;
    // each of them is looked at, so that it is known since when it has been silent
    for (const slot of this.#places.live)
      if ((slot.state === "connecting" || slot.state === "preparing") && slot.silentMs(now) < PROMPT_MS) well = true;
    return well;
  }

  /** A connect that was begun for whoever has waited since then ends by that time, or is in and will say so. */
  endsBy(time: number, since: number): boolean {
    for (const { state, createdAt, until, client } of this.#places.live)
      if (state === "connecting" && createdAt >= since && (until <= time || isIn(client))) return true;
    return false;
  }

  stop(): void {
    this.#breaker.stop();
  }

  ended(): void {
    this.#stopNews?.();
  }

  /** How many connections there may be: `max`, or less while others share the server. */
  get room(): number {
    return Math.min(this.#works.settled.max, this.#works.options.instance?.share ?? Number.POSITIVE_INFINITY);
  }

  grow(): void {
    // Called after every return of a connection; most of the time there is no waiting caller.
    if (this.#customers.waiting() === 0) return;
    const { options, settled, machine } = this.#works;
    const { live, dying } = this.#places;
    if (this.broken || options.instance?.suspect || machine.now() < this.#fullUntil) return;
    if (this.#breaker.doubts) return;
    if (this.#hosts !== undefined && this.#hosts.writable === undefined) {
      if (!this.#hosts.missing) void this.#hosts.probe();
      return;
    }
    const room = this.room;
    // Where others share the server, what is still closing has no reserve beyond the share.
    const most = room < settled.max ? room : settled.max + settled.dyingReserve;
    const { connectsAtOnce } = settled;
    const atOnce = this.failing ? Math.min(FEW_CONNECTS, connectsAtOnce) : connectsAtOnce;
    while (
      this.#connecting < atOnce &&
      this.#connecting < this.#customers.waiting() &&
      live.size < room &&
      live.size + dying.size < most
    )
      this.#connect();
  }

  /** Another process has come: idle connections beyond the share go. */
  shrink(): void {
    const { idle, live } = this.#places;
    for (let slot = idle[0]; slot !== undefined && live.size > this.room; slot = idle[0]) {
      this.#places.notIdle(slot);
      this.#places.retire(slot);
    }
    this.#works.pulse();
  }

  config(): pg.ClientConfig {
    return clientConfig(this.#works, this.#hosts?.writable);
  }

  #connect(): void {
    outside(() => {
      this.#connecting++;
      const { machine, settled, tell, Client } = this.#works;
      const client = new Client(this.config());
      const slot = new Slot(client, this.#events);
      slot.host = this.#host;
      const { connectMs } = settled;
      if (connectMs > 0) slot.until = slot.createdAt + connectMs;
      this.#places.live.add(slot);
      this.#works.watch();
      tell.log("connecting new client");
      client.connect((cause: Error | null | undefined) => {
        // Given up while it was being opened: the result is discarded.
        if (slot.state !== "connecting") outside(() => cause || client.end(() => {}));
        else if (!cause) this.#connected(slot);
        else if (machine.now() >= slot.until - 1) this.#notConnected(slot, tooSlow({ cause }), slot.createdAt);
        else this.#notConnected(slot, cause);
      });
    });
  }

  /** The name of the server that takes writes. */
  get #host(): string {
    const writable = this.#hosts?.writable;
    return writable === undefined ? "" : nameOf(writable);
  }

  #onNews(news: HostNews): void {
    if (news === "missing") {
      if (!this.broken) return;
      this.#customers.failAll(this.down());
      // Idle connections may or may not still reach a server. They are closed in order and count against `max` until the
      // server has closed its side: the same server may be back in a moment, with all their backends still running.
      for (const slot of [...this.#places.idle]) {
        this.#places.notIdle(slot);
        this.#places.retire(slot);
      }
      return;
    }
    this.#breaker.worked();
    if (news === "moved") {
      const old = [...this.#places.live, ...this.#places.dying].filter(({ host }) => host !== this.#host);
      // All are marked before the first one is cut: otherwise a waiting caller could be served by another of them.
      for (const slot of old) slot.cut = true;
      for (const slot of old)
        if (slot.state === "connecting") this.#forget(slot);
        else this.#places.cut(slot);
    }
    this.#works.pulse();
  }

  /** Drops a connection that was never open. No `remove` event is emitted, since there was no `connect`. */
  #forget(slot: Slot): void {
    this.#connecting--;
    this.#places.live.delete(slot);
    slot.state = "dying";
    insides(slot.client).connection?.stream.destroy();
  }

  forgetAll(): void {
    for (const slot of [...this.#places.live]) if (slot.state === "connecting") this.#forget(slot);
  }

  /** It has taken too long to open. */
  abandon(slot: Slot): void {
    const { connection } = insides(slot.client);
    slot.until = Number.POSITIVE_INFINITY;
    if (isIn(slot.client)) return;
    slot.state = "dying";
    if (connection === undefined) outside(() => slot.client.end(() => {}));
    else connection.stream.destroy();
    this.#notConnected(slot, tooSlow(), slot.createdAt);
  }

  #connected(slot: Slot): void {
    this.listen(slot);
    this.#preparation.fresh(slot, (cause) => {
      this.#connecting--;
      if (cause === undefined) {
        this.#breaker.worked();
        this.#fullSince = undefined;
        this.#ready(slot);
        return;
      }
      this.#places.retire(slot);
      // A connection that the pool itself cut fails no waiting caller: the next one leads to the right server.
      if (!slot.cut) this.#customers.failNext(cause);
      this.#works.pulse();
    });
  }

  listen(slot: Slot): void {
    slot.client.on("error", (cause: Error) => this.#places.failed(slot, cause));
    slot.client.once("end", () => this.#places.gone(slot));
  }

  /** A client that is new to the program, on a socket that was taken from a client which leaked. */
  prepare(slot: Slot): void {
    this.#preparation.again(slot, (cause) => {
      if (cause === undefined) {
        this.#ready(slot);
        return;
      }
      this.#places.retire(slot);
      this.#works.pulse();
    });
  }

  #ready(slot: Slot): void {
    this.#works.reapWhen(slot.createdAt + this.#works.settled.maxLifetimeMs);
    this.#places.free(slot);
  }

  /** When it took too long, only those hear of it who have waited for as long: the others may be served by the next. */
  #notConnected(slot: Slot, cause: Error, cameBefore?: number): void {
    this.#connecting--;
    this.#places.live.delete(slot);
    this.#works.tell.log("client failed to connect", cause);
    if ((cause as { code?: unknown }).code === FULL) {
      this.#lastFull(cause);
      return;
    }
    this.#breaker.failed(cause);
    // With several hosts the probe may find another one yet, within the time that callers wait.
    if (this.broken || !this.#breaker.doubts) this.#customers.failNext(cause, cameBefore);
    if (this.broken) {
      this.#customers.failAll(this.down());
      this.#breaker.later(() => {
        if (!this.#places.ending && this.broken && this.#connecting === 0) this.#connect();
      });
    }
    this.#works.pulse();
  }

  /**
   * The server has no connection slot left. Connecting is tried again until the callers' own wait limits; where there is no
   * such limit (`waitMs` 0), the next caller in line fails with `cause` once the server was full for `patienceMs`.
   */
  #lastFull(cause: Error): void {
    const { machine, settled } = this.#works;
    this.#fullSince ??= machine.now();
    if (settled.waitMs === 0 && machine.now() - this.#fullSince >= settled.patienceMs) this.#customers.failNext(cause);
    const ms = FULL_MS * (0.5 + Math.random());
    this.#fullUntil = machine.now() + ms;
    machine.after(ms, false, () => {
      // The timer may fire slightly early by this clock, and nothing would call again: so the limit is cleared, not compared.
      this.#fullUntil = 0;
      this.#works.pulse();
    });
  }
}

const tooSlow = (options?: ErrorOptions): Error =>
  new Error("Connection terminated due to connection timeout", options);
