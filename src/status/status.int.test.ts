import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { testServers } from "../../test/support/listening.ts";
import { startServe } from "../../test/support/serve-process.ts";
import { openHome } from "../../test/support/stand-in-server.ts";
import { ROOT } from "../../test/support/tracked-files.ts";
import { pollUntil } from "../platform/deadline.ts";

const run = promisify(execFile);
const { listening } = testServers();
const CLI = `${ROOT}/src/main/cli.js`;
type Status = {
  readonly checkedAt: string;
  readonly cannotTellAfter: string;
  readonly components: readonly { readonly id: string; readonly works: boolean }[];
};

function folders() {
  const top = mkdtempSync(join(tmpdir(), "openfees-status-"));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  return { top, kept: join(top, "kept"), published: join(top, "published") };
}

function startWatch(site: string, kept: string, publish: string): ChildProcess {
  const args = [CLI, "status", "watch", site, "--folder", kept, "--publish", publish, "--every", "1"];
  const child = spawn(process.execPath, args, { stdio: "ignore", env: { PATH: process.env.PATH } });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** The published status once it is as asked for. */
const statusWhen = (folder: string, asked: (status: Status) => boolean) =>
  pollUntil(() => {
    const path = join(folder, "status.json");
    const status = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Status) : undefined;
    return status && asked(status) ? status : undefined;
  }, 60_000);
const brokenOf = ({ components }: Status): string[] => components.filter(({ works }) => !works).map(({ id }) => id);

test("a real site works, is killed, and its writer dies: the published page is right each time", {
  timeout: 240_000,
}, async () => {
  const { kept, published } = folders();
  const dataDir = openHome();
  const serve = startServe({ environment: { OPENFEES_DATA_DIR: dataDir } });
  onTestFinished(() => {
    serve.child.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  });
  const writer = startWatch(await serve.address, kept, published);
  const good = await statusWhen(published, (status) => brokenOf(status).length === 0);
  expect(good?.components.map(({ id }) => id)).toEqual(["pages", "search", "statements", "reports"]);
  expect(readFileSync(join(published, "index.html"), "utf8")).toContain("everything worked");

  const killedAt = Date.now();
  serve.child.kill("SIGTERM");
  const bad = await statusWhen(published, (status) => brokenOf(status).length === 4);
  expect(Date.parse(bad?.checkedAt ?? "")).toBeGreaterThan(killedAt);
  const page = () => readFileSync(join(published, "index.html"), "utf8");
  // the page is the last file of a round
  const told = await pollUntil(
    () => (/<h1>At \d\d:\d\d nothing answered us<\/h1>/.test(page()) ? true : undefined),
    20_000,
  );
  expect(told, page()).toBe(true);

  writer.kill("SIGKILL");
  await once(writer, "exit");
  const left = page();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(page()).toBe(left);
  const [, checked = "", due = ""] =
    /Checked (\d\d:\d\d) on \d+ \w+ \d{4}; if it is later than (\d\d:\d\d) where you are, we cannot tell\./.exec(
      left,
    ) ?? [];
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  expect((minutes(due) - minutes(checked) + 1_440) % 1_440).toBe(1);
  expect(left).not.toContain("<script");
});

test("a site whose database is gone has one broken component; one that hangs, or behind which somebody else answers, has none that works", {
  timeout: 120_000,
}, async () => {
  const answers = (path: string): [number, string] =>
    path.startsWith("/search")
      ? [200, '{"answers":[]}']
      : path === "/fees"
        ? [200, '<a href="/fees/alert.sms">x</a>']
        : path === "/api/v1/audit"
          ? [200, '{"lines":[]}']
          : [503, ""];
  const half = createServer((request, response) => {
    const [status, text] = answers(request.url ?? "");
    request.resume();
    request.on("end", () => response.writeHead(status).end(text));
  });
  const silent = createServer(() => {});
  // a proxy, a parked domain or a hotel's network: an answer to everything, and none is the site's
  const answersAll = (status: number) =>
    createServer((request, response) => {
      request.resume();
      request.on("end", () => response.writeHead(status, { "content-type": "text/html" }).end("<h1>Hello</h1>"));
    });
  for (const [server, broken] of [
    [half, ["reports"]],
    [answersAll(404), ["pages", "search", "statements", "reports"]],
    [answersAll(200), ["pages", "search", "statements", "reports"]],
    [silent, ["pages", "search", "statements", "reports"]],
  ] as const) {
    const { kept } = folders();
    const site = `http://127.0.0.1:${await listening(server)}/`;
    const began = performance.now();
    await run(process.execPath, [CLI, "status", "watch", site, "--folder", kept, "--once"]);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(brokenOf(JSON.parse(readFileSync(join(kept, "site", "status.json"), "utf8")) as Status)).toEqual(broken);
  }
});

test("a command publishes from the page's folder; one that fails is told, and the next look is made all the same", {
  timeout: 60_000,
}, async () => {
  const { top, kept } = folders();
  const watch = (publish: string) =>
    run(process.execPath, [
      CLI,
      "status",
      "watch",
      "http://127.0.0.1:9/",
      "--folder",
      kept,
      "--once",
      "--publish",
      publish,
    ]);
  await watch(`tar cf ${top}/page.tar index.html status.css`);
  expect((await run("tar", ["tf", `${top}/page.tar`])).stdout.split("\n")).toContain("index.html");
  expect((await watch("cat nothing-there && true")).stderr).toContain("could not publish: the command ended with 1");
});

test("incidents and planned work are told by a command and stand on the next page; wrong words change nothing", {
  timeout: 90_000,
}, async () => {
  const { kept } = folders();
  const status = (...args: string[]) => run(process.execPath, [CLI, "status", ...args, "--folder", kept]);
  expect((await status("open", "Reports cannot be sent", "--component", "reports")).stdout).toBe(
    "1  Reports cannot be sent\n",
  );
  await status("note", "1", "--note", "A disk is full.");
  await status("plan", "New disk", "--from", "2026-12-01T22:00+01:00", "--until", "2026-12-01T23:00+01:00");
  await status("close", "1");
  await expect(status("close", "1")).rejects.toMatchObject({ code: 1 });
  await expect(status("open", "x", "--component", "moon")).rejects.toMatchObject({ code: 2 });
  await expect(status("plan", "x", "--from", "2026-12-02", "--until", "2026-12-01")).rejects.toMatchObject({ code: 2 });
  await expect(status("watch", "ftp://x/")).rejects.toMatchObject({ code: 2 });
  await status("watch", "http://127.0.0.1:9/", "--once");
  const page = readFileSync(join(kept, "site", "index.html"), "utf8");
  for (const words of [
    "Reports cannot be sent",
    "A disk is full.",
    "It is over.",
    "New disk",
    "1 December 2026, 22:00",
  ])
    expect(page).toContain(words);
  expect(readFileSync(join(kept, "site", "incidents.atom"), "utf8")).toContain("<title>Reports cannot be sent</title>");
  writeFileSync(join(kept, "incidents.json"), "{");
  await expect(status("list")).rejects.toMatchObject({ stderr: expect.stringContaining("is damaged") });
});
