import { EventEmitter } from "node:events";
import type { Address } from "../../packages/pool/src/address.ts";
import { DatabaseDown } from "../../packages/pool/src/errors.ts";
import type { HostNews, KnownHosts } from "../../packages/pool/src/hosts.ts";

/**
 * A PostgreSQL without a network: connections, as much of pg's client as the pool looks at, and two servers of which one
 * takes writes. They do nothing by themselves; pool-model.ts says when a line opens, answers, fails or closes.
 */
export type Network = { readonly lines: Set<FakeConnection>; later(call: () => void): void };

export type Told = (cause: Error | null | undefined, result?: unknown) => void;
/** A statement of a borrower; `sent` is the status in which the server got it. */
export type Statement = { readonly text: string; sent?: "I" | "T" | "E" };
type Sent = Statement & { told: Told; readonly asked: Statement };

/** The server's end of one connection, and the line to it. */
export class FakeConnection extends EventEmitter {
  readonly stream = { destroy: () => this.hangUp(), end: () => this.hangUp() };
  parsedStatements = {};
  submittedNamedStatements = {};
  status: "I" | "T" | "E" = "I";
  state: "dialling" | "open" | "closing" | "closed" = "dialling";
  /** The server has a process for it. */
  opened = false;
  /** A cancel is on its way to this connection. */
  cancelled = false;
  /** How often the writes had moved when it was dialled; what leads to a server of before is cut off. */
  moves = 0;
  readonly #world: Network;

  constructor(world: Network) {
    super();
    this.#world = world;
  }

  connect(): void {
    this.#world.lines.add(this);
  }

  /** Our end is closed; the server's close comes in a later step. */
  hangUp(): void {
    if (this.state !== "closed") this.state = "closing";
  }
}

/** As much of pg's client as the pool looks at. */
export class FakeClient extends EventEmitter {
  connection: FakeConnection;
  processID = 1;
  secretKey = 1;
  readyForQuery = false;
  _activeQuery: Sent | null = null;
  _queryQueue: Sent[] = [];
  _queryable = true;
  _ending = false;
  _ended = false;
  #connecting = false;
  #told: Told | undefined;
  /** An error was told, and the server has not yet said that it is ready. */
  #recovering = false;
  readonly #world: Network;

  constructor(world: Network, config: { connection?: FakeConnection }) {
    super();
    this.#world = world;
    this.connection = config.connection ?? new FakeConnection(world);
  }

  getTransactionStatus(): string {
    return this.connection.status;
  }

  connect(told: Told): void {
    this.#connecting = true;
    this.#told = told;
    const { connection } = this;
    connection.on("readyForQuery", () => this.#ready());
    connection.on("failed", (cause: Error) => this.#failed(cause));
    connection.on("answer", (fails: Error | undefined) => this.#answer(fails));
    connection.on("end", () => this.#end());
    connection.connect();
  }

  query(config: unknown, _values: unknown, told: Told): void {
    const asked: Statement = typeof config === "string" ? { text: config } : (config as Statement);
    if (!this._queryable || this._ending) {
      this.#world.later(() => told(new Error("Client has encountered a connection error and is not queryable")));
      return;
    }
    this._queryQueue.push({ text: asked.text, told, asked });
    this.#pulse();
  }

  end(told: () => void): void {
    this._ending = true;
    if (this._ended) told();
    else this.connection.once("end", told);
    this.connection.hangUp();
  }

  #ready(): void {
    if (this.#connecting) {
      this.#connecting = false;
      this.readyForQuery = true;
      this.#told?.(null);
      return;
    }
    const active = this._activeQuery;
    this._activeQuery = null;
    this.readyForQuery = true;
    this.#recovering = false;
    active?.told(null, { rows: [], command: "" });
    this.#pulse();
  }

  #pulse(): void {
    if (!this.readyForQuery || this._activeQuery !== null) return;
    const next = this._queryQueue.shift();
    if (next === undefined) this.emit("drain");
    else {
      this._activeQuery = next;
      next.asked.sent = this.connection.status;
      this.readyForQuery = false;
    }
  }

  /** As after `query_timeout`: whoever asked has an error, and the server works on. */
  giveUp(): void {
    const active = this._activeQuery;
    if (active === null) return;
    const { told } = active;
    active.told = () => {};
    told(new Error("Query read timeout"));
  }

  get busy(): boolean {
    return this._activeQuery !== null || this.#recovering;
  }

  #answer(fails: Error | undefined): void {
    const active = this._activeQuery;
    if (active !== null && fails !== undefined) {
      this._activeQuery = null;
      this.#recovering = true;
      if (this.connection.status === "T") this.connection.status = "E";
      active.told(fails);
      return;
    }
    if (active !== null) this.connection.status = after(this.connection.status, active.text);
    this.#ready();
  }

  #errorAll(cause: Error): void {
    const all = [...(this._activeQuery ? [this._activeQuery] : []), ...this._queryQueue.splice(0)];
    this._activeQuery = null;
    for (const { told } of all) told(cause);
  }

  #failed(cause: Error): void {
    if (this.#connecting) {
      this.#connecting = false;
      this._ended = true;
      this.#told?.(cause);
      return;
    }
    this._queryable = false;
    this.#errorAll(cause);
    this.emit("error", cause);
  }

  #end(): void {
    this.#errorAll(new Error(this._ending ? "Connection terminated" : "Connection terminated unexpectedly"));
    if (this._ended) return;
    this._ended = true;
    if (this.#connecting) {
      this.#connecting = false;
      this.#told?.(new Error("Connection terminated unexpectedly"));
    } else if (!this._ending && this._queryable) {
      this._queryable = false;
      this.emit("error", new Error("Connection terminated unexpectedly"));
    }
    this.emit("end");
  }
}

function after(status: "I" | "T" | "E", text: string): "I" | "T" | "E" {
  if (/^ROLLBACK/.test(text)) return "I";
  if (text === "COMMIT") return "I";
  return text === "BEGIN" && status === "I" ? "T" : status;
}

export const isWrite = (text: string, status: string): boolean =>
  text === "COMMIT" || (status === "I" && text.startsWith("INSERT"));

/** Two servers, of which the world says which takes writes. */
export class FakeHosts implements KnownHosts {
  readonly #heard = new Set<(news: HostNews) => void>();
  readonly #later: (call: () => void) => void;
  readonly looking = false;
  readonly view = [];
  primary = 0;
  missing = false;
  failedProbes = 0;
  moves = 0;

  constructor(later: (call: () => void) => void) {
    this.#later = later;
  }

  get writable(): Address | undefined {
    return this.missing ? undefined : { host: `db-${this.primary}`, port: 1 };
  }
  onNews(call: (news: HostNews) => void): () => void {
    this.#heard.add(call);
    return () => this.#heard.delete(call);
  }
  /** The probe that follows finds what the world says. */
  doubt(): void {
    this.#later(() => this.tell(this.missing ? "missing" : "found"));
  }
  probe(): Promise<void> {
    return Promise.resolve();
  }
  down(): DatabaseDown {
    return new DatabaseDown("nobody takes writes", 1, {});
  }

  tell(news: HostNews): void {
    if (news === "moved") {
      this.primary = 1 - this.primary;
      this.moves++;
    }
    this.missing = news === "missing";
    this.failedProbes = this.missing ? this.failedProbes + 1 : 0;
    for (const call of this.#heard) call(news);
  }
}
