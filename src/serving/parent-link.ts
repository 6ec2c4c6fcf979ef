/**
 * What the parent of the web process and the web process say to each other over their channel. The parent keeps the
 * PostgreSQL that openfees brings along, so that it outlives the web process; the web process asks where it is each time
 * that it attaches.
 */
import { diskFull, isDiskFull } from "../db/embedded/cluster.ts";
import { stopPostmaster } from "../db/embedded/postmaster.ts";
import type { OwnPostgres, StartOwn } from "../db/link/open-store.ts";
import { CannotStart, type CannotStartCode } from "../platform/cannot-start.ts";
import { PING, PONG, STOP } from "../platform/kept-process.ts";
import { BEGIN } from "../platform/spare-process.ts";

/** Where PostgreSQL is, and its passwords; or why it is not there. */
export type PostgresAnswer =
  | { readonly postgres: OwnAddress }
  | { readonly refused: { readonly code: CannotStartCode; readonly message: string; readonly details?: string } };
export type OwnAddress = {
  readonly port: number;
  readonly pid: number;
  readonly cluster: string;
  readonly passwords: OwnPostgres["passwords"] & { readonly postgres: string };
};

/** Arguments of the web process. */
export const AGAIN = "--again";
export const HANDOVER = "--handover";
/** For work on the data: pages are answered from the files as they are, whatever is stored or published. */
export const FACTS_OF_FILES = "--facts-of-files";
/** It loads its code and waits for its turn. */
export const SPARE = "--spare";

export const WHERE_IS_POSTGRES = "where is PostgreSQL?";
/** PostgreSQL could not be brought back. */
export const POSTGRES_LOST = "PostgreSQL is lost";
export type Listening = { readonly address: string };

/** The parent as the web process sees it. */
export type ParentLink = {
  readonly startOwn: StartOwn;
  /** This process takes the place of one that had answered and died. */
  readonly again: boolean;
  /** Pages are answered from the files of the data folder, and from nothing that is stored. */
  readonly factsOfFiles: boolean;
  /** Its turn has come: at once, unless it was started as a spare. False: it is to stop instead. */
  readonly turn: Promise<boolean>;
  /** Calls when the parent says to stop, or is gone. */
  onStop(call: (why: string) => void): void;
  listening(address: string): void;
  /** Hears no more, so that this process can end. */
  close(): void;
  /** The parent said to stop, or is gone. */
  readonly stopping: boolean;
};

/** The link of this very process, which was started with a channel. */
export function linkToParent(own: NodeJS.Process = process): ParentLink {
  const answers = new Set<(answer: PostgresAnswer) => void>();
  const stops = new Set<(why: string) => void>();
  const turn = Promise.withResolvers<boolean>();
  if (!own.argv.includes(SPARE)) turn.resolve(true);
  let lost: ((cause: unknown) => void) | undefined;
  let known: OwnAddress | undefined;
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    turn.resolve(false);
    for (const call of stops) call(why);
  };
  const answer = (said: PostgresAnswer) => {
    for (const call of answers) call(said);
    answers.clear();
  };
  own.on("message", (message: unknown) => {
    if (message === PING) own.send?.(PONG);
    else if (message === STOP) stop("told to");
    else if (message === BEGIN) turn.resolve(true);
    else if (message === POSTGRES_LOST) lost?.(new Error("PostgreSQL died too often"));
    else answer(message as PostgresAnswer);
  });
  const onGone = () => {
    // The parent was killed: no process is left to stop its PostgreSQL or to start this one again.
    if (known !== undefined) stopPostmaster(known.pid, known.cluster);
    answer({ refused: { code: "embedded_failed", message: "The parent of the web process is gone." } });
    stop("the parent is gone");
  };
  own.once("disconnect", onGone);
  return {
    again: own.argv.includes(AGAIN),
    factsOfFiles: own.argv.includes(FACTS_OF_FILES),
    turn: turn.promise,
    startOwn: async ({ dataDir, onGivenUp }) => {
      const said = await new Promise<PostgresAnswer>((resolve) => {
        answers.add(resolve);
        own.send?.(WHERE_IS_POSTGRES);
      });
      if ("refused" in said) {
        const { code, message, details } = said.refused;
        throw new CannotStart(code, message, details === undefined ? {} : { details });
      }
      lost = onGivenUp;
      known = said.postgres;
      return given(said.postgres, dataDir);
    },
    onStop: (call) => {
      stops.add(call);
      if (stopped !== undefined) call(stopped);
    },
    get stopping() {
      return stopped !== undefined;
    },
    close: () => {
      own.off("disconnect", onGone);
      if (own.connected) own.disconnect?.();
    },
    listening: (address) => void own.send?.({ address } satisfies Listening),
  };
}

/** A PostgreSQL that somebody else keeps: to stop it is not ours. */
const given = ({ port, passwords }: OwnAddress, dataDir: string): OwnPostgres => ({
  passwords,
  config: (user, database) => ({ host: "127.0.0.1", port, user, database, password: passwords[user] }),
  why: (cause) => (isDiskFull(dataDir) ? diskFull(dataDir, { cause }) : cause),
  stop: async () => {},
});
