import fc from "fast-check";
import { expect, test } from "vitest";
import { cutsOf } from "./share-bars.tsx";

const kobo = fc.bigInt({ min: 0n, max: 10n ** 15n });

test("the parts of a bar stand side by side, in order, and none that is there is too thin to be seen", () => {
  fc.assert(
    fc.property(kobo, kobo, kobo, (right, unsure, over) => {
      const cuts = cutsOf({ right, unsure, over }, right + unsure + over);
      expect(cuts.map(({ kind }) => kind)).toEqual(
        (["right", "unsure", "over"] as const).filter((kind) => ({ right, unsure, over })[kind] > 0n),
      );
      let x = 0;
      for (const cut of cuts) {
        expect(cut.x).toBe(x);
        expect(cut.width).toBeGreaterThanOrEqual(4);
        x += cut.width;
      }
      // rounding takes less than a thousandth a part, thin parts give at most four
      if (cuts.length > 0) expect(Math.abs(x - 1000)).toBeLessThanOrEqual(12);
    }),
  );
});

test("lengths are in the proportion of the sums", () => {
  expect(cutsOf({ right: 25n, unsure: 0n, over: 25n }, 100n)).toEqual([
    { kind: "right", x: 0, width: 250 },
    { kind: "over", x: 250, width: 250 },
  ]);
});
