/**
 * The web server's side of the wall. What a stranger sent is handed to a child process as it is; what comes back is a short
 * head, checked against its shape, and bytes that are passed on unread. Every death of a child is an answer that says what
 * to do instead.
 */
import { setPriority } from "node:os";
import { z } from "zod";
import { Refused } from "../../app/refused.ts";
import type { ChildPool } from "../../server/child-pool.ts";
import { currentClient, currentRequestId } from "../../server/client-address.ts";
import type { DayBudget } from "../../server/day-budget.ts";
import { FairPlaces, TurnedAway } from "../../server/fair-places.ts";
import { type ChildAnswer, ChildDied, type JobUse } from "../../server/walled-child.ts";
import { doorWords } from "../../words/door-words.ts";
import type { AuditLimits, Log, WebDeps } from "../web-deps.ts";
import { FILE_TYPES, type ForeignFacts, type ForeignHead } from "./foreign-question.ts";
import { tracedChild } from "./traced-child.ts";

const words = z.string().max(2_000);
const answerShape = z.discriminatedUnion("is", [
  z.object({ is: z.enum(["page", "json", "tariff", "damaged", "no_such_file"]) }),
  z.object({ is: z.literal("file"), name: z.string().regex(/^[\w.-]{1,80}$/), type: z.enum(FILE_TYPES) }),
  z.object({
    is: z.literal("refused"),
    refusal: z.object({
      code: z.enum(["empty", "unknown_format", "unsupported_format", "no_table", "too_large", "too_slow"]),
      message: words,
      tryThis: words,
      asks: z.literal("password").optional(),
    }),
  }),
  z.object({ is: z.literal("too_many_rows"), rows: z.int().min(0) }),
  z.object({ is: z.literal("failed"), error: z.string().max(100), at: z.array(z.string().max(200)).max(8) }),
]);
type Answered = z.infer<typeof answerShape>;

/** All parts of one answer: the saved page of the most rows that we judge is below. */
const MOST_ANSWER_BYTES = 96_000_000;
/** A statement of three months takes 0.2 s of processor as CSV and 0.8 as a PDF; the longest that is taken, of 50,000 rows, about three. */
const TURNS = { sliceSeconds: 1, keptSeconds: 5, waiting: 40, waitingBytes: 32_000_000, waitMs: 20_000 };
/** What is long goes on behind everything else. */
const LONG_NICE = 15;

export type AskOptions = {
  /** The pool, made when it is first asked for. */
  readonly pool: () => Promise<ChildPool>;
  /** Printed in every result. */
  readonly engineVersion: string;
  readonly log?: Log;
  /** Receives what each job took of the machine, whatever came of it, and for which client. */
  readonly onUse?: (client: string, use: JobUse) => void;
  /** Seconds of processor that a day has for this; no end where nothing is said. */
  readonly budget?: DayBudget;
};

export function askChildren(options: AskOptions): Pick<WebDeps, "audit" | "again" | "save" | "tariff" | "judging"> {
  const { pool, engineVersion, log, onUse, budget } = options;
  const contexts = new WeakMap<ForeignFacts, Buffer>();
  let places: FairPlaces | undefined;

  const contextOf = (facts: ForeignFacts): Buffer => {
    const made = contexts.get(facts) ?? Buffer.from(JSON.stringify({ ...facts, engineVersion }));
    contexts.set(facts, made);
    return made;
  };

  const ask = async (about: About, facts: ForeignFacts, head: ForeignHead, body: Uint8Array): Promise<Whole> => {
    const { limits, signal } = about;
    const client = currentClient();
    places ??= new FairPlaces({ places: limits.atOnce, ...TURNS });
    const job = { context: contextOf(facts), head, body };
    const took = (use: JobUse) => {
      budget?.spend(client, secondsOf(use));
      onUse?.(client, use);
      return secondsOf(use);
    };
    try {
      const waiting = places;
      const answer = await tracedChild(head.ask, () =>
        waiting.run(
          client,
          body.length,
          async (turn) => {
            const signals = [turn.signal, ...(signal ? [signal] : [])];
            const onWatch = onLong((seconds) => turn.used(seconds));
            const bounds = { timeMs: limits.timeMs, answerBytes: MOST_ANSWER_BYTES, onWatch };
            try {
              const made = await (await pool()).run(job, { ...bounds, signal: AbortSignal.any(signals) });
              turn.used(took(made.use));
              return made;
            } catch (cause) {
              if (cause instanceof ChildDied) turn.used(took(cause.use));
              throw cause;
            }
          },
          signal,
        ),
      );
      return wholeOf(answer, head);
    } catch (cause) {
      if (cause instanceof TurnedAway)
        throw new Refused("busy", about.param, cause.why === "ended" ? about.ended : about.busy, cause.afterSeconds);
      if (!(cause instanceof ChildDied)) throw cause;
      log?.error(
        { requestId: currentRequestId(), death: cause.death, asked: head.ask, ...cause.use },
        "a child died of what it was given",
      );
      throw refusalOf(cause, about);
    }
  };
  const failed = (head: Extract<Answered, { is: "failed" }>, about: About): Refused => {
    log?.error({ requestId: currentRequestId(), code: head.error, at: head.at }, "a child failed on what it was given");
    return new Refused("unreadable", about.param, about.failed);
  };

  return {
    judging: {
      full: (client) => places?.full(client) ?? false,
      spent: (client) => budget !== undefined && !budget.allows(client),
      afterSeconds: () => places?.afterSeconds ?? 2,
    },
    audit: async ({ facts, bytes, signal, ...asked }, limits) => {
      const about = { ...STATEMENT, limits, signal };
      const { head, parts } = await ask(about, facts, { ...asked, rows: limits.rows }, bytes);
      if (head.is === "page" || head.is === "json") return { ok: true, parts };
      if (head.is === "refused") return { ok: false, refusal: head.refusal };
      if (head.is === "failed") throw failed(head, about);
      const found = head.is === "too_many_rows" ? head.rows : 0;
      const said = doorWords("upload.too_many_rows", { rows: found, most: limits.rows, ...FOR_STATEMENT });
      throw new Refused("too_large", "file", said);
    },
    again: async ({ facts, told, carried, on, signal }, limits) => {
      const about = { ...RESULT, limits, signal };
      const { head, parts } = await ask(about, facts, { ask: "page", told, on }, carried);
      if (head.is === "page") return parts;
      if (head.is === "failed") throw failed(head, about);
      throw new Refused("bad_field", "result", doorWords("result.damaged"));
    },
    tariff: async ({ facts, bytes, bank, on, signal }, limits) => {
      const about = { ...TARIFF, limits, signal };
      const { head, parts } = await ask(about, facts, { ask: "tariff", bank, on }, bytes);
      if (head.is === "failed") throw failed(head, about);
      return parts[0] ?? Buffer.alloc(0);
    },
    save: async ({ facts, what, carried, on, signal }, limits) => {
      const about = { ...RESULT, limits, signal };
      const { head, parts } = await ask(about, facts, { ask: "file", what, on }, carried);
      if (head.is === "file") return { name: head.name, type: head.type, body: parts[0] ?? Buffer.alloc(0) };
      if (head.is === "failed") throw failed(head, about);
      if (head.is === "no_such_file") throw new Refused("bad_field", "what", doorWords("result.no_such_file"));
      throw new Refused("bad_field", "result", doorWords("result.damaged"));
    },
  };
}

type About = {
  readonly limits: AuditLimits;
  readonly signal: AbortSignal | undefined;
  readonly param: "file" | "result";
  readonly busy: string;
  /** It was begun, and had to make room for others. */
  readonly ended: string;
  /** What to do where the time, the memory, or the code did not suffice. */
  readonly slow: (seconds: number) => string;
  readonly heavy: string;
  readonly failed: string;
};

/** What takes a file that is too much for us. */
const FOR_STATEMENT = { instead: doorWords("upload.instead") };
const FOR_TARIFF = { instead: doorWords("tariff.instead") };
const FOR_RESULT = { instead: doorWords("result.instead") };

const STATEMENT = {
  param: "file",
  busy: doorWords("check.busy"),
  ended: doorWords("check.ended", FOR_STATEMENT),
  slow: (seconds: number) => doorWords("check.slow", { seconds, ...FOR_STATEMENT }),
  heavy: doorWords("check.heavy", FOR_STATEMENT),
  failed: doorWords("check.failed"),
} as const;

const TARIFF = {
  param: "file",
  busy: doorWords("tariff.busy"),
  ended: doorWords("tariff.ended", FOR_TARIFF),
  slow: (seconds: number) => doorWords("check.slow", { seconds, ...FOR_TARIFF }),
  heavy: doorWords("check.heavy", FOR_TARIFF),
  failed: doorWords("tariff.failed"),
} as const;

const RESULT = {
  param: "result",
  busy: doorWords("result.busy"),
  ended: doorWords("result.ended"),
  slow: (seconds: number) => doorWords("result.slow", { seconds, ...FOR_RESULT }),
  heavy: doorWords("result.heavy", FOR_RESULT),
  failed: doorWords("result.failed", FOR_RESULT),
} as const;

function refusalOf({ death }: ChildDied, about: About): Refused {
  switch (death) {
    case "start":
    case "left":
      return new Refused("busy", about.param, about.busy);
    case "time":
      return new Refused("too_slow", about.param, about.slow(about.limits.timeMs / 1_000));
    case "memory":
      return new Refused("unreadable", about.param, about.heavy);
    default:
      return new Refused("unreadable", about.param, about.failed);
  }
}

/** Where the system does not tell what was used, the time that it took stands for it. */
const secondsOf = (use: JobUse): number => use.processorSeconds || use.seconds;

/** Reports what a child has used, and puts it behind all others once it is long. */
function onLong(uses: (seconds: number) => boolean): (pid: number, seconds: number) => void {
  let lowered = false;
  return (pid, seconds) => {
    if (!uses(seconds) || lowered) return;
    lowered = true;
    try {
      setPriority(pid, LONG_NICE);
    } catch {
      // it is gone, or the system knows no priorities
    }
  };
}

type Whole = { readonly head: Answered; readonly parts: readonly Buffer[] };

const PARTS: Readonly<Partial<Record<Answered["is"], number>>> = { page: 3, json: 1, file: 1, tariff: 1 };

/** @throws {ChildDied} where the answer is not one to this question. */
function wholeOf({ head, parts, use }: ChildAnswer, { ask }: ForeignHead): Whole {
  const read = answerShape.safeParse(parsed(head));
  const fits = read.success && parts.length === (PARTS[read.data.is] ?? 0);
  const made = read.success && ["page", "json", "file", "tariff"].includes(read.data.is);
  if (!read.success || !fits || (made && read.data.is !== ask)) throw new ChildDied("garbled", use);
  return { head: read.data, parts };
}

/** A head is 16 KB at most. */
function parsed(head: Buffer): unknown {
  try {
    return JSON.parse(head.toString("utf8"));
  } catch {
    return undefined;
  }
}
