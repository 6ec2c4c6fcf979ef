import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { nameOn } from "./name-on.ts";
import type { Service } from "./pack.ts";

const pack = shippedPack();

test.each([
  ["2019-05-01", "Stamp duty on a receipt"],
  ["2025-12-31", "Electronic money transfer levy"],
  ["2026-01-01", "Stamp duty on a transfer"],
  ["2026-01-12", "Stamp duty on a transfer"],
])("on %s the levy is called what it was", (on, name) => {
  const levy = pack.services.find(({ id }) => id === "levy.electronic_transfer") as Service;
  expect(nameOn(levy, on as CivilDate)).toBe(name);
});

test("a service with names of days has exactly one on every day", () => {
  for (const { id, named } of pack.services)
    if (named) {
      expect([id, named[0]?.from, named.at(-1)?.until]).toEqual([id, null, null]);
      for (const [i, one] of named.slice(1).entries()) expect([id, one.from]).toEqual([id, named[i]?.until]);
    }
});
