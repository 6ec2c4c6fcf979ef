/**
 * The audit's answer, field for field the contract's JSON: sums are decimals in text, dates ISO 8601. The one definition of it:
 * the types of `audit-result.ts`, the check of a result that comes back from a page and the API's schema all come from here.
 * Who needs the types alone takes them from there, so that no phone carries a validator.
 */
import { z } from "zod";

const money = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const row = z.int().min(1);
const verdict = z.enum([
  "right",
  "over_cap",
  "over_tariff",
  "not_permitted",
  "duplicate",
  "wrong_tax",
  "wrong_payer",
  "not_returned",
  "cannot_tell",
]);

const payee = z.enum(["bank", "government", "telco", "other_bank", "network"]);

const sums = { charged: money, allowed: money, over: money, cannotTell: money, returned: money };

/** A reason as JSON has it: its code, and its facts with sums as decimals in text. */
const reason = z.object({
  code: z.string(),
  facts: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.array(z.number())]),
  ),
});

const line = z.object({
  row,
  date,
  narration: z.string(),
  amount: money,
  kind: z.enum(["transaction", "fee", "tax", "levy", "interest", "reversal"]),
  service: z.string().nullable(),
  for: z
    .union([row, z.array(row)])
    .nullable()
    .describe("Row or rows of the payment that the charge belongs to"),
  verdict: verdict.nullable(),
  charged: money.nullable(),
  allowed: money.nullable(),
  over: money.nullable(),
  returned: money.optional().describe("Only where something of the charge came back"),
  rule: z.string().nullable(),
  grade: z.enum(["A", "B", "C", "D"]).nullable(),
  missing: z.array(z.string()).describe("Facts that would decide what cannot be told"),
  also: z.array(verdict),
  why: z.string().describe("Why this verdict, in plain sentences of the language asked for"),
  worksheet: z.array(z.string()),
  steps: z.array(z.string()).optional().describe("The code of each line of `worksheet`, in its order"),
  reason: reason
    .optional()
    .describe("What `why` says, before it is said: a closed list of codes, each with its own facts"),
  notes: z.array(reason).optional().describe("What `why` says after its reason"),
});

const engine = z.object({
  name: z.literal("openfees"),
  version: z.string(),
  rules: z.object({ jurisdiction: z.string(), version: z.string(), sha256: z.string() }),
});

const result = z.object({
  engine,
  statement: z.object({
    format: z.string(),
    encoding: z.string(),
    bank: z.string().nullable(),
    account: z.object({
      type: z.enum(["savings", "current", "domiciliary", "unknown"]),
      currency: z.string().nullable(),
      masked: z.string().nullable(),
    }),
    from: date.nullable(),
    to: date.nullable(),
    opening: money.nullable(),
    closing: money.nullable(),
    rows: z.object({ total: z.int(), read: z.int(), rejected: z.int() }),
    chain: z.object({ state: z.enum(["complete", "broken", "absent"]), breaks: z.array(row) }),
    warnings: z
      .array(z.object({ code: z.string(), message: z.string(), row: row.nullable() }))
      .describe("What the reader had to choose or leave out; those without a row are of the whole file"),
  }),
  totals: z.object({
    ...sums,
    byService: z.array(z.object({ service: z.string(), ...sums })),
    byPayee: z.array(z.object({ payee, ...sums })),
    byMonth: z.array(z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), ...sums })),
  }),
  lines: z.array(line),
  rejected: z.array(z.object({ row, raw: z.string(), reason: z.string() })),
});

/** Several statements, in one file or several. */
const bundle = z.object({
  engine,
  results: z.array(result),
  duplicates: z.array(
    z.object({
      date,
      amount: money,
      narration: z.string(),
      rows: z.array(row).describe("Its row in each statement that holds it"),
      results: z.array(z.int().min(0)).describe("The place of each of these statements in `results`, from 0"),
    }),
  ),
  totals: z.object(sums),
});

/** The answer as it is passed on: read-only. */
type Fixed<T> = T extends readonly (infer U)[]
  ? readonly Fixed<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T;

export type ResultShape = Fixed<z.infer<typeof result>>;
export type BundleShape = Fixed<z.infer<typeof bundle>>;
export type ReasonShape = Fixed<z.infer<typeof reason>>;

export const auditShape = z
  .union([result, bundle])
  .describe("The audit's answer, byte for byte what `openfees audit --json` prints");
