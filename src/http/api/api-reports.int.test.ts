/** The lines of the page for developers that store something, against a real database. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { createReportStore } from "../../db/report-store.ts";
import { ADDRESSES, curlOf, EXAMPLE_RECEIPT } from "./addresses.ts";
import { exampleAnswers } from "./example-answers.ts";

const database = await testDatabase();
const { kysely } = database.open();
const app = await testServer({ reports: createReportStore(() => kysely) });
const origin = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());

const line = (name: string, receipt: string): string => {
  const address = ADDRESSES.find((one) => one.name === name);
  return address ? curlOf(address, origin, receipt) : "";
};
const shell = async (command: string) =>
  JSON.parse((await promisify(execFile)("bash", ["--norc", "-c", command])).stdout) as Record<string, unknown>;

test("a report is stored and followed by the lines of the page, and the answers are those that it shows", async () => {
  const shown = await exampleAnswers(shippedPack(), "0", contextOf(shippedPack()));
  const stored = await shell(line("reports", EXAMPLE_RECEIPT));
  expect({ ...stored, receipt: EXAMPLE_RECEIPT }).toEqual(shown.get("reports"));
  const followed = await shell(line("report", String(stored.receipt)));
  const example = shown.get("report") as { receivedAt: string };
  expect({ ...followed, receipt: EXAMPLE_RECEIPT, receivedAt: example.receivedAt }).toEqual(example);
  expect(await shell(line("report", EXAMPLE_RECEIPT))).toMatchObject({ code: "unknown_receipt" });
});
