import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./tracked-files.ts";

/**
 * A path in the shared folder of corpora and scorers that lies beside the project, or undefined where it is absent: a
 * test then says that it was skipped (`test.skipIf(!corpus)`). `SHARED_FOLDER` names it when it lies elsewhere.
 */
export function sharedPath(path: string): string | undefined {
  const full = join(process.env.SHARED_FOLDER ?? join(ROOT, "..", "shared"), path);
  return existsSync(full) ? full : undefined;
}
