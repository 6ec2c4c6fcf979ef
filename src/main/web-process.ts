/**
 * The web process, which `openfees serve` starts as a child of its own and starts again when it dies (keep-serving.ts).
 * It has a channel to its parent, gets its settings from the environment, and exits as `serve` does.
 */

import { runSafely } from "../platform/run-safely.ts";
import { HANDOVER, linkToParent } from "../serving/parent-link.ts";

const parent = linkToParent();
const status = await runSafely(async () => {
  const { loadServed, serve } = await import("./serve.ts");
  loadServed();
  if (!(await parent.turn)) return 0;
  return serve(process.env, parent.listening, undefined, process.argv.includes(HANDOVER), parent);
});
parent.close();
// Everything was stopped in order; work that still runs, such as scripts that are built for later, is not waited for.
process.exit(status);
