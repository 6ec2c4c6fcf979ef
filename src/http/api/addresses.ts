/** Every address of `/api/v1`, in one table: OpenAPI, the list at `/api/v1` and the page for developers are made from it. */
import { z } from "zod";
import { auditShape } from "../../domain/audit/audit-shape.ts";
import {
  answerShape,
  bankShape,
  changeShape,
  chargeParameters,
  compareParameters,
  compareShape,
  followedShape,
  learntShape,
  listedFeeShape,
  listParameters,
  pageOf,
  productShape,
  questionShape,
  receiptShape,
  reportShape,
  ruleShape,
} from "./api-shapes.ts";

/** What is sent to an address in its example: it runs as it stands, in a test too. */
export type Sent = {
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Readonly<Record<string, unknown>>;
  /** A file of a form, as text. */
  readonly file?: string;
};

export type Address = {
  readonly name: string;
  readonly method: "get" | "post";
  /** Under `/api/v1`. */
  readonly path: string;
  readonly says: string;
  readonly query: z.ZodObject | null;
  readonly body: { readonly type: "application/json" | "multipart/form-data"; readonly shape: z.ZodObject } | null;
  readonly headers: Readonly<Record<string, z.ZodType>>;
  readonly answers: readonly { readonly status: string; readonly says: string; readonly shape: z.ZodType }[];
  readonly sent: Sent;
  /** Codes of the problems that belong to this address; those of every address stand beside. */
  readonly problems: readonly string[];
};

const PLAIN = { method: "get", query: null, body: null, headers: {}, sent: {}, problems: [] } as const;
const LIST = "One page of the list";
const ASKED = ["missing_field", "unknown_jurisdiction", "unknown_service", "bad_date", "bad_amount", "bad_fact"];
const WHEN = ["bad_instant", "nothing_known"];

const auditForm = z.object({
  file: z
    .string()
    .meta({ format: "binary", description: "The statement: CSV, PDF, XLSX, OFX, MT940, camt.053 and more" }),
  bank: z.string().optional().describe("Whose statement it is, where the file does not say"),
  accountType: z.enum(["savings", "current", "domiciliary"]).optional().describe("Where the file does not say"),
  product: z
    .string()
    .optional()
    .describe("The bank's product that the account is, such as ng.access.gold-current: its own prices then count"),
  password: z.string().optional().describe("For a file that is locked; used once and forgotten"),
  "fact.0.17.locality": z
    .enum(["on_site", "off_site"])
    .optional()
    .describe("Where the machine of the payment in row 17 of statement 0 stands; any statement and row"),
  "fact.0.17.sameOwner": z
    .enum(["yes", "no"])
    .optional()
    .describe("Whether the payment in row 17 of statement 0 went to an account of one's own; any statement and row"),
});

const key = z
  .string()
  .min(8)
  .max(200)
  .optional()
  .describe("8 to 200 visible letters, such as a UUID. Kept for 48 hours: sent again, it is stored once.");

/** A receipt number for the examples. It has the form of a real one; a real one is 60 random bits, so none will equal it. */
export const EXAMPLE_RECEIPT = "7K3M9QXD2F4T";

/** What is reported in the example. */
export const REPORT = { bank: "ng.gtbank", service: "alert.sms", amount: "6.50", on: "2026-11-20" };
const STATEMENT = `Date,Narration,Debit,Credit,Balance
2026-02-02,NIP TRANSFER TO ADA OBI,20000.00,,80000.00
2026-02-02,NIP CHG,52.50,,79947.50
2026-02-02,VAT ON NIP CHG,3.94,,79943.56
`;

export const ADDRESSES: readonly Address[] = [
  {
    ...PLAIN,
    name: "banks",
    path: "/banks",
    says: "The banks and wallets we list",
    query: listParameters.banks,
    answers: [{ status: "200", says: LIST, shape: pageOf(bankShape) }],
    sent: { query: { limit: "1" } },
    problems: ["bad_date", "bad_field", "bad_cursor", "unknown_jurisdiction", ...WHEN],
  },
  {
    ...PLAIN,
    name: "products",
    path: "/products",
    says: "Accounts and wallets that banks' price lists name",
    query: listParameters.products,
    answers: [{ status: "200", says: LIST, shape: pageOf(productShape) }],
    sent: { query: { bank: "ng.access", limit: "1" } },
    problems: ["unknown_bank", "bad_date", "bad_field", "bad_cursor", "unknown_jurisdiction", ...WHEN],
  },
  {
    ...PLAIN,
    name: "fees",
    path: "/fees",
    says: "What banks list; a bank and service without a row are unknown, not free",
    query: listParameters.fees,
    answers: [{ status: "200", says: LIST, shape: pageOf(listedFeeShape) }],
    sent: { query: { service: "alert.sms", limit: "1" } },
    problems: [
      "unknown_service",
      "unknown_bank",
      "bad_date",
      "bad_field",
      "bad_cursor",
      "unknown_jurisdiction",
      ...WHEN,
    ],
  },
  {
    ...PLAIN,
    name: "rules",
    path: "/rules",
    says: "Every rule of law or regulation; with a day those that hold on it",
    query: listParameters.rules,
    answers: [{ status: "200", says: LIST, shape: pageOf(ruleShape) }],
    sent: { query: { service: "alert.sms", on: "2026-02-01", limit: "1" } },
    problems: ["unknown_service", "bad_date", "bad_field", "bad_cursor", "unknown_jurisdiction", ...WHEN],
  },
  {
    ...PLAIN,
    name: "changes",
    path: "/changes",
    says: "What changed, and what will: law, drafts and banks' own prices, in money, oldest first",
    query: listParameters.changes,
    answers: [{ status: "200", says: LIST, shape: pageOf(changeShape) }],
    sent: { query: { service: "alert.sms", limit: "1" } },
    problems: [
      "unknown_service",
      "unknown_bank",
      "bad_date",
      "bad_field",
      "bad_cursor",
      "unknown_jurisdiction",
      ...WHEN,
    ],
  },
  {
    ...PLAIN,
    name: "learnt",
    path: "/learnt",
    says: "What we say of a day, beside what we said of the same day at an earlier moment, in money",
    query: listParameters.learnt,
    answers: [{ status: "200", says: "What differs; an empty list where nothing does", shape: learntShape }],
    sent: { query: { since: "2026-11-24", service: "alert.sms" } },
    problems: [
      "missing_field",
      "unknown_service",
      "unknown_bank",
      "bad_date",
      "bad_field",
      "unknown_jurisdiction",
      ...WHEN,
    ],
  },
  {
    ...PLAIN,
    name: "charge",
    path: "/charge",
    says: "The most that may be charged for one event, the question in the address",
    query: chargeParameters,
    answers: [{ status: "200", says: "The answer with its worksheet", shape: answerShape }],
    sent: { query: { service: "transfer.interbank", on: "2026-02-01", amount: "20000.00" } },
    problems: [...ASKED, ...WHEN],
  },
  {
    ...PLAIN,
    name: "charge-posted",
    method: "post",
    path: "/charge",
    says: "The same with the question as JSON; the answer is the same, letter for letter",
    query: z.object({ known: listParameters.banks.shape.known }),
    body: { type: "application/json", shape: questionShape },
    answers: [{ status: "200", says: "The answer with its worksheet", shape: answerShape }],
    sent: {
      json: { id: "1", jurisdiction: "ng", service: "transfer.interbank", on: "2026-02-01", amount: "20000.00" },
    },
    problems: ["bad_json", ...ASKED, ...WHEN, "too_large", "unsupported_media_type"],
  },
  {
    ...PLAIN,
    name: "compare",
    path: "/compare",
    says: "What a year of use costs at each bank, under what law allows at most",
    query: compareParameters,
    answers: [{ status: "200", says: "Coverage, ceiling, and one page of banks", shape: compareShape }],
    sent: { query: { transfers: "10", transferSum: "20000.00", on: "2026-02-01", limit: "1" } },
    problems: ["bad_field", "unknown_bank", "bad_date", "unknown_jurisdiction", ...WHEN],
  },
  {
    ...PLAIN,
    name: "audit",
    method: "post",
    path: "/audit",
    says: "A statement judged charge by charge; nothing is kept",
    body: { type: "multipart/form-data", shape: auditForm },
    answers: [{ status: "200", says: "The audit", shape: auditShape }],
    sent: { file: STATEMENT },
    problems: ["no_file", "bad_field", "too_large", "too_slow", "unreadable", "too_many_requests"],
  },
  {
    ...PLAIN,
    name: "reports",
    method: "post",
    path: "/reports",
    says: "Tell what a bank took; it changes no fee",
    headers: { "Idempotency-Key": key },
    body: { type: "application/json", shape: reportShape },
    answers: [
      { status: "201", says: "It is stored", shape: receiptShape },
      { status: "200", says: "It was stored already under this key", shape: receiptShape },
    ],
    sent: { json: REPORT },
    problems: [
      "bad_request",
      "bad_field",
      "bad_amount",
      "bad_date",
      "key_reused",
      "too_large",
      "unsupported_media_type",
      "too_many_requests",
      "database_away",
      "outcome_unknown",
    ],
  },
  {
    ...PLAIN,
    name: "report",
    path: "/reports/{receipt}",
    says: "What came of a report. Put in the number that you were given: the one in the line below is nobody's",
    answers: [{ status: "200", says: "The report, without its words", shape: followedShape }],
    problems: ["bad_field", "unknown_receipt", "too_many_requests", "database_away"],
  },
];

/** Problems that any address may answer with. */
export const EVERYWHERE: readonly string[] = ["unknown_key", "busy", "internal"];

/** The address of an example with its query, without the host. */
export const exampleTarget = ({ path, sent }: Address, receipt: string): string => {
  const query = new URLSearchParams(sent.query).toString();
  return `/api/v1${path.replace("{receipt}", receipt)}${query ? `?${query}` : ""}`;
};

/** In single quotes, as any shell reads it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The example as a line for a shell, which runs as it stands. */
export function curlOf(address: Address, origin: string, receipt: string): string {
  const { sent } = address;
  const target = quoted(`${origin}${exampleTarget(address, receipt)}`);
  if (sent.json)
    return `curl -s ${target} \\\n  -H 'content-type: application/json' \\\n  -d ${quoted(JSON.stringify(sent.json))}`;
  if (sent.file !== undefined)
    return `printf ${quoted(sent.file.replaceAll("%", "%%").replaceAll("\n", "\\n"))} |\n  curl -s ${target} -F 'file=@-;filename=statement.csv'`;
  return `curl -s ${target}`;
}
