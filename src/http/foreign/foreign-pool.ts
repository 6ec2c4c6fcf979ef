/** The pool of child processes for what strangers send, with the bounds of this release. */

import { ChildPool, type ChildPoolOptions } from "../../server/child-pool.ts";
import { childUser } from "../../server/child-user.ts";

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
  /** Kills the children. */
  readonly close: () => Promise<void>;
};

export type ForeignPoolOptions = Pick<ChildPoolOptions, "onDeath"> & {
  /** So many children work at a time. */
  readonly atOnce: number;
  /** What they run: its entry, and the folder that they may read. */
  readonly build: () => Promise<{ readonly entry: string; readonly folder: string }>;
};

export function foreignPool({ atOnce, build, ...own }: ForeignPoolOptions): ForeignPool {
  let opening: Promise<ChildPool> | undefined;
  let open: ChildPool | undefined;
  let closed = false;
  const start = async (): Promise<ChildPool> => {
    const { entry, folder } = await build();
    const bounds = { heapMb: HEAP_MB, eachBytes: EACH_BYTES, totalBytes: TOTAL_BYTES, size: atOnce + SPARE };
    open = new ChildPool({ entry, folder, ...bounds, user: await childUser(entry), ...own });
    if (closed) open.close();
    return open;
  };
  return {
    pool: () => {
      opening ??= start();
      return opening;
    },
    now: () => open,
    close: async () => {
      closed = true;
      open?.close();
    },
  };
}
