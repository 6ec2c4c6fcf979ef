import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { withEsbuild } from "../../src/build/with-esbuild.ts";
import { ChildPool, type ChildPoolOptions } from "../../src/server/child-pool.ts";

const SERVE_PARENT = new URL("../../src/server/serve-parent.ts", import.meta.url).pathname;

let serveParent: Promise<string> | undefined;
/** The child's side of the pool as JavaScript, as it stands in a bundle. */
const bundled = (): Promise<string> => {
  serveParent ??= withEsbuild(({ build }) =>
    build({
      entryPoints: [SERVE_PARENT],
      bundle: true,
      format: "esm",
      platform: "node",
      write: false,
    }),
  ).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return serveParent;
};

/** The file of a child that answers by `code`: the body of an async function of `job` ({ context, head, body }) and its body as `text`, that returns an answer. */
export async function walledScript(code: string): Promise<{ readonly entry: string; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "openfees-walled-"));
  const entry = join(folder, "child.mjs");
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "serve-parent.mjs"), await bundled());
  writeFileSync(
    entry,
    `import { serveParent } from "./serve-parent.mjs";\nserveParent((bytes) => String(bytes), async (job) => { const text = new TextDecoder().decode(job.body); ${code} });\n`,
  );
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { entry, folder: `${folder}/` };
}

/** A pool of such children. */
export async function poolOf(code: string, own: Partial<ChildPoolOptions> = {}): Promise<ChildPool> {
  const bounds = { size: 2, heapMb: 64, eachBytes: 300_000_000, totalBytes: 400_000_000 };
  const pool = new ChildPool({ ...(await walledScript(code)), ...bounds, ...own });
  onTestFinished(() => pool.close());
  return pool;
}
