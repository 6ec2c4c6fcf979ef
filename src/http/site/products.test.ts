import { afterAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { compareFees } from "../../app/compare-fees.ts";
import { productShape } from "../api/api-shapes.ts";

const pack = shippedPack();
const products = pack.products ?? [];
const app = await testServer();
afterAll(() => app.close());
const get = (url: string) => app.inject(url);
const charge = async (question: Record<string, unknown>) =>
  (
    await app.inject({
      method: "POST",
      url: "/api/v1/charge",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify({ id: "1", jurisdiction: "ng", on: "2026-02-01", ...question }),
    })
  ).json();

describe("every product of the pack", () => {
  test.each(products.map((product) => [product.id, product] as const))(
    "%s has a page that its bank's page leads to",
    async (id, product) => {
      const own = pack.listedFees.filter((fee) => fee.product === id);
      expect(own.length).toBeGreaterThan(0);
      const on = own[0]?.from as string;
      const bank = await get(`/banks/${product.bank}?on=${on}`);
      expect(bank.body).toContain(`href="/products/${id}?on=${on}"`);
      const page = await get(`/products/${id}?on=${on}`);
      expect(page.statusCode).toBe(200);
      const view = (await get(`/products/${id}.json?on=${on}`)).json();
      const shown = view.fees.flatMap((fee: { fees: { id: string }[] }) => fee.fees.map((one) => one.id));
      const standing = own.filter(({ from, until }) => (from ?? "") <= on && (until === null || until > on));
      expect(shown.sort()).toEqual(standing.map((fee) => fee.id).sort());
      expect((await get(`/products/${id}.csv?on=${on}`)).body).toContain(`${product.bank},`);
    },
  );

  test("is a row of the API, and of the table of products that anybody can fetch", async () => {
    const { data } = (await get("/api/v1/products")).json();
    expect(data.map((row: unknown) => productShape.parse(row).id).sort()).toEqual(products.map(({ id }) => id).sort());
    const some = (await get("/api/v1/products?bank=ng.stanbic")).json();
    expect(some.data.every(({ bank }: { bank: string }) => bank === "ng.stanbic")).toBe(true);
  });
});

describe("a charge", () => {
  const upkeep = { service: "account.maintenance", bank: "ng.access", facts: { monthDebits: "4000000.00" } };
  test("is priced by the product that is named, and by none where none is", async () => {
    expect((await charge(upkeep)).listed).toBe(null);
    expect((await charge({ ...upkeep, product: "ng.access.individual-current" })).listed.fee).toBe("4000.00");
    expect((await charge({ ...upkeep, product: "ng.access.gold-current" })).listed.fee).toBe("0.00");
    expect((await charge({ ...upkeep, product: "ng.access.community-current" })).listed.fee).toBe("9000.00");
  });
  test("takes the kind of account from the product", async () => {
    const told = await charge({ ...upkeep, product: "ng.access.individual-current" });
    expect([told.state, told.missing]).toEqual(["charged", []]);
  });
  test.each([
    [{ product: "ng.access.gold" }, /No product/],
    [{ product: "ng.stanbic.platinum" }, /product of ng\.stanbic/],
    [{ product: "ng.access.gold-current", account: "savings" }, /is a current account/],
  ])("with %j is refused", async (wrong, why) => {
    const answer = await charge({ ...upkeep, ...wrong });
    expect([answer.code, answer.param]).toEqual(["bad_fact", "product"]);
    expect(answer.detail).toMatch(why);
  });
  test("on the page offers the products of the bank that was picked, and gives the form back when one is not its own", async () => {
    const asked = "/charge?service=account.maintenance&account=current&monthDebits=4000000&bank=ng.access";
    expect((await get(asked)).body).toContain('value="ng.access.gold-current"');
    expect((await get(`${asked}&product=ng.access.community-current`)).body).toContain("9,000");
    const wrong = await get(`${asked}&product=ng.stanbic.platinum`);
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain("no product of this bank");
    expect(wrong.body).toContain('value="ng.access.gold-current"');
  });
});

describe("a year", () => {
  const ask = (values: Record<string, string>, pair?: readonly [string, string]) =>
    compareFees(contextOf(pack, "2026-11-29"), { values, pair, page: 1, pageSize: 500 });
  test("has a row for each product that has a price of its own for what is done, and none for the others", async () => {
    const { answer } = await ask({ account: "current", paidOut: "4000000" });
    const rows = answer?.results.filter(({ bank }) => bank === "ng.access") ?? [];
    const upkeep = (product: string) =>
      rows.find((row) => row.product === product)?.lines.find(({ id }) => id === "upkeep")?.fee;
    expect(upkeep("ng.access.individual-current")).toEqual({ low: "48000.00", high: "48000.00" });
    expect(upkeep("ng.access.everyday-current")).toEqual({ low: "0.00", high: "0.00" });
    expect(rows.some(({ product }) => product === "ng.access.hida")).toBe(false);
    expect(rows.find(({ product }) => product === null)?.lines.find(({ id }) => id === "upkeep")?.basis).toBe("law");
  });
  test("of two products of one bank has its break-even", async () => {
    const { answer } = await ask({ account: "current", paidOut: "4000000", transfers: "1", transferSum: "100" }, [
      "ng.access.everyday-current",
      "ng.access.individual-current",
    ]);
    expect(answer?.breakEven?.a.name).toBe("Access Bank: Everyday current");
    expect(answer?.breakEven?.stretches[0]?.cheaper).toBe("a");
  });
});
