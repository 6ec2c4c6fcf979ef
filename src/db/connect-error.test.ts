import { expect, test } from "vitest";
import { CannotStart } from "../platform/cannot-start.ts";
import { connectError, isFull, isLostConnection } from "./connect-error.ts";

const at = { host: "db.example", port: 5432, user: "me", database: "fees", password: "secret" };
const withCode = (code: string) => Object.assign(new Error("as PostgreSQL says it"), { code });

test.each([
  ["ENOTFOUND", "host_not_found"],
  ["EAI_AGAIN", "host_not_found"],
  ["ECONNREFUSED", "connection_refused"],
  ["ETIMEDOUT", "connection_refused"],
  ["ENOENT", "connection_refused"],
  ["28P01", "password_refused"],
  ["28000", "password_refused"],
  ["3D000", "database_missing"],
  ["57P03", "server_not_ready"],
  ["53300", "server_full"],
  ["53100", "disk_full"],
])("%s is told as %s, with the place and without the password", (code, told) => {
  const error = connectError(withCode(code), at);
  expect(error).toBeInstanceOf(CannotStart);
  expect(error).toMatchObject({ code: told });
  expect((error as Error).message).toContain("db.example");
  expect((error as Error).message).not.toContain("secret");
});

test("errors that have only words are told too", () => {
  expect(connectError(new Error("timeout expired"), at)).toMatchObject({ code: "connection_refused" });
  expect(connectError(new Error("The server does not support SSL connections"), at)).toMatchObject({
    code: "tls_refused",
  });
});

test("a host with many addresses fails as its first one does, and what has no line stays as it came", () => {
  const many = Object.assign(new Error(""), { errors: [withCode("ECONNREFUSED"), withCode("EHOSTUNREACH")] });
  expect(connectError(many, at)).toMatchObject({ code: "connection_refused" });
  const other = withCode("42P01");
  expect(connectError(other, at)).toBe(other);
  const told = new CannotStart("pack_older", "older");
  expect(connectError(told, at)).toBe(told);
});

test("a connection that was lost is told from a statement that failed", () => {
  for (const code of ["57P01", "57P02", "57P03", "08006", "08003", "ECONNRESET", "ECONNREFUSED", "EPIPE"])
    expect(isLostConnection(withCode(code)), code).toBe(true);
  expect(isLostConnection(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isLostConnection(connectError(withCode("ECONNREFUSED"), at))).toBe(true);
  for (const code of ["23P01", "42501", "57014", "53100"]) expect(isLostConnection(withCode(code)), code).toBe(false);
  expect(isLostConnection(new CannotStart("disk_full", "full"))).toBe(false);
  expect(isLostConnection(undefined)).toBe(false);
});

test("only a server without a free connection is worth waiting for", () => {
  expect(isFull(withCode("53300"))).toBe(true);
  expect(isFull(withCode("28P01"))).toBe(false);
});

test("of several servers none of which takes writes, one that lets us not in is told before those that are away", () => {
  const down = (cause?: Error) =>
    Object.assign(new Error("No server takes writes: a:1 does not answer."), { code: "database_down", cause });
  expect(connectError(down(), at)).toMatchObject({
    code: "no_primary",
    message: expect.stringContaining("a:1 does not answer"),
  });
  const refused = Object.assign(new Error("password authentication failed"), { code: "28P01" });
  expect(connectError(down(refused), at)).toMatchObject({ code: "password_refused" });
  expect([isLostConnection(down()), isLostConnection(connectError(down(), at))]).toEqual([true, true]);
});
