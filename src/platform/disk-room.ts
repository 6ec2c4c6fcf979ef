import { statfsSync } from "node:fs";

export type DiskRoom = {
  /** What lies on it. */
  readonly folder: string;
  /** Free bytes; undefined where the system does not tell. */
  free(): number | undefined;
  /** All bytes of the disk; undefined where the system does not tell. */
  size(): number | undefined;
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
  ask: (path: string) => { readonly free: number; readonly size: number } | undefined = roomOf,
): DiskRoom {
  let [room, lookedAt, enough]: [ReturnType<typeof ask>, number, boolean] = [undefined, Number.NEGATIVE_INFINITY, true];
  const look = () => {
    if (performance.now() - lookedAt < LOOK_MS) return;
    lookedAt = performance.now();
    room = ask(path);
    const now = room === undefined || room.free >= leastBytes;
    if (now !== enough && room !== undefined) onChange(now, room.free);
    enough = now;
  };
  return {
    folder: path,
    free: () => {
      look();
      return room?.free;
    },
    size: () => {
      look();
      return room?.size;
    },
    enough: () => {
      look();
      return enough;
    },
  };
}

function roomOf(path: string): { free: number; size: number } | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(path);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return undefined;
  }
}
