import { CannotStart } from "./cannot-start.ts";
import { safeErrorText } from "./safe-error.ts";
import { keepEnvironmentSecrets, withoutSecrets } from "./secrets.ts";

const FAILED = 1;
const REFUSED = 2;

/**
 * Runs a whole program and answers its exit status. What refuses to start is one line and status 2; everything else that
 * is thrown, wherever, is printed without what it quotes and without secrets, and ends the process with status 1.
 */
export async function runSafely(work: () => Promise<number>): Promise<number> {
  keepEnvironmentSecrets(process.env);
  const fatal = (error: unknown) => {
    process.stderr.write(safeErrorText(error));
    process.exit(FAILED);
  };
  process.on("uncaughtException", fatal);
  process.on("unhandledRejection", fatal);
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof CannotStart)) {
      process.stderr.write(safeErrorText(cause));
      return FAILED;
    }
    const details = cause.details === undefined ? "" : `\n${cause.details.trim()}\n`;
    process.stderr.write(withoutSecrets(`${cause.message} [${cause.code}]\n${details}`));
    return REFUSED;
  }
}
