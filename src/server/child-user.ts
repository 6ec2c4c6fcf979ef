import { execFile } from "node:child_process";

/** A number that no user has: systemd and the distributions leave 65520 to 65533 free. */
const FREE_ID = 65_533;

export type ChildUser = { readonly uid: number; readonly gid: number };

/**
 * Whom child processes run as when Node runs as root: a number that owns nothing on this machine. Undefined for an ordinary
 * user, and where such a user could not run this Node and read `entry`, as under a closed home or in some containers.
 */
export function childUser(entry: string): Promise<ChildUser | undefined> {
  if (process.platform === "win32" || process.getuid?.() !== 0) return Promise.resolve(undefined);
  const user = { uid: FREE_ID, gid: FREE_ID };
  const args = ["-c", 'test -r "$1" && exec "$0" --version', process.execPath, entry];
  return new Promise((resolve) => {
    execFile("/bin/sh", args, { ...user, cwd: "/", env: {}, timeout: 10_000 }, (error) =>
      resolve(error ? undefined : user),
    ).once("error", () => resolve(undefined));
  });
}
