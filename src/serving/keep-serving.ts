/**
 * `openfees serve`: the parent of the web process. It holds the data directory and the PostgreSQL in it, starts the web
 * process, starts it again when it dies, and stops both in order. It sees no request: whatever ends the web process
 * leaves it and PostgreSQL as they are.
 */
import { type ChildProcess, fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dataDir } from "../db/embedded/data-dir.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { type Death, KeptProcess } from "../platform/kept-process.ts";
import { createLog } from "../platform/log.ts";
import { readSettings } from "../platform/settings.ts";
import { onStopSignal, Shutdown } from "../platform/shutdown.ts";
import { SpareProcess } from "../platform/spare-process.ts";
import { KeptPostgres } from "./keep-postgres.ts";
import { endLeftOverWeb, forgetWeb, noteWeb } from "./left-over-web.ts";
import { AGAIN, FACTS_OF_FILES, HANDOVER, type Listening, SPARE, WHERE_IS_POSTGRES } from "./parent-link.ts";

type Log = ReturnType<typeof createLog>;

const NEEDS_NODE = 26;
const POSTGRES_STOP_MS = 30_000;
/** After this time of answering another web process is started, which waits to take its place. */
const SPARE_AFTER_MS = 5_000;
const SPARE_AGAIN_MS = 60_000;

/**
 * For work on code and data: calls `renew` whenever the web process should be another; gives back what ends that. Pages are
 * then answered from the data files, so that a change is seen before it has a version.
 */
export type RenewOn = (renew: () => void) => () => void;

export type KeepServing = {
  readonly environment: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** The program that answers requests. */
  readonly webProcess: URL;
  readonly handover?: boolean;
  readonly renewOn?: RenewOn;
};

/**
 * Serves until it is stopped; prints the address once, when pages are first answered. Answers the exit status: that
 * of the web process where it was refused or could not be kept up. Throws `CannotStart` when it cannot begin. With
 * `renewOn` a web process that does not come up is tried again for ever, since its code may be put right any time.
 */
export async function keepServing({
  environment,
  print,
  webProcess,
  handover = false,
  renewOn,
}: KeepServing): Promise<number> {
  if (Number(process.versions.node.split(".")[0]) < NEEDS_NODE)
    throw new CannotStart(
      "node_too_old",
      `serve needs Node ${NEEDS_NODE} or later; this is Node ${process.versions.node}. The other commands run here.`,
    );
  const settings = readSettings(environment);
  const log = createLog(settings.logLevel);
  const home = dataDir(settings.dataDir);
  const shutdown = new Shutdown((step, cause) => log.error({ step, err: cause }, "did not stop in order"));
  const toStop = new Promise<void>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      log.info({ signal }, "stopping");
      resolve();
    };
    shutdown.add("signals", 100, onStopSignal(stop));
  });
  try {
    const postgres = settings.databaseUrl === undefined ? new KeptPostgres(home, log) : undefined;
    shutdown.add("PostgreSQL", POSTGRES_STOP_MS, () => postgres?.stop());
    for (const pid of await endLeftOverWeb(home)) log.warn({ pid }, "ended a web process whose parent was gone");
    // longer than the longest statement and what is stopped after it
    const stopMs = settings.uploadTimeMs + 60_000;
    const tries = renewOn && Number.POSITIVE_INFINITY;
    // code that was just saved must not wait in one that was loaded before
    const spare = settings.spare === "yes" && renewOn === undefined;
    const web = keepWeb(
      {
        environment,
        webProcess,
        port: settings.port,
        home,
        handover,
        stopMs,
        tries,
        spare,
        factsOfFiles: renewOn !== undefined,
        print,
        log,
      },
      postgres,
    );
    const still = renewOn?.(() => web.renew());
    shutdown.add("renewals", 100, async () => still?.());
    shutdown.add("web process", stopMs + 5_000, () => web.stop().then(() => forgetWeb(home)));
    await Promise.race([toStop, web.ended]);
    return await web.stop();
  } finally {
    await shutdown.stop();
  }
}

type Web = Pick<KeepServing, "environment" | "print" | "webProcess"> & {
  readonly port: number;
  readonly home: string;
  readonly handover: boolean;
  readonly stopMs: number;
  readonly tries: number | undefined;
  /** Another process has loaded the code and waits to take the place of one that dies. */
  readonly spare: boolean;
  readonly factsOfFiles: boolean;
  readonly log: Log;
};

function keepWeb({ home, handover, stopMs, tries, print, log, ...given }: Web, postgres?: KeptPostgres) {
  let { port } = given;
  let answered = false;
  const startWeb = (...args: readonly string[]) =>
    forkWeb(given.webProcess, args, { ...given.environment, OPENFEES_PORT: String(port) });
  const spare = new SpareProcess({
    start: () => startWeb(AGAIN, SPARE),
    afterMs: SPARE_AFTER_MS,
    againMs: SPARE_AGAIN_MS,
    onDeath: (how) => log.warn({ how }, "the spare web process ended and is started again"),
  });
  const web: KeptProcess = new KeptProcess({
    stopMs,
    ...(tries === undefined ? {} : { tries }),
    start: () => {
      // a place that was taken over once is its own
      const args = answered ? [AGAIN] : handover ? [HANDOVER] : [];
      if (given.factsOfFiles) args.push(FACTS_OF_FILES);
      const child = spare.take() ?? startWeb(...args);
      if (child.pid !== undefined) noteWeb(home, child.pid);
      return child;
    },
    onMessage: (message, child) => {
      if (message === WHERE_IS_POSTGRES) return void postgres?.tell(child);
      const { address } = message as Listening;
      web.up();
      if (given.spare) spare.ready();
      // a port of its own choice stays the same when it is started again
      port = Number(new URL(address).port || port);
      if (answered) log.info({}, "the web process answers again");
      else print(address);
      answered = true;
    },
    onDeath: (death: Death) => {
      if (death.againInMs === null) log.fatal(death, "the web process ended and is not started again");
      else log.error(death, "the web process died and is started again");
    },
  });
  const stop = () => {
    spare.stop();
    return web.stop();
  };
  return { ended: web.ended.finally(() => spare.stop()), renew: () => web.renew(), stop };
}

/** In a session of its own, so that Ctrl+C in a terminal reaches the parent alone, which stops things in order. */
function forkWeb(program: URL, args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const cache = getCompileCacheDir();
  return fork(program, args, {
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...environment, ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: cache }) },
  });
}
