/**
 * An hour for somebody who did not build it: `node tools/riddle.ts` starts a server with visitors and makes one fault happen
 * that it does not name. Find the cause with the page of operations and docs/runbooks alone, then press Enter: it says what
 * it was and stops. `node tools/riddle.ts NAME` makes that one happen.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { freezeAll } from "../drills/process-tree.ts";
import { freePort } from "../src/db/embedded/free-port.ts";
import { readPostmaster } from "../src/db/embedded/postmaster.ts";
import { openHome } from "../test/support/stand-in-server.ts";

type End = () => unknown;
type Fault = { readonly was: string; readonly happen?: (dataDir: string) => Promise<End> | End };

const ROOM_BYTES = 900_000_000;
const LEFT_BYTES = 120_000_000;

const FAULTS: Readonly<Record<string, Fault>> = {
  leak: { was: "a leak: src/db/report-store.ts takes a connection in findOne and forgets it" },
  held: { was: "HELD: src/db/report-store.ts waits for something else in findOne while it holds a connection" },
  slow: {
    was: "a slow statement over `archived` in findOne of src/db/report-store.ts, since half a minute after the start",
  },
  locked: {
    was: "a locked table: a program called `yearly export` holds a lock on openfees.report",
    happen: async (dataDir) => {
      const { port } = readPostmaster(join(dataDir, "postgres")) ?? { port: 0 };
      const { postgres: password } = JSON.parse(readFileSync(join(dataDir, "passwords.json"), "utf8")) as {
        postgres: string;
      };
      const at = { host: "127.0.0.1", port, user: "postgres", database: "openfees", password };
      const client = new pg.Client({ ...at, application_name: "yearly export" });
      client.on("error", () => {});
      await client.connect();
      await client.query("BEGIN; LOCK TABLE openfees.report IN ACCESS EXCLUSIVE MODE");
      return () => client.end();
    },
  },
  disk: {
    was: "a disk that is nearly full: the file `core.4711` beside the data",
    happen: (dataDir) => {
      const { bavail, bsize } = statfsSync(dataDir);
      const piece = Buffer.alloc(10_000_000, 1);
      for (let left = bavail * bsize - LEFT_BYTES; left > 0; left -= piece.length)
        writeFileSync(join(dataDir, "core.4711"), piece, { flag: "a" });
      return () => {};
    },
  },
  frozen: {
    was: "a frozen PostgreSQL: its processes were stopped (SIGSTOP), as when its machine or disk hangs",
    happen: (dataDir) => freezeAll(readPostmaster(join(dataDir, "postgres"))?.pid ?? 0),
  },
};

const asked = process.argv[2];
const names = Object.keys(FAULTS);
const name = asked ?? names[randomInt(names.length)] ?? "";
const fault = FAULTS[name];
if (fault === undefined) {
  process.stderr.write(`There is no fault "${asked}": ${names.join(", ")}.\n`);
  process.exit(2);
}

const home = openHome();
const dataDir = join(home, "data");
mkdirSync(dataDir, { mode: 0o711 });
// a disk of its own, so that the one of this machine is not filled
const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${ROOM_BYTES},mode=711`, "tmpfs", dataDir]).status === 0;
if (!mounted && name === "disk") throw new Error("A disk of its own can only be mounted by root.");
const [opsPort, token] = [await freePort(), randomBytes(12).toString("hex")];
const serve = spawn(
  process.execPath,
  [
    "--import",
    new URL("./riddle-fault.ts", import.meta.url).href,
    new URL("../src/main/cli.js", import.meta.url).pathname,
    "serve",
  ],
  {
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      PATH: process.env.PATH,
      RIDDLE: name,
      OPENFEES_PORT: "0",
      OPENFEES_DATA_DIR: dataDir,
      OPENFEES_OPS_PORT: String(opsPort),
      OPENFEES_OPS_TOKEN: token,
    },
  },
);
const [line] = (await once(serve.stdout, "data")) as [Buffer];
const site = String(line).trim();
process.stdout.write(
  `The site: ${site}\nThe page of operations: http://127.0.0.1:${opsPort}/ (any name, password ${token})\nIn a terminal: OPENFEES_OPS_PORT=${opsPort} OPENFEES_OPS_TOKEN=${token} openfees ops top\nPress Enter when you know what it is.\n`,
);
/** People look at pages, and five times a second at a report of theirs. */
const visits = setInterval(() => {
  for (const path of ["fees", "banks", "fees/alert.sms", "report/ZZZZ-ZZZZ-ZZZZ", "report/7K3M-9QXD-2F4T"])
    fetch(new URL(path, site)).then(
      (answer) => answer.arrayBuffer(),
      () => {},
    );
}, 400);
let end: End = () => {};
const happens = setTimeout(() => {
  void (async () => {
    end = (await fault.happen?.(dataDir)) ?? end;
  })();
}, 10_000);
await once(createInterface({ input: process.stdin }), "line");
process.stdout.write(`It was ${fault.was}.\n`);
clearInterval(visits);
clearTimeout(happens);
await end();
serve.kill("SIGTERM");
await once(serve, "exit");
if (mounted) spawnSync("umount", [dataDir]);
rmSync(home, { recursive: true, force: true });
process.exit(0);
