import { expect, test } from "vitest";
import { LearnedRails } from "./rails.ts";

const learned = (rows: { name: unknown; value: unknown }[]) => {
  const rails = new LearnedRails();
  rails.learn(rows);
  return rails;
};

test("what the first connection has set goes into the startup packet of the next, behind the caller's own options", () => {
  const rails = learned([
    { name: "transaction_timeout", value: "5min" },
    { name: "tcp_user_timeout", value: "2s" },
  ]);
  const config = { options: "-c search_path=x" };
  expect(rails.addTo(config)).toBe(true);
  expect(config.options).toBe("-c search_path=x -c transaction_timeout=5min -c tcp_user_timeout=2s");
});

test("before anything is known, and when the address brings options that would win, nothing is added", () => {
  expect(new LearnedRails().addTo({})).toBe(false);
  const rails = learned([{ name: "transaction_timeout", value: "5min" }]);
  expect(rails.addTo({ connectionString: "postgresql://h/d?x=1&options=-c%20a=b" })).toBe(false);
});

test("a value that is not a plain figure is never put into a packet", () => {
  expect(learned([{ name: "transaction_timeout", value: "5min -c role=postgres" }]).addTo({})).toBe(false);
  expect(learned([{ name: "a b", value: "5" }]).addTo({})).toBe(false);
});

test("a server that refuses the packet for it makes it forgotten; any other error does not", () => {
  const rails = learned([{ name: "transaction_timeout", value: "5min" }]);
  expect(rails.disproved(Object.assign(new Error("no"), { code: "28P01" }))).toBe(false);
  expect(rails.addTo({})).toBe(true);
  expect(rails.disproved(Object.assign(new Error("no"), { code: "42704" }))).toBe(true);
  expect(rails.addTo({})).toBe(false);
});
