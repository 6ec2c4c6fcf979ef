import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { checkoutForOrdinaryUser, ORDINARY } from "../../test/support/ordinary-user.ts";
import { type ServeOptions, type ServeProcess, startServe, stopServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { readyBinaries } from "../db/embedded/binaries.ts";
import { spawnAs } from "../db/embedded/cluster.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { isAlive, readPostmaster } from "../db/embedded/postmaster.ts";
import { chooseUser } from "../db/embedded/run-as.ts";
import { pollUntil } from "../platform/deadline.ts";

const SLOW = 180_000;
const asRoot = process.getuid?.() === 0;

/** A data directory of the test's own. */
function freshHome(): string {
  const home = openHome();
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return join(home, "data");
}
const clusterOf = (home: string) => join(home, "postgres");
const on = (home: string, more: Partial<ServeOptions> = {}, port = "0"): ServeProcess =>
  killedAfter(startServe({ environment: { OPENFEES_DATA_DIR: home, OPENFEES_PORT: port }, ...more }));

/** Whatever a failed test leaves running is ended before its directory is taken away. */
function killedAfter(serve: ServeProcess): ServeProcess {
  onTestFinished(async () => {
    serve.child.kill("SIGINT");
    const late = setTimeout(() => serve.child.kill("SIGKILL"), 10_000);
    await serve.ended.catch(() => {});
    clearTimeout(late);
  });
  return serve;
}

async function serves(address: string): Promise<number> {
  const answer = await fetch(new URL("/banks.json", address));
  await answer.arrayBuffer();
  return answer.status;
}

/** Starts, asks, stops in order; nothing stays. */
async function startsAndStops(home: string, more: Partial<ServeOptions> = {}): Promise<void> {
  const serve = on(home, more);
  const address = await serve.address;
  expect(await serves(address)).toBe(200);
  // a child process judges it, whoever runs this
  const judged = await fetch(new URL("/audit/server?example=savings-2026", address));
  expect([judged.status, (await judged.text()).includes('name="result"')]).toEqual([200, true]);
  expect(await stopServe(serve)).toBe(0);
  expect(serve.out()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  expect(readPostmaster(clusterOf(home))).toBeUndefined();
  expect(existsSync(join(home, "openfees.lock"))).toBe(false);
}

/** What it says when it may not start: one clear line, status 2, no PostgreSQL left. */
async function refused(serve: ServeProcess, home: string): Promise<string> {
  expect(await serve.ended, serve.err()).toBe(2);
  expect(serve.out()).toBe("");
  expect(readPostmaster(clusterOf(home))).toBeUndefined();
  return (
    serve
      .err()
      .split("\n")
      .find((line) => / \[[a-z_]+\]$/.test(line)) ?? serve.err()
  );
}

test("with nothing set up it makes its own PostgreSQL, serves, and stops in order; and again", {
  timeout: SLOW,
}, async () => {
  const home = freshHome();
  await startsAndStops(home);
  const passwords = statSync(join(home, "passwords.json"));
  expect(passwords.mode & 0o077).toBe(0);
  await startsAndStops(home);
});

test("a second one on the same directory is refused and names the first", { timeout: SLOW }, async () => {
  const home = freshHome();
  const first = on(home);
  const address = await first.address;
  const second = on(home);
  expect(await second.ended).toBe(2);
  expect(second.err()).toMatch(
    new RegExp(`^Another openfees \\(process ${first.child.pid}\\) uses .*\\[data_dir_in_use\\]\\n$`),
  );
  expect(await serves(address)).toBe(200);
  expect(await stopServe(first)).toBe(0);
});

test("killed with -9 it starts again at once, whatever it left running", { timeout: SLOW }, async () => {
  const home = freshHome();
  const first = on(home);
  await first.address;
  const old = readPostmaster(clusterOf(home))?.pid ?? 0;
  // What stands for a system where PostgreSQL does not notice that Node is gone: it cannot act on the signal yet.
  process.kill(old, "SIGSTOP");
  first.child.kill("SIGKILL");
  await first.ended;
  setTimeout(() => isAlive(old) && process.kill(old, "SIGCONT"), 500);
  await startsAndStops(home);
  expect(isAlive(old)).toBe(false);
});

test("a PostgreSQL that runs there without any Node is ended first", { timeout: SLOW }, async () => {
  const home = freshHome();
  await startsAndStops(home);
  const postgres = join(await readyBinaries(home, chooseUser()), "bin", "postgres");
  const port = `port=${await freePort()}`;
  const args = [
    "-D",
    clusterOf(home),
    "-c",
    port,
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    "unix_socket_directories=",
  ];
  const left = spawn(postgres, args, { ...spawnAs(chooseUser()), stdio: "ignore" });
  const gone = new Promise((resolve) => left.once("exit", resolve));
  const up = await pollUntil(() => (readPostmaster(clusterOf(home))?.ready ? true : undefined), 20_000);
  expect(up).toBe(true);
  await startsAndStops(home);
  await gone;
});

test("PostgreSQL killed with -9 comes back under the running server", { timeout: SLOW }, async () => {
  const home = freshHome();
  const serve = on(home);
  const address = await serve.address;
  for (let time = 0; time < 2; time++) {
    const old = readPostmaster(clusterOf(home))?.pid ?? 0;
    process.kill(old, "SIGKILL");
    const back = await pollUntil(() => {
      const now = readPostmaster(clusterOf(home));
      return now?.ready && now.pid !== old ? true : undefined;
    }, 30_000);
    expect(back).toBe(true);
    expect(await serves(address)).toBe(200);
  }
  expect(await stopServe(serve)).toBe(0);
  expect(serve.err()).toContain("PostgreSQL is back");
});

test("a busy port is told in one line, and PostgreSQL is stopped again", { timeout: SLOW }, async () => {
  const home = freshHome();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())));
  const { port } = other.address() as { port: number };
  const line = await refused(on(home, {}, String(port)), home);
  expect(line).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set OPENFEES_PORT to another port. [port_busy]`,
  );
});

test.each(["/proc/openfees", "/dev/null/openfees"])(
  "a directory that cannot be made, %s, is told in one line",
  { timeout: SLOW },
  async (home) => {
    expect(await refused(on(home), home)).toMatch(
      /^The data directory \S+ cannot be written \([A-Z]+\)\. Set OPENFEES_DATA_DIR to a directory that you may write\. \[data_dir_unwritable\]$/,
    );
  },
);

test("data of another major version of PostgreSQL is refused and not touched", { timeout: SLOW }, async () => {
  const home = freshHome();
  await startsAndStops(home);
  writeFileSync(join(clusterOf(home), "PG_VERSION"), "15\n");
  expect(await refused(on(home), home)).toMatch(
    /^The data directory \S+ was made by PostgreSQL 15, but this openfees brings PostgreSQL 18\. .* \[data_dir_other_version\]$/,
  );
  expect(readFileSync(join(clusterOf(home), "PG_VERSION"), "utf8")).toBe("15\n");
});

test("a cluster whose passwords are gone is refused, and not given new ones", { timeout: SLOW }, async () => {
  const home = freshHome();
  mkdirSync(clusterOf(home), { recursive: true });
  writeFileSync(join(clusterOf(home), "PG_VERSION"), "18\n");
  expect(await refused(on(home), home)).toContain("passwords.json is missing");
  expect(existsSync(join(home, "passwords.json"))).toBe(false);
});

// Only root may mount a disk that is small enough to fill, and only root may be somebody else. CI runs as root.
if (asRoot) {
  describe("a full disk is told in one line", () => {
    const mounted = (size: string): string => {
      const disk = freshHome();
      mkdirSync(disk, { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", disk]);
      onTestFinished(() => void execFileSync("umount", ["--lazy", disk]));
      return join(disk, "data");
    };
    const line = /^The disk of the data directory \S+ is full\. Free some space, or .* \[disk_full\]$/;

    test.each(["16k", "8m"])("when %s are too small to begin in", { timeout: SLOW }, async (size) => {
      const home = mounted(size);
      expect(await refused(on(home), home)).toMatch(line);
    });

    test("when it filled up since, and with room again everything is there", { timeout: SLOW }, async () => {
      const home = mounted("300m");
      await startsAndStops(home);
      const filler = join(dirname(home), "filler");
      for (let size = 0; size < 400; size++) {
        try {
          writeFileSync(filler, Buffer.alloc(1_000_000), { flag: "a" });
        } catch {
          break;
        }
      }
      expect(await refused(on(home), home)).toMatch(line);
      rmSync(filler);
      const serve = on(home);
      expect(await serves(await serve.address)).toBe(200);
      expect(await stopServe(serve)).toBe(0);
      expect(serve.err()).toContain("the shipped pack is stored already");
    });
  });

  describe("as an ordinary user", () => {
    const checkout = checkoutForOrdinaryUser();
    afterAll(() => checkout.remove());
    const ordinary = { as: { uid: ORDINARY.uid, gid: ORDINARY.gid }, root: checkout.root, node: checkout.node };

    test("it starts and stops; root can go on with the same data, and the user after root", {
      timeout: SLOW,
    }, async () => {
      const home = freshHome();
      chownSync(dirname(home), ORDINARY.uid, ORDINARY.gid);
      await startsAndStops(home, ordinary);
      expect(statSync(clusterOf(home)).uid).toBe(ORDINARY.uid);
      await startsAndStops(home);
      expect(statSync(clusterOf(home)).uid).toBe(ORDINARY.uid);
      await startsAndStops(home, ordinary);
    });

    test("a directory of somebody else is told in one line", { timeout: SLOW }, async () => {
      const home = freshHome();
      mkdirSync(home);
      expect(await refused(on(home, ordinary), home)).toMatch(
        /^The data directory \S+ cannot be written \(EACCES\)\. .* \[data_dir_unwritable\]$/,
      );
    });

    test("as root, a directory that the user of PostgreSQL may not enter is told in one line", {
      timeout: SLOW,
    }, async () => {
      const home = freshHome();
      mkdirSync(home, { mode: 0o700 });
      expect(await refused(on(home), home)).toMatch(
        /^PostgreSQL cannot run as root, and the user "[a-z]+" may not enter \S+\. .* \[data_dir_unreachable\]$/,
      );
    });
  });
}
