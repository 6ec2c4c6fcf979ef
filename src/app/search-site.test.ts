import { describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { searchSite } from "./search-site.ts";

const pack = shippedPack();
const ctx = contextOf(pack);
const hitsFor = async (q: string) => (await searchSite(contextOf(pack), { q })).hits.map((hit) => hit.service);

describe("the words of an alert lead to the fee", () => {
  test.each([
    ["NIP CHG", "transfer.interbank"],
    ["NIP CHARGE + VAT", "transfer.interbank"],
    ["trf fee", "transfer.interbank"],
    ["Transfer Charges", "transfer.interbank"],
    ["AMC", "account.maintenance"],
    ["CAMF", "account.maintenance"],
    ["COT", "account.maintenance"],
    ["FGN stamp duty", "levy.electronic_transfer"],
    ["EMTL", "levy.electronic_transfer"],
    ["Govt Levy", "levy.electronic_transfer"],
    ["N50 charge", "levy.electronic_transfer"],
    ["SMS alert", "alert.sms"],
    ["SMS Notification Charge Sep 2021", "alert.sms"],
    ["USSD", "ussd.session"],
    ["USSD charge", "ussd.session"],
    ["card maint", "card.maintenance"],
    ["1ST QUARTER 2026 CARD MAINT FEE-VISA/VAT", "card.maintenance"],
    ["Instant Card Issuance Fee", "card.issue"],
    ["ROU fee", "atm.off_us"],
    ["HARD TOKEN", "token.hardware"],
    ["Counter Cheque Issue Charge", "cheque.counter"],
    ["VATCHARGES", "tax.vat"],
    ["cybersecurity levy", "levy.cybersecurity"],
  ])("%s leads to %s", async (q, service) => {
    expect((await hitsFor(q))[0]).toBe(service);
  });

  test("CAMF finds the card fee too, which the press calls so", async () => {
    expect(await hitsFor("CAMF")).toContain("card.maintenance");
  });

  test.each([
    ["check our tariff for next year", "/tariff-check"],
    ["compliance officer wants to check a price list", "/tariff-check"],
    ["is my bank dear for what I do", "/compare"],
    ["would a wallet be cheaper for 40 transfers of 3,000 a month", "/compare"],
    ["what changed this year", "/changes"],
  ])("%s leads to %s", async (q, page) => {
    expect((await searchSite(ctx, { q })).answers[0]).toMatchObject({ address: page, sure: true });
  });

  test("a word of no fee finds nothing", async () => {
    expect(await hitsFor("zzzz")).toEqual([]);
  });
});

describe("every service", () => {
  const services = pack.services.filter((service) => service.id !== "unknown");

  test("has a plain sentence that ends as one, and words of its own to be found by", () => {
    expect(services.filter((service) => !/^[A-Z].{20,}\.$/.test(service.plain ?? "")).map((s) => s.id)).toEqual([]);
    expect(services.filter((service) => service.aliases.length === 0).map((s) => s.id)).toEqual([]);
  });

  test.each(services.map((service) => [service.id, service.name] as const))(
    "%s is found by its name",
    async (id, name) => {
      expect((await hitsFor(name)).slice(0, 3)).toContain(id);
    },
  );
});

describe("a question that names a bank", () => {
  test("leads to its page by every name and spelling of it, and by its short code", async () => {
    const named = async (q: string) => (await searchSite(contextOf(pack), { q })).banks.map(({ bank }) => bank);
    for (const bank of pack.banks) {
      for (const name of [bank.name, ...bank.aliases, ...(bank.alsoKnown ?? [])].filter((one) => one.length > 3))
        expect(await named(`charges at ${name}`), name).toContain(bank.id);
      if (bank.ussd) expect(await named(`${bank.ussd.code} charge`)).toEqual([bank.id]);
    }
    expect(await named("Skye Bank")).toContain("ng.polaris");
    expect(await named("stamp duty")).toEqual([]);
  });

  test("everyday charges are found under their own names and under no other service", async () => {
    const open = pack.services.filter(({ id }) => !pack.rules.some((rule) => rule.service === id) && id !== "unknown");
    const sharedBy = (words: string) =>
      pack.services.filter(({ aliases }) => aliases.some((one) => one.toLowerCase() === words.toLowerCase())).length;
    for (const { id, aliases, name } of open)
      for (const q of [name, ...aliases.filter((one) => sharedBy(one) === 1)])
        expect([q, (await hitsFor(q))[0]]).toEqual([q, id]);
  });
});

describe("a bank's full name shortened as people do", () => {
  const first = async (q: string) => (await searchSite(contextOf(pack), { q })).answers[0];

  test.each([
    ["titan trust", "ng.titan"],
    ["titan trust bank", "ng.titan"],
    ["hope bank", "ng.hope"],
    ["hope", "ng.hope"],
    ["hope bank charges", "ng.hope"],
    ["momo", "ng.momo"],
    ["momo charges", "ng.momo"],
    ["premium trust", "ng.premiumtrust"],
    ["smartcash bank", "ng.smartcash"],
    ["lotus", "ng.lotus"],
  ])("%s leads to %s, and surely", async (q, bank) => {
    expect(await first(q)).toMatchObject({ address: `/banks/${bank}`, sure: true });
  });

  test("every bank is found by its name without the words for its kind, and with bank for all of them", async () => {
    for (const { id, name } of pack.banks) {
      const stem = name.replace(/(?: (?:Payment Service|Microfinance))? Bank$/, "");
      if (stem === name || stem.length < 3) continue;
      for (const q of [stem, `${stem} bank`])
        expect([q, (await searchSite(contextOf(pack), { q })).banks.map(({ bank }) => bank)]).toEqual([
          q,
          expect.arrayContaining([id]),
        ]);
    }
  });

  test("one word of a name inside a question that means something else names no bank", async () => {
    for (const q of ["i hope they refund my transfer", "can i trust this site", "hope the fee is free"])
      expect([q, (await searchSite(contextOf(pack), { q })).banks]).toEqual([q, []]);
  });
});

test.each<[service: string, questions: readonly string[]]>([
  [
    "cash.agent",
    [
      "how much do pos people charge",
      "pos operator charge",
      "pos man charge",
      "mama pos charges",
      "pos withdrawal charge",
    ],
  ],
  ["pay.with_transfer", ["bank transfer checkout fee", "paystack transfer charge", "pay with bank transfer fee"]],
  ["card.credit_interest", ["interest on my credit card", "credit card finance charge"]],
  ["card.credit_late", ["late fee on credit card", "missed credit card payment charge"]],
  ["card.foreign_markup", ["international transaction fee", "conversion fee on foreign purchase"]],
  ["account.bundle", ["monthly package fee", "bundle subscription"]],
  ["cash.withdrawal_slip", ["withdrawal slip charge", "teller slip fee"]],
  ["transfer.inbound_remittance", ["swift inflow charge", "inflow commission", "money from uk charge"]],
  ["card.topup", ["card funding charge", "top up wallet with debit card"]],
])("everyday words for %s lead to it, and never surely to another fee", async (service, questions) => {
  for (const q of questions) {
    const [first] = (await searchSite(ctx, { q })).answers;
    expect([q, first?.service]).toEqual([q, service]);
  }
});

test("no alert as a bank prints it is taken for words of another fee", async () => {
  for (const { service, kind, examples } of pack.wordings)
    for (const words of kind === "fee" || kind === "levy" ? examples : []) {
      const [first] = (await searchSite(ctx, { q: words })).answers;
      if (first?.service && first.service !== service)
        expect([words, first.because]).not.toContain("Its name has your words.");
    }
});

describe("a sum that was taken for a payment", () => {
  const judged = async (q: string) => {
    const { answers } = await searchSite(ctx, { q });
    return answers[0];
  };
  test.each([
    ["my bank took 153.75 for sending 60,000", "found.too_much", "60000.00"],
    ["took 200 for sending 60,000", "found.too_much", "60000.00"],
    ["they took 60 for sending 60,000", "found.more_than_fee", "60000.00"],
    ["fee 52.50 for transfer of 20,000", "found.more_than_fee", "20000.00"],
    ["60k 103.75", "found.just_all", "60000.00"],
    ["26.88 for 3,000", "found.too_much", "3000.00"],
    ["i sent 5k and dem comot 60", "found.too_much", "5000.00"],
    // it is the sender's alone, and who asks was not said
    ["stamp duty 50 on 10,000", "found.hangs", "10000.00"],
    // where the machine stands decides, and was not said
    ["bank charged 1290 for 40000 at atm of another bank", "found.hangs", "40000.00"],
    ["bank charged 215 for 40000 at atm of another bank", "found.all_between", "40000.00"],
    ["bank charged 1500 for 40000 at atm of another bank", "found.too_much", "40000.00"],
  ])("is judged, whatever the fee should have been: %s", async (q, code, amount) => {
    const first = await judged(q);
    expect(first?.because.code).toBe(code);
    expect(first?.amount).toBe(amount);
  });

  test("by the table of the banks only where the taker is one", async () => {
    const wallet = await judged("opay took 10 naira transfer fee for sending 20000");
    expect(wallet).toMatchObject({ bank: "ng.opay", because: { code: "found.worked_out" } });
    expect(wallet?.address).toBe("/charge?service=transfer.interbank&amount=20000.00&bank=ng.opay");
    // the money went there, and a bank took it
    expect((await judged("took 200 for transfer of 60,000 to opay"))?.because.code).toBe("found.too_much");
    expect((await judged("gtbank took 200 for transfer of 60,000"))?.because.code).toBe("found.too_much");
  });

  test.each(["transfer 10,000 and 50,000 cost", "send 60,000", "above 50k they take 50"])(
    "is none where two payments, one payment or a bound are named: %s",
    async (q) => {
      expect((await judged(q))?.because.code).not.toMatch(/too_much|more_than_fee|just_all/);
    },
  );
});

describe("what the words leave open", () => {
  const firstOf = async (q: string) => (await searchSite(ctx, { q })).answers[0];

  test.each([
    ["compare GTBank and OPay", "/compare?a=ng.gtbank&b=ng.opay"],
    ["opay vs gtbank", "/compare?a=ng.opay&b=ng.gtbank"],
    // which two of three is not said
    ["compare gtbank, opay and kuda", "/compare"],
    ["compare banks", "/compare"],
  ])("two institutions are filled into the comparison: %s", async (q, address) => {
    expect(await firstOf(q)).toMatchObject({ address, sure: true });
  });

  test("a bare sum that is one fee, or many of what most people pay, is no sure answer", async () => {
    const { answers } = await searchSite(ctx, { q: "645" });
    expect(answers[0]).toMatchObject({ address: "/fees/atm.off_us", sure: false });
    expect(answers[1]?.address).toBe("/fees/alert.sms");
    expect(await firstOf("645 atm")).toMatchObject({ address: "/fees/atm.off_us", sure: true });
    expect(await firstOf("53.75")).toMatchObject({ sure: true });
  });

  test("a name that is spelled wrongly before the word bank is a bank's", async () => {
    expect((await firstOf("firs bank"))?.address).toBe("/banks/ng.firstbank");
    expect((await firstOf("echo bank"))?.address).toBe("/banks/ng.ecobank");
    expect((await firstOf("firs"))?.address).toBe("/fees/levy.electronic_transfer");
    expect((await firstOf("how to get bank statement"))?.bank).toBeNull();
  });

  test.each([
    // a phrase that is spelled wrongly is still a phrase
    ["dormat account", "/fees/account.closure"],
    // of two words as near to a slip the one that more phrases have
    ["usdd charges", "/fees/ussd.session"],
    // a sum that is a figure of what nothing else speaks for
    ["dem don comot 20 naira for ussd wey i use transfer", "/fees/ussd.session"],
    ["savings account monthly charge 100 naira", "/fees/account.maintenance"],
    // a wallet's page that says nothing of the fee
    ["fund opay wallet with debit card", "/fees/card.topup"],
    // the fifty that went when money came in is the government's
    ["why una dey cut me 50 when person send me 10k", "/charge?service=levy.electronic_transfer&amount=10000.00"],
    ["customer paid me 30k and 50 was removed", "/charge?service=levy.electronic_transfer&amount=30000.00"],
    // a sum and nothing else: most people pay for sending it
    ["fee on 60k", "/charge?service=transfer.interbank&amount=60000.00"],
  ])("%s leads to %s", async (q, address) => {
    expect((await firstOf(q))?.address).toBe(address);
  });

  test.each(["is OPay cheaper than GTBank", "is gtbank more expensive than zenith"])(
    "%s leads to the comparison, and no words are shown that were not typed",
    async (q) => {
      const first = await firstOf(q);
      expect(first?.address).toMatch(/^\/compare\?/);
      expect(first?.because).toEqual({ code: "found.about", facts: {} });
    },
  );

  test("a VAT alone names no fee for sure: many cost as much", async () => {
    expect((await firstOf("1.50"))?.sure).toBe(false);
  });
});

describe("what is said to be the answer", () => {
  const first = async (q: string) => (await searchSite(ctx, { q })).answers[0];

  test.each(["pos charges", "opay pos charges", "gtb pos fee"])(
    "%s has several meanings, so none is sure",
    async (q) => {
      expect((await first(q))?.sure).toBe(false);
    },
  );

  test.each(["fidelity in marriage", "polaris star", "sterling silver wedding", "nova merchant bank"])(
    "%s has a word beside a name or a fee that may make it another thing",
    async (q) => {
      expect((await first(q))?.sure).not.toBe(true);
    },
  );

  test.each(["stop charging me", "stop taking my money", "stop deducting my money"])(
    "%s is no stopped cheque but a complaint",
    async (q) => {
      expect(await first(q)).toMatchObject({ address: "/complain" });
    },
  );

  test("of a bank that is no more its own page comes first, whatever is asked of it", async () => {
    for (const { name, id, ended } of pack.banks.filter((bank) => bank.ended))
      for (const what of ended?.on ? ["closed", "atm withdrawal fee", "transfer charge"] : ["closed"])
        expect(await first(`${name} ${what}`), `${name} ${what}`).toMatchObject({ address: `/banks/${id}` });
  });

  test("a sum in naira and kobo is the same as one with a point", async () => {
    for (const sum of ["10.75", "26.88", "53.75", "6.98"]) {
      const [naira, kobo] = sum.split(".");
      const point = await first(`N${sum}`);
      expect(await first(`${naira} naira ${kobo} kobo`), sum).toMatchObject({
        address: point?.address,
        sure: point?.sure,
      });
    }
  });
});
