import { EventEmitter } from "node:events";
import fc from "fast-check";
import { LeaseLost } from "../../packages/pool/src/errors.ts";
import { Keeper } from "../../packages/pool/src/keeper.ts";
import type { LeakEvent } from "../../packages/pool/src/leak-book.ts";
import type { Lease, LeaseKind } from "../../packages/pool/src/lease.ts";
import type { Machine } from "../../packages/pool/src/machine.ts";
import { OneQuery } from "../../packages/pool/src/one-query.ts";
import { type ClientClass, type Mode, type PoolOptions, settle } from "../../packages/pool/src/options.ts";
import { Scope } from "../../packages/pool/src/scope.ts";
import { tellOf } from "../../packages/pool/src/told.ts";
import { FakeClient, type FakeConnection, FakeHosts, isWrite, type Statement, type Told } from "./fake-postgres.ts";

/**
 * The pool's keeper with a server, a network and a clock that do only what they are told, one step at a time.
 * The keeper, its places, its reclaim and its queue are the real ones; a walk is a list of steps that borrowers, the
 * server and time take in any order, and after every step what must always hold is looked at. No step waits for anything,
 * so a walk takes microseconds, and the same walk always goes the same way.
 */
export type Step = { readonly does: keyof typeof OFTEN; readonly a: number; readonly b: number };

/** What happens, and how often beside the others. */
const OFTEN = {
  ask: 4,
  "ask at once": 1,
  "give back": 2,
  "give back broken": 1,
  query: 4,
  "query once": 2,
  answer: 4,
  fail: 1,
  "give up waiting": 1,
  "open scope": 2,
  "end scope": 2,
  "abort scope": 1,
  "hang up": 2,
  "scope deadline": 1,
  "answer to scope": 1,
  connected: 5,
  "not connected": 1,
  closed: 2,
  kill: 1,
  "host lost": 1,
  "host back": 3,
  "cancel arrives": 1,
  time: 3,
  "stand still": 1,
  deadline: 1,
  "taken by hand": 1,
  "hand over": 1,
  listeners: 1,
  promotion: 1,
  "no primary": 1,
  "primary again": 3,
  mode: 1,
} as const;

const MAX = 3;
const RESERVE = 1;
const WAIT_MS = 100;
const PATIENCE_MS = 1_000;
const TEXTS = [
  "SELECT 1",
  "BEGIN",
  "COMMIT",
  "ROLLBACK",
  "INSERT INTO t VALUES (1)",
  "SET work_mem = '7MB'",
  "LISTEN x",
  "SELECT login('alice')",
  "/* x */ DO 'x'",
  "SELECT setseed(0.5)",
];

/** All that the pool tells a program. */
const EVENTS = ["connect", "acquire", "release", "remove", "error", "leak", "cut", "late", "misuse", "refused"];

type Timer = { at: number; readonly every: number | undefined; readonly call: () => void };
type Asked = {
  readonly kind: LeaseKind;
  readonly scope: Scope | undefined;
  since: number;
  lease: Lease | undefined;
  answers: number;
  /** Given back by its borrower. */
  back: boolean;
};

class World {
  now = 0;
  hostUp = true;
  /** In half of the walks there are two servers. */
  readonly hosts: FakeHosts | undefined;
  readonly lines = new Set<FakeConnection>();
  readonly asked: Asked[] = [];
  readonly broken: string[] = [];
  readonly #timers = new Set<Timer>();
  #soon: (() => void)[] = [];
  #scopes: Scope[] = [];
  #mode: Mode = "enforce";
  /** What the program's own listeners do: nothing, throw, or use the pool themselves. */
  #listeners: "quiet" | "throw" | "act" = "quiet";
  #acting = false;
  #byHand = false;
  readonly #byHandOf = new Set<string>();
  readonly #oneQuery: OneQuery;
  #statements = { sent: 0, answered: 0 };
  readonly #fenced = new Set<unknown>();
  readonly keeper: Keeper;

  constructor(servers: number) {
    this.hosts = servers > 1 ? new FakeHosts((call) => this.later(call)) : undefined;
    const machine: Machine = {
      now: () => this.now,
      every: (ms, call) => this.#timer(this.now + ms, ms, call),
      after: (ms, _keepAlive, call) => this.#timer(this.now + ms, undefined, call),
      soon: (call) => this.later(call),
      hold: () => ({ on: () => {}, off: () => {}, end: () => {} }),
      cancel: async (client) => {
        const { _activeQuery, connection } = client as unknown as FakeClient;
        if (_activeQuery && isWrite(_activeQuery.text, connection.status))
          this.broken.push(`a cancel was sent while ${_activeQuery.text} was on its way`);
        connection.cancelled = true;
      },
    };
    const options: PoolOptions = {
      max: MAX,
      dyingReserve: RESERVE,
      waitMs: WAIT_MS,
      rails: "none",
      idleTimeoutMillis: 400,
      maxUses: 20,
      breakerAfter: 3,
      user: "walker",
    };
    const world = this;
    class Client extends FakeClient {
      constructor(config: { connection?: FakeConnection; host?: string }) {
        super(world, config);
        if (config.connection === undefined) this.connection.moves = world.#moves;
        const { hosts } = world;
        if (hosts !== undefined && config.host !== hosts.writable?.host)
          world.broken.push(`a connection was dialled to ${config.host}, which takes no writes`);
      }
    }
    const program = new EventEmitter();
    for (const event of EVENTS)
      program.on(event, (...args) => {
        this.#heard(event, args);
        this.#listener();
      });
    const tell = tellOf(program, { report: () => {}, log: () => this.#listener() }, () => this.#mode);
    this.keeper = new Keeper({
      options,
      settled: settle(options),
      Client: Client as unknown as ClientClass,
      machine,
      tell,
      hosts: this.hosts,
    });
    this.#oneQuery = new OneQuery(this.keeper);
  }

  /** Whatever a program does in a listener of the pool's, it does in the middle of the pool's own work. */
  #listener(): void {
    if (this.#listeners === "throw") throw new Error("the program's own");
    if (this.#listeners === "quiet" || this.#acting) return;
    this.#acting = true;
    const [mine] = this.#held;
    if (mine?.lease !== undefined && this.asked.length % 2 === 0) this.#giveBack(mine, undefined);
    else if (this.#open.length > 3) this.#open[0]?.end();
    else if (this.asked.length < 200) this.#ask(this.#open[0], "client");
    this.#acting = false;
  }

  #giveBack(mine: Asked, cause: Error | undefined): void {
    if (mine.lease === undefined) return;
    mine.back = true;
    this.keeper.giveBack(mine.lease, cause);
  }

  later(call: () => void): void {
    this.#soon.push(call);
  }

  #timer(at: number, every: number | undefined, call: () => void): () => void {
    const timer = { at, every, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #heard(event: string, args: unknown[]): void {
    if (event !== "leak" && event !== "cut") return;
    const leak = args[0] as LeakEvent;
    const owner = this.#scopes.find(({ id }) => id === leak.scope?.id);
    // After the response a lease that lies unused is taken from a scope that is open, and from no other.
    const tried = leak.how === "settled" && this.#scopes.some(({ after }) => after !== undefined && after === owner);
    const taken = leak.what === "reclaimed" || leak.what === "cut";
    if (
      taken &&
      !this.#byHand &&
      !this.#byHandOf.has(`${leak.scope?.id} ${leak.heldMs}`) &&
      leak.how !== "lease deadline" &&
      leak.how !== "pool ended" &&
      !tried &&
      owner?.open !== false
    )
      this.broken.push(`a lease of a scope that is open was taken back (${leak.how})`);
  }

  // ---- one step

  walk(step: Step): void {
    const { does, a, b } = step;
    const held = this.#held;
    const one = <T>(list: readonly T[]): T | undefined => list[a % Math.max(1, list.length)];
    switch (does) {
      case "ask":
      case "ask at once":
        this.#ask(b % 3 === 0 ? undefined : one(this.#open), (["client", "handle"] as const)[b % 2] ?? "client");
        break;
      case "give back":
      case "give back broken": {
        const mine = one(held);
        if (mine !== undefined) this.#giveBack(mine, does === "give back broken" ? new Error("worn out") : undefined);
        break;
      }
      case "query": {
        const mine = one(held);
        if (mine !== undefined) this.#query(mine, TEXTS[b % TEXTS.length] ?? "SELECT 1");
        break;
      }
      case "query once":
        this.#queryOnce(b % 3 === 0 ? undefined : one(this.#open), TEXTS[b % TEXTS.length] ?? "SELECT 1");
        break;
      case "give up waiting": {
        const line = one(this.#talking);
        if (line !== undefined) this.#clientOf(line)?.giveUp();
        break;
      }
      case "answer":
        one(this.#talking)?.emit("answer", undefined);
        break;
      case "fail":
        one(this.#talking)?.emit("answer", new Error("the statement was wrong"));
        break;
      case "open scope":
        if (this.#open.length < 4) this.#scopes.push(new Scope(`GET /${b % 3}`, { detached: true }));
        break;
      case "end scope":
        one(this.#open)?.end();
        break;
      case "abort scope":
        one(this.#open)?.end("aborted");
        break;
      case "hang up": {
        const scope = one(this.#open);
        scope?.hangUp(30_000);
        if (scope?.open === false) this.broken.push("a hang-up has ended a scope");
        if (scope !== undefined && b % 2 === 0) scope.deadlineAt = this.now + b;
        break;
      }
      case "scope deadline": {
        const scope = one(this.#open);
        if (scope !== undefined) scope.deadlineAt = this.now + b;
        break;
      }
      case "answer to scope": {
        // As at the end of a response whose handler gave no promise.
        const scope = one(this.#open);
        if (scope === undefined) break;
        const after = new Scope(scope.name, { detached: true });
        this.#scopes.push(after);
        scope.after = after;
        scope.end();
        break;
      }
      case "connected": {
        const line = one(this.#in("dialling"));
        if (line !== undefined) this.#dialled(line, this.hostUp);
        break;
      }
      case "not connected": {
        const line = one(this.#in("dialling"));
        if (line !== undefined) this.#dialled(line, false);
        break;
      }
      case "closed": {
        const line = one(this.#in("closing"));
        if (line !== undefined) this.#close(line);
        break;
      }
      case "kill": {
        const line = one(this.#in("open"));
        if (line !== undefined) this.#kill(line);
        break;
      }
      case "host lost":
        this.hostUp = false;
        for (const line of this.#in("open")) this.#kill(line);
        break;
      case "host back":
        this.hostUp = true;
        break;
      case "cancel arrives": {
        const line = one([...this.lines].filter(({ cancelled, state }) => cancelled && state !== "closed"));
        if (line === undefined) break;
        line.cancelled = false;
        line.emit("answer", Object.assign(new Error("canceling statement due to user request"), { code: "57014" }));
        break;
      }
      case "time":
        this.#pass(1 + (b % 120));
        break;
      case "stand still":
        this.#standStill(10 * b);
        break;
      case "deadline": {
        const lease = one(held)?.lease;
        if (lease !== undefined) lease.takeAt = this.now + (b % 50);
        break;
      }
      case "taken by hand": {
        const lease = one(held)?.lease;
        if (lease === undefined) break;
        // What is said only once its user has heard is known by this.
        this.#byHandOf.add(`${lease.owner?.id} ${this.now - lease.takenAt}`);
        this.#byHand = true;
        this.keeper.takeBack(lease, "settled");
        this.#byHand = false;
        break;
      }
      case "listeners":
        this.#listeners = (["quiet", "throw", "act"] as const)[b % 3] ?? "quiet";
        break;
      case "hand over": {
        const mine = one(held);
        const to = this.#open[b % Math.max(1, this.#open.length)];
        if (mine?.lease === undefined || mine.lease.lost !== undefined || to === undefined) break;
        mine.lease.moveTo(to);
        break;
      }
      case "promotion":
        this.hosts?.tell("moved");
        break;
      case "no primary":
        this.hosts?.tell("missing");
        break;
      case "primary again":
        if (this.hosts?.missing) this.hosts.tell("found");
        break;
      case "mode":
        this.#mode = b % 4 === 0 ? "observe" : "enforce";
        break;
    }
    // Asked "at once": the next step is still in the same turn of the program.
    if (does !== "ask at once") this.#turn();
    this.#look();
  }

  get #moves(): number {
    return this.hosts?.moves ?? 0;
  }

  get #open(): Scope[] {
    return this.#scopes.filter((scope) => scope.open);
  }

  /** Who thinks that he has a connection: given and not given back, taken from him or not. */
  get #held(): Asked[] {
    return this.asked.filter(({ lease, back }) => lease !== undefined && !back);
  }

  #in(state: FakeConnection["state"]): FakeConnection[] {
    return [...this.lines].filter((line) => line.state === state);
  }

  /** Connections on which the server has something to answer. */
  get #talking(): FakeConnection[] {
    return this.#in("open").filter((line) => this.#clientOf(line)?.busy);
  }

  #clientOf(line: FakeConnection): FakeClient | undefined {
    for (const slot of [...this.keeper.live, ...this.keeper.dying]) {
      const client = slot.client as unknown as FakeClient;
      if (client.connection === line) return client;
    }
    return undefined;
  }

  #lineOf(lease: Lease): FakeConnection {
    return (lease.slot.client as unknown as FakeClient).connection;
  }

  #ask(scope: Scope | undefined, kind: LeaseKind, then?: (cause: Error | undefined, lease?: Lease) => void): void {
    const asked: Asked = { kind, scope, since: this.now, lease: undefined, answers: 0, back: kind === "query" };
    this.asked.push(asked);
    this.keeper.ask({
      kind,
      scope,
      stack: undefined,
      done: (cause, lease) => {
        asked.answers++;
        asked.lease = lease;
        if (lease !== undefined) this.#granted(lease);
        then?.(cause, lease);
      },
    });
    // A listener that gives one back while another caller asks has made it free within that call.
    if (asked.answers > 0 && this.#listeners !== "act") this.broken.push("an answer came in the caller's own turn");
  }

  #granted(lease: Lease): void {
    // A listener of "acquire" may have ended its scope in between: then it is lost, and void.
    if (lease.lost !== undefined) return;
    const { client } = lease.slot;
    if (this.#fenced.has(client)) this.broken.push("a client that was taken from its user was given to another");
    const status = client.getTransactionStatus?.();
    if (status !== "I") this.broken.push(`a connection was handed on in status ${status}`);
    if (this.#lineOf(lease).moves !== this.#moves)
      this.broken.push("a connection to a server that takes no writes was handed on");
    if (lease.slot.dirty) this.broken.push("a connection was handed on with session state");
    if (lease.owner?.open === false && this.#mode === "enforce")
      this.broken.push("a lease was given to a scope that has ended");
  }

  #query(mine: Asked, text: string): void {
    const { lease } = mine;
    if (lease === undefined || lease.lost !== undefined) return;
    const statement: Statement = { text };
    lease.slot.ask(lease, statement, undefined, this.#hears(statement));
  }

  /** What the pool's own `query` does: one statement on a lease that gives itself back. */
  #queryOnce(scope: Scope | undefined, text: string): void {
    const statement: Statement = { text };
    const hears = this.#hears(statement);
    this.#ask(scope, "query", (cause, lease) => {
      if (lease === undefined) hears(cause);
      else this.#oneQuery.on(lease, statement, undefined, hears);
    });
  }

  #hears(statement: Statement): Told {
    const statements = this.#statements;
    statements.sent++;
    let told = 0;
    return (cause) => {
      statements.answered++;
      if (++told > 1) this.broken.push("a statement was answered twice");
      const { text, sent } = statement;
      if (cause instanceof LeaseLost && sent !== undefined && isWrite(text, sent))
        this.broken.push(`${text} was on its way, and its caller heard that it has surely not happened`);
    };
  }

  #dialled(line: FakeConnection, well: boolean): void {
    line.state = well ? "open" : "closed";
    line.opened = well;
    if (well) line.emit("readyForQuery", {});
    else {
      this.lines.delete(line);
      line.emit("failed", Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
    }
  }

  #close(line: FakeConnection): void {
    line.state = "closed";
    this.lines.delete(line);
    line.emit("end");
  }

  #kill(line: FakeConnection): void {
    line.emit("failed", Object.assign(new Error("terminating connection"), { code: "57P01" }));
    this.#close(line);
  }

  #turn(): void {
    while (this.#soon.length > 0) {
      const calls = this.#soon;
      this.#soon = [];
      for (const call of calls) call();
    }
  }

  #pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      let next: Timer | undefined;
      for (const timer of this.#timers)
        if (timer.at <= until && (next === undefined || timer.at < next.at)) next = timer;
      if (next === undefined) break;
      this.now = Math.max(this.now, next.at);
      if (next.every === undefined) this.#timers.delete(next);
      else next.at += next.every;
      next.call();
      this.#turn();
    }
    this.now = until;
  }

  /** The program does one long thing; afterwards every timer that is due goes off once. */
  #standStill(ms: number): void {
    this.now += ms;
    for (const mine of this.asked) if (mine.answers === 0) mine.since += ms;
    for (const timer of this.#timers) if (timer.at < this.now) timer.at = this.now;
    this.#pass(1);
  }

  // ---- what must always hold

  #look(): void {
    const { keeper } = this;
    const say = (what: string) => this.broken.push(what);
    if (keeper.live.size > MAX) say(`${keeper.live.size} connections are alive, more than ${MAX}`);
    if (keeper.live.size + keeper.dying.size > MAX + RESERVE) say("more connections than the budget and its reserve");
    // What a move has cut off is no longer this server's.
    const processes = [...this.lines].filter(({ opened, moves }) => opened && moves === this.#moves).length;
    if (processes > MAX + RESERVE) say(`the server has ${processes} processes for this pool`);
    const owners = new Set<unknown>();
    for (const lease of keeper.leases) {
      if (owners.has(lease.slot)) say("one connection has two owners");
      owners.add(lease.slot);
      if (!keeper.live.has(lease.slot)) say("a lease is on a connection that the pool does not count");
    }
    for (const slot of keeper.idle) {
      if (owners.has(slot)) say("a connection is free and somebody's at once");
      if (!keeper.live.has(slot) || keeper.dying.has(slot)) say("a free connection is not alive");
    }
    for (const slot of keeper.dying) if (keeper.live.has(slot)) say("a connection is dying and alive at once");
    for (const { lease, kind, since, answers } of this.asked) {
      if (answers > 1) say("an ask was answered twice");
      if (answers === 0 && this.now - since > PATIENCE_MS + 45) say(`an ask waits since ${this.now - since} ms`);
      if (lease?.lost !== undefined && kind !== "handle") this.#fenced.add(lease.slot.client);
    }
  }

  /** Everybody goes home, the server answers all, time passes: then everything must be as at the start. */
  settle(): void {
    this.#mode = "enforce";
    this.#listeners = "quiet";
    this.hostUp = true;
    if (this.hosts?.missing) this.hosts.tell("found");
    this.#turn();
    for (const scope of this.#open) scope.end();
    this.#goOnUntil(() => this.#calm, true);
    if (!this.#calm) {
      this.broken.push(`a slot was lost: ${this.#states}`);
    }
    this.#allAnswered();
    this.#serveAll();
  }

  /** The program ends the pool in the middle of everything: what is out is taken back, and it has ended soon. */
  end(): void {
    this.hostUp = true;
    if (this.hosts?.missing) this.hosts.tell("found");
    let ended = 0;
    this.keeper.end(200, () => ended++);
    this.#goOnUntil(() => ended > 0, false);
    if (ended !== 1) this.broken.push(`the end of the pool was told ${ended} times: ${this.#states}`);
    if (this.keeper.live.size + this.keeper.dying.size > 0) this.broken.push("it ended with connections");
    this.#allAnswered();
    if (this.asked.some(({ answers }) => answers === 0)) this.broken.push("it ended, and somebody still waits");
  }

  #allAnswered(): void {
    if (this.#statements.sent !== this.#statements.answered)
      this.broken.push(`${this.#statements.sent} statements were sent, ${this.#statements.answered} answered`);
  }

  /** The server answers, the network delivers, time passes; with `givesBack` every borrower goes home too. */
  #goOnUntil(done: () => boolean, givesBack: boolean): void {
    for (let i = 0; i < 400 && !(i > 20 && done()); i++) {
      this.#turn();
      if (givesBack) for (const mine of this.#held) this.#giveBack(mine, undefined);
      for (const line of [...this.lines]) {
        if (line.state === "dialling") this.#dialled(line, true);
        else if (line.state === "closing") this.#close(line);
        else if (this.#clientOf(line)?.busy) line.emit("answer", undefined);
      }
      this.#pass(100);
      this.#look();
    }
  }

  get #states(): string {
    const { queue, leases, dying, live, idle } = this.keeper;
    const states = [...live, ...dying].map(({ state }) => state).join(" ");
    return `${queue.size} wait, ${leases.size} out, ${dying.size} dying, ${live.size} alive, ${idle.length} free (${states})`;
  }

  get #calm(): boolean {
    const { queue, leases, dying, live, idle } = this.keeper;
    return queue.size === 0 && leases.size === 0 && dying.size === 0 && live.size === idle.length;
  }

  /** As many as may be had at once are had at once. */
  #serveAll(): void {
    const from = this.asked.length;
    for (let i = 0; i < MAX; i++) this.#ask(undefined, "client");
    for (let i = 0; i < 10; i++) {
      this.#turn();
      for (const line of this.#in("dialling")) this.#dialled(line, true);
      this.#turn();
    }
    const got = this.asked.slice(from).filter(({ lease }) => lease !== undefined).length;
    if (got !== MAX) this.broken.push(`at the end only ${got} of ${MAX} connections could be had`);
  }
}

/** Any steps in any order. */
export const walks: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    does: fc.oneof(
      ...Object.entries(OFTEN).map(([does, weight]) => ({
        weight,
        arbitrary: fc.constant(does as Step["does"]),
      })),
    ),
    a: fc.nat({ max: 11 }),
    b: fc.nat({ max: 119 }),
  }),
  { minLength: 5, maxLength: 60, size: "max" },
);

/** Walks one walk to its end; what did not hold, in words. */
export function brokenBy(steps: readonly Step[]): readonly string[] {
  const world = new World(1 + (steps.length % 2));
  for (const step of steps) {
    world.walk(step);
    if (world.broken.length > 0) return world.broken;
  }
  if (steps.length % 3 === 0) world.end();
  else world.settle();
  return world.broken;
}
