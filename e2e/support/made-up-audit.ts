/** One made-up audit with a finding of every kind, so that the pages can be looked at whatever the engine says. */
import type { AuditLine, AuditResult } from "../../src/domain/audit/audit-result.ts";
import { dressResult } from "../../src/http/foreign/dress-result.ts";
import type { AuditAnswer, AuditQuestion } from "../../src/http/web-deps.ts";

const line = (row: number, own: Partial<AuditLine>): AuditLine => ({
  row,
  date: "2026-02-03",
  narration: "PAYMENT TO A MADE-UP PERSON",
  amount: "-100.00",
  kind: "transaction",
  service: null,
  for: null,
  verdict: null,
  charged: null,
  allowed: null,
  over: null,
  rule: null,
  grade: null,
  missing: [],
  also: [],
  why: "",
  worksheet: [],
  ...own,
});

const charge = (row: number, own: Partial<AuditLine>): AuditLine =>
  line(row, {
    kind: "fee",
    charged: "100.00",
    allowed: "100.00",
    over: "0.00",
    verdict: "right",
    grade: "C",
    rule: "made-up",
    why: "Inside the rule of that day.",
    worksheet: ["a made-up step", "another one"],
    ...own,
  });

const accused = (row: number, verdict: NonNullable<AuditLine["verdict"]>, service: string): AuditLine =>
  charge(row, {
    verdict,
    service,
    allowed: "90.00",
    over: "10.00",
    why: "More than the made-up rule allows.",
    also: row % 2 ? ["duplicate"] : [],
  });

/** Every shape that a result can take on a page: all verdicts, a rejected row, a long wording without spaces. */
const RESULT: AuditResult = {
  engine: {
    name: "openfees",
    version: "0.0.0",
    rules: { jurisdiction: "ng", version: "made-up", sha256: "c0ffee".repeat(10) },
  },
  statement: {
    format: "csv",
    encoding: "utf-8",
    bank: "ng.zenith",
    account: { type: "savings", currency: "NGN", masked: "******4821" },
    from: "2026-01-01",
    to: "2026-03-31",
    opening: "1000.00",
    closing: "0.00",
    rows: { total: 13, read: 12, rejected: 1 },
    chain: { state: "broken", breaks: [13] },
    warnings: [],
  },
  totals: {
    charged: "1000.00",
    allowed: "730.00",
    over: "70.00",
    cannotTell: "200.00",
    returned: "5.00",
    byService: [
      {
        service: "transfer.interbank",
        charged: "1000.00",
        allowed: "730.00",
        over: "70.00",
        cannotTell: "200.00",
        returned: "5.00",
      },
    ],
    byPayee: [
      { payee: "bank", charged: "1000.00", allowed: "730.00", over: "70.00", cannotTell: "200.00", returned: "5.00" },
    ],
    byMonth: [
      {
        month: "2026-02",
        charged: "1000.00",
        allowed: "730.00",
        over: "70.00",
        cannotTell: "200.00",
        returned: "5.00",
      },
    ],
  },
  lines: [
    line(1, { narration: `NIPTRANSFER/${"X9".repeat(40)}` }),
    charge(2, { service: "transfer.interbank" }),
    accused(3, "over_cap", "transfer.interbank"),
    accused(4, "over_tariff", "transfer.interbank"),
    accused(5, "not_permitted", "levy.electronic_transfer"),
    accused(6, "duplicate", "card.maintenance"),
    accused(7, "wrong_tax", "tax.vat"),
    accused(8, "wrong_payer", "levy.electronic_transfer"),
    accused(9, "not_returned", "transfer.interbank"),
    charge(10, {
      service: "alert.sms",
      verdict: "cannot_tell",
      allowed: null,
      missing: ["period"],
      why: "The period is not covered.",
    }),
    charge(11, {
      service: "unknown",
      verdict: "cannot_tell",
      allowed: null,
      missing: ["service"],
      why: "The wording does not say.",
    }),
    line(12, { kind: "reversal", amount: "100.00", why: "Gives back row 2." }),
  ],
  rejected: [{ row: 13, raw: "31-Mar-2026,,TOTAL??,12,,x", reason: "The balance is no number." }],
};

const RIGHT = [{ charged: "100.00", allowed: "100.00", over: "0.00", cannotTell: "0.00", returned: "0.00" }];

const CLEAN: AuditResult = {
  ...RESULT,
  statement: {
    ...RESULT.statement,
    rows: { total: 2, read: 2, rejected: 0 },
    chain: { state: "complete", breaks: [] },
  },
  totals: {
    ...RESULT.totals,
    charged: "100.00",
    allowed: "100.00",
    over: "0.00",
    cannotTell: "0.00",
    returned: "0.00",
    byService: RIGHT.map((sum) => ({ service: "transfer.interbank", ...sum })),
    byPayee: RIGHT.map((sum) => ({ payee: "bank", ...sum })),
    byMonth: RIGHT.map((sum) => ({ month: "2026-02", ...sum })),
  },
  lines: RESULT.lines.slice(0, 2),
  rejected: [],
};

/** Its result, for whoever needs no answer around it. */
export const MADE_UP_RESULT = RESULT;

/**
 * An audit that answers by words in the file: "unreadable" is refused, "clean" finds nothing, anything else finds
 * everything. It is dressed as a child process would.
 */
export async function madeUpAudit(question: AuditQuestion): Promise<AuditAnswer> {
  const text = new TextDecoder().decode(question.bytes);
  if (text.includes("unreadable"))
    return {
      ok: false,
      refusal: {
        code: "no_table",
        message: "We found no table with dates and sums in it.",
        tryThis: "Ask your bank for the statement as CSV, with the names of the columns in its first row.",
      },
    };
  const result = text.includes("clean") ? CLEAN : RESULT;
  const printed = `${JSON.stringify(result, null, 2)}\n`;
  const parts = question.ask === "json" ? [printed] : dressResult(question.facts, question, { result, printed });
  return { ok: true, parts: parts.map((part) => Buffer.from(part)) };
}
