import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Pool } from "openfees-pool";
import { describe, expect, onTestFinished, test } from "vitest";
import { OpsMetrics } from "../src/http/ops/ops-metrics.ts";
import { DATABASE_UP } from "../src/http/ops/ops-server.ts";
import { headingsOf, openfeesCommands } from "./support/docs.ts";
import { ROOT, textOf, trackedFiles } from "./support/tracked-files.ts";

const RULES = "deploy/prometheus/openfees.rules.yml";
const FOLDER = join(ROOT, "deploy/prometheus");
const TESTS = ["openfees.rules.test.yml", "openfees.slow-rules.test.yml"];
const rules = textOf(RULES);
const alertsOf = (text: string): string[] => [...text.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name = ""]) => name);
const alerts = alertsOf(rules);
const books = trackedFiles("docs/runbooks").map((path) => basename(path, ".md"));
/** What Prometheus knows by itself, and what the rules record. */
const FOREIGN = ["up", ...[...rules.matchAll(/- record: (\S+)/g)].map(([, name = ""]) => name)];
const SECTIONS = ["What people see", "First look", "Likely causes", "Mend", "How you know that it is over"];

type Dashboard = {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
};
const dashboard = JSON.parse(textOf("deploy/grafana/openfees.json")) as Dashboard;
/** What Grafana asks, as rules, so that the same eyes look at both. */
const asked = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll("$instance", ".*")));
const asRules = `groups:\n  - name: dashboard\n    rules:\n${asked.map((expr, i) => `      - record: panel:${i}\n        expr: ${JSON.stringify(expr)}\n`).join("")}`;

/** Words of an expression that can be nothing but metrics: functions, labels, strings, ranges and keywords are taken out. */
function metricsIn(text: string): string[] {
  const expressions = [...text.matchAll(/^ +expr: (?:>-\n((?: {10}.*\n)+)|(.+))$/gm)].map(
    ([, long, short]) => long ?? short ?? "",
  );
  const bare = expressions.map((one) =>
    one
      .replace(/"[^"]*"/g, "")
      .replace(/\{[^}]*\}/g, " ")
      .replace(/\[[^\]]*\]/g, " ")
      .replace(/\b(?:by|on|without|group_left|group_right|ignoring)\s*\([^)]*\)/g, " "),
  );
  const words = bare.flatMap((one) => [...one.matchAll(/[a-z][\w:]*(?!\w|\s*\()/gi)].map(([word]) => word));
  return [...new Set(words)].filter((word) => !["and", "or", "unless"].includes(word)).sort();
}

/** Every name that /metrics can print, a histogram's parts included. */
async function exported(): Promise<Set<string>> {
  const metrics = new OpsMetrics(() => 0);
  metrics.disk({ free: () => 1, size: () => 1 }, 1);
  metrics.hosts(() => []);
  metrics.children(async () => undefined);
  const pool = new Pool();
  pool.registerMetrics(metrics.registry as never);
  const all = await metrics.registry.getMetricsAsJSON();
  await pool.end();
  const parts = ["_bucket", "_sum", "_count"];
  return new Set([
    DATABASE_UP,
    ...all.flatMap(({ name, type }) => (String(type) === "histogram" ? parts.map((part) => name + part) : [name])),
  ]);
}

describe("each alert", () => {
  test("has a run-book of its name, and no run-book is left without an alert", () => {
    expect(alerts.length).toBeGreaterThan(15);
    expect(books.toSorted()).toEqual(alerts.toSorted());
    for (const name of alerts) expect(rules).toContain(`runbook_url: docs/runbooks/${name}.md\n`);
  });

  test("says how urgent it is", () => {
    const urgent = [...rules.matchAll(/^ +severity: (\w+)$/gm)].map(([, word = ""]) => word);
    expect(urgent).toHaveLength(alerts.length);
    expect(urgent.filter((word) => !["page", "ticket", "watchdog"].includes(word))).toEqual([]);
  });

  test("has unit tests in which it fires and in which it does not", () => {
    const all = TESTS.map((file) => textOf(`deploy/prometheus/${file}`)).join("\n");
    const asked = [...all.matchAll(/alertname: (\w+)\n +exp_alerts:( \[\])?/g)].map(([, name, none]) => ({
      name,
      fires: none === undefined,
    }));
    const fires = asked.filter((one) => one.fires).map(({ name }) => name);
    const silent = asked.filter((one) => !one.fires).map(({ name }) => name);
    expect([...new Set(fires)].toSorted()).toEqual(alerts.toSorted());
    expect([...new Set(silent), "Watchdog"].toSorted()).toEqual(alerts.toSorted());
  });

  test("asks only for metrics that the process exports", async () => {
    const names = await exported();
    expect(metricsIn(rules).length).toBeGreaterThan(15);
    expect(metricsIn(rules).filter((name) => !names.has(name) && !FOREIGN.includes(name))).toEqual([]);
    // the check can fail
    const wrong = rules.replace("pool_leaked_connections > 0", "pool_leaky_connections > 0");
    expect(metricsIn(wrong).filter((name) => !names.has(name) && !FOREIGN.includes(name))).toEqual([
      "pool_leaky_connections",
    ]);
  });
});

test("the dashboard has panels of different numbers and names, and asks only for metrics that the process exports", async () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
  const names = await exported();
  const words = metricsIn(asked.map((expr) => `        expr: ${expr}\n`).join(""));
  expect(words.length).toBeGreaterThan(15);
  expect(words.filter((name) => !names.has(name))).toEqual([]);
});

test.each(books)("the run-book %s has its five parts, and commands that exist", (name) => {
  const text = textOf(`docs/runbooks/${name}.md`);
  expect(headingsOf(text).map((heading) => heading.text)).toEqual([name, ...SECTIONS]);
  const known = [
    ...`${textOf("src/main/statement-commands.ts")}${textOf("src/main/commands.ts")}`.matchAll(/^ {2}(\w+)Command\(/gm),
  ].map(([, word]) => word);
  const named = [...openfeesCommands(text), ...[...text.matchAll(/`openfees (\w+)/g)].map(([, word = ""]) => word)];
  expect(named.filter((word) => !known.includes(word))).toEqual([]);
});

const there = spawnSync("promtool", ["--version"]).status === 0;
if (!there) test.skip("promtool: skipped, no Prometheus on this machine", () => {});

describe.runIf(there)("promtool", () => {
  const promtool = (...args: string[]) => spawnSync("promtool", args, { cwd: FOLDER, encoding: "utf8" });

  test("can read the rules and the settings", () => {
    expect(promtool("check", "rules", "openfees.rules.yml").stderr).toBe("");
    const folder = mkdtempSync(join(tmpdir(), "openfees-rules-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(FOLDER, folder, { recursive: true });
    writeFileSync(join(folder, "token"), "made up");
    const settings = readFileSync(join(folder, "prometheus.yml"), "utf8");
    writeFileSync(
      join(folder, "prometheus.yml"),
      settings.replaceAll("/etc/prometheus/openfees-ops-token", join(folder, "token")),
    );
    const { status, stderr } = spawnSync("promtool", ["check", "config", join(folder, "prometheus.yml")], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("proves that each alert fires, does not fire and resolves", { timeout: 300_000 }, () => {
    const { status, stdout, stderr } = promtool("test", "rules", ...TESTS);
    expect(status, stdout + stderr).toBe(0);
  });

  test("can read every expression of the dashboard", () => {
    const folder = mkdtempSync(join(tmpdir(), "openfees-rules-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const check = (text: string) => {
      writeFileSync(join(folder, "panels.yml"), text);
      return spawnSync("promtool", ["check", "rules", join(folder, "panels.yml")]).status;
    };
    expect(check(asRules)).toBe(0);
    expect(check(asRules.replace("rate(", "rat("))).not.toBe(0);
  });

  test("can fail", { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "openfees-rules-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(FOLDER, folder, { recursive: true });
    writeFileSync(
      join(folder, "openfees.rules.yml"),
      rules.replace("pool_leaked_connections > 0", "pool_leaked_connections > 9"),
    );
    expect(spawnSync("promtool", ["test", "rules", TESTS[0] as string], { cwd: folder }).status).toBe(1);
  });
});

const amtool = spawnSync("amtool", ["--version"]).status === 0;
test.runIf(amtool)(
  "amtool can read Alertmanager's settings, and pages, tickets and the watchdog go their own ways",
  () => {
    const config = join(FOLDER, "alertmanager.yml");
    expect(spawnSync("amtool", ["check-config", config]).status).toBe(0);
    const way = (severity: string) =>
      spawnSync("amtool", ["config", "routes", "test", `--config.file=${config}`, `severity=${severity}`], {
        encoding: "utf8",
      }).stdout.trim();
    expect(["page", "ticket", "watchdog"].map(way)).toEqual(["pages", "tickets", "watchdog"]);
  },
);
