import type { KnownHosts } from "./hosts.ts";
import type { Machine } from "./machine.ts";
import type { ClientClass, Mode, PoolOptions, Settled } from "./options.ts";

/** The pool's outputs: pg-pool's events, its log, lines for people. */
export type Tell = {
  /** Calls all listeners; what one of them throws is reported, and changes nothing. */
  emit(event: string, ...args: unknown[]): void;
  /** The same, and waits for what they promise; undefined when none promises anything. */
  prepare(event: string, ...args: unknown[]): Promise<unknown> | undefined;
  listens(event: string): boolean;
  log(...words: unknown[]): void;
  report(line: string): void;
  mode(): Mode;
};

/** What the parts of the keeper share. */
export type Works = {
  readonly options: PoolOptions;
  readonly settled: Settled;
  readonly Client: ClientClass;
  readonly machine: Machine;
  readonly tell: Tell;
  /** The servers, where there are several. */
  readonly hosts: KnownHosts | undefined;
  /** New requests for a connection are refused; callers that already wait are still served. */
  readonly ending: boolean;
  /** How many callers wait. */
  readonly waiting: number;
  /** Something has moved: serves whoever waits, as far as there are connections. */
  pulse(): void;
  /** Something is out: the one timer runs until nothing is. */
  watch(): void;
  /** An idle connection may be too old at that time. */
  reapWhen(at: number): void;
};
