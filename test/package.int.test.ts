/** What a stranger gets from the tarball: the command and the engine, in an empty folder, on the machine's own Node. */
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServe, stopServe } from "./support/serve-process.ts";
import { ROOT, textOf } from "./support/tracked-files.ts";

const run = promisify(execFile);
const MINUTES = 60_000;
/** Without the folder that holds this project's Node: theirs runs what they install. */
const theirs = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_OPTIONS|VITEST)/i.test(name)),
  ),
  PATH: (process.env.PATH ?? "")
    .split(delimiter)
    .filter((path) => !path.includes("node_modules"))
    .join(delimiter),
};
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openfees-package-"));
  await run(process.execPath, ["build.ts"], { cwd: ROOT });
  const { version } = JSON.parse(textOf("package.json")) as { version: string };
  const tarball = join(ROOT, `dist/openfees-${version}.tgz`);
  await writeFile(join(folder, "package.json"), '{ "name": "a-stranger", "private": true, "type": "module" }\n');
  await copyFile(join(ROOT, "docs/examples/made-up-statement.csv"), join(folder, "statement.csv"));
  await run(
    "npm",
    ["install", "--prefer-offline", "--omit=optional", "--no-audit", "--no-fund", "--ignore-scripts", tarball],
    { cwd: folder, env: theirs },
  );
}, 5 * MINUTES);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Compiles a program under the strictest settings, by both ways in which modules are found, and runs it on their Node. */
async function runTyped(name: string, program: string): Promise<string> {
  await writeFile(join(folder, `${name}.ts`), program);
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022"];
  // types of Node as a program has them that reads a file
  const around = ["--lib", "es2023,dom", "--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")];
  for (const modules of [
    ["esnext", "bundler"],
    ["nodenext", "nodenext"],
  ] as const) {
    const found = ["--module", modules[0], "--moduleResolution", modules[1]];
    await run(process.execPath, [compiler, ...strict, ...around, ...found, `${name}.ts`], {
      cwd: folder,
      env: theirs,
    }).catch((error) => {
      throw new Error(`${name}, ${modules[1]}: ${statusOf(error).stdout}`);
    });
  }
  return (await run("node", [`${name}.js`], { cwd: folder, env: theirs })).stdout;
}

/** The programs of the developer's guide as they stand there. */
async function runGuide(site: string): Promise<void> {
  const programs = [...textOf("docs/guide/developer.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, text = ""]) => text,
  );
  const [client = "", engine = ""] = programs;
  expect(programs).toHaveLength(2);
  const asked = await runTyped("guide-client", client.replace("http://127.0.0.1:8080", site));
  expect(asked).toMatch(/^charged 26\.88\n(?:[a-z_.]+ [a-z_]+\n)+[\d.]+ [\d.]+\n$/);
  expect(await runTyped("guide-engine", engine)).toMatch(/^charged 26\.88 \[/);
}

/** What a stranger may ask by the shipped client, and what does not compile. */
async function askTyped(site: string): Promise<void> {
  const stdout = await runTyped(
    "typed",
    `import { everyRow, feesClient, type Problem } from "openfees/client";
const fees = feesClient(${JSON.stringify(site)});
const rules = await fees.GET("/rules", { params: { query: { service: "alert.sms", on: "2026-02-01", limit: 1 } } });
const first: string | undefined = rules.data?.data[0]?.id;
const charge = await fees.POST("/charge", {
  body: { id: "1", jurisdiction: "ng", service: "transfer.interbank", on: "2026-02-01", amount: "20000.00" },
});
const total: string | undefined = charge.data?.maximum?.total;
const none = await fees.GET("/fees", { params: { query: { service: "nothing" } } });
const problem: Problem | undefined = none.error;
const ids = new Set<string>();
for await (const fee of everyRow(fees, "/fees", { bank: "ng.access", limit: 1 })) ids.add(fee.id + fee.from);
const whole = await fees.GET("/fees", { params: { query: { bank: "ng.access" } } });
const thrown = await everyRow(fees, "/rules", { service: "nothing" }).next().catch((error: Error) => error.cause as Problem);
const file = new Blob(["Date,Narration,Debit,Credit,Balance\\n2026-02-02,SMS CHARGE,6.00,,94.00\\n"]);
const body = { file, bank: "ng.gtbank", "fact.0.1.sameOwner": "yes" } as const;
const audit = await fees.POST("/audit", { body });
// @ts-expect-error there is no such address
await fees.GET("/nothing");
// @ts-expect-error a sum is a text, never a number
await fees.GET("/charge", { params: { query: { service: "transfer.interbank", amount: 20000 } } });
// @ts-expect-error a charge is no list
everyRow(fees, "/charge");
// @ts-expect-error a statement is a file, never a text
await fees.POST("/audit", { body: { file: "Date" } });
const code = thrown && "code" in thrown ? thrown.code : null;
console.log(JSON.stringify([first, total, problem?.code, none.response.status, ids.size === whole.data?.data.length, code, audit.response.status]));
`,
  );
  const answers = [expect.stringMatching(/^ng-/), "26.88", "unknown_service", 404, true, "unknown_service", 200];
  expect(JSON.parse(stdout)).toEqual(answers);
}

const statusOf = (error: unknown): { code: number; stdout: string; stderr: string } =>
  error as { code: number; stdout: string; stderr: string };

describe("the packed package, in an empty folder", () => {
  test(
    "audits a statement by npx, with findings as status 1",
    async () => {
      const { code, stdout, stderr } = await run("npx", ["openfees", "audit", "statement.csv", "--json"], {
        cwd: folder,
        env: theirs,
      }).then(() => ({ code: 0, stdout: "", stderr: "" }), statusOf);
      expect(stderr).toBe("");
      expect(code).toBe(1);
      expect(JSON.parse(stdout).totals.over).not.toBe("0.00");
    },
    MINUTES,
  );

  test(
    "lets a program of ten lines charge, parse and audit, with the very bytes of the command",
    async () => {
      const program = `import { readFile } from "node:fs/promises";
import { audit, charge, parse } from "openfees/engine";
import ng from "openfees/packs/ng";
const bytes = new Uint8Array(await readFile("statement.csv"));
const question = { id: 1, jurisdiction: "ng", service: "transfer.interbank", on: "2026-02-01", amount: "20000.00" };
const priced = charge(question, ng);
const read = await parse(bytes, ng);
const judged = await audit(bytes, ng);
console.log(JSON.stringify({ priced, lines: read.file.statements[0].lines.length, printed: judged.printed }));
`;
      expect(program.trim().split("\n").length).toBeLessThanOrEqual(10);
      await writeFile(join(folder, "program.js"), program);
      const { stdout } = await run("node", ["program.js"], { cwd: folder, env: theirs });
      const answer = JSON.parse(stdout);
      expect(answer.priced).toMatchObject({ state: "charged", maximum: { total: "26.88" } });
      expect(answer.lines).toBeGreaterThan(10);
      const command = await run("npx", ["openfees", "audit", "statement.csv", "--json"], {
        cwd: folder,
        env: theirs,
      }).then(
        ({ stdout: text }) => text,
        (error: unknown) => statusOf(error).stdout,
      );
      expect(answer.printed).toBe(command);
    },
    MINUTES,
  );

  test("gives the pool as openfees/pool", async () => {
    const program =
      'import { Pool, scopedHandler } from "openfees/pool"; console.log(new Pool().options.max, typeof scopedHandler);';
    await writeFile(join(folder, "pool.js"), program);
    const { stdout } = await run(process.execPath, ["pool.js"], { cwd: folder, env: theirs });
    expect(stdout).toBe("10 function\n");
  });

  test(
    "answers on a new machine whose PostgreSQL is away, from the snapshot that was built into it",
    async () => {
      const serve = startServe({
        entry: join(ROOT, "dist/package/src/main/cli.js"),
        // nobody listens on port 1 of this machine
        environment: { DATABASE_URL: "postgresql://x@127.0.0.1:1/x", OPENFEES_DATA_DIR: join(folder, "data") },
      });
      try {
        const page = await fetch(`${await serve.address}fees/alert.sms`);
        await askTyped(await serve.address);
        await runGuide(await serve.address);
        // the scripts of /audit come ready made: there is no esbuild here
        const device = await (await fetch(`${await serve.address}audit`)).text();
        const script = /src="\/(audit\/app\/audit-page-\w+\.js)"/.exec(device)?.[1];
        expect((await fetch(`${await serve.address}${script}`)).status).toBe(200);
        // children run what was built, and the package has no other place to read
        const form = new FormData();
        form.set("file", new File([await readFile(join(folder, "statement.csv"))], "statement.csv"));
        const judged = await fetch(`${await serve.address}api/v1/audit`, { method: "POST", body: form });
        const { totals } = (await judged.json()) as { totals: { over: string } };
        expect([judged.status, totals.over]).toEqual([200, expect.stringMatching(/^[1-9]/)]);
        expect([page.status, page.headers.get("x-facts-of")]).toEqual([
          200,
          expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        ]);
      } finally {
        expect(await stopServe(serve), serve.err()).toBe(0);
      }
    },
    MINUTES,
  );

  test("holds an engine without Node, and no package that brings one", async () => {
    const root = join(folder, "node_modules/openfees");
    const parts = (await readdir(root, { recursive: true })).filter((path) =>
      /^(engine\.js|packs\/|parts\/(?!read-pdf))/.test(path),
    );
    expect(parts).toContain("engine.js");
    for (const part of parts.filter((path) => path.endsWith(".js")))
      expect(await readFile(join(root, part), "utf8"), part).not.toMatch(
        /from ?"node:|require\("(?:node:)?fs"\)|\bprocess\.(?:env|exit)\b/,
      );
    const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      optionalDependencies: Record<string, string>;
    };
    expect(Object.keys(manifest.optionalDependencies).filter((name) => name.startsWith("node-"))).toEqual([]);
  });
});
