import { afterAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { compareFees } from "../../app/compare-fees.ts";
import { listBanks } from "../../app/list-banks.ts";
import { listChanges } from "../../app/list-changes.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { coverageWords } from "../../web/pages/facts/compare-words.ts";
import { compareShape, problemShape } from "../api/api-shapes.ts";
import type { Log } from "../web-deps.ts";

const lines: string[] = [];
const log: Log = {
  info: (...it) => lines.push(JSON.stringify(it)),
  error: (...it) => lines.push(JSON.stringify(it)),
};
const app = await testServer({ log });
afterAll(() => app.close());
const pack = shippedPack();
const minor = (text: string): bigint => parseMinor(text) as bigint;

describe("the year at every bank", () => {
  test.each(pack.compare?.profiles.map(({ id }) => id) ?? [])(
    "of profile %s keeps what it promises",
    async (profile) => {
      const got = compareShape.parse((await app.inject(`/api/v1/compare?profile=${profile}&limit=200`)).json());
      const answer = got.answer as NonNullable<typeof got.answer>;
      const { whole, some, none, banks } = answer.coverage;
      expect(whole + some + none).toBe(banks);
      expect(new Set(answer.results.map(({ bank }) => bank)).size).toBe(banks);
      expect(answer.results.filter(({ product }) => product === null).length).toBe(banks);
      const most = minor(answer.ceiling.high as string);
      for (const { low, high, lines: parts, keeps, known, bank } of answer.results) {
        // an own price that is not known lies between nothing and the ceiling
        const bound = pack.banks.find(({ id }) => id === bank)?.licence === "commercial";
        if (bound && known === "none") expect(high === null ? -1n : minor(high)).toBe(most);
        if (high !== null) expect(minor(low) <= minor(high)).toBe(true);
        const part = (of: readonly { low: string }[]) => of.reduce((sum, one) => sum + minor(one.low), 0n);
        expect(part(keeps)).toBe(minor(low));
        expect(part([...parts, ...parts.flatMap(({ duties }) => duties)])).toBe(minor(low));
      }
      if (answer.winner) {
        const [first, ...others] = answer.results as [(typeof answer.results)[number], ...typeof answer.results];
        expect(first.bank).toBe(answer.winner.bank);
        for (const other of others) expect(minor(first.high as string) < minor(other.low)).toBe(true);
      }
    },
  );

  test("names whom none can undercut, though ranges overlap, and whether those prices are sure", async () => {
    const got = compareShape.parse(
      (await app.inject("/api/v1/compare?transfers=40&transferSum=3000&limit=200")).json(),
    );
    const answer = got.answer as NonNullable<typeof got.answer>;
    expect(answer.winner).toBeNull();
    expect(answer.noneCheaper).toMatchObject([{ bank: "ng.sterling", low: "0.00", high: "0.00", firm: false }]);
  });

  test("of two banks has both sums, and tells them apart where it can be told", async () => {
    const pair = "a=ng.kuda&b=ng.gtbank&by=transfers";
    const got = compareShape.parse((await app.inject(`/api/v1/compare?transfers=40&transferSum=3000&${pair}`)).json());
    expect(got.answer?.breakEven).toMatchObject({
      a: { low: "1935.00", high: "1935.00" },
      b: { low: "0.00", high: "5160.00" },
      stretches: [
        { from: 0, to: 0, cheaper: "same", notDearer: null },
        { from: 1, to: 25, cheaper: "unsure", notDearer: "a" },
        { from: 26, to: 100, cheaper: "unsure", notDearer: null },
      ],
    });
  });

  test("with free ones of each day is at most a year of all on one day of each month", async () => {
    const got = compareShape.parse(
      (await app.inject("/api/v1/compare?transfers=40&transferSum=3000&limit=200")).json(),
    );
    const wallet = got.answer?.results.find(({ bank }) => bank === "ng.opay");
    expect(wallet).toMatchObject({ low: "0.00", high: "4773.00" });
    expect(wallet?.lines[0]?.why).toEqual([
      { code: "fact_missing", service: "transfer.interbank", fact: "nthInDay", free: 3, after: "10.00" },
    ]);
  });

  test("comes to the sums of the calculator, taken twelve times", async () => {
    const asked = "transfers=3&transferSum=60000";
    const year = compareShape.parse((await app.inject(`/api/v1/compare?${asked}&on=2026-02-01`)).json());
    const one = await app.inject({
      method: "POST",
      url: "/api/v1/charge",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify({
        id: "1",
        jurisdiction: "ng",
        service: "transfer.interbank",
        on: "2026-02-01",
        amount: "60000.00",
        whole: true,
      }),
    });
    expect(minor(year.answer?.ceiling.high as string)).toBe(36n * minor(one.json().leaves.high));
  });

  test("comes page by page without a bank lost or told twice", async () => {
    const seen: string[] = [];
    let next: string | null = "/api/v1/compare?profile=salary&limit=7";
    while (next) {
      const page = compareShape.parse((await app.inject(next)).json());
      seen.push(...(page.answer?.results ?? []).map(({ bank }) => bank));
      next = page.next;
    }
    const whole = await compareFees(contextOf(pack), { values: {}, profile: "salary", page: 1, pageSize: 1_000 });
    expect(seen).toEqual(whole.answer?.results.map(({ bank }) => bank));
  });

  test("as a table has each bank once, and each product with a price of its own", async () => {
    const csv = (await app.inject("/compare.csv?profile=salary")).body.trim().split("\r\n");
    expect(csv[0]).toBe(
      "bank,name,low,high,currency,own_prices_known,kept_by_bank_high,kept_by_government_high,product",
    );
    const { answer } = await compareFees(contextOf(pack), { values: {}, profile: "salary", page: 1, pageSize: 500 });
    expect(csv.length).toBe(1 + (answer?.results.length ?? 0));
    const names = csv.slice(1).map((row) => `${row.split(",")[0]} ${row.split(",").at(-1)}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.endsWith(" ")).length).toBe(answer?.coverage.banks);
  });
});

describe("what is typed", () => {
  test("is written nowhere and kept by nobody", async () => {
    for (const path of ["/compare", "/compare.json", "/compare.csv", "/api/v1/compare"]) {
      const answer = await app.inject(`${path}?transfers=7&transferSum=314159.27`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["referrer-policy"]).toBe("same-origin");
    }
    expect(lines.some((line) => line.includes("/compare"))).toBe(true);
    expect(lines.filter((line) => line.includes("314159"))).toEqual([]);
  });

  test.each([
    ["transfers=abc", "transfers"],
    ["transfers=-1", "transfers"],
    ["transfers=1&transferSum=1e3", "transferSum"],
    ["transfers=1&account=shares", "account"],
    ["profile=nobody", "profile"],
    ["transfers=1&limit=0", "limit"],
    ["transfers=1&by=years", "by"],
  ])("with a fault (%s) is refused by its name", async (query, param) => {
    const answer = await app.inject(`/api/v1/compare?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(problemShape.parse(answer.json())).toMatchObject({ param });
  });

  test("comes back in the form, with the fault beside it", async () => {
    const answer = await app.inject("/compare?transfers=abc&alerts=5");
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('value="abc"');
    expect(answer.body).toContain('value="5"');
    expect(answer.body).toContain('id="transfers-wrong"');
  });

  test("left out as a sum gives a range that holds every sum", async () => {
    const span = async (query: string) => {
      const { answer } = compareShape.parse((await app.inject(`/api/v1/compare?${query}`)).json());
      return answer?.ceiling as NonNullable<typeof answer>["ceiling"];
    };
    const open = await span("transfers=10");
    for (const sum of ["1", "5000", "5000.01", "9999.99", "10000", "50000.01", "9000000"]) {
      const one = await span(`transfers=10&transferSum=${sum}`);
      expect(minor(open.low) <= minor(one.low) && minor(one.high as string) <= minor(open.high as string)).toBe(true);
    }
  });
});

describe("the page", () => {
  const textOf = async (query: string) =>
    (await app.inject(`/compare?${query}`)).body.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");

  test.each([
    ["transfers=10", ["“How much is one transfer?”"]],
    ["withdrawals=2", ["“How much each time?”"]],
    ["withdrawals=2&withdrawalSum=20000", ["“Where are those machines?”"]],
    ["withdrawals=2&transfers=3", ["“How much each time?”", "“How much is one transfer?”"]],
    ["account=current&transfers=1&transferSum=5000", ["“Paid out to others a month (current account)”"]],
  ])("names what was left open (%s) as its form does", async (query, labels) => {
    const text = await textOf(query);
    for (const label of labels)
      expect(text).toMatch(new RegExp(`It depends on what you left open: [^.]*${escaped(label)}`));
    expect(text).not.toContain("Amount in naira");
    for (const label of labels) expect(text).toContain(label.slice(1, -1));
  });

  test("says nothing of what was left open where all that decides was said, and how many are free each day", async () => {
    const text = await textOf("transfers=10&transferSum=5000");
    // one wallet counts its free ones by the day, which no month of use says: its row and its working say so
    expect(text).not.toContain("It depends on what");
    expect(text.split("3 free each day, then ₦10 each, before VAT").length - 1).toBe(2);
  });

  test("names on what of the person a price hangs, in the row and in the working, and which day is printed on its source", async () => {
    const text = await textOf("transfers=40&transferSum=3000");
    expect(text.split("holds if you gave your BVN").length - 1).toBe(2);
    expect(text).toContain("from a source without a date, read on 29 Nov 2026");
    expect(text).toContain("from a source of 4 Jul 2023, read on 29 Nov 2026");
  });

  test("names whom none can undercut, and on what that rests", async () => {
    const text = await textOf("transfers=40&transferSum=3000");
    expect(text).toContain("None can be cheaper than Sterling Bank (₦0) for this usage, if that price");
    expect(text).not.toContain("We name no cheapest bank");
  });

  test("has the person's own bank above the law's limit, with a verdict and its working", async () => {
    const at = (body: string, words: string) => body.indexOf(words);
    const asked = "transfers=40&transferSum=3000";
    const unknown = await textOf(`${asked}&bank=ng.gtbank`);
    expect(unknown).toContain("We cannot say whether Guaranty Trust Bank is dear for you, because");
    expect(at(unknown, "We cannot say whether")).toBeLessThan(at(unknown, "What any bank may take at most"));
    expect(at(unknown, "How this came about")).toBeLessThan(at(unknown, "What any bank may take at most"));
    expect(await textOf(`${asked}&bank=ng.kuda`)).toContain("Kuda takes ₦1,935, and the law’s limit for banks is");
    expect(await textOf(`${asked}&bank=ng.opay`)).toMatch(/OPay takes ₦0 at least and ₦4,773 at most/);
    expect(unknown).toContain("A bank may keep at most");
  });

  test("offers wallets alone, and nothing that is sold to businesses", async () => {
    const body = (await app.inject("/compare?transfers=40&transferSum=3000&among=wallets")).body;
    const rows = body.slice(body.indexOf('id="banks"'), body.indexOf('id="working"'));
    expect(rows).toContain("/banks/ng.opay");
    expect(rows).not.toContain("/banks/ng.gtbank");
    const all = compareShape.parse((await app.inject("/api/v1/compare?transfers=40&limit=200")).json());
    expect(all.answer?.results.map(({ product }) => product)).not.toContain("ng.moniepoint.business");
    const { length } = all.answer?.results ?? [];
    const parts = await Promise.all(
      ["banks", "wallets"].map(async (among) => {
        const path = `/api/v1/compare?transfers=40&limit=200&among=${among}`;
        return compareShape.parse((await app.inject(path)).json()).answer?.results.length ?? 0;
      }),
    );
    expect((parts[0] as number) + (parts[1] as number)).toBe(length);
    expect((await app.inject("/compare?transfers=40&among=shops")).statusCode).toBe(400);
  });

  test("lists banks by name, with what people call them", async () => {
    const body = (await app.inject("/compare")).body;
    const select = body.slice(body.indexOf('<select id="bank"'));
    const names = [...select.slice(0, select.indexOf("</select>")).matchAll(/<option value="ng[^>]*>([^<]*)/g)];
    const listed = names.map(([, name]) => (name as string).toLowerCase());
    expect(listed).toEqual(listed.toSorted());
    expect(listed).toContain("guaranty trust bank (gtbank)");
  });

  test("leads from a question that was left out to its field, or to its answers", async () => {
    const place = (await app.inject("/compare?withdrawals=2&withdrawalSum=20000")).body;
    expect(place).toContain("withdrawals=2&amp;withdrawalSum=20000&amp;locality=on_site");
    expect(place).toContain("locality=off_site");
    const sum = (await app.inject("/compare?transfers=10")).body;
    expect(sum).toContain('href="#transferSum"');
    expect(sum).toContain('id="transferSum"');
  });

  test("does not call what goes to the other bank a price of one's own", async () => {
    const text = await textOf("withdrawals=2&withdrawalSum=20000&locality=on_site");
    expect(text).toContain("What the other bank takes for this we do not know");
  });

  test("of two banks says both sums, and where one is not the dearer one", async () => {
    const text = await textOf("transfers=40&transferSum=3000&a=ng.kuda&b=ng.gtbank&by=transfers");
    expect(text).toContain("a year at Kuda costs ₦1,935, and at Guaranty Trust Bank ₦0 to ₦5,160");
    expect(text).toContain("From 1 to 25: Kuda is not the dearer one");
  });

  test("two banks picked before any usage are filled in, stay with whatever is picked, and then come first", async () => {
    const { body } = await app.inject("/compare?a=ng.gtbank&b=ng.opay");
    expect(await textOf("a=ng.gtbank&b=ng.opay")).toContain("You compare Guaranty Trust Bank with OPay.");
    expect(body).toContain('href="/compare?profile=student&amp;a=ng.gtbank&amp;b=ng.opay"');
    expect(body).toMatch(
      /<select[^>]*id="a"[\s\S]*?<option[^>]*value="ng\.gtbank"[^>]*selected|<option[^>]*selected[^>]*value="ng\.gtbank"/,
    );
    const answer = await textOf("profile=student&a=ng.gtbank&b=ng.opay");
    expect(answer.indexOf("a year at Guaranty Trust Bank costs")).toBeLessThan(
      answer.indexOf("What any bank may take at most"),
    );
    const { body: shown } = await app.inject("/compare?profile=student&a=ng.gtbank&b=ng.opay");
    expect([...shown.matchAll(/<select[^>]* id="a"/g)].length).toBe(1);
    expect(shown).toContain('<input type="hidden" name="a" value="ng.gtbank"');
  });

  test("counts what is known in a sentence without zeros", () => {
    for (const whole of [0, 7])
      for (const some of [0, 6]) {
        const said = coverageWords({ banks: 41, whole, some, none: 41 - whole - some });
        const told = [whole, 41, some].filter((count) => count > 0);
        expect((said.match(/\d+/g) ?? []).map(Number)).toEqual(whole > 0 ? told : told.toSorted((a, b) => b - a));
      }
  });
});

const escaped = (text: string): string => text.replace(/[?()]/g, "\\$&");

test("banks with fees of the day and banks with fees of other days are together those that changes are worked out from", async () => {
  const { banks } = await listBanks(contextOf(pack), {});
  const { coverage } = await listChanges(contextOf(pack), {});
  const [known, others] = [banks.filter((one) => one.listedServices > 0), banks.filter((one) => one.otherDaysOnly)];
  expect(known.length + others.length).toBe(coverage.withOwnPrices);
  expect(others.length).toBeGreaterThan(0);
  const { body } = await app.inject("/banks");
  expect(body).toContain(
    `for ${known.length} of the ${banks.length} banks we list, and for ${others.length} more only fees that held on other days.`,
  );
  const apart = body.slice(body.indexOf('id="other-days"'), body.indexOf("Not seen yet"));
  for (const { bank } of others) expect(apart).toContain(`/banks/${bank}`);
});
