/**
 * The restart that did not help. A process holds every connection it may have and is frozen, so that PostgreSQL
 * still counts them; a new one of the same name must serve at once all the same, and the old one, thawed, must leave
 * without asking the server anything.
 */
import net, { type AddressInfo } from "node:net";
import { pollUntil } from "../src/platform/deadline.ts";
import type { Drill, DrillResult } from "./drill.ts";
import { seconds } from "./drill.ts";
import { Member } from "./fleet/process.ts";
import { asMuchAs } from "./load.ts";
import { type DrillServer, withServer } from "./postgres.ts";

const MAX = 10;
/** As many as the old one can hold, its beat, and one for whoever comes. */
const LIMIT = MAX + 2;
const SERVING_MS = 2_000;
const LEAVES_MS = 2_000;
const FROZEN_MS = 1_500;
const PATIENCE_MS = 20_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One address for whoever serves; as a proxy in front of processes is. */
class FrontDoor {
  target = 0;
  readonly #server = net.createServer((inner) => {
    const outer = net.connect({ host: "127.0.0.1", port: this.target });
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }
  async ask(path = "/"): Promise<boolean> {
    const { port } = this.#server.address() as AddressInfo;
    const init = { signal: AbortSignal.timeout(1_000), headers: { connection: "close" } };
    return fetch(`http://127.0.0.1:${port}${path}`, init).then(
      async (response) => {
        await response.text();
        return response.ok;
      },
      () => false,
    );
  }
  close(): void {
    this.#server.close();
  }
}

const until = async (what: string, ready: () => Promise<boolean> | boolean): Promise<void> => {
  if ((await pollUntil(async () => ((await ready()) ? true : undefined), PATIENCE_MS)) === undefined)
    throw new Error(`${what} did not happen in ${PATIENCE_MS / 1_000} s`);
};

/** Ten requests that each keep a connection; a share of the server is had step by step, so some ask more than once. */
async function holdAll(port: number, held: () => Promise<boolean>): Promise<void> {
  let done = false;
  const hold = async () => {
    while (!done) await fetch(`http://127.0.0.1:${port}/hold`).catch(() => wait(20));
  };
  for (let i = 0; i < MAX; i++) void hold();
  await until("holding every connection", held).finally(() => {
    done = true;
  });
}

type Round = {
  readonly aloneMs: number;
  readonly servingMs: number;
  readonly leftMs: number;
  readonly failures: string[];
};

async function oneRound(server: DrillServer, url: string, door: FrontDoor): Promise<Round> {
  const failures: string[] = [];
  const members: Member[] = [];
  const start = (handover = false) => {
    const member = new Member(url, "web", { max: MAX, handover });
    members.push(member);
    return member;
  };
  const sessions = async (boot: string) =>
    (await server.sql("SELECT FROM pg_stat_activity WHERE application_name = $1", [`drill/web/${boot}`])).length;
  try {
    const old = start();
    const { port, boot } = await old.serving;
    door.target = port;
    await until("the first answer", () => door.ask());
    const aloneMs = performance.now() - old.startedAt;
    await holdAll(port, async () => (await sessions(boot)) === MAX + 1);
    old.signal("SIGSTOP");
    await wait(FROZEN_MS);

    const next = start();
    const second = await next.serving;
    door.target = second.port;
    await until("an answer of the new one", () => door.ask());
    const servingMs = performance.now() - next.startedAt;
    if (servingMs > asMuchAs(SERVING_MS, aloneMs)) failures.push(`the new one served after ${seconds(servingMs)} s`);

    const thawedAt = performance.now();
    old.signal("SIGCONT");
    let touched = 0;
    let gone = false;
    void old.ended.then(() => {
      gone = true;
    });
    await until("the old one's leaving", async () => {
      touched = Math.max(touched, await sessions(boot));
      return gone;
    });
    const leftMs = performance.now() - thawedAt;
    if (leftMs > LEAVES_MS) failures.push(`the thawed one left after ${seconds(leftMs)} s`);
    if (!old.superseded) failures.push("the thawed one ended, but not because it knew that it was replaced");
    if (touched > 0) failures.push(`the thawed one was connected to PostgreSQL ${touched} times`);
    if (!(await door.ask())) failures.push("the new one did not serve after the old one had left");

    const third = start();
    const refused = await third.ended;
    if (refused !== 3) failures.push(`a second live one of the same name ended with ${refused}, not with a refusal`);
    const heir = start(true);
    door.target = (await heir.serving).port;
    const status = await Promise.race([next.ended, wait(PATIENCE_MS).then(() => -1)]);
    if (status !== 0 || !next.superseded) failures.push("after a handover the earlier one did not leave");
    await until("an answer of the heir", () => door.ask());
    return { aloneMs, servingMs, leftMs, failures };
  } finally {
    await Promise.all(members.map((member) => member.stop()));
  }
}

async function run(rounds: number, say: (line: string) => void): Promise<DrillResult> {
  const table = [["round", "alone, serving after s", "beside the frozen one", "thawed one left after s"]];
  const failures: string[] = [];
  const door = new FrontDoor();
  await door.open();
  try {
    await withServer(async (server) => {
      const url = await server.user("drill_app", LIMIT);
      for (let round = 1; round <= rounds; round++) {
        const { aloneMs, servingMs, leftMs, failures: broken } = await oneRound(server, url, door);
        table.push([String(round), seconds(aloneMs), seconds(servingMs), seconds(leftMs)]);
        failures.push(...broken.map((words) => `round ${round}: ${words}`));
        say(`round ${round}: ${broken.length === 0 ? "held" : broken.join("; ")}`);
      }
    });
  } finally {
    door.close();
  }
  return { table, failures, voids: [] };
}

export const drill: Drill = {
  does: "a process frozen with every connection in its hand, and a new one of the same name",
  passLine: `the new one serves <= ${SERVING_MS / 1_000} s after it was started (or within twice the time of one that starts alone); the old one, thawed, leaves <= ${LEAVES_MS / 1_000} s without a connection; a second live one is refused, a handover is not`,
  run: ({ short, say }) => run(short ? 3 : 20, say),
};
