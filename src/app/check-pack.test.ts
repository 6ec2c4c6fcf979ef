import { describe, expect, test } from "vitest";
import { type LooseFiles, rowOf, SCHEMAS, shippedFolder } from "../../test/support/shipped-folder.ts";
import { checkPack } from "./check-pack.ts";

const check = (change?: (files: LooseFiles) => void) => checkPack(SCHEMAS, shippedFolder(change));

test("the shipped pack has nothing wrong", () => {
  const { findings, checked, said } = check();
  expect(findings).toEqual([]);
  expect(said.pcm).toBeGreaterThan(50);
  expect(checked).toMatchObject({ rules: 115, "left-out": 13, banks: 42, services: 76, "worked-examples": 20 });
});

describe("a broken pack is told, and told where", () => {
  type Break = readonly [what: string, change: (files: LooseFiles) => void, check: string, at: string, message: RegExp];
  const rule = (id: string, change: (row: LooseFiles) => void) => (files: LooseFiles) =>
    change(rowOf(files, "rules", id));
  const fee = (id: string, change: (row: LooseFiles) => void) => (files: LooseFiles) =>
    change(rowOf(files, "listed-fees", id));
  const wording = (id: string, change: (row: LooseFiles) => void) => (files: LooseFiles) =>
    change(rowOf(files, "wordings", id));
  const copied = (file: string, id: string, change: LooseFiles) => (files: LooseFiles) =>
    files[file].push({ ...rowOf(files, file, id), ...change });

  const breaks: readonly Break[] = [
    // names in other languages
    [
      "a name in one language of some days only",
      (f) => delete rowOf(f, "services", "levy.electronic_transfer").named[1].said,
      "words",
      "levy.electronic_transfer",
      /has a name in pcm and 1 more without one/,
    ],
    [
      "a language that is written as nobody writes one",
      (f) => (rowOf(f, "services", "alert.sms").said = { "Pidgin!": { name: "SMS" } }),
      "schema",
      "alert.sms/said",
      /property name|pattern/,
    ],
    // shape
    ["a missing file", (f) => delete f.gaps, "json", "/", /is missing/],
    ["a misspelt file", (f) => (f.listed_fees = []), "schema", "/", /no file of a pack is called so/],
    ["a misspelt key", rule("ng-eft-2020", (r) => (r.untill = null)), "schema", "ng-eft-2020", /untill/],
    ["a rule without a source", rule("ng-eft-2020", (r) => delete r.source), "schema", "ng-eft-2020", /source/],
    ["a rule without a grade", rule("ng-eft-2020", (r) => delete r.grade), "schema", "ng-eft-2020", /grade/],
    [
      "a fee without a day it was checked",
      fee("ng.gtbank.sms", (r) => delete r.checkedOn),
      "schema",
      "ng.gtbank.sms",
      /checkedOn/,
    ],
    [
      "an amount as a number",
      fee("ng.gtbank.sms", (r) => (r.price.amount = 6)),
      "schema",
      "ng.gtbank.sms/price/amount",
      /string/,
    ],
    [
      "a kind of price that is none",
      rule("ng-rtgs-2020", (r) => (r.price = { kind: "flat" })),
      "schema",
      "ng-rtgs-2020/price/kind",
      /fixed/,
    ],
    [
      "a price with a key of another kind",
      rule("ng-rtgs-2020", (r) => (r.price.fraction = "0.1")),
      "schema",
      "ng-rtgs-2020/price",
      /fraction/,
    ],
    [
      "a step with hours and days",
      (f) => (rowOf(f, "complaint-clock", "ng-card").days = 3),
      "schema",
      "ng-card",
      /NOT/,
    ],
    [
      "a service without its plain sentence",
      (f) => delete rowOf(f, "services", "alert.sms").plain,
      "schema",
      "alert.sms",
      /plain/,
    ],
    [
      "a role that no column has",
      (f) => (rowOf(f, "layouts", "opay").columns[0] = "datum"),
      "schema",
      "opay/columns/0",
      /date/,
    ],
    // ids
    [
      "a rule of no service",
      rule("ng-eft-2020", (r) => (r.service = "transfer.none")),
      "ids",
      "ng-eft-2020",
      /no service/,
    ],
    ["a fee of no bank", fee("ng.gtbank.sms", (r) => (r.bank = "ng.none")), "ids", "ng.gtbank.sms", /no bank/],
    [
      "a fee of the unknown service",
      fee("ng.gtbank.sms", (r) => (r.service = "unknown")),
      "ids",
      "ng.gtbank.sms",
      /name the service/,
    ],
    ["a rule told twice", copied("rules", "ng-rtgs-2020", {}), "ids", "ng-rtgs-2020", /twice/],
    [
      "one id for two fees",
      copied("listed-fees", "ng.gtbank.sms", { bank: "ng.uba" }),
      "ids",
      "ng.gtbank.sms",
      /two fees/,
    ],
    [
      "a rule used and left out",
      (f) => (f["left-out"][0].id = "ng-rtgs-2020"),
      "ids",
      "ng-rtgs-2020",
      /used or left out/,
    ],
    [
      "a rule behind one that is not there",
      rule("ng-cot-zero", (r) => (r.standsBehind = ["ng-none"])),
      "ids",
      "ng-cot-zero",
      /no rule/,
    ],
    ["a wording of no service", wording("fee.sms", (r) => (r.service = "sms")), "ids", "fee.sms", /no service/],
    ["a wording of no bank", wording("fee.sms", (r) => (r.banks = ["ng.none"])), "ids", "fee.sms", /no bank/],
    ["a layout of no bank", (f) => (rowOf(f, "layouts", "opay").bank = "ng.none"), "ids", "opay", /no bank/],
    // evidence
    [
      "a source without a place",
      rule("ng-standing-2013", (r) => Object.assign(r.source, { url: null, ref: null })),
      "evidence",
      "ng-standing-2013",
      /neither what it stands in/,
    ],
    [
      "a figure looked at on no day",
      rule("ng-rtgs-2020", (r) => (r.checkedOn = "2026-02-30")),
      "evidence",
      "ng-rtgs-2020",
      /no day/,
    ],
    [
      "a figure looked at after the pack was made",
      fee("ng.gtbank.sms", (r) => (r.checkedOn = "2031-01-01")),
      "evidence",
      "ng.gtbank.sms",
      /new version/,
    ],
    [
      "a step of the clock without a place",
      (f) => (rowOf(f, "complaint-clock", "ng-card").instrument.ref = null),
      "evidence",
      "ng-card",
      /neither/,
    ],
    [
      "a row left out without a place",
      (f) => Object.assign(rowOf(f, "left-out", "ng-tbill").source, { url: null, ref: null }),
      "evidence",
      "ng-tbill",
      /neither/,
    ],
    // grade
    [
      "an accusation that rests on grade D",
      rule("ng-rtgs-2020", (r) => (r.enforceable = true)),
      "grade",
      "ng-rtgs-2020",
      /grade D/,
    ],
    [
      "a draft that accuses",
      rule("ng-eft-2026-draft", (r) => Object.assign(r, { enforceable: true, grade: "C" })),
      "grade",
      "ng-eft-2026-draft",
      /draft/,
    ],
    [
      "a ceiling relaxed by a rule that is no draft",
      rule("ng-card-issue-2020", (r) => (r.relaxed[0].by = "ng-card-issue-2013")),
      "grade",
      "ng-card-issue-2020",
      /no draft/,
    ],
    [
      "a bank's price that claims to be law",
      fee("ng.gtbank.sms", (r) => (r.grade = "A")),
      "grade",
      "ng.gtbank.sms",
      /law's own text/,
    ],
    // prices
    [
      "bands that do not rise",
      rule("ng-eft-2020", (r) => (r.price.tiers[1].upTo = "4000.00")),
      "price",
      "ng-eft-2020",
      /do not rise/,
    ],
    [
      "a last band with an end",
      rule("ng-eft-2020", (r) => (r.price.tiers[2].upTo = "900000.00")),
      "price",
      "ng-eft-2020",
      /without end/,
    ],
    [
      "a block of nothing",
      rule("ng-atm-onsite-2025", (r) => (r.price.unit.size = "0.00")),
      "price",
      "ng-atm-onsite-2025",
      /block/,
    ],
    ["a zero for unknown", fee("ng.gtbank.sms", (r) => (r.price.amount = "0.00")), "price", "ng.gtbank.sms", /zero/],
    ["free with a price", fee("ng.gtbank.sms", (r) => (r.status = "free")), "price", "ng.gtbank.sms", /free, but/],
    [
      "charged without a price",
      fee("ng.carbon.transfer-2020", (r) => (r.status = "charged")),
      "price",
      "ng.carbon.transfer-2020",
      /charged, but/,
    ],
    // dates
    [
      "a rule that ends before it begins",
      rule("ng-eft-2017", (r) => (r.until = "2016-01-01")),
      "dates",
      "ng-eft-2017",
      /before it began/,
    ],
    ["a day that is none", rule("ng-eft-2020", (r) => (r.from = "2020-13-01")), "dates", "ng-eft-2020", /no day/],
    [
      "a superseded rule without an end",
      rule("ng-bills-2013", (r) => (r.until = null)),
      "dates",
      "ng-bills-2013",
      /without the day/,
    ],
    [
      "a draft in force",
      rule("ng-eft-2026-draft", (r) => (r.from = "2026-05-01")),
      "dates",
      "ng-eft-2026-draft",
      /draft/,
    ],
    ["a fee since always", fee("ng.gtbank.sms", (r) => (r.from = null)), "dates", "ng.gtbank.sms", /since when/],
    // overlaps
    [
      "two rules on one day",
      rule("ng-eft-2017", (r) => (r.until = "2020-01-02")),
      "overlap",
      "ng-eft-2020",
      /ng-eft-2017/,
    ],
    [
      "two rules whose guards meet",
      rule("ng-draft-savings", (r) => (r.when = { account: ["savings", "current"] })),
      "overlap",
      "ng-draft-current",
      /ng-draft-savings/,
    ],
    [
      "a later rule that does not say what it replaces",
      rule("ng-sms-2020", (r) => Object.assign(r, { until: null, standing: "in_force" })),
      "overlap",
      "ng-sms-2020",
      /replaces/,
    ],
    [
      "two prices of one bank",
      copied("listed-fees", "ng.gtbank.sms", { id: "ng.gtbank.sms-2" }),
      "overlap",
      "ng.gtbank.sms",
      /ng\.gtbank\.sms-2/,
    ],
    // words that may not reach a reader
    [
      "a note to ourselves",
      rule("ng-bonds", (r) => (r.conditions += " To be checked.")),
      "words",
      "ng-bonds",
      /comment/,
    ],
    ...["planned; not checked", "Known to us; not opened again", "address from our notes", "not yet verified"].map(
      (note): Break => [
        `what we have not done: ${note}`,
        (f) => (rowOf(f, "banks", "ng.kuda").contacts[0].source.title = note),
        "words",
        "ng.kuda",
        /comment/,
      ],
    ),
    ...["https://example.test/ (2024-09-18)", "github:a/b", "www.example.test"].map(
      (url): Break => [
        `an address that nobody can open: ${url}`,
        rule("ng-bonds", (r) => (r.source.url = url)),
        "words",
        "ng-bonds",
        /no address/,
      ],
    ),
    ["an index", fee("ng.gtbank.sms", (r) => (r.note = "index id 55698265979")), "words", "ng.gtbank.sms", /index/],
    [
      "a contract's word on a bank's page",
      (f) => (rowOf(f, "banks", "ng.kuda").history[0].what = "see audit.md"),
      "words",
      "ng.kuda",
      /contract/,
    ],
    [
      "the name of another row",
      (f) => (f.gaps[0].why = "as ng-eft-2020"),
      "words",
      "account.minimum_balance",
      /by its id/,
    ],
    [
      "a note to ourselves in the words of a price without a figure",
      fee("ng.carbon.transfer-2020", (r) => (r.price.verbatim = "thirty free, to be confirmed")),
      "words",
      "ng.carbon.transfer-2020",
      /comment/,
    ],
    [
      "a note to ourselves in a rule's unknown band",
      rule("ng-eft-2017", (r) => (r.price.tiers[1].price.verbatim = "TODO look it up")),
      "words",
      "ng-eft-2017",
      /comment/,
    ],
    [
      "a note to ourselves in the title of a page that a search finds",
      (f) => (f.search.pages[0].title += " (planned; to be checked)"),
      "words",
      "0",
      /comment/,
    ],
    ...[
      ["contacts", "DOUBTFUL: one list"],
      ["contacts", "Also in PetitionDesk"],
      ["ussd", "from general knowledge"],
      ["ussd", "an unsourced list"],
      ["tariffPage", "address from openfees facts"],
      ["tariffPage", "a stored copy; machine-checked"],
    ].map(
      ([where = "", note = ""]): Break => [
        `what only we have, in the note of a bank's ${where}: ${note}`,
        (f) => {
          const bank = rowOf(f, "banks", "ng.access");
          (where === "contacts" ? bank.contacts[0] : bank[where]).note = note;
        },
        "words",
        "ng.access",
        /comment/,
      ],
    ),
    [
      "a source that says one thing twice",
      fee("ng.firstbank.ussd", (r) => (r.source.ref = "PointBlankNews, July 2025")),
      "evidence",
      "ng.firstbank.ussd",
      /again/,
    ],
    [
      "a receiver's service that is none",
      (f) => (rowOf(f, "services", "transfer.interbank").receiver = "transfer.got"),
      "ids",
      "transfer.interbank",
      /transfer\.got/,
    ],
    // gaps
    ["a gap that is not said", (f) => f.gaps.pop(), "gap", "tax.financial_activities", /does not say so/],
    [
      "a gap that a change opens",
      rule("ng-eft-2017", (r) => (r.until = "2019-12-31")),
      "gap",
      "transfer.interbank",
      /2019-12-31 until before 2020-01-01/,
    ],
    [
      "a gap that is none",
      (f) => f.gaps.push({ service: "alert.sms", from: "2020-01-01", until: null, why: "x" }),
      "gap",
      "alert.sms",
      /not so/,
    ],
    // wordings
    [
      "an expression that is none",
      wording("fee.sms", (r) => (r.match = "(SMS")),
      "wording",
      "fee.sms",
      /no regular expression/,
    ],
    ["a veto that is none", wording("fee.sms", (r) => (r.unless = "[")), "wording", "fee.sms", /no regular expression/],
    [
      "an example that another wording tells",
      wording("fee.sms", (r) => r.examples.push("VAT CHARGES")),
      "wording",
      "fee.sms",
      /told by vat\.start/,
    ],
    [
      "an example that no wording tells",
      wording("fee.sms", (r) => r.examples.push("HELLO")),
      "wording",
      "fee.sms",
      /told by no wording/,
    ],
    ["a fee of no service", wording("fee.sms", (r) => delete r.service), "wording", "fee.sms", /names its service/],
    ["two wordings at one place", wording("fee.sms", (r) => (r.order = 104)), "wording", "fee.sms", /chance/],
    // answers
    [
      "a figure that changes an answer",
      rule("ng-eft-2020", (r) => (r.price.tiers[1].price.amount = "26.00")),
      "answer",
      "w02",
      /"27\.95".*"26\.88"/,
    ],
    [
      "an answer with a wrong question",
      (f) => delete rowOf(f, "worked-examples", "w01").question.amount,
      "answer",
      "w01",
      /missing_field/,
    ],
  ];

  test.each(breaks)("%s", (_what, change, kind, at, message) => {
    const { findings } = check(change);
    const hit = findings.filter((one) => one.check === kind && one.at.startsWith(at) && message.test(one.message));
    expect(hit, JSON.stringify(findings.slice(0, 5))).not.toEqual([]);
  });
});
