import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withClient } from "../../src/db/connect.ts";
import type { ServerConfig } from "../../src/db/database-url.ts";
import { spawnAs } from "../../src/db/embedded/cluster.ts";
import { EmbeddedServer } from "../../src/db/embedded/embedded-server.ts";
import { freePort } from "../../src/db/embedded/free-port.ts";
import { readPostmaster } from "../../src/db/embedded/postmaster.ts";
import { chooseUser } from "../../src/db/embedded/run-as.ts";
import { pollUntil } from "../../src/platform/deadline.ts";
import { temporaryHome } from "./real-database.ts";

/** A fresh PostgreSQL that stands for somebody's own, which DATABASE_URL names. */
export type StandInServer = {
  /** Runs SQL as its superuser. */
  admin(sql: string, database?: string): Promise<void>;
  /** What DATABASE_URL would say. */
  url(user: string, password: string, database: string): string;
  readonly superuser: { readonly user: string; readonly password: string };
  stop(): Promise<void>;
};

const DEBIAN_15 = "/usr/lib/postgresql/15/bin";
const PASSWORD = "a-password-for-tests";

/** A home that the user of PostgreSQL can come through. */
export function openHome(): string {
  const home = temporaryHome();
  chmodSync(home, 0o711);
  return home;
}

function standIn(at: ServerConfig & { password: string }, stop: () => Promise<void>): StandInServer {
  return {
    admin: (sql, database = "postgres") =>
      withClient({ ...at, database }, undefined, async (client) => void (await client.query(sql))),
    url: (user, password, database) => `postgresql://${user}:${password}@${at.host}:${at.port}/${database}`,
    superuser: { user: at.user, password: at.password },
    stop,
  };
}

async function embedded18(): Promise<StandInServer> {
  const home = openHome();
  const server = await EmbeddedServer.start({ dataDir: home, fast: true });
  const at = server.config("postgres", "postgres");
  return standIn({ ...at, password: at.password ?? "" }, async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
}

async function debian15(): Promise<StandInServer> {
  const home = openHome();
  const [cluster, passwordFile] = [join(home, "postgres"), join(home, "password")];
  const runAs = chooseUser();
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
  if (runAs) chownSync(cluster, runAs.uid, runAs.gid);
  const args = ["-D", cluster, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--no-sync"];
  const made = spawnSync(join(DEBIAN_15, "initdb"), args, { ...spawnAs(runAs), encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb of Debian's PostgreSQL failed: ${made.stderr}`);
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const child = spawn(join(DEBIAN_15, "postgres"), ["-D", cluster, ...settings.flatMap((one) => ["-c", one])], {
    ...spawnAs(runAs),
    stdio: "ignore",
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const up = await pollUntil(() => (readPostmaster(cluster)?.ready ? true : undefined), 30_000);
  const at = { host: "127.0.0.1", port, user: "postgres", password: PASSWORD, database: "postgres" };
  const stop = async () => {
    child.kill("SIGINT");
    await gone;
    rmSync(home, { recursive: true, force: true });
  };
  if (!up) {
    await stop();
    throw new Error("Debian's PostgreSQL did not start");
  }
  return standIn(at, stop);
}

/** The servers that DATABASE_URL is tried on. Debian's is left out where it is not installed; `.ci/run` installs it. */
export const STAND_INS: readonly (readonly [name: string, start: () => Promise<StandInServer>])[] = [
  ["the embedded 18", embedded18],
  ...(existsSync(join(DEBIAN_15, "postgres")) ? [["Debian's 15", debian15] as const] : []),
];
