import { statfsSync } from "node:fs";

export type DiskRoom = {
  /** Free bytes; undefined where the system does not tell. */
  free(): number | undefined;
  /** Whether there is as much as must stay free. */
  enough(): boolean;
};

const LOOK_MS = 5_000;

/**
 * Watches the disk under `path`: asked at most every five seconds. `onChange` hears when it falls below `leastBytes` and
 * when it is above again. What cannot be asked counts as enough.
 */
export function diskRoom(
  path: string,
  leastBytes: number,
  onChange: (enough: boolean, free: number) => void,
  ask: (path: string) => number | undefined = freeOf,
): DiskRoom {
  let [free, lookedAt, enough]: [number | undefined, number, boolean] = [undefined, Number.NEGATIVE_INFINITY, true];
  const look = () => {
    if (performance.now() - lookedAt < LOOK_MS) return;
    lookedAt = performance.now();
    free = ask(path);
    const now = free === undefined || free >= leastBytes;
    if (now !== enough && free !== undefined) onChange(now, free);
    enough = now;
  };
  return {
    free: () => {
      look();
      return free;
    },
    enough: () => {
      look();
      return enough;
    },
  };
}

function freeOf(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
