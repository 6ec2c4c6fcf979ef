/** The pool of child processes for what strangers send, with the bounds of this release. */

import { foreignBuild } from "../../build/foreign-build.ts";
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

/** `atOnce` children work at a time. */
export function foreignPool(atOnce: number, own: Pick<ChildPoolOptions, "onDeath"> = {}): ForeignPool {
  let opening: Promise<ChildPool> | undefined;
  let open: ChildPool | undefined;
  let closed = false;
  const start = async (): Promise<ChildPool> => {
    const { entry, folder } = await foreignBuild();
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
