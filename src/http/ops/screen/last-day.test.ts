import fc from "fast-check";
import { expect, test } from "vitest";
import { textOf } from "../../../../test/support/tracked-files.ts";
import { VERDICT_WORDS } from "../../../words/en/operations.ts";
import { barsOf } from "./day-chart.tsx";
import { LastDay } from "./last-day.ts";
import { RouteTraffic } from "./route-traffic.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

test("whatever was noted whenever: the charts hold the minutes of the last day and no other, added up or the largest", () => {
  const notes = fc.array(
    fc.record({ gap: fc.integer({ min: -3, max: 900 }), value: fc.integer({ min: 0, max: 99 }) }),
    {
      maxLength: 120,
    },
  );
  fc.assert(
    fc.property(notes, fc.integer({ min: 0, max: 2_000 }), (all, later) => {
      const day = new LastDay();
      const minutes = new Map<number, { sum: number; most: number }>();
      let [at, newest] = [1_700_000_000_000, 0];
      for (const { gap, value } of all) {
        at += gap * MINUTE;
        // a clock that goes back writes into the newest minute
        newest = Math.max(newest, Math.floor(at / MINUTE));
        const before = minutes.get(newest);
        minutes.set(newest, { sum: (before?.sum ?? 0) + value, most: Math.max(before?.most ?? 0, value) });
        day.note(at, { answered: value, waiting: value });
      }
      const now = Math.max(at, newest * MINUTE) + later * MINUTE;
      const last = Math.floor(now / MINUTE);
      const inside = [...minutes].filter(([minute]) => minute > last - 1_440);
      for (const [name, of] of [
        ["answered", "sum"],
        ["waiting", "most"],
      ] as const) {
        const { columns, most } = day.series(name, now);
        const largest = inside.length === 0 ? undefined : Math.max(...inside.map(([, one]) => one[of]));
        expect(most?.value).toBe(largest);
        const seen = new Set(inside.map(([minute]) => Math.floor((minute - last + 1_439) / 5)));
        expect(columns).toHaveLength(288);
        expect(columns.flatMap((value, i) => (Number.isNaN(value) ? [] : [i])).toSorted((a, b) => a - b)).toEqual(
          [...seen].toSorted((a, b) => a - b),
        );
      }
    }),
  );
});

test("words of minutes become spans, newest first, and end where nothing was said", () => {
  const day = new LastDay();
  const at = 1_700_000_000_000 - (1_700_000_000_000 % MINUTE);
  for (const [minute, word] of ["LEAK", "LEAK", null, "LOCKED", "LEAK"].entries())
    day.note(at + minute * MINUTE, {}, word);
  expect(day.spans(at + 5 * MINUTE, 8)).toEqual([
    { word: "LEAK", from: at + 4 * MINUTE, until: at + 5 * MINUTE },
    { word: "LOCKED", from: at + 3 * MINUTE, until: at + 4 * MINUTE },
    { word: "LEAK", from: at, until: at + 2 * MINUTE },
  ]);
  expect(day.spans(at + DAY + 4 * MINUTE, 8)).toEqual([]);
});

test("a bar is as high as its share of the largest, what is small is seen, and a time without a look is no zero", () => {
  const { bars, gaps } = barsOf({ columns: [0, 1, 1_000, Number.NaN], most: { value: 1_000, at: 0 } });
  expect(bars).toBe("M1 40v-1h1v1zM2 40v-40h1v40z");
  expect(gaps).toBe("M3 0h1v40h-1z");
});

test("routes are counted over a minute, and however many are made up, memory has an end", () => {
  const traffic = new RouteTraffic();
  const at = 1_700_000_000_000;
  for (let i = 0; i < 5_000; i++)
    traffic.answered({ method: "GET", route: `/made-up/${i}`, status: 200, seconds: 0.1 }, at);
  expect(traffic.now(at)).toHaveLength(201);
  expect(traffic.now(at)[0]).toMatchObject({ route: "others", answered: 4_800 });
  traffic.answered({ method: "GET", route: "/made-up/7", status: 500, seconds: 3 }, at + 55_000);
  expect(traffic.now(at + 55_000).find(({ route }) => route === "GET /made-up/7")).toEqual({
    route: "GET /made-up/7",
    answered: 2,
    failed: 1,
    turnedAway: 0,
    slowestMs: 3_000,
  });
  expect(traffic.now(at + 70_000).map(({ route, answered }) => [route, answered])).toEqual([["GET /made-up/7", 1]]);
  expect(traffic.now(at + 200_000)).toEqual([]);
});

test("the page and the guide say the same of each verdict", () => {
  const guide = textOf("docs/guide/operations.md");
  for (const [verdict, { means, helps }] of Object.entries(VERDICT_WORDS))
    expect(guide).toContain(`| ${verdict} | ${means} | ${helps} |`);
  expect(Object.keys(VERDICT_WORDS)).toHaveLength(6);
});
