/** Secrets of every kind, damaged in every way: what the real commands print, and what they leave in files, holds none. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ServeProcess, startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { ROOT } from "../../test/support/tracked-files.ts";

const SLOW = 300_000;
const MARK = "Zq7Secret";
const COMMANDS = ["serve", "db status", "db migrate", "snapshot list"];

/** Runs a command to its end; nothing of our environment but PATH reaches it. */
async function run(args: readonly string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [`${ROOT}/src/main/cli.js`, ...args], {
    cwd: "/",
    env: { PATH: process.env.PATH ?? "", OPENFEES_PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += String(chunk);
    });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, said };
}

function scratch(): string {
  const path = mkdtempSync(join(tmpdir(), "openfees-secrets-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** One line with its code, and status 2. */
function expectRefusal({ status, said }: { status: number | null; said: string }, what: string): void {
  expect(said, what).not.toContain(MARK);
  expect(said, what).toMatch(/^[^\n]+ \[[a-z_]+\]\n$/);
  expect(status, what).toBe(2);
}

const BAD_URLS: readonly string[] = [
  `postgresql://u:${MARK}@h:port/d`,
  `postgresql://u:${MARK}@h:99999/d`,
  `postgresql://u:${MARK}@h`,
  `postgresql://u:${MARK} x@h/`,
  `postgresql://u:${MARK}%zz@h/d`,
  `postgresql://u:12/${MARK}@h:5432/d`,
  `postgresql://u:${MARK}#x@h/d`,
  `postgresql://u:12?${MARK}@h/d`,
  `postgresql://u:12,a/${MARK}@h1,h2/d`,
  `postgresql://u:${MARK}@h1:5432,h2:x/d`,
  `postgresql://u:${MARK}@h1,h1/d`,
  `postgres:u:${MARK}@h/d`,
  `"postgresql://u:${MARK}@h/d"`,
  `host=h user=u password=${MARK}`,
  `mysql://u:${MARK}@h/d`,
  MARK,
];

describe("an address of PostgreSQL that is none", () => {
  test.each(COMMANDS)("is one line without the password, for %s", { timeout: SLOW }, async (command) => {
    const home = scratch();
    const urls = command === "serve" ? BAD_URLS : BAD_URLS.filter((_, i) => i % 4 === 0);
    for (const url of urls)
      expectRefusal(await run(command.split(" "), { DATABASE_URL: url, OPENFEES_DATA_DIR: home }), url);
  });

  test("and one that is right, where nobody answers, does not say it either", { timeout: SLOW }, async () => {
    for (const host of ["127.0.0.1:1", "127.0.0.1:1,localhost:2", "no.such.host.invalid"])
      expectRefusal(
        await run(["serve"], { DATABASE_URL: `postgresql://u:${MARK}@${host}/d`, OPENFEES_DATA_DIR: scratch() }),
        host,
      );
  });
});

test("a bad token, key or setting is one line without its value", { timeout: SLOW }, async () => {
  const home = scratch();
  const bad: readonly Record<string, string>[] = [
    { OPENFEES_OPS_PORT: "0", OPENFEES_OPS_TOKEN: MARK },
    { OPENFEES_OPS_PORT: MARK, OPENFEES_OPS_TOKEN: `${MARK}${MARK}` },
    { OPENFEES_OPS_PORT: "0", OPENFEES_OPS_TOKEN: `${MARK} with blanks and ₦` },
    { OPENFEES_API_KEYS: `shop:${MARK}` },
    { OPENFEES_API_KEYS: MARK },
    { OPENFEES_LOG_LEVEL: MARK },
    { OPENFEES_INSTANCE: `${MARK} ${"x".repeat(60)}` },
  ];
  for (const environment of bad)
    expectRefusal(await run(["serve"], { ...environment, OPENFEES_DATA_DIR: home }), JSON.stringify(environment));
  for (const environment of bad.slice(0, 3))
    expectRefusal(await run(["ops", "top"], environment), JSON.stringify(environment));
});

describe("the passwords of our own PostgreSQL", () => {
  const start = (home: string): ServeProcess => {
    const serve = startServe({ environment: { OPENFEES_DATA_DIR: home } });
    onTestFinished(async () => {
      serve.child.kill("SIGINT");
      await serve.ended.catch(() => {});
    });
    return serve;
  };
  const everyFile = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && !one.parentPath.includes(`${folder}/postgres`))
      .map((one) => join(one.parentPath, one.name));

  test("damaged in a fresh directory: one line and status 2", { timeout: SLOW }, async () => {
    for (const text of ["", "{}", `{"postgres":"${MARK}`, `{"postgres":"${MARK}${MARK}"}`]) {
      const home = join(openHome(), "data");
      onTestFinished(() => rmSync(join(home, ".."), { recursive: true, force: true }));
      mkdirSync(home);
      writeFileSync(join(home, "passwords.json"), text, { mode: 0o600 });
      for (const args of [["serve"], ["db", "status"]])
        expectRefusal(await run(args, { OPENFEES_DATA_DIR: home }), text);
    }
  });

  test("damaged in a used one, cut off or of another directory: pages come from the snapshot, and reports again once the file is put right", {
    timeout: SLOW,
  }, async () => {
    const home = join(openHome(), "data");
    onTestFinished(() => rmSync(join(home, ".."), { recursive: true, force: true }));
    const file = join(home, "passwords.json");
    const first = start(home);
    await first.address;
    expect(await stopServe(first), first.err()).toBe(0);
    const whole = readFileSync(file, "utf8");
    const passwords = Object.values(JSON.parse(whole) as Record<string, string>);
    const others = whole.replace(/[0-9a-f]{64}/g, (one) => [...one].reverse().join(""));
    const printed: string[] = [first.err(), first.out()];
    for (const damage of [whole.slice(0, 200), others]) {
      writeFileSync(file, damage);
      const serve = start(home);
      const page = await fetch(new URL("/fees/alert.sms", await serve.address));
      expect(page.status).toBe(200);
      expect(serve.err()).toContain("passwords_damaged");
      const report = new URL("/api/v1/reports/VPSB5N4C1WKZ", await serve.address);
      expect((await fetch(report)).status).toBe(503);
      writeFileSync(file, whole);
      await expect.poll(async () => (await fetch(report)).status, { timeout: 120_000, interval: 500 }).toBe(404);
      expect(await stopServe(serve), serve.err()).toBe(0);
      printed.push(serve.err(), serve.out());
    }
    for (const path of everyFile(home))
      if (path !== file && statSync(path).size < 10_000_000) printed.push(readFileSync(path, "utf8"));
    const halves = [...passwords, ...passwords.map((one) => [...one].reverse().join(""))];
    for (const secret of halves) for (const text of printed) expect(text.includes(secret.slice(0, 20))).toBe(false);
  });
});
