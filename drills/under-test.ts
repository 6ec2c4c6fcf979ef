import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerConfig } from "../src/db/database-url.ts";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { prepareEmbedded } from "../src/db/embedded/prepare-embedded.ts";
import { migrate } from "../src/db/migrate.ts";
import type { UnderTest, Weighed } from "./web-under-test.ts";

/** A process that listens on a port of this machine and answers over IPC. */
export class Child {
  readonly process: ChildProcess;
  address = "";

  private constructor(process: ChildProcess) {
    this.process = process;
  }

  static async start(entry: URL, options: unknown): Promise<Child> {
    const child = new Child(
      fork(fileURLToPath(entry), [JSON.stringify(options)], { stdio: ["ignore", "inherit", "inherit", "ipc"] }),
    );
    child.address = `http://127.0.0.1:${await child.#answer<number>()}`;
    return child;
  }

  async ask<T>(what: string): Promise<T> {
    const answer = this.#answer<T>();
    this.process.send(what);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.send("stop");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  }

  #answer<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error("the server under test ended"));
      this.process.once("exit", ended);
      this.process.once("message", (message) => {
        this.process.off("exit", ended);
        resolve(message as T);
      });
    });
  }
}

export const startWeb = (options: UnderTest): Promise<Child> =>
  Child.start(new URL("./web-under-test.ts", import.meta.url), options);
export const weigh = (child: Child): Promise<Weighed> => child.ask<Weighed>("weigh");

/** A migrated PostgreSQL of the drill's own. */
export async function startDatabase(): Promise<{ readonly at: ServerConfig; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), "openfees-drill-"));
  chmodSync(home, 0o711);
  const server = await EmbeddedServer.start({ dataDir: home, fast: true });
  await prepareEmbedded(server);
  await migrate(server.config("openfees_owner", "openfees"));
  return {
    at: server.config("openfees_app", "openfees"),
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
