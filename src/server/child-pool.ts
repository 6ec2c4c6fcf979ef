/**
 * A few children that are warm before anybody comes, and one for each job. A job takes an idle child, or the next that
 * becomes idle; its child ends with its answer, and another is started while alive ones are fewer than `size`. Their
 * resident memory is watched from outside while any of them works: one over `eachBytes` is killed, and while all together are
 * over `totalBytes` first those that are idle, then the one that holds the most; none is started while there is no room for
 * it. A child that cannot be started is tried again after a while, longer
 * each time.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { residentBytes, WATCH_MS } from "./process-use.ts";
import {
  type ChildAnswer,
  ChildDied,
  type ChildJob,
  DEATHS,
  type Death,
  type JobLimits,
  NO_USE,
  WalledChild,
} from "./walled-child.ts";
import type { WalledOptions } from "./walled-process.ts";

export type ChildPoolOptions = Pick<WalledOptions, "entry" | "folder" | "heapMb" | "user"> & {
  /** Children alive at a time, idle ones among them. */
  readonly size: number;
  readonly eachBytes: number;
  readonly totalBytes: number;
  /** How long a job waits for a child that is warm. */
  readonly waitMs?: number;
  /** Processor seconds after which the kernel ends a child, also when nothing is left that watches it. */
  readonly cpuSeconds?: number;
  /** Receives each death that was not asked for. `said` is what a child wrote before it was warm, else empty. */
  readonly onDeath?: (death: Death, said: string) => void;
};

export type PoolNow = {
  readonly alive: Readonly<Record<"starting" | "idle" | "working", number>>;
  readonly waiting: number;
  readonly deaths: Readonly<Record<Death, number>>;
  readonly jobs: number;
  readonly processorSeconds: number;
  /** Of all children together, as last seen. */
  readonly residentBytes: number;
};

const WAIT_MS = 30_000;
/** What a child holds when it is warm. */
const WARM_BYTES = 90_000_000;
/** How many children may be gone before they had a job that was given to them: killed from outside while they were idle. */
const MOST_ATTEMPTS = 5;
const CPU_SECONDS = 300;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/**
 * What the kernel counts before a Node holds anything: V8 sets 512 MiB aside for code, and each thread a stack. The limit on
 * what is set aside is this much above the one on what is held.
 */
const BESIDE_BYTES = 640_000_000;

type Waiter = { go(child: WalledChild): void; giveUp(): void };

export class ChildPool {
  readonly #options: ChildPoolOptions;
  readonly #emptyFolder = mkdtempSync(join(tmpdir(), "openfees-empty-"));
  readonly #children = new Set<WalledChild>();
  readonly #waiting: Waiter[] = [];
  readonly #deaths = Object.fromEntries(DEATHS.map((death) => [death, 0])) as Record<Death, number>;
  readonly #onExit = () => this.#killAll();
  #context: Buffer | undefined;
  #watch: NodeJS.Timeout | undefined;
  #looking = false;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #resident = 0;
  #jobs = 0;
  #processorSeconds = 0;
  #closed = false;

  constructor(options: ChildPoolOptions) {
    this.#options = options;
    // read-only for all: also the working directory of children that run as another user
    chmodSync(this.#emptyFolder, 0o555);
    process.once("exit", this.#onExit);
  }

  /** Starts the children, and gives each what its job will need. */
  warm(context?: Buffer): void {
    if (context) this.#prime(context);
    this.#fill();
  }

  /**
   * Has a child do one job. Rejects with `ChildDied` where no answer came of it: the child is gone then, and another takes
   * its place.
   */
  async run(job: ChildJob, limits: JobLimits): Promise<ChildAnswer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#runOnce(job, limits);
      } catch (cause) {
        if (!(cause instanceof ChildDied) || cause.begun || attempt === MOST_ATTEMPTS) throw cause;
      }
    }
  }

  async #runOnce(job: ChildJob, limits: JobLimits): Promise<ChildAnswer> {
    this.#prime(job.context);
    const idle = this.#idle();
    idle?.reserve();
    const child = idle ?? (await this.#nextIdle(limits.signal));
    this.#jobs++;
    const working = child.work(job, limits);
    this.#fill();
    this.#startWatch();
    try {
      const answer = await working;
      this.#processorSeconds += answer.use.processorSeconds;
      return answer;
    } catch (cause) {
      if (cause instanceof ChildDied) this.#processorSeconds += cause.use.processorSeconds;
      throw cause;
    }
  }

  now(): PoolNow {
    const alive = { starting: 0, idle: 0, working: 0 };
    for (const { state } of this.#children) if (state !== "dead") alive[state]++;
    return {
      alive,
      waiting: this.#waiting.length,
      deaths: { ...this.#deaths },
      jobs: this.#jobs,
      processorSeconds: this.#processorSeconds,
      residentBytes: this.#resident,
    };
  }

  /** Asks the system once, for the numbers of `now` while no child works. */
  async measure(): Promise<void> {
    const running = [...this.#children].filter((child) => child.pid !== undefined);
    const found = await residentBytes(running.map((child) => child.pid as number));
    this.#resident = [...found.values()].reduce((sum, bytes) => sum + bytes, 0);
    for (const child of running) child.measured(found.get(child.pid ?? 0) ?? 0);
    this.#keepWithin(running, found);
  }

  /** Kills every child; jobs that are not done reject. */
  close(): void {
    this.#closed = true;
    process.off("exit", this.#onExit);
    clearTimeout(this.#retry);
    this.#killAll();
    for (const waiter of this.#waiting.splice(0)) waiter.giveUp();
    rmSync(this.#emptyFolder, { recursive: true, force: true });
  }

  #killAll(): void {
    for (const child of this.#children) child.kill("left");
  }

  #prime(context: Buffer): void {
    if (this.#context === context) return;
    this.#context = context;
    for (const child of this.#children) if (child.state === "idle") child.give(context);
  }

  #idle(): WalledChild | undefined {
    return [...this.#children].find((child) => child.state === "idle");
  }

  #nextIdle(signal: AbortSignal | undefined): Promise<WalledChild> {
    if (this.#closed) return Promise.reject(noChild());
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", waiter.giveUp);
        const at = this.#waiting.indexOf(waiter);
        if (at >= 0) this.#waiting.splice(at, 1);
      };
      const waiter: Waiter = {
        go: (child) => {
          leave();
          child.reserve();
          resolve(child);
        },
        giveUp: () => {
          leave();
          reject(noChild());
        },
      };
      const timer = setTimeout(waiter.giveUp, this.#options.waitMs ?? WAIT_MS);
      signal?.addEventListener("abort", waiter.giveUp, { once: true });
      this.#waiting.push(waiter);
      this.#fill();
    });
  }

  #fill(): void {
    if (this.#closed || this.#retry) return;
    const { size, totalBytes } = this.#options;
    const working = this.now().alive.working > 0;
    for (let alive = [...this.#children].filter(({ state }) => state !== "dead").length; alive < size; alive++) {
      // one that works gives its memory back soon, and the next look tries again
      if (working && this.#resident + WARM_BYTES > totalBytes) return;
      this.#start();
    }
  }

  #start(): void {
    const { entry, folder, heapMb, user, eachBytes, cpuSeconds = CPU_SECONDS } = this.#options;
    const dataMb = Math.ceil((eachBytes + BESIDE_BYTES) / 1_000_000);
    const emptyFolder = this.#emptyFolder;
    const child: WalledChild = new WalledChild(
      { entry, folder, emptyFolder, heapMb, dataMb, cpuSeconds, user },
      {
        idle: () => {
          this.#failures = 0;
          if (this.#context) child.give(this.#context);
          this.#waiting[0]?.go(child);
        },
        dead: (death, said) => this.#countDeath(death, said),
        gone: (death) => {
          this.#children.delete(child);
          if (death === "start") this.#startLater();
          else this.#fill();
        },
      },
    );
    this.#children.add(child);
  }

  #countDeath(death: Death | undefined, said: string): void {
    if (death === undefined || this.#closed) return;
    this.#deaths[death]++;
    this.#options.onDeath?.(death, death === "start" ? said : "");
  }

  #startLater(): void {
    if (this.#closed || this.#retry) return;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#fill();
    }, pauseMs);
    if (this.#waiting.length === 0) this.#retry.unref();
  }

  #startWatch(): void {
    this.#watch ??= setInterval(() => void this.#look(), WATCH_MS);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      if (![...this.#children].some((child) => child.state === "working")) {
        clearInterval(this.#watch);
        this.#watch = undefined;
      }
      await this.measure();
      this.#fill();
    } finally {
      this.#looking = false;
    }
  }

  /** Kills who is over its own bound, then, while all together are over theirs, idle ones and whoever holds the most. */
  #keepWithin(running: readonly WalledChild[], found: ReadonlyMap<number, number>): void {
    const { eachBytes, totalBytes } = this.#options;
    const bytesOf = (child: WalledChild): number => found.get(child.pid ?? 0) ?? 0;
    // what is dying gives its memory back without another death
    let total = running.reduce((sum, child) => sum + (child.state === "dead" ? 0 : bytesOf(child)), 0);
    const end = (child: WalledChild, death?: Death) => {
      total -= bytesOf(child);
      child.kill(death);
    };
    for (const child of running) if (child.state === "idle" && total > totalBytes) end(child);
    const working = running.filter((child) => child.state === "working").sort((a, b) => bytesOf(b) - bytesOf(a));
    for (const child of working) if (bytesOf(child) > eachBytes || total > totalBytes) end(child, "memory");
  }
}

const noChild = (): ChildDied => new ChildDied("start", NO_USE);
