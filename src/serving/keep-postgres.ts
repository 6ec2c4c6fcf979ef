import type { ChildProcess } from "node:child_process";
import { claimDirectory, EmbeddedServer } from "../db/embedded/embedded-server.ts";
import { toldTo } from "../db/link/open-store.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { send } from "../platform/kept-process.ts";
import type { createLog } from "../platform/log.ts";
import { POSTGRES_LOST, type PostgresAnswer } from "./parent-link.ts";

/**
 * The PostgreSQL that the parent keeps for its web process. It begins to start at once; one that could not be started, or
 * not be brought back, is begun anew when the web process asks for it the next time. The directory is held from the
 * constructor to `stop`, whether PostgreSQL is up or not. Throws `CannotStart` where it cannot be held.
 */
export class KeptPostgres {
  readonly #dataDir: string;
  readonly #log: ReturnType<typeof createLog>;
  readonly #release: () => void;
  #server: Promise<EmbeddedServer> | undefined;
  #asker: ChildProcess | undefined;

  constructor(dataDir: string, log: ReturnType<typeof createLog>) {
    this.#dataDir = dataDir;
    this.#log = log;
    this.#release = claimDirectory(dataDir);
    // whoever asks hears of a failure
    this.#start().catch(() => {});
  }

  #start(): Promise<EmbeddedServer> {
    this.#server ??= EmbeddedServer.start({
      dataDir: this.#dataDir,
      claimed: true,
      ...toldTo(this.#log),
      onGivenUp: (cause) => this.#lost(cause),
    });
    return this.#server;
  }

  /** Sends the web process where PostgreSQL is, as soon as it is up, or why it is not. */
  async tell(web: ChildProcess): Promise<void> {
    this.#asker = web;
    send(web, await this.#answer());
  }

  async #answer(): Promise<PostgresAnswer> {
    try {
      const { port, passwords, cluster, pid = 0 } = await this.#start();
      return { postgres: { port, passwords, cluster, pid } };
    } catch (cause) {
      this.#server = undefined;
      if (!(cause instanceof CannotStart)) this.#log.error({ err: cause }, "PostgreSQL could not be started");
      const { code, message, details } =
        cause instanceof CannotStart ? cause : new CannotStart("embedded_failed", "PostgreSQL could not be started.");
      return { refused: { code, message, ...(details === undefined ? {} : { details }) } };
    }
  }

  #lost(cause: unknown): void {
    this.#log.error({ err: cause }, "PostgreSQL is given up until the web process asks for it again");
    const server = this.#server;
    this.#server = undefined;
    void server?.then((one) => one.stop());
    if (this.#asker) send(this.#asker, POSTGRES_LOST);
  }

  async stop(): Promise<void> {
    await this.#server?.then(
      (server) => server.stop(),
      () => {},
    );
    this.#release();
  }
}
