import { expect, test } from "vitest";
import { urlOf } from "./listen-at.ts";

test.each([
  ["127.0.0.1", "http://127.0.0.1:8080/"],
  ["0.0.0.0", "http://localhost:8080/"],
  ["::", "http://localhost:8080/"],
  ["::1", "http://[::1]:8080/"],
  ["fees.example", "http://fees.example:8080/"],
])("a server that listens on %s is opened at %s", (host, url) => {
  expect(urlOf(host, 8080)).toBe(url);
});
