import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/test-database.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { createPackStore } from "../pack-store.ts";
import { shippedPack } from "./shipped-pack.ts";

const database = await testDatabase();
const db = database.open().kysely;
const shipped = shippedPack("ng");
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test("the shipped pack comes out of PostgreSQL as it went in, every part of it", async () => {
  await createPackStore(db).loadPack(shipped);
  const back = await createPackStore(db).current("ng");
  expect(back).toEqual(shipped);
  for (const list of ["services", "banks", "rules", "listedFees", "wordings", "layouts", "complaintClock"] as const)
    expect(back[list].length, list).toBeGreaterThan(0);
  expect(back.gaps?.length).toBeGreaterThan(0);
  expect(back.products?.length).toBeGreaterThan(0);
  expect(Object.keys(back.streams?.tariffs ?? {}).length).toBeGreaterThan(0);
  expect(back.narration.commonWords.length).toBeGreaterThan(0);
});

test("a grown version loads without loss: the new one is current, the old one is what was known then", async () => {
  await pause();
  const before = new Date().toISOString();
  await pause();
  const day = "2027-01-01" as CivilDate;
  const [rule, ...rules] = shipped.rules as [Pack["rules"][number], ...Pack["rules"]];
  const grown: Pack = {
    ...shipped,
    version: "2027.1.1",
    streams: {
      law: "2027.1.1",
      words: "2027.1.1",
      tariffs: { ...shipped.streams?.tariffs, [shipped.listedFees[0]?.bank as string]: "2027.1.1" },
    },
    sha256: "1".repeat(64),
    rules: [{ ...rule, standing: "superseded", until: day }, { ...rule, id: "ng-made-up-2027", from: day }, ...rules],
    listedFees: shipped.listedFees.slice(1),
    wordings: [...shipped.wordings].reverse(),
    layouts: [
      ...shipped.layouts,
      { id: "made-up", header: ["when", "what", "sum"], columns: ["date", "narration", "amount"] },
    ],
    complaintClock: shipped.complaintClock.map((step) => ({ ...step, text: `${step.text} Still so.` })),
    narration: { ...shipped.narration, commonWords: [...shipped.narration.commonWords, "MADEUP"] },
  };
  const done = await createPackStore(db).loadPack(grown);
  expect(done).toMatchObject({ published: true, added: 2 + 1 + grown.complaintClock.length });
  const store = createPackStore(db);
  expect(await store.current("ng")).toEqual(grown);
  expect(await store.knownAt("ng", before)).toEqual(shipped);
});

test("the release of before cannot take the newer data back", async () => {
  await expect(createPackStore(db).loadPack(shipped)).rejects.toMatchObject({ code: "pack_older" });
  expect((await createPackStore(db).current("ng")).version).toBe("2027.1.1");
});
