import { expect, test } from "vitest";
import { smallFee, smallPack } from "../../../test/support/small-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { listedPrice } from "./listed-price.ts";
import type { ListedFee } from "./pack.ts";

const event = { service: "transfer.made_up", on: "2026-02-01" as CivilDate, bank: "made_up", facts: {} };
const price = (...listedFees: ListedFee[]) => listedPrice(smallPack("2026.1", { listedFees }), event);
const fee = smallFee("fee-a", "9.00", "2026-01-01");

test("a bank's own price is told with its id and grade", () => {
  expect(price(fee)).toMatchObject({ fee: 900n, feeId: "fee-a", grade: "B" });
});

test("what a bank lists for one product only is no answer for its other customers", () => {
  expect(price({ ...fee, product: "Gold" })).toBeNull();
  expect(price(fee, { ...fee, id: "fee-b", product: "Gold" })).toMatchObject({ fee: 900n });
});

test("products that differ give no price", () => {
  expect(price(fee, { ...smallFee("fee-b", "8.00", "2026-01-01"), product: "Gold" })).toBeNull();
});

test("a product that is named is priced by its own rows, else by those of the whole bank", () => {
  const gold = { ...smallFee("fee-b", "8.00", "2026-01-01"), product: "made_up.gold" };
  const other = { ...smallFee("fee-c", "7.00", "2026-01-01"), product: "made_up.other" };
  const pack = smallPack("2026.1", { listedFees: [gold, fee, other] });
  const of = (product: string) => listedPrice(pack, { ...event, product })?.feeId;
  expect([of("made_up.gold"), of("made_up.other"), of("made_up.third")]).toEqual(["fee-b", "fee-c", "fee-a"]);
});

test("what is listed for one kind of the thing prices nothing by itself", () => {
  expect(price({ ...fee, variant: "50 leaves" })).toBeNull();
  expect(price(fee, { ...smallFee("fee-b", "8.00", "2026-01-01"), variant: "50 leaves" })).toBeNull();
});

test("before it was seen, and where it is unresolved, there is no price, and never zero", () => {
  expect(price(smallFee("fee-a", "9.00", "2026-02-02"))).toBeNull();
  expect(price({ ...fee, status: "unresolved", price: { kind: "unresolved", verbatim: "10 to 25" } })).toBeNull();
});
