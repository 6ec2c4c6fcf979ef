import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { ROOT } from "../../test/support/tracked-files.ts";

const QUESTIONS = 100_000;
/** Far less than the answers take: who keeps them all dies of it. */
const HEAP_MB = 40;

const DAYS = ["2019-06-01", "2024-03-15", "2026-02-01"];
const SERVICES = ["transfer.interbank", "atm.off_us", "account.maintenance", "alert.sms", "levy.electronic_transfer"];

function* questions(): Generator<string> {
  for (let i = 0; i < QUESTIONS; i++) {
    const question = {
      id: `q${i}`,
      jurisdiction: "ng",
      service: SERVICES[i % SERVICES.length],
      on: DAYS[i % DAYS.length],
      amount: `${1_000 + i}.00`,
      account: i % 2 ? "savings" : "current",
    };
    yield i === QUESTIONS / 2 ? "{not json\n" : `${JSON.stringify(question)}\n`;
  }
}

test("a batch of 100,000 questions is answered line by line in a heap that could not hold the answers", {
  timeout: 120_000,
}, async () => {
  const cli = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, `${ROOT}/src/main/cli.js`, "charge", "--batch"],
    {
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const errors: string[] = [];
  cli.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const exit = once(cli, "exit");
  const feeding = pipeline(Readable.from(questions()), cli.stdin);
  let bytes = 0;
  let line = 0;
  let refused = 0;
  const wrong: string[] = [];
  for await (const text of createInterface({ input: cli.stdout })) {
    bytes += text.length + 1;
    const answer = JSON.parse(text) as { id: string | null; error?: { code: string } };
    if (answer.error) refused++;
    if (answer.error ? line !== QUESTIONS / 2 : answer.id !== `q${line}`) wrong.push(text.slice(0, 200));
    line++;
  }
  await feeding;
  expect([wrong.slice(0, 3), line, refused]).toEqual([[], QUESTIONS, 1]);
  expect(bytes).toBeGreaterThan(HEAP_MB * 1_000_000);
  expect(await exit, errors.join("")).toEqual([2, null]);
});
