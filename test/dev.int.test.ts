import { cpSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readPostmaster } from "../src/db/embedded/postmaster.ts";
import { pollUntil } from "../src/platform/deadline.ts";
import { startServe, stopServe } from "./support/serve-process.ts";
import { openHome } from "./support/stand-in-server.ts";
import { ROOT } from "./support/tracked-files.ts";
import { webOf } from "./support/web-of.ts";

const PATIENCE_MS = 60_000;

/** A copy of what is served, so that a test may save other files than ours. */
function copyOfProject(place: string): string {
  const copy = join(place, "project");
  for (const name of ["src", "packages", "data", "tools", "migrations", "docs", "package.json"])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

async function textAt(url: URL): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { headers: { connection: "close" } });
    return answer.status === 200 ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

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
    expect(await pollUntil(() => textAt(new URL("/fees", address)), PATIENCE_MS)).toContain("<h1>");
  }
  webs.push(await webOf(home, webs));
  expect(new Set(webs).size).toBe(3);
  expect(readPostmaster(join(home, "postgres"))?.pid).toBe(postgres);
});

test("npm run dev shows a price that was saved, before the pack has a new version and after a new start", {
  timeout: 240_000,
}, async () => {
  const place = openHome();
  onTestFinished(() => rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  const project = copyOfProject(place);
  const options = {
    environment: { OPENFEES_DATA_DIR: join(place, "data") },
    root: project,
    entry: join(project, "tools/dev.ts"),
  };
  const shows = (address: string, sum: string) =>
    pollUntil(
      async () => ((await textAt(new URL("/banks/ng.gtbank", address)))?.includes(sum) ? true : undefined),
      PATIENCE_MS,
    );
  const file = join(project, "data/ng/listed-fees.json");
  const priced = (sum: string) =>
    readFileSync(file, "utf8").replace(/("id":"ng\.gtbank\.sms".*?"amount":")[^"]*/, `$1${sum}`);

  const first = startServe(options);
  onTestFinished(async () => void (await stopServe(first)));
  expect(await shows(await first.address, "₦6, each")).toBe(true);
  writeFileSync(file, priced("16.77"));
  expect(await shows(await first.address, "₦16.77, each")).toBe(true);
  await stopServe(first);

  writeFileSync(file, priced("16.88"));
  const second = startServe(options);
  onTestFinished(async () => void (await stopServe(second)));
  expect(await shows(await second.address, "₦16.88, each")).toBe(true);
});
