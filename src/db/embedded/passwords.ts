import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../../platform/cannot-start.ts";
import { newPassword } from "../../platform/ids.ts";
import { keepSecret } from "../../platform/secrets.ts";

const ROLES = ["postgres", "openfees_owner", "openfees_app", "openfees_read"] as const;

/** What each role of our own PostgreSQL logs in with. */
export type Passwords = Readonly<Record<(typeof ROLES)[number], string>>;

/** Four passwords of 64 letters are far less. */
const LARGEST_BYTES = 10_000;
/** Ours are hex; a person may have set others, in ASCII and without blanks. */
const PASSWORD = /^[!-~]{8,200}$/;

/**
 * Reads `passwords.json` of a data directory, or makes it where there is no cluster yet. Throws `CannotStart` with one
 * line that says what is wrong with the file and nothing of what is in it, and never with a `cause`.
 */
export function passwordsOf(path: string): Passwords {
  const file = join(path, "passwords.json");
  const there = existsSync(file);
  if (!there && existsSync(join(path, "postgres", "PG_VERSION")))
    throw new CannotStart(
      "passwords_damaged",
      `The file ${file} is missing, without which nobody can log in to the PostgreSQL beside it. Put it back, or set OPENFEES_DATA_DIR to another directory.`,
    );
  const passwords = there ? readPasswords(file) : makePasswords(file);
  for (const role of ROLES) keepSecret(passwords[role]);
  return passwords;
}

function readPasswords(file: string): Passwords {
  let said: unknown;
  try {
    said = JSON.parse(textOf(file));
  } catch (cause) {
    if (cause instanceof CannotStart) throw cause;
    throw damaged(file, "it is no JSON");
  }
  if (typeof said !== "object" || said === null || Array.isArray(said))
    throw damaged(file, "it is no list of passwords");
  const found = said as Readonly<Record<string, unknown>>;
  for (const role of ROLES) {
    const password = Object.hasOwn(found, role) ? found[role] : undefined;
    if (password === undefined) throw damaged(file, `it has no password for ${role}`);
    if (typeof password !== "string" || !PASSWORD.test(password))
      throw damaged(file, `its password for ${role} cannot be one`);
  }
  const { postgres, openfees_owner, openfees_app, openfees_read } = found as Passwords;
  return { postgres, openfees_owner, openfees_app, openfees_read };
}

/** Opened without waiting, since a pipe of this name would never answer, and looked at before it is read. */
function textOf(file: string): string {
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw damaged(file, `it cannot be opened (${(cause as NodeJS.ErrnoException).code ?? "no reason given"})`);
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw damaged(file, "it is no file");
    if (stat.size > LARGEST_BYTES) throw damaged(file, "it is far too large");
    return readFileSync(fd, "utf8").replace(/^\uFEFF/, "");
  } finally {
    closeSync(fd);
  }
}

const damaged = (file: string, how: string): CannotStart =>
  new CannotStart(
    "passwords_damaged",
    `The file ${file} with the passwords of PostgreSQL cannot be used: ${how}. Put back a copy of it, or set OPENFEES_DATA_DIR to another directory.`,
  );

function makePasswords(file: string): Passwords {
  const made = Object.fromEntries(ROLES.map((role) => [role, newPassword()])) as Passwords;
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return made;
}
