import { expect, test } from "vitest";
import { Shutdown } from "./shutdown.ts";

test("what was started last stops first, and stopping twice is stopping once", async () => {
  const stopped: string[] = [];
  const shutdown = new Shutdown(() => {});
  for (const name of ["database", "web"]) shutdown.add(name, 100, () => void stopped.push(name));
  await Promise.all([shutdown.stop(), shutdown.stop()]);
  expect(stopped).toEqual(["web", "database"]);
});

test("a step that fails or hangs does not keep the next one from running", async () => {
  const troubles: string[] = [];
  let stopped = false;
  const shutdown = new Shutdown((step) => void troubles.push(step));
  shutdown.add("database", 100, () => {
    stopped = true;
  });
  shutdown.add("web", 5, () => new Promise(() => {}));
  shutdown.add("worker", 100, () => Promise.reject(new Error("broken")));
  await shutdown.stop();
  expect(troubles).toEqual(["worker", "web"]);
  expect(stopped).toBe(true);
});
