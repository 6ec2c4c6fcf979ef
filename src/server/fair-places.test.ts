import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FairPlaces, type PlacesOptions, type Turn, TurnedAway } from "./fair-places.ts";

const OPTIONS = { places: 2, sliceSeconds: 1, keptSeconds: 5, waiting: 4, waitingBytes: 100, waitMs: 60_000 };

/** Work that goes on until it is let go; `turns` are those inside, `order` who came in. */
function under(own: Partial<PlacesOptions> = {}) {
  let nowMs = 0;
  const places = new FairPlaces({ ...OPTIONS, now: () => nowMs, ...own });
  const inside = new Map<string, { turn: Turn; done: () => void }>();
  const order: string[] = [];
  const outcomes: Record<string, string> = {};
  const come = (name: string, bytes = 1): void => {
    places
      .run(name.split("/")[0] ?? name, bytes, (turn) => {
        order.push(name);
        return new Promise<void>((resolve, reject) => {
          const leave = (go: () => void) => () => {
            inside.delete(name);
            go();
          };
          inside.set(name, { turn, done: leave(resolve) });
          turn.signal.addEventListener(
            "abort",
            leave(() => reject(new Error("killed"))),
          );
        });
      })
      .then(
        () => {
          outcomes[name] = "done";
        },
        (cause: unknown) => {
          outcomes[name] = cause instanceof TurnedAway ? cause.why : String(cause);
        },
      );
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const uses = (name: string, seconds: number) => inside.get(name)?.turn.used(seconds);
  const leave = async (name: string, seconds = 0) => {
    uses(name, seconds);
    inside.get(name)?.done();
    await settled();
  };
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { places, come, uses, leave, settled, order, outcomes, inside, pass };
}

describe("while nobody waits", () => {
  test("work may take as long as it likes, and one client all places", async () => {
    const { come, uses, settled, outcomes, inside } = under();
    come("a/1");
    come("a/2");
    await settled();
    expect(uses("a/1", 50)).toBe(true);
    uses("a/2", 50);
    await settled();
    expect([...inside.keys()]).toEqual(["a/1", "a/2"]);
    expect(outcomes).toEqual({});
  });
});

describe("once somebody waits", () => {
  test("twelve that each hold a place for long do not keep out a thirteenth for longer than a slice", async () => {
    const { come, uses, settled, outcomes, order } = under({ waiting: 40 });
    for (let i = 0; i < 12; i++) come(`attacker-${i}`);
    await settled();
    uses("attacker-0", 20);
    uses("attacker-1", 1.1);
    await settled();
    // attacker-0 had more than it is kept for, so the newer one may be long now
    expect(outcomes).toEqual({ "attacker-0": "ended" });
    come("honest");
    for (let i = 2; !order.includes("honest"); i++) {
      expect(i).toBeLessThan(14);
      uses(`attacker-${i}`, 1.1);
      await settled();
    }
    // every attacker lost its place after a slice but the one that may be long
    expect(Object.values(outcomes).every((why) => why === "ended")).toBe(true);
  });

  test("who has used much of late stands behind who has not, and a crowd that waits comes in the end", async () => {
    const { come, leave, settled, order, pass } = under({ places: 1, waiting: 40 });
    come("heavy/1");
    await settled();
    come("heavy/2");
    await leave("heavy/1", 4);
    await leave("heavy/2", 4);
    come("other/1");
    await settled();
    come("heavy/3");
    pass(10);
    come("fresh");
    await leave("other/1", 0.1);
    expect(order.at(-1)).toBe("fresh");
    pass(16_000);
    come("late");
    await leave("fresh");
    expect(order.at(-1)).toBe("heavy/3");
  });

  test("long work of one that used less is kept for a while, and the newest makes room", async () => {
    const { come, uses, settled, outcomes } = under();
    come("a");
    come("b");
    await settled();
    uses("a", 3);
    come("c");
    await settled();
    uses("b", 1.1);
    await settled();
    expect(outcomes).toEqual({ b: "ended" });
    // the one place of a small machine is not taken from the only one before that time
    const one = under({ places: 1 });
    one.come("a");
    await one.settled();
    one.uses("a", 3);
    one.come("b");
    await one.settled();
    expect(one.outcomes).toEqual({});
    one.uses("a", 5.1);
    await one.settled();
    expect(one.outcomes).toEqual({ a: "ended" });
  });

  test("a full line takes a client that has fewer in it, and one that has used less, and nobody else", async () => {
    const { come, leave, settled, outcomes, places } = under({ places: 1 });
    come("many/0");
    await settled();
    for (let i = 1; i <= 4; i++) come(`many/${i}`);
    expect(places.full("many")).toBe(true);
    expect(places.full("few")).toBe(false);
    come("many/5");
    come("few/1");
    await settled();
    expect(outcomes).toEqual({ "many/5": "full", "many/4": "full" });
    // four of one each, of which one has used much
    for (const name of ["x", "y"]) come(name);
    await settled();
    await leave("many/0", 30);
    come("many/6");
    await settled();
    expect(outcomes["many/6"]).toBe(undefined);
    expect(places.full("z")).toBe(false);
    come("z");
    await settled();
    expect(outcomes["many/6"]).toBe("full");
  });

  test("a line holds no more bytes than it may, and says when to come again", async () => {
    const { come, settled, outcomes, places } = under({ places: 1 });
    come("a");
    await settled();
    come("b", 60);
    come("c", 60);
    await settled();
    expect(outcomes).toEqual({ c: "full" });
    expect(places.full("c", 40)).toBe(false);
    expect(places.afterSeconds).toBe(3);
  });
});

test("in any order of comings and endings no more are inside than there are places, and nobody waits while one is free", async () => {
  const step = fc.record({
    what: fc.constantFrom("come", "leave", "long", "pass"),
    client: fc.integer({ min: 0, max: 4 }),
    bytes: fc.integer({ min: 0, max: 60 }),
    seconds: fc.double({ min: 0, max: 9, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 60 }), async (many, steps) => {
      const { places, come, uses, leave, settled, inside, outcomes, order, pass } = under({ places: many });
      let n = 0;
      for (const { what, client, bytes, seconds } of steps) {
        const [first] = inside.keys();
        if (what === "come") come(`${client}/${n++}`, bytes);
        else if (what === "pass") pass(seconds * 1_000);
        else if (first && what === "leave") await leave(first, seconds);
        else if (first) uses(first, seconds);
        await settled();
        expect(inside.size).toBeLessThanOrEqual(many);
        expect(places.inside).toBe(inside.size);
        if (inside.size < many) expect(places.waiting).toBe(0);
        expect(places.waiting).toBeLessThanOrEqual(OPTIONS.waiting);
      }
      while (inside.size > 0) await leave([...inside.keys()][0] ?? "");
      expect(Object.keys(outcomes)).toHaveLength(n);
      expect(new Set(order).size).toBe(order.length);
    }),
    { numRuns: 150 },
  );
});
