import { expect, test } from "vitest";
import { DeadlinePassed, pollUntil, withDeadline } from "./deadline.ts";

test("work in time gives its answer", async () => {
  expect(await withDeadline(Promise.resolve(7), 1000, "work")).toBe(7);
});

test("work that is late is given up with a line that names it", async () => {
  const never = new Promise(() => {});
  await expect(withDeadline(never, 5, "stopping PostgreSQL")).rejects.toThrow(DeadlinePassed);
  await expect(withDeadline(never, 5, "stopping PostgreSQL")).rejects.toThrow(
    "stopping PostgreSQL took longer than 5 ms",
  );
});

test("polling ends with the first answer, or with nothing when the time is up", async () => {
  let asked = 0;
  expect(await pollUntil(() => (++asked === 3 ? "yes" : undefined), 1000, 1)).toBe("yes");
  expect(await pollUntil(() => undefined, 5, 1)).toBeUndefined();
});
