import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSettings, SETTINGS, settingsPage } from "./settings.ts";

test("with nothing set, the defaults hold", () => {
  expect(readSettings({ PATH: "/bin" })).toMatchObject({
    port: 8080,
    host: "127.0.0.1",
    operator: null,
    databaseUrl: undefined,
  });
});

test("what is set is read, and an empty value counts as not set", () => {
  const settings = readSettings({ OPENFEES_PORT: "0", OPENFEES_OPERATOR: " A charity ", OPENFEES_CONTACT: "" });
  expect(settings).toMatchObject({ port: 0, operator: "A charity", contact: null });
});

test("a name that is no setting stops the start and names the nearest one", () => {
  expect(() => readSettings({ OPENFEES_PROT: "1" })).toThrow(
    "There is no setting OPENFEES_PROT. Did you mean OPENFEES_PORT?",
  );
  expect(() => readSettings({ OPENFEES_SOMETHING_ELSE: "1" })).toThrow("See docs/reference/settings.md.");
});

test.each([
  ["OPENFEES_PORT", "80a"],
  ["OPENFEES_PORT", "70000"],
  ["OPENFEES_PORT", "-1"],
  ["OPENFEES_LOG_LEVEL", "loud"],
  ["OPENFEES_UPLOAD_BYTES", "1"],
])("a bad %s is refused without repeating it", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(
    new RegExp(`^The value of ${name} cannot be used: it must be `),
  );
});

test("keys are names with hashes, each name once, and a hash that is none is not repeated", () => {
  const hash = "0123456789abcdef".repeat(4);
  expect(readSettings({ OPENFEES_API_KEYS: `shop:${hash.toUpperCase()}, paper-2:${hash}` }).apiKeys).toEqual([
    { name: "shop", sha256: hash },
    { name: "paper-2", sha256: hash },
  ]);
  for (const bad of ["shop", `shop:${hash.slice(1)}`, `:${hash}`, `a b:${hash}`, `a:${hash},a:${hash}`, `a:${hash},`])
    expect(() => readSettings({ OPENFEES_API_KEYS: bad }), bad).toThrow(
      /^The value of OPENFEES_API_KEYS cannot be used: /,
    );
});

test("alerts by mail: a server without secrets in its address, mailboxes that are no second line, and what belongs together", () => {
  const mail = {
    OPENFEES_ALERT_MAIL_SERVER: "smtp://mail.example:587",
    OPENFEES_ALERT_MAIL_FROM: "openfees@fees.example",
    OPENFEES_ALERT_MAIL_TO: "a@fees.example, b@fees.example",
  };
  expect(readSettings(mail)).toMatchObject({
    alertMailServer: "smtp://mail.example:587",
    alertMailTo: ["a@fees.example", "b@fees.example"],
    alertMailUser: null,
  });
  for (const [name, values] of Object.entries({
    OPENFEES_ALERT_MAIL_SERVER: [
      "mail.example",
      "http://mail.example",
      "smtp://u:Zq7@mail.example",
      "smtps://h/x",
      "smtp://h?Zq7",
    ],
    OPENFEES_ALERT_MAIL_FROM: ["Zq7", "a@b@c", "A <a@b.example>", "a@b.example\r\nBcc: Zq7@x.example"],
    OPENFEES_ALERT_MAIL_TO: ["a@b.example,Zq7", "a@b.example,", Array.from({ length: 21 }, () => "a@b.example").join()],
    OPENFEES_TRACES_URL: ["Zq7", "file:///Zq7"],
    OPENFEES_TRACES_SHARE: ["0", "1.5", "Zq7", "-0.1", "1e-3"],
  }))
    for (const value of values)
      expect(() => readSettings({ ...mail, [name]: value }), value).toThrow(
        new RegExp(`^The value of ${name} cannot be used: (?!.*Zq7)`),
      );
  const { OPENFEES_ALERT_MAIL_TO: _, ...noOne } = mail;
  expect(() => readSettings(noOne)).toThrow("OPENFEES_ALERT_MAIL_SERVER needs OPENFEES_ALERT_MAIL_FROM and");
  expect(() => readSettings({ ...mail, OPENFEES_ALERT_MAIL_USER: "fees" })).toThrow("go together");
});

test("every default is what the page says it is", () => {
  for (const setting of SETTINGS.filter((one) => one.value !== undefined && one.value !== null))
    expect(setting.byDefault).toBe(String(setting.value));
});

test("docs/reference/settings.md is the page these settings make", () => {
  const page = readFileSync(new URL("../../docs/reference/settings.md", import.meta.url), "utf8");
  expect(page, "write it again: node -e with settingsPage()").toBe(settingsPage());
});
