import { describe, expect, test } from "vitest";
import { type Facts, type HeldNow, judge, mostlyUnused } from "./verdict.ts";

const one = (place: string, held: Partial<HeldNow> = {}): HeldNow => ({
  place,
  ownerGone: false,
  activeMs: undefined,
  idleMs: 0,
  unusedBy: undefined,
  blocked: false,
  blocks: false,
  ...held,
});
const active = (place: string, activeMs = 5, held: Partial<HeldNow> = {}) => one(place, { activeMs, ...held });
const facts = (held: readonly HeldNow[], rest: Partial<Facts> = {}): Facts => ({
  held,
  max: held.length,
  lostToLeaks: 0,
  leakPlaces: [],
  givenUp: 0,
  databaseDown: false,
  arrivals: { now: 40, usual: 40 },
  statementMs: { now: 5, usual: 5 },
  ...rest,
});

describe("one cause alone", () => {
  test("owners that are gone are a LEAK, with the line that leaks most first", () => {
    const gone = (place: string) => one(place, { ownerGone: true });
    expect(judge(facts([gone("b:2"), gone("a:1"), gone("a:1"), active("c:3")]))).toEqual({
      verdict: "LEAK",
      places: ["a:1", "b:2"],
    });
  });

  test("a line that was not captured is named only where no other is", () => {
    const held = [active("(not captured)"), active("(not captured)"), active("c:3")];
    expect(judge(facts(held)).places).toEqual(["c:3"]);
    expect(judge(facts(held.slice(0, 2))).places).toEqual(["(not captured)"]);
  });

  test("leaks that were taken back count with the time that they cost", () => {
    const held = [active("c:3"), active("c:3"), active("c:3")];
    expect(judge(facts(held, { lostToLeaks: 1.5, leakPlaces: ["a:1"] }))).toEqual({ verdict: "LEAK", places: ["a:1"] });
    expect(judge(facts(held, { lostToLeaks: 0.2, leakPlaces: ["a:1"] })).verdict).toBe("LOAD");
  });

  test("live owners that leave theirs unused are HELD; between two statements they are not", () => {
    expect(judge(facts([one("a:1", { idleMs: 200 }), active("b:2"), active("b:2")]))).toEqual({
      verdict: "HELD",
      places: ["a:1"],
    });
    expect(judge(facts([one("a:1", { idleMs: 3 }), active("b:2"), active("b:2")])).verdict).toBe("LOAD");
  });

  test("who had it until a moment ago and left it unused made it HELD, though it is in use now", () => {
    const handed = active("b:2", 1, { unusedBy: "a:1" });
    expect(judge(facts([handed, handed, active("b:2")]))).toEqual({ verdict: "HELD", places: ["a:1"] });
    expect(judge(facts([handed, ...Array.from({ length: 5 }, () => active("b:2"))])).verdict).toBe("LOAD");
  });

  test("only a rest that is long, and most of the time that a lease was out, left it unused", () => {
    expect([mostlyUnused(400, 402), mostlyUnused(50, 100)]).toEqual([true, true]);
    expect([mostlyUnused(49, 50), mostlyUnused(200, 401), mostlyUnused(0, 0)]).toEqual([false, false, false]);
  });

  test("statements that wait for a lock are LOCKED, with the line of the one who has it", () => {
    const waits = active("holder:1", 900, { blocked: true });
    expect(judge(facts([waits, waits, active("x:9")]))).toEqual({ verdict: "LOCKED", places: ["holder:1"] });
  });

  test("longer statements from the same callers are SLOW, also while none of them has ended yet", () => {
    const held = [active("a:1", 6), active("a:1", 6)];
    expect(judge(facts(held, { statementMs: { now: 50, usual: 5 } })).verdict).toBe("SLOW");
    expect(judge(facts([active("a:1", 400), active("a:1", 600)])).verdict).toBe("SLOW");
  });

  test("more callers are LOAD, even where their statements take longer for it", () => {
    const more = { arrivals: { now: 400, usual: 40 }, statementMs: { now: 50, usual: 5 } };
    expect(judge(facts([active("a:1"), active("b:2")], more))).toEqual({ verdict: "LOAD", places: ["a:1", "b:2"] });
  });

  test("a server that cannot be reached outweighs everything that follows from it", () => {
    expect(judge(facts([one("a:1", { ownerGone: true })], { databaseDown: true }))).toEqual({
      verdict: "DATABASE DOWN",
      places: [],
    });
  });
});

test("statements that are longer out of all proportion to the callers are SLOW, though more ask", () => {
  const retries = { arrivals: { now: 40, usual: 20 }, statementMs: { now: 1_500, usual: 20 } };
  expect(judge(facts([active("a:1"), active("b:2")], retries)).verdict).toBe("SLOW");
  const crowd = { arrivals: { now: 400, usual: 20 }, statementMs: { now: 1_500, usual: 20 } };
  expect(judge(facts([active("a:1"), active("b:2")], crowd)).verdict).toBe("LOAD");
});

describe("two causes at once: the one that costs more connections", () => {
  test("half of the pool leaked while more callers come", () => {
    const held = [one("a:1", { ownerGone: true }), one("a:1", { ownerGone: true }), active("b:2"), active("b:2")];
    expect(judge(facts(held, { arrivals: { now: 200, usual: 40 } }))).toEqual({ verdict: "LEAK", places: ["a:1"] });
  });

  test("who holds a lock is idle, but LOCKED and not HELD", () => {
    const held = [
      one("holder:1", { idleMs: 900, blocks: true }),
      active("holder:1", 800, { blocked: true }),
      one("outside:2", { idleMs: 900 }),
    ];
    expect(judge(facts(held))).toEqual({ verdict: "LOCKED", places: ["holder:1"] });
  });

  test("a single one of ten does not explain why all are out", () => {
    const held = [one("a:1", { ownerGone: true }), ...Array.from({ length: 9 }, () => active("b:2"))];
    expect(judge(facts(held)).verdict).toBe("LOAD");
  });
});
