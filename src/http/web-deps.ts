import type { FastifyInstance } from "fastify";
import type { Context } from "../app/context.ts";
import type { ReportBook } from "../app/report-fee.ts";
import type { LetterTemplate } from "../domain/complaints/letter-template.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { AccountType } from "../domain/fees/pack.ts";
import type { SaidRefusal } from "../domain/statements/statement.ts";
import type { ApiKey } from "../server/api-keys.ts";
import type { DayBudget } from "../server/day-budget.ts";
import type { PageCache } from "../server/page-cache.ts";
import type { Sealer } from "../server/seal.ts";
import type { BrowserBuild } from "./browser-build.ts";
import type { ForeignFacts, StatementHead } from "./foreign/foreign-question.ts";
import type { Answered } from "./ops/ops-metrics.ts";
import type { Bounds } from "./server-bounds.ts";

/** Where the server writes what happened. Never a query, a body, a narration or a file name. */
export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export const NO_LOG: Log = { info: () => {}, error: () => {} };

/** Who runs the site, from the settings; null shows as "not set". */
export type Operator = {
  readonly operator: string | null;
  readonly funding: string | null;
  readonly contact: string | null;
};

/** One made-up statement that ships with the data. */
export type ExampleStatement = {
  readonly id: string;
  readonly name: string;
  /** What the file is, in a word: `CSV`, `Excel`, `PDF`. */
  readonly kind: string;
  readonly fileName: string;
  readonly bank: string | null;
  readonly accountType: AccountType | null;
  readonly bytes: Uint8Array;
};

/** `page` asks for the page of the result, `json` for what the command line prints. */
export type AuditQuestion = Pick<
  StatementHead,
  "ask" | "fileName" | "said" | "told" | "password" | "example" | "on"
> & {
  readonly facts: ForeignFacts;
  readonly bytes: Uint8Array;
  /** Aborted when whoever asked has gone. */
  readonly signal?: AbortSignal | undefined;
};

/** `parts` are passed on unread: of a page what comes before the result that it carries, that result, and the rest. */
export type AuditAnswer =
  | { readonly ok: true; readonly parts: readonly Buffer[] }
  | { readonly ok: false; readonly refusal: SaidRefusal };

/** `what` is the name of a file, `carried` the result as a page carried it. */
export type SaveQuestion = {
  readonly facts: ForeignFacts;
  readonly what: string;
  readonly carried: Uint8Array;
  readonly on: CivilDate;
  readonly signal?: AbortSignal | undefined;
};
/** `told` are the answers to the questions of a page, by their names; `carried` is what that page carried. */
export type AgainQuestion = Omit<SaveQuestion, "what"> & {
  readonly told: readonly (readonly [name: string, value: string])[];
};
/** A bank's next tariff, as its file came. */
export type TariffAsked = {
  readonly facts: ForeignFacts;
  readonly bytes: Uint8Array;
  readonly bank: string | undefined;
  readonly on: CivilDate;
  readonly signal?: AbortSignal | undefined;
};
export type SavedFile = { readonly name: string; readonly type: string; readonly body: Buffer };

export type AuditLimits = {
  readonly bytes: number;
  readonly rows: number;
  readonly timeMs: number;
  readonly atOnce: number;
};

/** What a statement may be so that one person cannot hold the machine: 5 MB, 50,000 rows, 20 seconds, two at once. */
export const AUDIT_LIMITS: AuditLimits = { bytes: 5_000_000, rows: 50_000, timeMs: 20_000, atOnce: 2 };

/** Which facts are in service. */
export type Facts = {
  /** Another name whenever anything in them is another. */
  readonly name: string;
  /** The day of the facts, which every page shows. */
  readonly day: CivilDate;
};

export type Judging = {
  full(client: string): boolean;
  /** Whether this client, or everybody, has used what a day allows. */
  spent(client: string): boolean;
  afterSeconds(): number;
};

export type WebDeps = {
  /** Opens a scope for each request, before any route is added, so that connections taken in it cannot be lost. */
  readonly scopes?: (app: FastifyInstance) => Promise<void>;
  /** Adds what traces requests, before all that may answer one. */
  readonly traces?: ((app: FastifyInstance) => void) | undefined;
  /** Told of the door before the database, once: how many wait there is asked of it again and again. */
  readonly atDoor?: (waiting: () => number) => void;
  readonly ctx: Context;
  /** Told of every answer, for the metrics. */
  readonly answered?: (answer: Answered) => void;
  readonly facts: () => Facts;
  /** Pages that were rendered already; one of 64 MB of its own when there is none. */
  readonly pages?: PageCache;
  /** What clients may take of the machine; `BOUNDS` where nothing is said. */
  readonly bounds?: Partial<Bounds>;
  /** Processes that keep the bounds and the budgets of a day together, this one included; 1 where nothing is said. */
  readonly peers?: () => number;
  /** Programs that are known by name; none by default. */
  readonly apiKeys?: readonly ApiKey[];
  /** Where reports are stored; refuses while the database is away. */
  readonly reports: ReportBook;
  /** How many of them a day has room for; no end where nothing is said. */
  readonly reportsOfDay?: DayBudget;
  readonly operator: Operator;
  /** Under which people reach the site, without a slash at its end; absent: feeds name their pages without it. */
  readonly address?: string;
  readonly log: Log;
  readonly examples: readonly ExampleStatement[];
  /** The wording of the letters. */
  readonly letter: LetterTemplate;
  readonly limits: AuditLimits;
  /** Printed in every audit. */
  readonly engineVersion: string;
  /** Where the days of the country pack are counted. */
  readonly timeZone: string;
  /** The scripts of the page that audits on the person's own device. */
  readonly browser: () => Promise<BrowserBuild>;
  /** Reads and audits one file in a child process; throws `Refused` when it is too long, too slow or too heavy. */
  readonly audit: (question: AuditQuestion, limits: AuditLimits) => Promise<AuditAnswer>;
  /** Judges what a page carried again, with what a person told; the parts of the page. Throws `Refused` as `audit` does. */
  readonly again: (question: AgainQuestion, limits: AuditLimits) => Promise<readonly Buffer[]>;
  /** Makes one file of a result that came back from its page, in a child process too; throws `Refused` when it cannot be made. */
  readonly save: (question: SaveQuestion, limits: AuditLimits) => Promise<SavedFile>;
  /** Checks one tariff in a child process and dresses the page of what was found. */
  readonly tariff: (question: TariffAsked, limits: AuditLimits) => Promise<Buffer>;
  /** How the line before the child processes stands, so that who would be sent away is so before a body is read. */
  readonly judging?: Judging;
  /** Seals the results that pages carry. */
  readonly sealer: Sealer;
};
