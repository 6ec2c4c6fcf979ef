import { expect, test } from "vitest";
import { instanceName } from "./join-fleet.ts";

const base = { instance: null, dataDir: "/var/lib/x", port: 8080 };

test("a name that was set is taken as it is", () => {
  expect(instanceName({ ...base, instance: "web-1" })).toBe("web-1");
});

test("else it stays the same over restarts, and differs by data directory and by port", () => {
  const name = instanceName(base);
  expect(name).toMatch(/^[0-9a-f]{12}$/);
  expect(instanceName({ ...base })).toBe(name);
  expect(instanceName({ ...base, dataDir: "/var/lib/y" })).not.toBe(name);
  expect(instanceName({ ...base, port: 8081 })).not.toBe(name);
});
