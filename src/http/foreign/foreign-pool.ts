/** The pool of child processes for what strangers send, with the bounds of this release. */

import { ChildPool } from "../../server/child-pool.ts";
import { childUser } from "../../server/child-user.ts";
import type { Death } from "../../server/walled-child.ts";
import { type Log, NO_LOG } from "../web-deps.ts";

/** One is warm while the others work. */
const SPARE = 1;
/** JavaScript's heap in a child, what a child may hold in all, and what all children may hold together. */
const HEAP_MB = 384;
const EACH_BYTES = 560_000_000;
const TOTAL_BYTES = 640_000_000;

export type ForeignPool = {
  /** Built and started when it is first asked for. */
  readonly pool: () => Promise<ChildPool>;
  /** Undefined before the first use. */
  readonly now: () => ChildPool | undefined;
  /** Starts the first children before they are needed. */
  readonly warm: () => Promise<void>;
  /** Kills the children. */
  readonly close: () => Promise<void>;
};

export type ForeignPoolOptions = {
  /** So many children work at a time. */
  readonly atOnce: number;
  /** What they run: its entry, and the folder that they may read. */
  readonly build: () => Promise<{ readonly entry: string; readonly folder: string }>;
  /** Gets children that could not be started; what a job did to its child is logged where the job is known. */
  readonly log?: Log;
};

export function foreignPool({ atOnce, build, log = NO_LOG }: ForeignPoolOptions): ForeignPool {
  let opening: Promise<ChildPool> | undefined;
  let open: ChildPool | undefined;
  let closed = false;
  const onDeath = (death: Death, said: string) => {
    if (death === "start") log.error({ said }, "a child process could not be started");
  };
  const start = async (): Promise<ChildPool> => {
    const { entry, folder } = await build();
    const bounds = { heapMb: HEAP_MB, eachBytes: EACH_BYTES, totalBytes: TOTAL_BYTES, size: atOnce + SPARE };
    open = new ChildPool({ entry, folder, ...bounds, user: await childUser(entry), onDeath });
    if (closed) open.close();
    return open;
  };
  const pool = () => {
    opening ??= start();
    return opening;
  };
  return {
    pool,
    now: () => open,
    warm: async () => (await pool()).warm(),
    close: async () => {
      closed = true;
      open?.close();
    },
  };
}
