/**
 * The web process, which `openfees serve` starts as a child of its own and starts again when it dies (keep-serving.ts).
 * It has a channel to its parent, gets its settings from the environment, and exits as `serve` does.
 */
import { HANDOVER, linkToParent } from "./parent-link.ts";
import { runSafely } from "./run-safely.ts";

const parent = linkToParent();
const status = await runSafely(async () => {
  const { loadServed, serve } = await import("./serve.ts");
  loadServed();
  if (!(await parent.turn)) return 0;
  return serve(process.env, parent.listening, undefined, process.argv.includes(HANDOVER), parent);
});
parent.close();
// Everything was stopped in order; what is at work still, such as scripts that are built for later, is waited for by nobody.
process.exit(status);
