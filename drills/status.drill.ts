/**
 * The site dies, the network of its machine is cut, and the writer of the status page dies. The machine is a network
 * namespace with a cable of its own: cut, it answers nothing and refuses nothing, as a real one does. The page is read from
 * the folder that stands for the third machine, as a person would read it, with script off.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pollUntil } from "../src/platform/deadline.ts";
import { openHome } from "../test/support/stand-in-server.ts";
import type { Drill, DrillResult } from "./drill.ts";
import { killAll } from "./process-tree.ts";

const CLI = new URL("../src/main/cli.js", import.meta.url).pathname;
const PORT = 8080;
const EVERY_S = 1;
/** A probe gives up after 15 s, and the look after it writes the page. */
const TOLD_MS = 40_000;
const START_MS = 120_000;

type Page = {
  readonly headline: string;
  readonly checked: string;
  readonly due: string;
  readonly worked: number;
  readonly broken: number;
  readonly checkedAt: number;
  readonly cannotTellAfter: number;
};

/** What a person reads on the published page, and what the data beside it says; undefined before there is one. */
function read(folder: string): Page | undefined {
  const [html, json] = ["index.html", "status.json"].map((name) => join(folder, name));
  if (!html || !json || !existsSync(html) || !existsSync(json)) return undefined;
  const text = readFileSync(html, "utf8");
  const { checkedAt, cannotTellAfter } = JSON.parse(readFileSync(json, "utf8")) as Record<string, string>;
  const sentence =
    /Checked (\d\d:\d\d) on \d+ \w+ \d{4}; if it is later than (\d\d:\d\d) where you are,\s+we cannot tell\./;
  const [, checked = "", due = ""] = sentence.exec(text) ?? [];
  return {
    headline: /<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? "",
    checked,
    due,
    worked: text.match(/Worked at /g)?.length ?? 0,
    broken: text.match(/Did not work at /g)?.length ?? 0,
    checkedAt: Date.parse(checkedAt ?? ""),
    cannotTellAfter: Date.parse(cannotTellAfter ?? ""),
  };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
/** The sentence is no more than the data says, and no look promises more than it can: a minute or two looks. */
const isSane = ({ checked, due, checkedAt, cannotTellAfter }: Page): boolean =>
  (minutesOf(due) - minutesOf(checked) + 1_440) % 1_440 === 1 && cannotTellAfter - checkedAt === 60_000;

/** A machine of its own: a network namespace on a cable that can be cut. */
class Machine {
  readonly name = `openfees-${process.pid}`;
  readonly address: string;
  readonly #here: string;
  readonly #wire = `of${process.pid % 100_000}`;

  constructor() {
    // a small network of its own out of those that are set aside for tests
    const third = process.pid % 250;
    this.address = `198.18.${third}.2`;
    this.#here = `198.18.${third}.1`;
  }

  /** Answers why there can be none, or undefined. */
  open(): string | undefined {
    const { name, address } = this;
    const [outer, inner] = [`${this.#wire}a`, `${this.#wire}b`];
    const steps = [
      ["netns", "add", name],
      ["link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name],
      ["addr", "add", `${this.#here}/30`, "dev", outer],
      ["link", "set", outer, "up"],
      ["-n", name, "addr", "add", `${address}/30`, "dev", inner],
      ["-n", name, "link", "set", inner, "up"],
      ["-n", name, "link", "set", "lo", "up"],
    ];
    for (const step of steps) {
      const { status, stderr, error } = spawnSync("ip", step, { encoding: "utf8" });
      if (status !== 0)
        return `a network of its own cannot be made here (ip ${step.join(" ")}: ${error?.message ?? stderr.trim()})`;
    }
    return undefined;
  }

  /** Pulls the cable at its end, or puts it back: what is sent to it from here is lost, and nobody says so. */
  cable(there: boolean): void {
    spawnSync("ip", ["-n", this.name, "link", "set", `${this.#wire}b`, there ? "up" : "down"]);
  }

  /** Starts the real `serve` on it; resolves when it has said its address. */
  async serve(dataDir: string): Promise<ChildProcess> {
    const child = spawn("ip", ["netns", "exec", this.name, process.execPath, CLI, "serve"], {
      cwd: "/",
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env.PATH,
        OPENFEES_HOST: "0.0.0.0",
        OPENFEES_PORT: String(PORT),
        OPENFEES_DATA_DIR: dataDir,
        OPENFEES_LOG_LEVEL: "error",
      },
    });
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += String(chunk);
    });
    const up = await pollUntil(() => (said.includes("http") || child.exitCode !== null ? true : undefined), START_MS);
    if (!up || child.exitCode !== null) throw new Error("the site did not come up");
    return child;
  }

  close(): void {
    spawnSync("ip", ["netns", "del", this.name]);
    spawnSync("ip", ["link", "del", `${this.#wire}a`]);
  }
}

async function play(machine: Machine, short: boolean, say: (line: string) => void): Promise<DrillResult> {
  const top = mkdtempSync(join(tmpdir(), "openfees-status-"));
  const published = join(top, "published");
  const dataDir = openHome();
  const table: string[][] = [["scene", "page after s", "what the page said"]];
  const failures: string[] = [];
  let [site, writer]: (ChildProcess | undefined)[] = [];
  /** Waits for the page to be right about what began at `from`. */
  const expectPage = async (scene: string, from: number, right: (page: Page) => boolean) => {
    const fits = (page: Page | undefined): page is Page => page !== undefined && page.checkedAt >= from && right(page);
    const found = await pollUntil(() => {
      const page = read(published);
      return fits(page) ? page : undefined;
    }, TOLD_MS);
    const page = found ?? read(published);
    table.push([scene, found ? ((Date.now() - from) / 1_000).toFixed(1) : "-", page?.headline ?? "no page"]);
    if (!found) failures.push(`${scene}: after ${TOLD_MS / 1_000} s the page said "${page?.headline}"`);
    else if (!isSane(found)) failures.push(`${scene}: checked ${found.checked}, and told until ${found.due}`);
  };
  const works = ({ headline, worked, broken }: Page) =>
    /everything worked$/.test(headline) && worked === 4 && broken === 0;
  const dead = ({ headline, broken }: Page) => /nothing answered us$/.test(headline) && broken === 4;
  try {
    say("the site starts on its own machine");
    site = await machine.serve(dataDir);
    const watch = ["status", "watch", `http://${machine.address}:${PORT}/`, "--folder", join(top, "kept")];
    writer = spawn(process.execPath, [CLI, ...watch, "--publish", published, "--every", String(EVERY_S)], {
      stdio: "ignore",
      env: { PATH: process.env.PATH },
    });
    await expectPage("all is well", Date.now(), works);
    say("the cable of its machine is pulled");
    machine.cable(false);
    await expectPage("its network is cut", Date.now(), dead);
    machine.cable(true);
    await expectPage("the network is back", Date.now(), works);
    say("the site is killed, its PostgreSQL with it");
    killAll(site.pid ?? 0);
    await expectPage("the site is dead", Date.now(), dead);
    say("it is started again");
    site = await machine.serve(dataDir);
    await expectPage("the site is back", Date.now(), works);
    say("the writer is killed, then the site: nobody is there to say so");
    writer.kill("SIGKILL");
    await once(writer, "exit");
    const last = read(published);
    killAll(site.pid ?? 0);
    // in the short form nobody waits until the minute is over: that the page stays as it is, is seen at once
    const waitMs = short ? 2_000 : Math.max(0, (last?.cannotTellAfter ?? 0) - Date.now()) + 1_000;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const left = read(published);
    const late = short || (left !== undefined && Date.now() > left.cannotTellAfter);
    const right = left !== undefined && works(left) && isSane(left) && late && left.checkedAt === last?.checkedAt;
    table.push(["its writer is dead", "-", `${left?.headline}; after ${left?.due} we cannot tell`]);
    if (!right) failures.push(`its writer is dead: "${left?.headline}" until ${left?.due}`);
  } finally {
    for (const child of [site, writer]) if (child?.pid !== undefined) killAll(child.pid);
    for (const folder of [top, dataDir])
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
  return { table, failures, voids: [] };
}

export const drill: Drill = {
  does: "a site on a machine of its own (a network namespace) is looked at by `openfees status` while its network is cut, it dies, and the writer dies",
  passLine:
    "the published page is right about each within 40 s of it; when the writer is dead it still says what was seen when, and from which minute on it cannot tell",
  run: async ({ short, say }) => {
    if (process.platform !== "linux")
      return { table: [["scene"]], failures: [], voids: ["network namespaces are Linux's"] };
    const machine = new Machine();
    try {
      const why = machine.open();
      if (why !== undefined) return { table: [["scene"]], failures: [], voids: [why] };
      return await play(machine, short, say);
    } finally {
      machine.close();
    }
  },
};
