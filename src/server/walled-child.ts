/**
 * One child, one job. It is `starting` until it says that it is warm, `idle` until it is given its job, `working` until its
 * answer is whole, and `dead` from the moment on at which it is killed: after its answer, at a limit, or by its own end. A
 * child never sees the bytes of two people, so what one of them made of it is gone before the next one comes.
 *
 * Nothing that it sends is parsed here. It may send one head, a few parts and an end, in this order and within the bytes
 * that were agreed; whatever else it sends is its end.
 */
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { FROM_CHILD, type Frame, FrameReader, frameHead, TO_CHILD } from "./child-frames.ts";
import { processorSeconds, residentNow } from "./process-use.ts";
import { startWalled, type WalledOptions } from "./walled-process.ts";

/** Why a child ended other than after its answer. `start`: none could be made warm in time. */
export const DEATHS = ["time", "memory", "exit", "flood", "garbled", "left", "start"] as const;
export type Death = (typeof DEATHS)[number];

/** What one job took. `processorSeconds` is 0 where the system does not tell. */
export type JobUse = { readonly seconds: number; readonly processorSeconds: number; readonly residentBytes: number };

export const NO_USE: JobUse = { seconds: 0, processorSeconds: 0, residentBytes: 0 };

export class ChildDied extends Error {
  override readonly name = "ChildDied";
  readonly death: Death;
  readonly use: JobUse;
  /** False where it was gone before it had its job: the job may be given to another one. */
  readonly begun: boolean;

  constructor(death: Death, use: JobUse, begun = true) {
    super(`the child died: ${death}`);
    this.death = death;
    this.use = use;
    this.begun = begun;
  }
}

export type ChildJob = {
  /** Given once, before the job; children that are warm have it already. Told apart by identity. */
  readonly context: Buffer;
  readonly head: object;
  readonly body: Uint8Array;
};

export type JobLimits = {
  readonly timeMs: number;
  /** All parts of the answer together. */
  readonly answerBytes: number;
  /** Whoever asked is gone: the child is killed. */
  readonly signal?: AbortSignal | undefined;
  /** Called again and again while the child works, with what it has used so far. */
  readonly onWatch?: (pid: number, processorSeconds: number) => void;
};

/** `head` is what the child says of its answer, unread. */
export type ChildAnswer = { readonly head: Buffer; readonly parts: readonly Buffer[]; readonly use: JobUse };

const MOST_HEAD_BYTES = 16_384;
const MOST_PARTS = 4;
/** Of what a child wrote to standard error before it was warm: our own code's trouble, no stranger's bytes. */
const MOST_SAID = 4_096;

type Work = {
  readonly limits: JobLimits;
  readonly began: number;
  readonly usedBefore: number;
  readonly parts: Buffer[];
  taken: boolean;
  head: Buffer | undefined;
  bytes: number;
  settle(outcome: ChildAnswer | ChildDied): void;
};

export type ChildEvents = {
  idle(): void;
  /** It will do nothing more. Without a death it was not needed any more. */
  dead(death: Death | undefined, said: string): void;
  /** The system has its memory back. */
  gone(death: Death | undefined): void;
};

export class WalledChild {
  readonly #process: ChildProcess;
  readonly #frames: FrameReader;
  readonly #onIdle: () => void;
  readonly #onDead: (death: Death | undefined, said: string) => void;
  readonly #onGone: (death: Death | undefined) => void;
  #state: "starting" | "idle" | "working" | "dead" = "starting";
  #context: Buffer | undefined;
  #work: Work | undefined;
  #death: Death | undefined;
  #said = "";
  #gone = false;
  /** The most that was seen of its resident memory. */
  peakBytes = 0;
  processorSeconds = 0;

  constructor(options: WalledOptions, on: ChildEvents) {
    this.#onIdle = on.idle;
    this.#onDead = on.dead;
    this.#onGone = on.gone;
    this.#frames = new FrameReader(
      (kind, length) => this.#accepts(kind, length),
      (frame) => this.#take(frame),
    );
    this.#process = startWalled(options);
    this.#process.stdout?.on("data", (chunk: Buffer) => this.#state === "dead" || this.#frames.push(chunk));
    this.#process.stderr?.on("data", (chunk: Buffer) => {
      if (this.#state === "starting" && this.#said.length < MOST_SAID) this.#said += chunk.toString("latin1");
    });
    // a child that is gone shows by its exit
    for (const stream of [this.#process.stdin, this.#process.stdout, this.#process.stderr])
      stream?.on("error", () => {});
    this.#process.once("error", () => this.#exited("exit"));
    this.#process.once("exit", (_code, signal) => this.#exited(deathOf(signal)));
    this.#hold(false);
  }

  get state(): "starting" | "idle" | "working" | "dead" {
    return this.#state;
  }

  /** Undefined before it runs and after it is gone. */
  get pid(): number | undefined {
    return this.#gone ? undefined : this.#process.pid;
  }

  /** Sends what the next job will need, unless it is there. */
  give(context: Buffer): void {
    if (this.#context === context) return;
    this.#context = context;
    this.#send(TO_CHILD.context, context);
  }

  /** Reserves it for the caller, whose `work` follows. */
  reserve(): void {
    if (this.#state === "idle") this.#state = "working";
  }

  /** @throws {ChildDied} */
  work({ context, head, body }: ChildJob, limits: JobLimits): Promise<ChildAnswer> {
    if (this.#state === "dead") return Promise.reject(new ChildDied(this.#death ?? "exit", NO_USE, false));
    this.#state = "working";
    this.#hold(true);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill("time"), limits.timeMs);
      const left = () => this.kill("left");
      this.#work = {
        limits,
        began: performance.now(),
        usedBefore: processorSeconds(this.#process.pid ?? 0) ?? 0,
        parts: [],
        taken: false,
        head: undefined,
        bytes: 0,
        settle: (outcome) => {
          clearTimeout(timer);
          limits.signal?.removeEventListener("abort", left);
          if (outcome instanceof ChildDied) reject(outcome);
          else resolve(outcome);
        },
      };
      limits.signal?.addEventListener("abort", left, { once: true });
      if (limits.signal?.aborted) return left();
      this.give(context);
      const text = Buffer.from(JSON.stringify(head));
      const size = Buffer.alloc(4);
      size.writeUInt32BE(text.length);
      const { stdin } = this.#process;
      stdin?.write(Buffer.concat([frameHead(TO_CHILD.job, size.length + text.length + body.length), size, text]));
      stdin?.write(body);
    });
  }

  /** What it uses right now; kept, because a dead one cannot be asked. */
  measured(resident: number): void {
    this.peakBytes = Math.max(this.peakBytes, resident);
    const { pid = 0 } = this.#process;
    this.processorSeconds = processorSeconds(pid) ?? this.processorSeconds;
    if (this.#work) this.#work.limits.onWatch?.(pid, this.processorSeconds - this.#work.usedBefore);
  }

  /** Ends it at once. Without a reason: it is not needed any more. */
  kill(death?: Death): void {
    if (this.#state === "dead") return;
    this.#end(death);
    if (!this.#gone) this.#process.kill("SIGKILL");
  }

  #accepts(kind: number, length: number): boolean {
    const work = this.#work;
    if (this.#state === "starting" && kind === FROM_CHILD.ready && length === 0) return true;
    if (!work) return this.#refuse("garbled");
    if (kind === FROM_CHILD.part && work.head) {
      work.bytes += length;
      if (work.bytes > work.limits.answerBytes) return this.#refuse("flood");
      return work.parts.length < MOST_PARTS || this.#refuse("garbled");
    }
    if (kind === FROM_CHILD.taken && !work.taken && length === 0) return true;
    const isHead = kind === FROM_CHILD.head && work.taken && !work.head && length <= MOST_HEAD_BYTES;
    return isHead || (kind === FROM_CHILD.end && work.head !== undefined && length === 0) || this.#refuse("garbled");
  }

  #refuse(death: Death): false {
    this.kill(death);
    return false;
  }

  #take({ kind, body }: Frame): void {
    const work = this.#work;
    if (kind === FROM_CHILD.ready) {
      this.#state = "idle";
      this.#onIdle();
    } else if (kind === FROM_CHILD.taken && work) work.taken = true;
    else if (kind === FROM_CHILD.head && work) work.head = body;
    else if (kind === FROM_CHILD.part) work?.parts.push(body);
    else if (work?.head) {
      this.#measureNow();
      this.#work = undefined;
      work.settle({ head: work.head, parts: work.parts, use: this.#useOf(work) });
      this.kill();
    }
  }

  #measureNow(): void {
    const pid = this.#process.pid ?? 0;
    this.measured(residentNow([pid]).get(pid) ?? 0);
  }

  #useOf({ began, usedBefore }: Work): JobUse {
    return {
      seconds: (performance.now() - began) / 1_000,
      processorSeconds: Math.max(0, this.processorSeconds - usedBefore),
      residentBytes: this.peakBytes,
    };
  }

  #end(death: Death | undefined): void {
    if (!this.#gone) this.#measureNow();
    this.#state = "dead";
    this.#death = death;
    const work = this.#work;
    this.#work = undefined;
    this.#onDead(death, this.#said);
    work?.settle(new ChildDied(death ?? "exit", this.#useOf(work), work.taken || death !== "exit"));
  }

  #exited(death: Death): void {
    if (this.#gone) return;
    this.#gone = true;
    if (this.#state !== "dead") this.#end(this.#state === "starting" ? "start" : death);
    for (const stream of [this.#process.stdin, this.#process.stdout, this.#process.stderr]) stream?.destroy();
    this.#onGone(this.#death);
  }

  #send(kind: number, body: Buffer): void {
    this.#process.stdin?.write(frameHead(kind, body.length));
    this.#process.stdin?.write(body);
  }

  /** Whether it keeps this process from ending: only while somebody waits for its answer. */
  #hold(on: boolean): void {
    const held = [this.#process, this.#process.stdin, this.#process.stdout, this.#process.stderr];
    for (const one of held as (Socket | ChildProcess | null)[]) {
      if (on) one?.ref();
      else one?.unref();
    }
  }
}

/** V8 ends a process that has no heap left with an abort or a trap; the kernel one that has used its processor with XCPU. */
function deathOf(signal: NodeJS.Signals | null): Death {
  if (signal === "SIGXCPU") return "time";
  return signal === "SIGABRT" || signal === "SIGTRAP" || signal === "SIGILL" ? "memory" : "exit";
}
