import { afterEach, expect, test, vi } from "vitest";
import { diskRoom } from "./disk-room.ts";

afterEach(() => void vi.useRealTimers());

test("a disk that fills is told once, and once when it has room again; it is asked at most every five seconds", () => {
  vi.useFakeTimers();
  let [free, asked]: [number | undefined, number] = [500, 0];
  const told: unknown[] = [];
  const ask = () => {
    asked++;
    return free === undefined ? undefined : { free, size: 1_000 };
  };
  const room = diskRoom("x", 100, (enough, left) => told.push([enough, left]), ask);
  expect([room.enough(), room.free(), asked]).toEqual([true, 500, 1]);
  expect(room.size()).toBe(1_000);
  free = 99;
  expect(room.enough()).toBe(true);
  vi.advanceTimersByTime(5_000);
  expect([room.enough(), room.enough()]).toEqual([false, false]);
  free = 100;
  vi.advanceTimersByTime(5_000);
  expect(room.enough()).toBe(true);
  free = undefined;
  vi.advanceTimersByTime(5_000);
  expect(room.enough()).toBe(true);
  expect(told).toEqual([
    [false, 99],
    [true, 100],
  ]);
});

test("a real disk says how much it has, and one that is not there counts as enough", () => {
  expect(diskRoom(".", 1, () => {}).free()).toBeGreaterThan(0);
  expect(diskRoom("./nowhere-at-all", 1, () => {}).enough()).toBe(true);
});
