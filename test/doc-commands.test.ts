/** Every command and every curl of README and of the guides for readers, run as it stands; where an output is shown, it is that. */
import { execFile } from "node:child_process";
import { symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHILDREN, testServer } from "../e2e/support/test-server.ts";
import { askChildren } from "../src/http/foreign/ask-children.ts";
import { ROOT, textOf } from "./support/tracked-files.ts";

const PAGES = [
  "README.md",
  "docs/README.md",
  ...["customer", "journalist", "developer", "operator", "contributor"].map((name) => `docs/guide/${name}.md`),
];
/** These set up a whole machine; how they end is seen by whoever runs the tests at all, and by `package.int.test.ts`. */
const SETS_UP = new Set([
  "npm ci && npm start",
  "npm ci && npm test",
  "npm ci && npm run build",
  "npm install --omit=optional ../openfees/dist/openfees-[0-9]*.tgz",
]);
/** Asked wrongly on purpose, to show what an error says. */
const REFUSED = /service=alert\.sm'/;
/** There is something to look at in the made-up statement. */
const FINDS = /openfees -- audit /;
const SERVED = "http://127.0.0.1:8080";

const app = await testServer(askChildren({ pool: CHILDREN.pool, engineVersion: "0.0.0-test" }));
let address = "";
let folder = "";
beforeAll(async () => {
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  // what commands write goes there, and what they read is where it is in the project
  folder = await mkdtemp(join(tmpdir(), "openfees-docs-"));
  for (const name of ["docs", "data", "package.json", "packages", "src", "node_modules"])
    symlinkSync(join(ROOT, name), join(folder, name));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

type Block = { readonly kind: string; readonly text: string };
const blocksOf = (markdown: string): Block[] =>
  [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind = "", text = ""]) => ({ kind, text }));

type Ran = { readonly status: number; readonly out: string; readonly err: string };
const run = (line: string): Promise<Ran> =>
  new Promise((done) => {
    const command = line
      .replaceAll(SERVED, address)
      .replace("npm run -s openfees --", `node ${join(ROOT, "src/main/cli.js")}`);
    const env = { PATH: [join(ROOT, "node_modules/.bin"), process.env.PATH].join(delimiter), INIT_CWD: folder };
    execFile("bash", ["--norc", "-c", command], { cwd: folder, env, maxBuffer: 50_000_000 }, (error, out, err) =>
      done({ status: error ? Number(error.code) : 0, out, err }),
    );
  });

describe.each(PAGES)("%s", (page) => {
  const blocks = blocksOf(textOf(page));
  const lines = blocks.flatMap(({ kind, text }, i) => {
    const all = kind === "sh" ? text.trim().split("\n") : [];
    const next = blocks[i + 1];
    return all.map((line) => ({ line, shown: all.length === 1 && next?.kind === "text" ? next.text : undefined }));
  });

  test.each(lines.filter(({ line }) => !SETS_UP.has(line)))("$line", async ({ line, shown }) => {
    const { status, out, err } = await run(line);
    expect([status, line.includes("--letter") ? "" : err], line).toEqual([FINDS.test(line) ? 1 : 0, ""]);
    if (!line.includes("> /dev/null")) expect(out.length).toBeGreaterThan(4);
    if (line.startsWith("curl")) expect(/^\{"type":"urn:openfees:problem/.test(out)).toBe(REFUSED.test(line));
    if (line.includes("--etag-compare")) expect(out).toBe("status 304\n");
    if (shown !== undefined) expect(out).toBe(shown);
  });

  test("has no command in a block that is not run", () => {
    for (const { kind, text } of blocks) if (kind !== "sh") expect(text).not.toMatch(/^(?:npm|npx|curl|openfees) /m);
  });
});

test("README shows what a command answers", () => {
  expect(blocksOf(textOf("README.md")).filter(({ kind }) => kind === "text").length).toBeGreaterThan(0);
});
