import { expect, test } from "vitest";
import { LeakBook, type LeakEvent } from "./leak-book.ts";
import { Quarantine } from "./quarantine.ts";

const leak = (name: string, heldMs: number): LeakEvent => ({
  what: "reclaimed",
  how: "settled",
  scope: { id: 1, name },
  place: "a:1",
  heldMs,
  statement: "",
  inTransaction: false,
  at: 0,
});

/** A pool of ten; each leak is noted as the pool does it. */
function ward() {
  const book = new LeakBook(() => {});
  const quarantine = new Quarantine(book, 10);
  const leaks = (route: string, times: number, heldMs: number, now: number): boolean => {
    let newly = false;
    for (let i = 0; i < times; i++) {
      book.note(leak(route, heldMs), now);
      newly = quarantine.leaked(route, now) || newly;
    }
    return newly;
  };
  return { quarantine, leaks };
}

test("a route is shut in when its leaks cost half of the pool, however many there are", () => {
  const { quarantine, leaks } = ward();
  expect(leaks("GET /often-but-short", 1_000, 5, 0)).toBe(false);
  expect(leaks("GET /long", 9, 5_000, 0)).toBe(false);
  expect(leaks("GET /long", 1, 5_000, 0)).toBe(true);
  expect(quarantine.list(0)).toEqual(["GET /long"]);
  expect(quarantine.has("GET /often-but-short", 0)).toBe(false);
});

test("it keeps a fifth of the pool, at least one connection", () => {
  expect(ward().quarantine.share).toBe(2);
  expect(new Quarantine(new LeakBook(() => {}), 3).share).toBe(1);
});

test("it is let out half a minute after it last leaked too much, and told anew when it does it again", () => {
  const { quarantine, leaks } = ward();
  leaks("GET /long", 10, 5_000, 0);
  expect(leaks("GET /long", 1, 5_000, 5_000)).toBe(false);
  expect(quarantine.has("GET /long", 34_000)).toBe(true);
  expect(quarantine.list(35_001)).toEqual([]);
  expect(quarantine.has("GET /long", 35_001)).toBe(false);
  expect(leaks("GET /long", 10, 5_000, 40_000)).toBe(true);
});

test("by hand it stays in until it is let out by hand, whatever it does meanwhile", () => {
  const { quarantine, leaks } = ward();
  quarantine.set("GET /long", true);
  leaks("GET /long", 10, 5_000, 0);
  expect(quarantine.has("GET /long", 1e9)).toBe(true);
  quarantine.set("GET /long", false);
  expect(quarantine.list(0)).toEqual([]);
});
