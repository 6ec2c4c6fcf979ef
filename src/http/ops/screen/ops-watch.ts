/**
 * Looks once a second at what the process knows of itself: keeps the last day of it, says what is wrong to whoever is to be
 * told, and has it ready for the operations page. Asks no database, and what it keeps has a fixed size.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type Alert, keyOf } from "../alerts/alert-book.ts";
import { type Hears, OwnAlerts } from "../alerts/own-alerts.ts";
import type { Answered, ChildrenNow, HostNow } from "../ops-metrics.ts";
import { type OpsPool, type PoolView, wasForgotten } from "../ops-view.ts";
import { LastDay } from "./last-day.ts";
import { isFailed, isTurnedAway, type RouteNow, RouteTraffic } from "./route-traffic.ts";

export type OpsSources = {
  /** Of this process among others. */
  readonly instance: string;
  readonly version: string;
  /** undefined while the database is away. */
  readonly pool: () => OpsPool | undefined;
  /** The servers of a list; empty with one. */
  readonly hosts: () => readonly HostNow[];
  readonly disk: {
    readonly folder: string;
    free(): number | undefined;
    size(): number | undefined;
    readonly least: number;
  };
  readonly facts: () => { readonly published: string; readonly madeAt: string };
};

export type ChildrenSource = { now(): ChildrenNow | undefined; measure(): Promise<void> };

/** An alert that began or ended, as it was told. */
export type Told = { readonly at: number; readonly alert: Alert };

/** All that the page of the one on call shows, of one moment. */
export type OpsNow = {
  readonly at: number;
  readonly instance: string;
  readonly version: string;
  readonly upSeconds: number;
  readonly facts: { readonly published: string; readonly madeAt: string };
  readonly pool: PoolView | undefined;
  readonly ringing: readonly Alert[];
  readonly told: readonly Told[];
  readonly routes: readonly RouteNow[];
  readonly hosts: readonly HostNow[];
  readonly children: ChildrenNow | undefined;
  readonly disk: {
    readonly folder: string;
    readonly free: number | undefined;
    readonly size: number | undefined;
    readonly least: number;
  };
  readonly day: LastDay;
};

const LOOK_MS = 1_000;
const MOST_TOLD = 30;

export class OpsWatch {
  readonly day = new LastDay();
  readonly #routes = new RouteTraffic();
  readonly #sources: OpsSources;
  readonly #alerts: OwnAlerts;
  readonly #told: Told[] = [];
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  #children: ChildrenSource = { now: () => undefined, measure: async () => {} };
  #timer: NodeJS.Timeout | undefined;
  #leaksUntil = 0;
  #deaths = 0;

  constructor(sources: OpsSources, hearers: readonly Hears[] = []) {
    this.#sources = sources;
    this.#alerts = new OwnAlerts([...hearers, { add: (alerts) => this.#note(alerts) }]);
  }

  /** The child processes, once there is a pool of them. */
  children(source: ChildrenSource): void {
    this.#children = source;
  }

  /** Asks the system what the children hold; never rejects. */
  async measure(): Promise<void> {
    await this.#children.measure().catch(() => {});
  }

  start(): void {
    this.#delay.enable();
    this.#timer = setInterval(() => this.look(Date.now()), LOOK_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  answered(answer: Answered, now = Date.now()): void {
    this.#routes.answered(answer, now);
    const { status, seconds } = answer;
    this.day.note(now, {
      answered: 1,
      failed: Number(isFailed(status)),
      turnedAway: Number(isTurnedAway(status)),
      slowestMs: seconds * 1_000,
    });
  }

  look(now: number): void {
    const { disk } = this.#sources;
    const pool = this.#sources.pool()?.snapshot();
    this.#alerts.look({ pool, disk: { free: disk.free(), least: disk.least } }, now);
    const fresh = pool?.leaks.filter(({ at }) => at > this.#leaksUntil) ?? [];
    this.#leaksUntil = Math.max(this.#leaksUntil, ...fresh.map(({ at }) => at));
    const children = this.#children.now();
    const deaths = Object.values(children?.deaths ?? {}).reduce((sum, n) => sum + n, 0);
    this.day.note(
      now,
      {
        answered: 0,
        failed: 0,
        turnedAway: 0,
        slowestMs: 0,
        inUse: pool?.leased ?? 0,
        waiting: (pool?.waiting ?? 0) + (pool?.waitingOutside ?? 0),
        // what was cut from work that went on, or came late, is none
        leaks: fresh.filter(wasForgotten).length,
        childDeaths: Math.max(0, deaths - this.#deaths),
        residentBytes: process.memoryUsage.rss() + (children?.residentBytes ?? 0),
        loopMs: this.#delay.max / 1_000_000,
      },
      pool === undefined ? "DATABASE AWAY" : pool.verdict,
    );
    this.#deaths = deaths;
    this.#delay.reset();
  }

  now(at = Date.now()): OpsNow {
    const { instance, version, pool, hosts, disk, facts } = this.#sources;
    return {
      at,
      instance,
      version,
      upSeconds: process.uptime(),
      facts: facts(),
      pool: pool()?.snapshot(),
      ringing: this.#alerts.ringing,
      told: this.#told,
      routes: this.#routes.now(at),
      hosts: hosts(),
      children: this.#children.now(),
      disk: { folder: disk.folder, free: disk.free(), size: disk.size(), least: disk.least },
      day: this.day,
    };
  }

  /** Newest first; that something still goes on is not told again here. */
  #note(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      const before = this.#told.find((one) => keyOf(one.alert) === keyOf(alert));
      if (before?.alert.status === alert.status && alert.status === "firing") continue;
      this.#told.unshift({ at: alert.endsAt ?? alert.startsAt, alert });
    }
    this.#told.splice(MOST_TOLD);
  }
}
