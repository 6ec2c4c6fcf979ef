import fc from "fast-check";
import { expect, test } from "vitest";
import { clientOf } from "../server/client-address.ts";
import { RequestBuckets } from "../server/request-buckets.ts";
import { FairDoor } from "./fair-door.ts";

const OPTIONS = { places: 2, waiting: 6, waitMs: 60_000, words: "come back" };
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Everybody who came in, in order, and how each let go. */
function watched(door: FairDoor) {
  const came: string[] = [];
  const leaves: (() => void)[] = [];
  const refused: string[] = [];
  const come = (client: string, name = client) =>
    door.enter(client).then(
      (leave) => {
        came.push(name);
        leaves.push(leave);
      },
      () => void refused.push(name),
    );
  return { came, leaves, refused, come };
}

test("while there is room it does not matter who comes", async () => {
  const door = new FairDoor(OPTIONS);
  const { come, came } = watched(door);
  await Promise.all([come("a", "a1"), come("a", "a2")]);
  expect(came).toEqual(["a1", "a2"]);
});

test("in a crowd each client gets its turn, however many of its own stand in line", async () => {
  const door = new FairDoor(OPTIONS);
  const { come, came, leaves } = watched(door);
  for (const name of ["a1", "a2", "a3", "a4", "a5"]) void come("a", name);
  for (const name of ["b1", "c1", "c2"]) void come(name[0] as string, name);
  await soon();
  for (let i = 0; i < 6; i++) {
    leaves[i]?.();
    await soon();
  }
  expect(came).toEqual(["a1", "a2", "a3", "b1", "c1", "a4", "c2", "a5"]);
});

test("a full line sends the next one away at once, unless another client has more in it: that one loses its last", async () => {
  const door = new FairDoor(OPTIONS);
  const { come, came, refused, leaves } = watched(door);
  for (let i = 1; i <= 9; i++) void come("a", `a${i}`);
  await soon();
  expect(refused).toEqual(["a9"]);
  expect([door.full("a"), door.full("b")]).toEqual([true, false]);
  for (const name of ["b1", "b2", "b3", "b4"]) void come("b", name);
  await soon();
  expect(refused).toEqual(["a9", "a8", "a7", "a6", "b4"]);
  expect(door.waiting).toBe(6);
  for (let i = 0; i < 8; i++) {
    leaves[i]?.();
    await soon();
  }
  expect(came).toEqual(["a1", "a2", "a3", "b1", "a4", "b2", "a5", "b3"]);
  expect([door.inside, door.waiting]).toEqual([0, 0]);
});

test("nobody waits longer than the door says", async () => {
  const door = new FairDoor({ ...OPTIONS, waitMs: 20 });
  await door.enter("a");
  await door.enter("a");
  await expect(door.enter("b")).rejects.toMatchObject({ code: "busy", message: "come back" });
  expect(door.waiting).toBe(0);
});

test("however they come and go, never more are inside or wait than may, and at the end nobody is", async () => {
  const moves = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.boolean()), { maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const door = new FairDoor(OPTIONS);
      const { come, leaves, came, refused } = watched(door);
      let next = 0;
      for (const [client, leaving] of all) {
        if (leaving) leaves[next++]?.();
        else void come(client);
        await soon();
        next = Math.min(next, leaves.length);
        expect(door.inside).toBeLessThanOrEqual(OPTIONS.places);
        expect(door.waiting).toBeLessThanOrEqual(OPTIONS.waiting);
        if (door.waiting > 0) expect(door.inside).toBe(OPTIONS.places);
      }
      for (let i = 0; i < leaves.length; i++) {
        leaves[i]?.();
        leaves[i]?.();
        await soon();
      }
      expect([door.inside, door.waiting]).toEqual([0, 0]);
      expect(came.length + refused.length).toBe(all.filter(([, leaving]) => !leaving).length);
    }),
    { numRuns: 60 },
  );
});

test("a robot's pace ends in a refusal that says when to come again, and time brings more", () => {
  let now = 0;
  const cap = new RequestBuckets({ name: "address", perMinute: 60, burst: 60 }, () => now);
  const taken = Array.from({ length: 61 }, () => cap.take("robot"));
  expect(taken.filter((one) => one.allowed)).toHaveLength(60);
  expect(cap.headers(taken[59]!)).toEqual([
    ["ratelimit-policy", '"address";q=60;w=60'],
    ["ratelimit", '"address";r=0;t=60'],
  ]);
  expect(cap.take("somebody else").allowed).toBe(true);
  now += 1_000;
  expect([cap.take("robot").allowed, cap.take("robot").allowed]).toEqual([true, false]);
});

test("a bucket smaller than its minute is filled in less, and its headers say so", () => {
  let now = 0;
  const keys = new RequestBuckets({ name: "key", perMinute: 30, burst: 3 }, () => now);
  const taken = Array.from({ length: 4 }, () => keys.take("a"));
  expect(taken.map((one) => one.allowed)).toEqual([true, true, true, false]);
  expect(keys.headers(taken[3]!)).toEqual([
    ["ratelimit-policy", '"key";q=3;w=6'],
    ["ratelimit", '"key";r=0;t=6'],
  ]);
  expect(keys.retryAfterS).toBe(2);
  now += 2_000;
  expect([keys.take("a").allowed, keys.take("a").allowed]).toEqual([true, false]);
  now += 60_000;
  expect(Array.from({ length: 4 }, () => keys.take("a").allowed)).toEqual([true, true, true, false]);
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("%s is the client %s", (address, client) => {
  expect(clientOf(address)).toBe(client);
});
