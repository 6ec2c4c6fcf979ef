/**
 * The secrets that seal results. A setting holds them where several instances serve one site; else a file in the data
 * directory, which is made once and shared by whoever shares the directory. Where it can neither be read nor made, a
 * secret in memory does: results given out before a restart cannot be saved after it then.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type SealSecrets = {
  /** Those of a setting, which win. */
  readonly given: readonly string[] | undefined;
  /** The data directory, in which one is kept else. */
  readonly folder: string;
  readonly log: { warn(fields: object, message: string): void };
};

/** The name of the file, beside `passwords.json`; only its owner may read it. */
export const SEAL_FILE = "seal-secret";
const SECRET = /^[\w-]{43}$/;

/** At least one; the first one seals, all are accepted. */
export function sealSecrets({ given, folder, log }: SealSecrets): readonly string[] {
  if (given) return given;
  try {
    return [keptSecret(folder)];
  } catch (cause) {
    const { code = "unknown" } = cause as NodeJS.ErrnoException;
    log.warn(
      { code, file: SEAL_FILE },
      "the secret that seals results cannot be kept: one of this process alone is used",
    );
    return [newSecret()];
  }
}

const newSecret = (): string => randomBytes(32).toString("base64url");

/** The secret of a data directory. A damaged file is replaced: only results that are open right now are lost by it. */
function keptSecret(folder: string): string {
  const file = join(folder, SEAL_FILE);
  const found = read(file);
  if (found !== undefined && SECRET.test(found)) return found;
  mkdirSync(folder, { recursive: true });
  const fresh = join(folder, `.${SEAL_FILE}.${process.pid}`);
  writeFileSync(fresh, newSecret(), { mode: 0o600, flush: true });
  try {
    if (found !== undefined) renameSync(fresh, file);
    // the first of several processes makes it, the others take what they find
    else linkSync(fresh, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  } finally {
    rmSync(fresh, { force: true });
  }
  const kept = read(file);
  if (kept === undefined || !SECRET.test(kept)) throw new Error("the file was changed while it was made");
  return kept;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}
