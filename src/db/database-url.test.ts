import { expect, test } from "vitest";
import { readDatabaseUrl } from "./database-url.ts";

test("an address is read part by part, with what is written in percent put back", () => {
  expect(readDatabaseUrl("postgresql://an%40na:p%2Fw@db.example:6543/my%20fees")).toMatchObject({
    host: "db.example",
    port: 6543,
    user: "an@na",
    database: "my fees",
  });
});

test("the port is 5432 when none is given", () => {
  expect(readDatabaseUrl("postgres://me@db.example/fees").port).toBe(5432);
});

test("several servers stand with commas between them, each with its own port", () => {
  const { host, port, url, hosts } = readDatabaseUrl("postgresql://an%40na:p%2Fw@db-1,[::1]:6543/fees?sslmode=require");
  expect([host, port, url]).toEqual(["db-1", 5432, "postgresql://an%40na:p%2Fw@db-1:5432/fees?sslmode=require"]);
  expect(hosts?.names).toEqual(["db-1:5432", "[::1]:6543"]);
  expect(readDatabaseUrl("postgresql://me@db-1/fees").hosts).toBeUndefined();
  expect(readDatabaseUrl("postgresql://me:p@ss,word@db-1/fees")).toMatchObject({ host: "db-1", hosts: undefined });
});

test.each([
  "",
  "postgresql://me@a,,b/fees",
  "postgresql://me@a,a:5432/fees",
  "postgresql://me@a:1,b:x/fees",
  "fees",
  "http://db.example/fees",
  "postgresql://db.example",
  "postgresql://db.example/",
])("%j is refused without being repeated", (url) => {
  expect(() => readDatabaseUrl(url)).toThrow(/^DATABASE_URL is not a PostgreSQL address\. It looks like postgresql:/);
});
