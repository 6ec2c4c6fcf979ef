import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readPostmaster } from "../src/db/embedded/postmaster.ts";
import { pollUntil } from "../src/platform/deadline.ts";
import { startServe, stopServe } from "./support/serve-process.ts";
import { openHome } from "./support/stand-in-server.ts";
import { ROOT } from "./support/tracked-files.ts";
import { webOf } from "./support/web-of.ts";

const PATIENCE_MS = 60_000;

test("npm run dev serves, and a file that is saved brings another web process at the same address", {
  timeout: 240_000,
}, async () => {
  const place = openHome();
  onTestFinished(() => rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const home = join(place, "data");
  const dev = startServe({ environment: { OPENFEES_DATA_DIR: home }, entry: `${ROOT}tools/dev.ts` });
  onTestFinished(async () => void (await stopServe(dev)));
  const address = await dev.address;
  const postgres = readPostmaster(join(home, "postgres"))?.pid;
  const webs: number[] = [];
  for (const file of ["src/web/pages/facts/fee.tsx", "data/ng/banks.json"]) {
    webs.push(await webOf(home, webs));
    const now = new Date();
    utimesSync(join(ROOT, file), now, now);
    const said = await pollUntil(() => (dev.out().includes(`${file} was saved`) ? true : undefined), PATIENCE_MS);
    expect(said).toBe(true);
    const page = await pollUntil(
      () =>
        fetch(new URL("/fees", address), { headers: { connection: "close" } }).then(
          ({ status }) => status,
          () => undefined,
        ),
      PATIENCE_MS,
    );
    expect(page).toBe(200);
  }
  webs.push(await webOf(home, webs));
  expect(new Set(webs).size).toBe(3);
  expect(readPostmaster(join(home, "postgres"))?.pid).toBe(postgres);
});
