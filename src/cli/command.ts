import type { Manual } from "./manual.ts";

/** What a command may touch: streams and the environment come from main, so that a test hands it its own. */
export type Terminal = {
  /** Writes the answer, and nothing but the answer, to standard output. */
  readonly out: (text: string) => void;
  /** The same, and waits until a slow reader has room again: for answers too long to hold. */
  readonly write: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
};

/** Exit status: 0 done, 1 done with findings that the command is for, 2 wrong use or refused input. */
export type Command = {
  readonly name: string;
  /** One line for `openfees --help`. */
  readonly summary: string;
  /** How it is used: `--help`, the manual page and the completion of shells are made from it. */
  readonly manual: Manual;
  /** It runs until it is stopped: what it does inside has scopes of its own. */
  readonly lasting?: boolean;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
};
