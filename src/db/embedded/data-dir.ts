import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { canReach, chooseUser } from "./run-as.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Where the embedded PostgreSQL keeps its data. A setting wins; a relative one starts where the person stands (npm's
 * INIT_CWD). Else `.openfees` in the project's folder, or, when openfees is an installed package, the user's state
 * folder. As root, when the user of PostgreSQL may not enter there (a home is often closed), a folder under /var/lib.
 */
export function dataDir(setting: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  if (setting !== undefined) return resolve(environment.INIT_CWD ?? process.cwd(), setting);
  const installed = /[\\/]node_modules[\\/]/.test(ROOT);
  const own = installed ? join(stateFolder(environment), "openfees") : join(ROOT, ".openfees");
  if (canReach(join(own, "postgres"), chooseUser())) return own;
  return `/var/lib/openfees/${createHash("sha256").update(own).digest("hex").slice(0, 12)}`;
}

function stateFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return environment.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  return environment.XDG_STATE_HOME ?? join(homedir(), ".local", "state");
}
