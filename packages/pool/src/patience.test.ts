import { describe, expect, test } from "vitest";
import type { Connector } from "./connector.ts";
import { freshDefaults, type PoolOptions, settle } from "./options.ts";
import { Patience } from "./patience.ts";
import { Scope } from "./scope.ts";
import { Traffic } from "./traffic.ts";
import { Waiting } from "./waiting.ts";
import type { Works } from "./works.ts";

const CREATED = freshDefaults({});
type Opening = { readonly opening?: boolean; readonly openingWell?: boolean };

function patience(options: PoolOptions, { opening = false, openingWell = opening }: Opening = {}) {
  const traffic = new Traffic(0);
  const settled = settle(options);
  const works = { settled, tell: { mode: () => options.mode ?? "observe" } } as unknown as Works;
  const connector = { opening, openingWell: () => openingWell } as unknown as Connector;
  const waits = (since: number, scope?: Scope) =>
    new Waiting({ kind: "query", scope, stack: undefined, done: () => {} }, since, settled.waitMs, {
      enforces: () => true,
      refuse: () => {},
      ownerEnded: () => {},
    });
  /** So many are served in the second before `now`, evenly. */
  const served = (n: number, now: number) => {
    for (let i = 0; i < n; i++) traffic.waited(1, now - 1_000 + ((i + 1) * 1_000) / n);
  };
  return { patience: new Patience(works, connector, traffic), traffic, waits, served };
}

describe("a caller whose wait is over", () => {
  test("waits on while others are served so fast that its turn comes in time", () => {
    const { patience: own, waits, served } = patience(CREATED);
    served(40, 10_000);
    // 40 a second: fifty callers are through in 1.25 s, two hundred in 5 s.
    expect(own.comesToIt(waits(9_750), 50, 10_000)).toBe(true);
    expect(own.comesToIt(waits(9_750), 200, 10_000)).toBe(false);
  });

  test("is refused where nobody is served: that is a leak, and has no end in sight", () => {
    const { patience: own, waits, served } = patience(CREATED);
    expect(own.comesToIt(waits(9_750), 1, 10_000)).toBe(false);
    served(1, 10_000);
    expect(own.comesToIt(waits(9_750), 1, 10_000)).toBe(false);
    // Those who were served more than a second ago say nothing of now.
    served(40, 10_000);
    expect(own.comesToIt(waits(11_200), 1, 11_450)).toBe(false);
  });

  test("does not wait beyond turnMs, nor beyond the deadline of its scope", () => {
    const { patience: own, waits, served } = patience(CREATED);
    served(40, 10_000);
    expect(own.comesToIt(waits(7_100), 1, 10_000)).toBe(true);
    expect(own.comesToIt(waits(7_000), 1, 10_000)).toBe(false);
    const scope = new Scope("GET /a", { detached: true });
    scope.deadlineAt = 10_100;
    expect(own.comesToIt(waits(9_750, scope), 2, 10_000)).toBe(true);
    expect(own.comesToIt(waits(9_750, scope), 20, 10_000)).toBe(false);
    scope.end();
  });

  test("does not count the time in which the program stood still", () => {
    const { patience: own, waits, served } = patience(CREATED);
    served(40, 10_000);
    const long = waits(5_000);
    expect(own.comesToIt(long, 1, 10_000)).toBe(false);
    long.stood(4_000, 10_000);
    expect(own.comesToIt(long, 1, 10_000)).toBe(true);
  });

  test.each<[string, PoolOptions]>([
    ["waitMs", freshDefaults({ waitMs: 250 })],
    ["connectionTimeoutMillis", freshDefaults({ connectionTimeoutMillis: 250 })],
    ["waitMs of the drop-in", { waitMs: 250 }],
  ])("is refused at its own bound where the program has named one: %s", (_what, options) => {
    const { patience: own, waits, served } = patience(options);
    served(40, 10_000);
    expect(own.comesToIt(waits(9_700), 1, 10_000)).toBe(false);
  });
});

describe("while connections are being opened", () => {
  test("a caller waits for a second in enforce, as long as one is on its way", () => {
    for (const [opening, waitsOn] of [
      [{ opening: true }, true],
      [{ opening: true, openingWell: false }, false],
      [{}, false],
    ] as const) {
      const { patience: own, waits } = patience(CREATED, opening);
      expect(own.seesOneComing(waits(9_500), 10_000)).toBe(waitsOn);
      expect(own.seesOneComing(waits(8_900), 10_000)).toBe(false);
    }
  });

  test("and in observe for its own connect, whatever becomes of it", () => {
    const { patience: own, waits } = patience({ waitMs: 250 }, { opening: true, openingWell: false });
    expect(own.seesOneComing(waits(9_100), 10_000)).toBe(true);
    expect(own.seesOneComing(waits(8_900), 10_000)).toBe(false);
    const named = patience({ connectionTimeoutMillis: 250 }, { opening: true });
    expect(named.patience.seesOneComing(named.waits(9_700), 10_000)).toBe(false);
  });
});
