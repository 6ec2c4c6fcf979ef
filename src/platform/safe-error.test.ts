import fc from "fast-check";
import { expect, test } from "vitest";
import { CannotStart } from "./cannot-start.ts";
import { createLog } from "./log.ts";
import { safeError, safeErrorText } from "./safe-error.ts";
import { keepEnvironmentSecrets, keepSecret, withoutSecrets } from "./secrets.ts";

const SECRET = "Tr0ub4dor-and-three";
const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};

test.each([
  ["JSON that is cut off", () => JSON.parse(`{"postgres":"${SECRET}","openfees_app`)],
  ["JSON that is none", () => JSON.parse(`${SECRET} `)],
  ["an address that is none", () => new URL(`postgresql://u:${SECRET}@h:port/d`)],
  ["a percent sign that begins nothing", () => decodeURIComponent(`${SECRET}%zz`)],
  ["an argument that Node refuses", () => Buffer.from("x", SECRET as BufferEncoding)],
  ["an argument of another kind", () => Buffer.byteLength({ secret: SECRET } as unknown as string)],
  ["a header that cannot be sent", () => new Headers({ authorization: `Bearer ${SECRET}\0x` })],
  [
    "a row that PostgreSQL refuses",
    () => {
      throw Object.assign(new Error(`invalid input syntax for type numeric: "${SECRET}"`), {
        severity: "ERROR",
        code: "22P02",
        detail: `Failing row contains (${SECRET})`,
        where: SECRET,
      });
    },
  ],
  [
    "a field of an error",
    () => {
      throw Object.assign(new Error("refused"), { input: SECRET, config: { password: SECRET } });
    },
  ],
  [
    "the cause of a cause",
    () => {
      throw new Error("outer", {
        cause: new Error("inner", { cause: Object.assign(new SyntaxError(SECRET), { x: SECRET }) }),
      });
    },
  ],
  [
    "something that is no error",
    () => {
      throw { password: SECRET };
    },
  ],
])("%s: kind and place are printed, what was read is not", (_what, work) => {
  const error = thrownBy(work);
  const lines: string[] = [];
  createLog("info", { write: (line) => void lines.push(line) }).error({ err: error }, "failed");
  for (const printed of [safeErrorText(error), JSON.stringify(safeError(error)), ...lines])
    expect(printed).not.toContain(SECRET);
  if (error instanceof Error) expect(safeErrorText(error)).toMatch(/^\w*Error: .*\n {4}at /);
});

test("what is no quotation is kept: our own lines, and what the system says of a file", () => {
  const refused = new CannotStart("port_busy", 'Port 1 is in use by "another" program.');
  expect(safeError(refused)).toMatchObject({ type: "CannotStart", code: "port_busy", message: refused.message });
  const missing = Object.assign(new Error("ENOENT: no such file or directory, open 'x.json'"), { code: "ENOENT" });
  expect(safeError(missing)).toMatchObject({
    code: "ENOENT",
    message: "ENOENT: no such file or directory, open 'x.json'",
  });
});

test("an error that is its own cause ends", () => {
  const error = new Error("round");
  error.cause = error;
  expect(safeErrorText(error).split("because of").length).toBeLessThan(10);
});

test("a secret is cut out however it is written: plain, in JSON, with percent signs", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 8, maxLength: 40 }), (secret) => {
      keepSecret(secret);
      const written = [secret, JSON.stringify({ secret }), encodeURIComponent(secret.toWellFormed())];
      for (const text of written) {
        const cut = withoutSecrets(`before ${text} after`);
        expect(cut).not.toContain(secret);
        expect(cut).toContain("[secret]");
      }
    }),
  );
});

test.each([
  `postgresql://u:${SECRET}@h/d`,
  `postgresql://u:${SECRET}@h:port/d`,
  `postgres:u:${SECRET}@h/d`,
  `u:${SECRET}@h/d`,
  `postgresql://h/d?user=u&password=${SECRET}`,
  `host=h user=u password=${SECRET} dbname=d`,
  `host=h user=u password='${SECRET}'`,
  `postgresql://u:${SECRET}@h1:5432,h2:5433/d`,
])("the password of the address %s is known as one", (url) => {
  keepEnvironmentSecrets({ DATABASE_URL: url });
  expect(withoutSecrets(`said ${SECRET}.`)).toBe("said [secret].");
});

test("so are the password of the mail server, one in its address, and the token of the collector of traces", () => {
  keepEnvironmentSecrets({
    OPENFEES_ALERT_MAIL_PASSWORD: "mail & secret",
    OPENFEES_ALERT_MAIL_SERVER: "smtp://fees:in-the-address@mail.example",
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer of-traces, x-team=another-secret",
  });
  expect(withoutSecrets("mail & secret, mail%20%26%20secret, in-the-address, Bearer of-traces, another-secret")).toBe(
    "[secret], [secret], [secret], [secret], [secret]",
  );
});
