import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The user PostgreSQL runs as when Node runs as root, which PostgreSQL itself refuses. */
export type RunAs = { readonly uid: number; readonly gid: number; readonly name: string };

/** `postgres` where there is such a user, else `nobody`; undefined when Node is an ordinary user. */
export function chooseUser(passwd: () => string = () => readFileSync("/etc/passwd", "utf8")): RunAs | undefined {
  if (process.platform === "win32" || process.getuid?.() !== 0) return undefined;
  const users = passwd()
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const user = users.find((fields) => fields[0] === name);
    const [uid, gid] = [Number(user?.[2]), Number(user?.[3])];
    if (user && uid > 0 && Number.isInteger(gid)) return { uid, gid, name };
  }
  return { uid: 65_534, gid: 65_534, name: "nobody" };
}

/** Whether the user may enter every folder on the way to `path`. Without a user: the path is ours, so yes. */
export function canReach(path: string, runAs: RunAs | undefined): boolean {
  return runAs === undefined || firstClosedFolder(path, runAs) === undefined;
}

/** The first folder on the way that the user may not enter. */
export function firstClosedFolder(path: string, { uid, gid }: RunAs): string | undefined {
  const folders: string[] = [];
  for (let at = dirname(resolve(path)); ; at = dirname(at)) {
    folders.unshift(at);
    if (at === dirname(at)) break;
  }
  return folders.find((folder) => {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat) return false;
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    return (stat.mode & bit) === 0;
  });
}
