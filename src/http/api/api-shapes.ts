/** What the API answers, as zod schemas. OpenAPI is made from them, and a test holds real answers against them. */
import { z } from "zod";
import { LANGUAGES } from "../../words/languages.ts";

const day = z.iso.date();
const grade = z
  .enum(["A", "B", "C", "D"])
  .describe(
    "A the law's or regulator's own text, B the bank's own dated document, C press or trade source, D second-hand",
  );
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const source = z.object({
  title: z.string(),
  ref: z.string().nullable(),
  section: z.string().nullable(),
  url: z.string().nullable(),
});
const instrument = z
  .object({ title: z.string(), ref: z.string().nullable(), section: z.string().nullable(), on: day.nullable() })
  .describe("What the figure stands in; `source` is where it was read");
const seen = { grade, source, checkedOn: day };
const price = z
  .looseObject({ kind: z.string() })
  .describe("The pricing algebra: fixed, rate, tiered, combine, first_free, free, ...");
const guard = z
  .looseObject({})
  .describe("What must hold of the event for the row to speak; an absent key asks nothing");

export const bankShape = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  licence: z.enum(["commercial", "merchant", "non_interest", "microfinance", "mobile_money", "payment_service"]),
  grade: grade.describe("Of the licence"),
  alsoKnown: z.array(z.string()).optional().describe("Former names, products and short forms"),
  licenceOf: z.looseObject(seen).optional(),
  ended: z
    .looseObject({ on: day.nullable(), into: z.string().nullable(), how: z.string(), ...seen })
    .optional()
    .describe("The bank is no longer, or is becoming part of another; `on` null: the day is not verified"),
  contacts: z.array(z.looseObject({ kind: z.string(), value: z.string(), sources: z.int(), ...seen })).optional(),
  ussd: z.looseObject({ code: z.string(), ...seen }).optional(),
  history: z.array(z.looseObject({ on: z.string().nullable(), what: z.string(), grade, source })).optional(),
  statementFile: z.looseObject({ paths: z.array(z.string()), ...seen }).optional(),
  tariffPage: z.looseObject({ url: z.string(), ...seen }).optional(),
});

export const productShape = z.looseObject({
  id: z.string(),
  bank: z.string(),
  name: z.string(),
  alsoKnown: z.array(z.string()).optional(),
  account: z.enum(["savings", "current", "domiciliary"]).nullable().describe("null: its source does not say"),
  who: z.string().optional().describe("Who may have it, where its source says"),
  from: day.nullable(),
  until: day.nullable(),
  ...seen,
});

export const ruleShape = z.looseObject({
  id: z.string(),
  service: z.string().nullable(),
  name: z.string(),
  standing: z.enum(["in_force", "superseded", "abolished", "draft", "withdrawn", "unknown"]),
  from: day.nullable(),
  until: day.nullable().describe("The first day on which it no longer holds"),
  payee: z.enum(["bank", "government", "telco", "other_bank", "network"]),
  currency: z.string(),
  price,
  when: guard,
  vat: z.enum(["added", "none", "unsettled"]),
  grade,
  enforceable: z.boolean(),
  instrument: instrument.optional(),
  source,
  checkedOn: day,
});

export const listedFeeShape = z.looseObject({
  id: z.string(),
  bank: z.string(),
  service: z.string(),
  name: z.string(),
  product: z.string().optional().describe("Id of the product that it belongs to; absent: the whole bank"),
  variant: z.string().optional().describe("The kind of the thing that it is for, such as 50 leaves"),
  status: z.enum(["charged", "free", "included", "not_offered", "negotiable", "at_cost", "unresolved"]),
  price,
  when: guard,
  vat: z.enum(["added", "included", "none", "unsettled"]),
  currency: z.string(),
  from: day.nullable(),
  until: day.nullable(),
  grade,
  instrument: instrument.optional(),
  source,
  checkedOn: day,
});

const sumShape = z.object({ fee: decimal, tax: decimal, total: decimal });

const sideShape = z
  .looseObject({ kind: z.enum(["sum", "range", "no_sum", "unknown"]) })
  .describe("What one event costs: a sum with fee, tax and total; a range; known without a sum; not known");
const textShape = z.looseObject({
  id: z.string(),
  summary: z.string(),
  from: day.nullable(),
  until: day.nullable(),
  validBasis: z.enum(["stated", "seen"]),
  grade,
  instrument,
  source,
  checkedOn: day,
});

export const changeShape = z.looseObject({
  id: z.string().describe("The same for the same change whenever and in whatever order facts are loaded"),
  kind: z.enum(["law", "draft", "tariff"]),
  cause: z.enum(["rule", "tax", "price"]).describe("`tax`: the fee stays, the VAT on it is another"),
  state: z.enum(["in_force", "announced", "proposed"]),
  on: day,
  service: z.string(),
  bank: z.string().nullable(),
  currency: z.string(),
  direction: z.enum(["dearer", "cheaper", "mixed", "first_known", "other"]),
  size: z
    .object({
      usage: z.looseObject({ times: z.int(), per: z.enum(["month", "quarter", "year", "once"]), of: z.string() }),
      before: sumShape,
      after: sumShape,
      difference: sumShape,
    })
    .nullable()
    .describe("For a usage that is an example of ours; null where one side has no sum for it"),
  cases: z.array(
    z.object({
      facts: z.looseObject({}),
      amount: decimal.nullable(),
      before: sideShape,
      knownUntil: day.nullable().describe("From this day the old side was not known any more"),
      after: sideShape,
    }),
  ),
  before: z.array(textShape),
  after: z.array(textShape),
  grade,
  toldOn: day,
});

const LANG_SAYS = `Also answer in words, in ${LANGUAGES.join(" or ")}; English for any other`;

const { state: _state, toldOn: _toldOn, direction, ...learnt } = changeShape.shape;
export const learntShape = z.object({
  jurisdiction: z.string(),
  on: day.describe("The day of which both sides speak"),
  today: day,
  since: z.string().describe("The moment whose knowledge stands before"),
  known: z.string().nullable().describe("The moment whose knowledge stands after; null: what is known now"),
  version: z.string(),
  sha256: z.string(),
  earlier: z
    .object({ version: z.string(), sha256: z.string() })
    .nullable()
    .describe("The facts of that moment; null where there were none yet: then nothing is compared"),
  service: z.string().nullable(),
  bank: z.string().nullable(),
  changes: z.array(z.looseObject({ ...learnt, direction: z.enum([...direction.options, "no_longer_known"]) })),
});

export const questionShape = z.object({
  id: z.string().describe("Repeated in the answer"),
  jurisdiction: z.literal("ng").describe("The country whose rules are asked about"),
  service: z.string().describe("What for, such as transfer.interbank; /fees.json lists them"),
  on: day.describe("The day"),
  amount: decimal
    .optional()
    .describe("The amount of the payment, such as 20000.00; needed where the charge follows it"),
  account: z.enum(["savings", "current", "domiciliary"]).optional().describe("The kind of account"),
  bank: z
    .string()
    .optional()
    .describe("Also answer with this bank's listed fee; one that we do not list is `bad_fact` here, as any fact"),
  product: z.string().optional().describe("A product of that bank"),
  currency: z.string().optional().describe("NGN unless said otherwise"),
  facts: z
    .looseObject({})
    .optional()
    .describe("What else the charge depends on, by the names that the GET above takes, such as locality or nthInMonth"),
  whole: z
    .boolean()
    .optional()
    .describe("Also answer with the duties that the same event draws, and with what leaves the account"),
  lang: z.string().optional().describe(LANG_SAYS),
});

export const answerShape = z.looseObject({
  id: z.string().nullable(),
  state: z.enum(["charged", "free", "not_permitted", "negotiable", "at_cost", "cannot_tell"]),
  maximum: sumShape.nullable(),
  range: z.object({ low: decimal, high: decimal }).nullable(),
  listed: z.looseObject({ fee: decimal, tax: decimal, total: decimal, fee_id: z.string() }).nullable(),
  missing: z.array(z.string()),
  rules: z.array(z.string()),
  grade: grade.nullable(),
  payee: z.string(),
  worksheet: z.array(z.string()),
  also: z
    .array(z.looseObject({ service: z.string() }))
    .optional()
    .describe("With `whole`"),
  leaves: z.object({ low: decimal, high: decimal }).nullable().optional().describe("With `whole`"),
  said: z
    .object({
      lang: z.enum(LANGUAGES),
      service: z.string(),
      state: z.string(),
      payee: z.string(),
      missing: z.array(z.string()),
    })
    .optional()
    .describe("With `lang`: the same in words; English where the language has none yet"),
});

const spanShape = z.looseObject({
  low: decimal,
  high: decimal.nullable().describe("null: no upper end that we know of"),
});
const costShape = spanShape.extend({
  lines: z.array(
    spanShape.extend({
      id: z.string(),
      service: z.string(),
      times: z.int().describe("In the year"),
      basis: z.enum(["own", "law", "none"]).describe("`law`: the own price is not known, the ceiling is"),
      duties: z.array(spanShape.extend({ service: z.string() })),
      printedOn: day
        .nullable()
        .describe("The day printed on the source of its own price; null: undated, or no own price"),
      conditions: z.array(z.string()).describe("On what of the person the own price hangs that was not asked"),
      why: z.array(
        z.looseObject({
          code: z.string(),
          service: z.string(),
          fact: z.string().optional(),
          free: z.int().optional().describe("So many of a day are free; how many there are on one day is not known"),
          after: decimal.optional().describe("What one more of that day costs, before tax"),
        }),
      ),
    }),
  ),
  keeps: z.array(spanShape.extend({ payee: z.string() })),
});
const resultShape = costShape.extend({
  bank: z.string(),
  name: z.string().describe("Of the bank, and of its product where the row is one's"),
  product: z.string().nullable().describe("null: any account of the bank without a price of its own"),
  known: z.enum(["whole", "some", "none"]).describe("How much of the own prices is known"),
  firm: z.boolean().describe("Of grade A or B and lately checked: only then may it decide"),
});

/** The year compared, as `GET /api/v1/compare` gives it. */
export const compareShape = z.looseObject({
  jurisdiction: z.string(),
  version: z.string(),
  on: day,
  currency: z.string(),
  profile: z.string().nullable(),
  among: z.enum(["banks", "wallets"]).nullable(),
  usage: z.record(z.string(), z.string()),
  asks: z
    .array(z.object({ line: z.string(), fact: z.string(), field: z.string() }))
    .describe("Which parameter says which fact of which line of the year"),
  answer: z
    .looseObject({
      coverage: z.object({ banks: z.int(), whole: z.int(), some: z.int(), none: z.int() }),
      ceiling: costShape,
      own: resultShape.nullable(),
      winner: z.object({ bank: z.string(), name: z.string(), product: z.string().nullable() }).nullable(),
      noWinner: z.enum(["overlap", "not_firm"]).nullable(),
      noneCheaper: z
        .array(
          spanShape.extend({ bank: z.string(), name: z.string(), product: z.string().nullable(), firm: z.boolean() }),
        )
        .describe("Than these none can be cheaper, as long as those of their prices that are not firm still hold"),
      parts: z
        .array(z.object({ from: day, ceiling: spanShape, own: spanShape.nullable() }))
        .describe("The year between announced changes; empty where nothing changes"),
      results: z.array(resultShape),
      page: z.int(),
      pages: z.int(),
      habits: z.array(spanShape.extend({ id: z.string(), name: z.string() })),
      breakEven: z
        .looseObject({
          a: spanShape.extend({ id: z.string(), name: z.string() }).describe("With its year for the use asked about"),
          b: spanShape.extend({ id: z.string(), name: z.string() }),
          stretches: z.array(
            z.object({
              from: z.int(),
              to: z.int(),
              cheaper: z.enum(["a", "b", "same", "unsure"]),
              notDearer: z.enum(["a", "b"]).nullable().describe("Where unsure: the one that cannot be the dearer one"),
            }),
          ),
        })
        .nullable(),
    })
    .nullable()
    .describe("null: nothing was asked"),
  next: z.string().nullable().describe("Address of the next page; null on the last"),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    jurisdiction: z.string(),
    version: z.string().describe("Version of the data"),
    on: day.nullable(),
    known: z.string().nullable(),
    data: z.array(item),
    next: z.string().nullable().describe("Address of the next page; null on the last"),
  });

export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  param: z.string().nullable(),
  requestId: z.string(),
});

const jurisdiction = z.literal("ng").optional().describe("ng unless said otherwise");
const parameters = {
  service: z.string().optional().describe("Only of this service, such as transfer.interbank"),
  bank: z.string().optional().describe("Only of this bank, such as ng.zenith"),
  on: day.optional().describe("Only what holds on this day"),
  known: z.string().optional().describe("As we knew it then: a day, or an instant such as 2026-11-24T12:00:00Z"),
  limit: z.int().min(1).max(200).optional().describe("Rows a page, 100 unless said otherwise"),
  cursor: z.string().optional().describe("Where the page begins: follow `next` and it is filled in"),
  jurisdiction,
};

const monthly = z.int().min(0).max(9_999).optional();
export const compareParameters = z.object({
  profile: z.string().optional().describe("A made-up person of ours"),
  account: z.enum(["savings", "current"]).optional().describe("The kind of account"),
  cards: monthly.describe("Held"),
  transfers: monthly.describe("To other banks, in a month"),
  transferSum: decimal.optional().describe("Of one transfer"),
  withdrawals: monthly.describe("At other banks' machines"),
  withdrawalSum: decimal.optional().describe("Of one withdrawal"),
  locality: z.enum(["on_site", "off_site"]).optional().describe("Where the ATMs are"),
  alerts: monthly.describe("By SMS, in a month"),
  paidOut: decimal.optional().describe("To others in a month, from a current account"),
  bank: z.string().optional().describe("The person's own"),
  among: z.enum(["banks", "wallets"]).optional().describe("Only banks under the law's table, or only all others"),
  a: z.string().optional().describe("One of two banks whose break-even is asked"),
  b: z.string().optional().describe("The other of them"),
  by: z.enum(["transfers", "withdrawals", "alerts"]).optional().describe("What the break-even counts"),
  on: parameters.on,
  known: parameters.known,
  limit: parameters.limit,
  page: z.int().min(1).optional().describe("Which page of the banks"),
  jurisdiction,
});

export const listParameters = {
  banks: z.object({
    on: day
      .optional()
      .describe("Only named in the answer: the list has banks of all days, `ended` says of which no longer"),
    known: parameters.known,
    limit: parameters.limit,
    cursor: parameters.cursor,
    jurisdiction,
  }),
  products: z.object({
    bank: parameters.bank,
    on: parameters.on,
    known: parameters.known,
    limit: parameters.limit,
    cursor: parameters.cursor,
    jurisdiction,
  }),
  fees: z.object(parameters),
  changes: z.object(parameters),
  learnt: z.object({
    since: z.string().describe("A moment, such as 2026-11-24T12:00:00Z, or a day: then what was known when it ended"),
    on: parameters.on,
    known: parameters.known,
    service: parameters.service,
    bank: parameters.bank,
    jurisdiction,
  }),
  rules: z.object({
    service: parameters.service,
    on: parameters.on,
    known: parameters.known,
    limit: parameters.limit,
    cursor: parameters.cursor,
    jurisdiction,
  }),
};

const count = z.int().min(1).optional();
const yes = z.boolean().optional();
const sumText = decimal.optional();

/** The fields of a question of the charge contract as an address has them, its facts among them. */
export const chargeParameters = z.object({
  service: z.string().describe("What for, such as transfer.interbank; /fees.json lists them"),
  on: day.optional().describe("The day; today unless said otherwise"),
  amount: sumText.describe("The amount of the payment, such as 20000.00; needed where the charge follows it"),
  account: z.enum(["savings", "current", "domiciliary"]).optional().describe("The kind of account"),
  bank: z.string().optional().describe("Also answer with this bank's listed fee"),
  product: z.string().optional().describe("A product of that bank: its own fee, and its kind of account"),
  whole: yes.describe("Also the duties that the same event draws, and what leaves the account"),
  locality: z.enum(["on_site", "off_site"]).optional().describe("Where the ATM is"),
  party: z.enum(["sender", "receiver"]).optional().describe("Which side is asked about"),
  customer: z.enum(["individual", "corporate"]).optional().describe("Whose account it is"),
  sameBank: yes.describe("Both accounts are at one bank"),
  sameOwner: yes.describe("Both accounts are one person's"),
  salary: yes.describe("It is a salary"),
  nthInMonth: count.describe("Which one of the month it is"),
  nthInDay: count.describe("Which one of the day it is"),
  pages: count.describe("Pages printed"),
  leaves: count.describe("Leaves of the cheque book"),
  days: count.describe("Days that a guarantee or a letter of credit runs"),
  weekTotal: sumText.describe("Cash of the week, this one with it"),
  dayTotal: sumText.describe("Cash of the day, this one with it"),
  monthDebits: sumText.describe("Payments out of the month"),
  unitCost: sumText.describe("What the bank paid for what it passes on"),
  currency: z.string().optional().describe("NGN unless said otherwise"),
  lang: z.string().optional().describe(LANG_SAYS),
  jurisdiction,
  id: z.string().optional().describe("Repeated in the answer; 1 unless said otherwise"),
  known: parameters.known,
});

export const reportShape = z.object({
  bank: z.string().describe("Id of a bank, from /banks"),
  service: z.string().describe("Id of a service, from /fees.json"),
  amount: decimal.describe("What it took, above zero, at most two decimals"),
  on: day.describe("The day on which it was taken"),
  words: z.string().max(1000).optional().describe("What looks like a number or address of a person is taken out"),
});

export const receiptShape = z.object({
  receipt: z.string().describe("Follow it at /reports/{receipt}"),
  state: z.enum(["received"]).describe("A report never changes a fee; a person looks at it"),
  bank: z.string(),
  service: z.string(),
  amount: decimal,
  currency: z.string(),
  on: day,
  takenOut: z.int().min(0),
});

export const followedShape = receiptShape.omit({ takenOut: true }).extend({
  state: z.enum(["received", "closed"]),
  receivedAt: z.string(),
  outcome: z
    .enum(["changed", "kept", "unclear"])
    .nullable()
    .describe("What came of it: a figure was changed, it was right as it was, or it could not be told; null before"),
});
