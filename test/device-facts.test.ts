import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../e2e/support/shipped-pack.ts";
import { testServer } from "../e2e/support/test-server.ts";
import { browserBuild } from "../src/build/browser-build.ts";
import { claimsOf } from "../src/domain/audit/claim/claims.ts";
import type { LetterTemplate } from "../src/domain/complaints/letter-template.ts";
import type { CivilDate } from "../src/domain/dates/civil-date.ts";
import type { Pack } from "../src/domain/fees/pack.ts";
import { judgeStatements } from "../src/engine/judge-statements.ts";
import { letterText } from "../src/letters/letter-text.ts";
import { lettersOf } from "../src/letters/letter-view.ts";
import { schedulesOf } from "../src/letters/schedule.ts";

const on = "2026-11-24" as CivilDate;

/** What a person gets of a statement: the answer, both letters and the tables beside them. */
async function madeOf(bytes: Uint8Array, pack: Pack, template: LetterTemplate): Promise<readonly string[]> {
  const judged = await judgeStatements([bytes], { pack, engineVersion: "0", options: {} });
  if (!("ok" in judged && judged.ok)) throw new Error("the statement is not read");
  const { printed, result } = judged;
  const letters = (["bank", "regulator"] as const).flatMap((to) => lettersOf(result, to, { pack, template, on }));
  const tables = schedulesOf(result, claimsOf(result), pack).map(({ over: _over, ...tables }) =>
    JSON.stringify(tables),
  );
  return [printed, ...letters.map(letterText), ...tables];
}

test("with the facts that a phone fetches answer, letters and tables are those that the server makes", async () => {
  const build = await browserBuild();
  const app = await testServer({ browser: async () => build });
  const href = /data-facts="([^"]+)"/.exec((await app.inject("/audit")).body)?.[1] as string;
  const { body } = await app.inject(href);
  await app.close();
  const { default: facts } = await import(`data:text/javascript;base64,${Buffer.from(body).toString("base64")}`);
  const statement = readFileSync(new URL("../data/ng/examples/savings-2026.csv", import.meta.url));
  const own = await madeOf(statement, shippedPack(), shippedLetter());
  expect(own.length).toBeGreaterThan(2);
  expect(await madeOf(statement, facts.pack, facts.letter)).toEqual(own);
});
