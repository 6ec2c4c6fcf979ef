import { expect, test } from "vitest";
import { type ReportsWork, reportsCommand, type ToldReport } from "./reports.ts";

const ONE: ToldReport = {
  receipt: "7K3M9QXD2F4T",
  bank: "ng.gtbank",
  service: "alert.sms",
  amount: "6.50",
  currency: "NGN",
  on: "2026-11-20",
  words: "each month\n\x1b[2Jand \u202eback",
  receivedAt: "2026-11-21T08:00:00Z",
  outcome: null,
  note: null,
  closedAt: null,
};

async function run(...args: string[]) {
  const said = { out: "", err: "", asked: [] as unknown[] };
  const work: ReportsWork = {
    list: async (asked) => {
      said.asked.push(asked);
      return asked.all ? [ONE, { ...ONE, outcome: "kept", closedAt: "2026-11-22T08:00:00Z", note: "a note" }] : [ONE];
    },
    find: async (receipt) => (receipt === ONE.receipt ? ONE : undefined),
    close: async (receipt, outcome, note) => {
      said.asked.push([receipt, outcome, note]);
      return receipt === ONE.receipt ? "closed" : receipt.startsWith("0") ? "unknown" : "closed_before";
    },
  };
  const add = (where: "out" | "err") => (text: string) => {
    said[where] += text;
  };
  const status = await reportsCommand((_environment, ask) => ask(work)).run(args, {
    out: add("out"),
    write: async (text) => add("out")(text),
    err: add("err"),
    environment: {},
    isTerminal: false,
  });
  return { status, ...said };
}

test("a list has a line for each report, and open ones only unless it is asked for all", async () => {
  const open = await run("list");
  expect(open).toMatchObject({
    status: 0,
    out: "7K3M-9QXD-2F4T  2026-11-21  ng.gtbank  alert.sms  NGN 6.50  taken 2026-11-20  open\n",
    asked: [{ all: false, most: 50 }],
  });
  expect((await run("list", "--all", "--most", "7")).out).toContain("  kept\n");
  expect(JSON.parse((await run("list", "--json")).out)).toEqual({ reports: [ONE] });
});

test("the words of a report are shown without what could steer a terminal, and their number is read as people write it", async () => {
  const shown = await run("show", "7k3m 9qxd 2f4t");
  expect(shown.status).toBe(0);
  expect(shown.out).toContain("\n  each month\n  [2Jand back\n");
  expect(JSON.parse((await run("show", ONE.receipt, "--json")).out)).toEqual(ONE);
  expect(await run("show", "000000000000")).toMatchObject({ status: 1, out: "" });
});

test("a report is closed once, with what came of it and a note", async () => {
  const closed = await run("close", ONE.receipt, "--as", "changed", "--note", "see\0 page 3");
  expect(closed).toMatchObject({ status: 0, out: "Closed 7K3M-9QXD-2F4T: changed.\n" });
  expect(closed.asked).toEqual([[ONE.receipt, "changed", "see page 3"]]);
  expect((await run("close", "000000000000", "--as", "kept")).status).toBe(1);
  expect((await run("close", "7K3M9QXD2F4V", "--as", "kept")).err).toContain("closed before");
});

test.each([
  [[]],
  [["list", "x"]],
  [["list", "--most", "0"]],
  [["show"]],
  [["show", "short"]],
  [["close", ONE.receipt]],
  [["close", ONE.receipt, "--as", "maybe"]],
  [["close", ONE.receipt, "--as", "kept", "--note", "x".repeat(501)]],
  [["open", ONE.receipt]],
  [["list", "--nothing"]],
])("%j is wrong use: status 2, the help, and nothing done", async (args) => {
  expect(await run(...args)).toMatchObject({
    status: 2,
    out: "",
    asked: [],
    err: expect.stringContaining("openfees reports list"),
  });
});
