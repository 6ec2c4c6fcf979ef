import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { madeUpAudit } from "../../../e2e/support/made-up-audit.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import type { Log, WebDeps } from "../web-deps.ts";

const MARK = "QXZ7MARKEDSTATEMENTQXZ7";
const before = process.env.TMPDIR;
let folder: string;

// whatever a library would spool to the disk lands in a folder of our own
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "openfees-kept-"));
  process.env.TMPDIR = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(folder, { recursive: true });
});

const filesIn = (path: string): string[] =>
  readdirSync(path).flatMap((name) => {
    const full = join(path, name);
    return statSync(full).isDirectory() ? filesIn(full) : [full];
  });

function form(fields: Record<string, string>): { payload: string; headers: Record<string, string> } {
  const edge = "edge-of-a-part";
  const parts = Object.entries(fields).map(([name, value]) =>
    name === "file"
      ? `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${MARK}.csv"\r\ncontent-type: text/csv\r\n\r\n${value}\r\n`
      : `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    payload: `${parts.join("")}--${edge}--\r\n`,
    headers: { "content-type": `multipart/form-data; boundary=${edge}` },
  };
}

async function sendMarked(audit: WebDeps["audit"]): Promise<{ log: string; body: string; status: number }> {
  const lines: string[] = [];
  const log: Log = {
    info: (...it) => lines.push(JSON.stringify(it)),
    error: (...it) => lines.push(JSON.stringify(it)),
  };
  const app = await testServer({ audit, log });
  const sent = form({ bank: "ng.zenith", password: `${MARK}word`, file: `${MARK},statement` });
  const answer = await app.inject({ method: "POST", url: "/audit/server", ...sent });
  await app.inject({ method: "POST", url: "/api/v1/audit", ...sent });
  await app.close();
  return { log: lines.join("\n"), body: answer.body, status: answer.statusCode };
}

test("a marked statement reaches the audit and then neither the log nor the disk", async () => {
  let reached = "";
  const { log, status } = await sendMarked(async (question) => {
    reached = new TextDecoder().decode(question.bytes) + question.fileName + question.password;
    return madeUpAudit(question);
  });
  expect([status, reached.split(MARK).length - 1]).toEqual([200, 3]);
  expect(log).toContain("/audit/server");
  expect(log).not.toContain(MARK);
  expect(filesIn(folder).filter((file) => readFileSync(file, "latin1").includes(MARK))).toEqual([]);
});

test("an audit that breaks on a marked line writes where it broke, not on what", async () => {
  const { log, body, status } = await sendMarked(async () => {
    throw new Error(`cannot read ${MARK}`);
  });
  expect(status).toBe(500);
  expect(log).toContain("request failed");
  expect(log + body).not.toContain(MARK);
});
