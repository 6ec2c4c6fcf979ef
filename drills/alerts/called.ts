import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../src/db/embedded/free-port.ts";
import { pollUntil } from "../../src/platform/deadline.ts";

const SHIPPED = new URL("../../deploy/prometheus/", import.meta.url);

/** One alert of a message, where it was sent to, and when it came. */
export type Heard = {
  readonly to: string;
  readonly at: number;
  readonly status: string;
  readonly name: string;
  readonly place: string;
  readonly summary: string;
};

type Sent = {
  readonly alerts: readonly {
    readonly status: string;
    readonly labels: Record<string, string>;
    readonly annotations: Record<string, string>;
  }[];
};

export const prometheusIsThere = (): boolean =>
  ["prometheus", "prometheus-alertmanager"].every((name) => spawnSync(name, ["--version"]).status === 0);

/**
 * Prometheus and Alertmanager with the shipped files, and somebody whom they call. Of the files nothing is changed but
 * addresses and the place of the token.
 */
export class Called {
  readonly heard: Heard[] = [];
  prometheus = "";
  readonly #folder = mkdtempSync(join(tmpdir(), "openfees-alerts-"));
  readonly #children: ChildProcess[] = [];
  #receiver: Server | undefined;

  async start(opsPort: number, token: string): Promise<void> {
    const receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (bytes) => {
        body += bytes;
      });
      request.on("end", () => {
        response.end();
        for (const { status, labels, annotations } of (JSON.parse(body) as Sent).alerts)
          this.heard.push({
            to: request.url ?? "",
            at: performance.now(),
            status,
            name: labels.alertname ?? "",
            place: labels.place ?? "",
            summary: annotations.summary ?? "",
          });
      });
    });
    this.#receiver = receiver;
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const heardAt = (receiver.address() as AddressInfo).port;
    const [prometheusPort, managerPort] = [await freePort(), await freePort()];
    this.prometheus = `http://127.0.0.1:${prometheusPort}`;
    const tokenFile = join(this.#folder, "token");
    writeFileSync(tokenFile, token, { mode: 0o600 });
    const changes = [
      ["/etc/prometheus/openfees-ops-token", tokenFile],
      ["127.0.0.1:9100", `127.0.0.1:${opsPort}`],
      ["127.0.0.1:9093", `127.0.0.1:${managerPort}`],
      ["127.0.0.1:9096", `127.0.0.1:${heardAt}`],
    ] as const;
    for (const name of ["prometheus.yml", "alertmanager.yml", "openfees.rules.yml"]) {
      const text = readFileSync(new URL(name, SHIPPED), "utf8");
      writeFileSync(
        join(this.#folder, name),
        changes.reduce((all, [from, to]) => all.replaceAll(from, to), text),
      );
    }
    this.#run("prometheus-alertmanager", [
      `--config.file=${this.#folder}/alertmanager.yml`,
      `--storage.path=${this.#folder}/manager`,
      `--web.listen-address=127.0.0.1:${managerPort}`,
      "--cluster.listen-address=",
    ]);
    this.#run("prometheus", [
      `--config.file=${this.#folder}/prometheus.yml`,
      `--storage.tsdb.path=${this.#folder}/data`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
      // as the guide for operators has it
      "--rules.alert.resend-delay=5s",
    ]);
  }

  #run(program: string, args: readonly string[]): void {
    mkdirSync(join(this.#folder, "logs"), { recursive: true });
    const log = openSync(join(this.#folder, "logs", program), "w");
    this.#children.push(spawn(program, args, { stdio: ["ignore", log, log] }));
  }

  /** The first message of that name since `from`. */
  wait(name: string, from: number, ms: number, status = "firing", place = ""): Promise<Heard | undefined> {
    return pollUntil(
      () =>
        this.heard.find(
          (one) => one.name === name && one.at >= from && one.status === status && one.place.includes(place),
        ),
      ms,
      50,
    );
  }

  /** How many series an expression has at this moment. */
  async series(expression: string): Promise<number> {
    const address = `${this.prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const { data } = (await (await fetch(address)).json()) as { data?: { result: readonly unknown[] } };
    return data?.result.length ?? 0;
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL")) await ended;
    }
    this.#receiver?.closeAllConnections();
    this.#receiver?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
