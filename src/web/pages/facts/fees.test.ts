import { expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { listFees } from "../../../app/list-fees.ts";
import { doingsOf } from "./fees.tsx";

test("every fee stands in one kind of doing, and a kind that nobody placed is not lost", async () => {
  const pack = shippedPack();
  const strange = { ...pack.services[0], id: "zebra.ride", name: "Zebra ride" } as (typeof pack.services)[number];
  const view = await listFees(contextOf({ ...pack, services: [...pack.services, strange] }), {});
  const doings = doingsOf(view);
  const shown = doings.flatMap(({ fees }) => fees.map(({ service }) => service));
  expect(shown.toSorted()).toEqual(view.groups.flatMap(({ fees }) => fees.map(({ service }) => service)).toSorted());
  expect(doings.at(-1)?.id).toBe("zebra");
  for (const id of view.common) expect(shown).toContain(id);
});
