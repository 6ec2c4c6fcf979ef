import { isValidElement as valid } from "preact";
import { jsx } from "preact/jsx-runtime";
import { expect, test } from "vitest";
import { Fragment, h, isValidElement } from "./preact-for-text.ts";

test("an element of either is an element to the other, and nothing else is", () => {
  expect(valid(h(Fragment, null))).toBe(true);
  expect(isValidElement(jsx("p", {}))).toBe(true);
  for (const other of [null, undefined, "p", 1, {}, [], () => null]) expect(isValidElement(other)).toBe(false);
});
