/** How the commands that tell of fees and facts are used. */

export const CHARGE_MANUAL = {
  summary: "say what a bank may charge for one thing on one day",
  forms: ["charge SERVICE [--on DAY] [--amount 20000.00] [...]", "charge --batch"],
  says: "Says what a bank may charge for one thing on one day, and how it is worked out.",
  options: {
    on: "the day, YYYY-MM-DD; today unless said otherwise",
    amount: "the amount of the payment",
    account: "savings, current or domiciliary",
    bank: "also answer with this bank's listed fee, such as ng.zenith",
    product: "a product of that bank, such as ng.access.gold-current: its own fee, and its kind of account",
    fact: "a fact that decides, such as locality=on_site or pages=3; may be given again",
    currency: "NGN unless said otherwise",
    lang: "says it in en or pcm (Nigerian Pidgin, begun); with --json adds the same words under said",
    jurisdiction: "ng unless said otherwise",
    id: "the id that the JSON bears, 1 unless said otherwise",
    json: "the answer as JSON",
    whole: "with --json: adds the duties that the same event draws and what leaves the account",
    batch:
      "reads one JSON question a line from standard input, writes one answer a line; there each question says its day",
  },
  exit: "0 answered, 2 a question was refused (a batch goes on and says so at the end)",
} as const;

export const COMPARE_MANUAL = {
  summary: "say what a year of use costs at every bank",
  forms: ["compare --profile ID [...]", "compare --usage FILE [...]", "compare --transfers N --transferSum SUM [...]"],
  says: "Adds up a year of use at every bank, under what the law allows at most. What is not known is a range, and ranges that overlap have no winner.",
  options: {
    profile: "a made-up person of ours: student, salary, trader, shop, pensioner or phone_only",
    usage: 'JSON with the fields below, such as {"transfers":"20","transferSum":"5000"}',
    account: "savings unless said otherwise, or current",
    cards: "debit cards held",
    transfers: "transfers to other banks a month",
    transferSum: "the amount of one of them; a range when left out",
    withdrawals: "cash taken at other banks' machines, times a month",
    withdrawalSum: "the amount of each",
    locality: "where those machines are; a range over both when left out",
    alerts: "SMS alerts a month",
    paidOut: "paid out to others a month, for a current account",
    bank: "your own bank, such as ng.gtbank",
    among: "only banks under the law's table, or only wallets: all others, small banks among them",
    pair: "two banks: from how many on one is the cheaper",
    by: "what grows for --pair: transfers, withdrawals or alerts",
    on: "at the prices of this day, YYYY-MM-DD; today unless said otherwise",
    jurisdiction: "ng unless said otherwise",
    json: "the answer as JSON",
  },
  exit: "0 answered, 2 a question was refused",
} as const;

const LIST_OPTIONS = {
  on: "as things stood on this day, YYYY-MM-DD; today unless said otherwise",
  jurisdiction: "ng unless said otherwise",
  json: "the list as JSON",
} as const;

export const SERVICES_MANUAL = {
  summary: "list what a bank may take a fee for, with ids",
  forms: ["services [--on DAY] [--json]"],
  says: "Lists what a bank may take a fee for: the id that other commands take, its name, and the most that the law lets a bank take that day.",
  options: LIST_OPTIONS,
  exit: "0 listed, 2 wrong use",
} as const;

export const BANKS_MANUAL = {
  summary: "list the banks and wallets, with ids",
  forms: ["banks [--on DAY] [--json]"],
  says: "Lists the banks and wallets: the id that other commands take, the name, the licence, and of how many services we have seen its own price.",
  options: LIST_OPTIONS,
  exit: "0 listed, 2 wrong use",
} as const;

export const DATA_MANUAL = {
  summary: "check a country pack, or a bank's next tariff",
  forms: [
    "data check [PACK...] [--json]",
    "data tariff template",
    "data tariff check FILE [--bank ID] [--on DAY] [--json]",
  ],
  says: "Looks a country pack over: its files against their schemas, every figure's source, grade and day, overlaps and gaps, closed lists of ids, every wording against its own examples, and every worked example. PACK is the name of a pack that ships, such as ng, or a folder; all that ship when none is named. `tariff` is for a bank that is about to publish its prices: the template is a CSV with a row a service, and the check says what stands above a limit, percent where per mille was meant, gaps between bands, VAT and notice.",
  verbs: {
    check: "look packs over",
    tariff: "check a bank's next tariff, or give an empty one",
  },
  options: {
    bank: "tariff: whose it is; the table of limits binds banks only",
    on: "tariff: the day for fees that name none; today unless said otherwise",
    jurisdiction: "tariff: ng unless said otherwise",
    json: "what was found as JSON",
  },
  also: "For a pack that ships and has nothing wrong it also writes the page of figures that somebody should look up in the regulator's own papers, the most harmful first (docs/reference/to-verify.md), where the docs are there to be written.",
  exit: "0 nothing wrong, 1 something is, 2 wrong use or a file that cannot be read",
} as const;
