import { serve } from "../src/main/serve.ts";
import { CannotStart } from "../src/platform/cannot-start.ts";

// `node drills/serve-at.ts serve`: the real serve by a clock that is MOVED_MS ahead of this machine's. A drill starts it.

const { MOVED_MS, ...environment } = process.env;
const moved = Number(MOVED_MS);
try {
  process.exitCode = await serve(
    environment,
    (line) => void process.stdout.write(`${line}\n`),
    () => new Date(Date.now() + moved),
  );
} catch (cause) {
  if (!(cause instanceof CannotStart)) throw cause;
  process.stderr.write(`${cause.message} [${cause.code}]\n`);
  process.exitCode = 2;
}
