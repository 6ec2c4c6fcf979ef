import { EventEmitter } from "node:events";
import type pg from "pg";
import { expect, test } from "vitest";
import { Slot, type SlotEvents } from "./slot.ts";

/** A connection that is being opened, and how many bytes have come on it. */
function opening(now: number) {
  const stream = { bytesRead: 0, bytesWritten: 0 };
  const client = Object.assign(new EventEmitter(), { connection: { stream } });
  const slot = new Slot(client as unknown as pg.Client, { now: () => now } as unknown as SlotEvents);
  return { slot, stream };
}

test("one that is being opened is silent since its last word, and not since it was begun", () => {
  const { slot, stream } = opening(1_000);
  expect(slot.silentMs(1_300)).toBe(300);
  stream.bytesRead = 24;
  expect(slot.silentMs(1_400)).toBe(0);
  expect(slot.silentMs(1_650)).toBe(250);
  stream.bytesWritten = 80;
  expect(slot.silentMs(1_700)).toBe(0);
  expect(slot.silentMs(2_400)).toBe(700);
});

test("a server that has never said a word is silent from the beginning", () => {
  const { slot } = opening(1_000);
  for (const now of [1_100, 1_400, 1_900]) expect(slot.silentMs(now)).toBe(now - 1_000);
});

test("while the program stood still it could not have heard a word", () => {
  const { slot, stream } = opening(1_000);
  slot.until = 6_000;
  stream.bytesRead = 24;
  expect(slot.silentMs(1_100)).toBe(0);
  slot.stood(700);
  expect(slot.silentMs(1_900)).toBe(100);
  expect(slot.until).toBe(6_700);
});
