import { expect, test } from "vitest";
import { redirected } from "./address.ts";
import { Hosts } from "./index.ts";

test("names that are no list of servers are refused", () => {
  for (const hosts of [[], ["a", "a:5432"], ["a b"], ["a:0"], ["a:99999"], [""]])
    expect(() => new Hosts(hosts, {})).toThrow(TypeError);
  expect(new Hosts(["a", "[::1]:5433", "/run/postgresql"], {}).view.map(({ host }) => host)).toEqual([
    "a:5432",
    "[::1]:5433",
    "/run/postgresql:5432",
  ]);
});

test("the way in stays the same at another server, also where it is an address", () => {
  const there = { host: "db-2", port: 5433 };
  expect(redirected({ host: "db-1", user: "me", password: "secret" }, there)).toEqual({
    ...there,
    user: "me",
    password: "secret",
  });
  const way = (connectionString: string, to = there) => redirected({ connectionString }, to).connectionString;
  expect(way("postgresql://me:p%2Fw@db-1:6000/fees?sslmode=require")).toBe(
    "postgresql://me:p%2Fw@db-2:5433/fees?sslmode=require",
  );
  expect(way("postgresql://me@db-1/fees?host=/run&port=1")).toBe("postgresql://me@db-2:5433/fees");
  expect(way("postgresql://me@db-1/fees", { host: "::1", port: 5432 })).toBe("postgresql://me@[::1]:5432/fees");
});
