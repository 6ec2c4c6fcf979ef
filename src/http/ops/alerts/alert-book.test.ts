import fc from "fast-check";
import { expect, test } from "vitest";
import { AlertBook } from "./alert-book.ts";
import { type Condition, conditionsOf, type Seen } from "./alert-conditions.ts";

const one = (forMs: number, more: Partial<Condition> = {}): Condition => ({
  name: "A",
  severity: "page",
  summary: "something",
  forMs,
  ...more,
});
const pool = (more: object): Seen["pool"] =>
  ({
    mode: "enforce",
    max: 10,
    total: 0,
    idle: 0,
    leased: 0,
    waiting: 0,
    waitingOutside: 0,
    dying: 0,
    refused: 0,
    verdict: null,
    verdictPlaces: [],
    leases: [],
    traffic: { arrivals: { now: 0, usual: 0 }, statementMs: { now: 0, usual: 0 } },
    waitingByRoute: {},
    hosts: [],
    quarantined: [],
    leaks: [],
    ...more,
  }) as Seen["pool"];
const names = (seen: Seen) => conditionsOf(seen, 1_000_000).map(({ name, severity }) => `${name} ${severity}`);
const ROOM = { free: 5, least: 5 };

test("whatever comes and goes, each alert is told as begun before it is told as over, never twice in a row within an hour", () => {
  fc.assert(
    fc.property(
      fc.array(fc.subarray(["a", "b", "c"]), { maxLength: 200 }),
      fc.constantFrom(0, 3_000, 30_000),
      (looks, forMs) => {
        const book = new AlertBook();
        const said = new Map<string, string[]>();
        for (const [i, places] of [...looks, ...Array.from({ length: 13 }, () => [])].entries())
          for (const { place = "", status } of book.look(
            places.map((place) => one(forMs, { place })),
            i * 1_000,
          ))
            said.set(place, [...(said.get(place) ?? []), status]);
        for (const words of said.values()) {
          expect(words.filter((word, i) => word !== (i % 2 === 0 ? "firing" : "resolved"))).toEqual([]);
          expect(words.at(-1)).toBe("resolved");
        }
      },
    ),
  );
});

test("one that ends before its time was never told; one that goes on is told again after an hour", () => {
  const book = new AlertBook();
  const at = (seconds: number, there: boolean) =>
    book.look(there ? [one(30_000)] : [], seconds * 1_000).map((alert) => alert.status);
  expect([at(0, true), at(20, true), at(40, false)]).toEqual([[], [], []]);
  const told: number[] = [];
  for (let s = 100; s < 100 + 3_700; s++) if (at(s, true).length > 0) told.push(s - 100);
  expect(told).toEqual([30, 3_630]);
});

test("nothing is wrong in an ordinary moment, nor with a disk that does not tell", () => {
  expect(names({ pool: pool({ leased: 7, total: 9 }), disk: ROOM })).toEqual([]);
  expect(names({ pool: pool({}), disk: { free: undefined, least: 5 } })).toEqual([]);
});

test.each([
  ["a database that is away", { pool: undefined, disk: ROOM }, ["DatabaseDown page"]],
  [
    "a database that does not answer",
    { pool: pool({ verdict: "DATABASE DOWN", waiting: 3 }), disk: ROOM },
    ["DatabaseDown page"],
  ],
  ["callers that wait", { pool: pool({ verdict: "LOCKED", waiting: 3 }), disk: ROOM }, ["PoolSaturated page"]],
  [
    "callers that wait at the door",
    { pool: pool({ verdict: "SLOW", waitingOutside: 3 }), disk: ROOM },
    ["PoolSaturated page"],
  ],
  ["connections above 70 %", { pool: pool({ leased: 7, dying: 1 }), disk: ROOM }, ["ConnectionsAboveBudget ticket"]],
  ["a full disk", { pool: pool({}), disk: { free: 4, least: 5 } }, ["DiskFull page"]],
  [
    "a leak that was taken back",
    { pool: pool({ leaks: [{ what: "reclaimed", how: "settled", place: "a.ts:1", at: 999_000 }] }), disk: ROOM },
    ["LeakReclaimed ticket"],
  ],
  [
    "a leak that is out, also when one of the same line was taken back before",
    {
      pool: pool({
        leases: [{ leaked: true, place: "a.ts:1" }],
        leaks: [{ what: "reclaimed", how: "settled", place: "a.ts:1", at: 999_000 }],
      }),
      disk: ROOM,
    },
    ["LeakNotReclaimed page"],
  ],
  [
    "a leak of long ago, and connections that were cut from their owners",
    {
      pool: pool({
        leaks: [
          { what: "reclaimed", how: "settled", place: "a.ts:1", at: 1_000 },
          { what: "reclaimed", how: "deadline", place: "a.ts:1", at: 999_000 },
          { what: "cut", how: "settled", place: "a.ts:1", at: 999_000 },
        ],
      }),
      disk: ROOM,
    },
    [],
  ],
] as const)("%s", (_what, seen, expected) => {
  expect(names(seen as unknown as Seen)).toEqual(expected);
});
