import fc from "fast-check";
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { showFee } from "../../app/show-fee.ts";
import { type CivilDate, dayNumber, fromDayNumber } from "../../domain/dates/civil-date.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { plainMoney } from "../../domain/money/money-words.ts";
import { IN_ENGLISH } from "../ui/say.tsx";
import { covers, FeeHistoryChart, type Label, pointsOf, spread, yearsOf } from "./fee-history.tsx";

const pack = shippedPack();
const ctx = contextOf(pack);
const services = pack.services.map(({ id }) => id).filter((id) => id !== "unknown");
const today = ctx.today();

describe("the chart of a fee", () => {
  test("draws every sum that a rule has, once, and each has its row in the table beside it", async () => {
    let drawn = 0;
    for (const service of services) {
      const { chart, name } = await showFee(ctx, { service });
      if (!chart) continue;
      drawn++;
      const html = render(<FeeHistoryChart say={IN_ENGLISH} of={chart} name={name} today={today} />);
      expect(html.match(/class="cap"/g)).toHaveLength(chart.caps.length);
      expect(html.match(/<g><line class="since"/g) ?? []).toHaveLength(chart.listed.length);
      expect(html, service).not.toMatch(/NaN|Infinity|undefined|<script/);
      const table = html.slice(html.indexOf("<table"));
      for (const { steps } of chart.caps)
        for (const { sum } of steps) expect(table).toContain(plainMoney(parseMinor(sum) ?? 0n, chart.currency));
      for (const { banks } of chart.listed)
        for (const bank of banks) expect(html).toContain(bank.replaceAll("&", "&amp;"));
    }
    expect(drawn).toBeGreaterThan(20);
  });

  test("has a shape of its own for each price that banks list, and a sentence for whoever does not see it", async () => {
    const { chart, name } = await showFee(ctx, { service: "alert.sms" });
    if (!chart) throw new Error("no chart");
    const html = render(<FeeHistoryChart say={IN_ENGLISH} of={chart} name={name} today={today} />);
    const shapes = [...html.matchAll(/class="mark" d="([^"]+)" transform/g)].map(([, d]) => d);
    expect(new Set(shapes).size).toBe(shapes.length);
    expect(shapes.length).toBeGreaterThan(1);
    expect(/aria-label="([^"]+)"/.exec(html)?.[1]).toMatch(/^Chart of SMS alert\. .*₦4.*₦6/);
  });

  test("of a fee that is a share of an amount there is none, and its table stands alone", async () => {
    expect((await showFee(ctx, { service: "tax.vat" })).chart).toBeNull();
  });
});

const day = fc.integer({ min: dayNumber("1990-01-01" as CivilDate), max: dayNumber("2060-01-01" as CivilDate) });
const steps = fc.uniqueArray(day, { minLength: 2, maxLength: 8 }).chain((days) => {
  const sorted = days.toSorted((a, b) => a - b);
  return fc
    .array(fc.integer({ min: 0, max: 1_000_00 }), { minLength: sorted.length - 1, maxLength: sorted.length - 1 })
    .map((sums) =>
      sums.map((sum, i) => ({
        rule: `r${i}`,
        from: fromDayNumber(sorted[i] ?? 0),
        until: i % 3 === 1 ? fromDayNumber((sorted[i + 1] ?? 0) - 1) : fromDayNumber(sorted[i + 1] ?? 0),
        sum: (sum / 100).toFixed(2),
      })),
    );
});

describe("its places", () => {
  test("a line never runs back in time, and is cut where no sum is known", () => {
    fc.assert(
      fc.property(steps, (line) => {
        const points = pointsOf(line, [0, 40_000]);
        const days = points.filter((point) => point !== null).map((point) => point.day);
        expect(days).toEqual(days.toSorted((a, b) => a - b));
        const gaps = line.filter(({ from }, i) => i > 0 && from !== line[i - 1]?.until).length;
        expect(points.filter((point) => point === null)).toHaveLength(gaps);
      }),
    );
  });

  test("names never cover each other, none moves down, and none runs out at the right", () => {
    const label = fc.record({
      text: fc.string({ minLength: 1, maxLength: 40 }),
      x: fc.integer({ min: 40, max: 350 }),
      y: fc.integer({ min: 0, max: 200 }),
      anchor: fc.constantFrom("start" as const, "end" as const),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), (labels) => {
        const placed = spread(labels);
        expect(placed.map(({ text }) => text).toSorted()).toEqual(labels.map(({ text }) => text).toSorted());
        for (const [i, one] of placed.entries())
          for (const other of placed.slice(i + 1)) expect(covers(one, other)).toBe(false);
        const heights = (list: readonly Label[]) => list.reduce((sum, { y }) => sum + y, 0);
        expect(heights(placed)).toBeLessThanOrEqual(heights(labels));
      }),
    );
  });

  test("years are few, in order and inside the picture", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 400, max: 20_000 }), (first, long) => {
        const years = yearsOf([first, first + long]);
        expect(years.length).toBeLessThanOrEqual(8);
        for (const { day: at, year } of years) {
          expect(at).toBeGreaterThanOrEqual(first);
          expect(fromDayNumber(at)).toBe(`${year}-01-01`);
        }
      }),
    );
  });
});
