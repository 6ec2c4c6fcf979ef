import { createServer, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { mailServer } from "../../../../test/support/mail-server.ts";
import { pollUntil } from "../../../platform/deadline.ts";
import type { Alert } from "./alert-book.ts";
import { AlertPost } from "./alert-post.ts";
import { subjectOf } from "./alert-words.ts";
import { type MailOptions, mailCourier } from "./mail-courier.ts";

const LOGIN = { user: "fees", password: "Zq7-secret" };
/** Of this machine, but not written as such: as a server elsewhere is. */
const ELSEWHERE = "[::ffff:127.0.0.1]";

const alert = (more: Partial<Alert> = {}): Alert => ({
  name: "LeakReclaimed",
  severity: "ticket",
  place: "src/app/x.ts:7",
  summary: "src/app/x.ts:7 does not give its connection back.",
  status: "firing",
  startsAt: 0,
  endsAt: undefined,
  ...more,
});

function posted(port: number, more: Partial<MailOptions> & { readonly host?: string; readonly scheme?: string } = {}) {
  const warned: string[] = [];
  const log = { warn: (fields: object, words: string) => void warned.push(`${JSON.stringify(fields)} ${words}`) };
  const { host = "127.0.0.1", scheme = "smtp", ...own } = more;
  const courier = mailCourier({
    server: `${scheme}://${host}:${port}`,
    login: null,
    from: "openfees@fees.example",
    to: ["on-call@fees.example"],
    instance: "one",
    log,
    apartMs: 10,
    answerMs: 5_000,
    ...own,
  });
  const post = new AlertPost(courier, { log, retry: { firstMs: 20, largestMs: 40 } });
  onTestFinished(() => post.stop());
  return { post, warned };
}

describe("an alert by mail", () => {
  test("is one letter with what, where, since when, what to do and when it is over", async () => {
    const { port, letters } = await mailServer();
    const { post, warned } = posted(port);
    post.add([alert(), alert({ name: "DiskFull", severity: "page", place: "", summary: "12 MB are free." })]);
    await pollUntil(() => letters[0], 5_000);
    post.add([alert({ status: "resolved", endsAt: 60_000 })]);
    await pollUntil(() => letters[1], 5_000);
    const [first, second] = letters;
    expect([first?.from, first?.to]).toEqual(["openfees@fees.example", ["on-call@fees.example"]]);
    for (const words of [
      "Subject: [openfees one] page: DiskFull , and 1 more",
      "Auto-Submitted: auto-generated",
      "src/app/x.ts:7 does not give its connection back.",
      "docs/runbooks/LeakReclaimed.md",
      "From 1970-01-01T00:00:00.000Z.",
    ])
      expect(first?.text).toContain(words);
    expect(second?.text).toContain("Subject: [openfees one] over: LeakReclaimed src/app/x.ts:7");
    expect(second?.text).toContain("From 1970-01-01T00:00:00.000Z to 1970-01-01T00:01:00.000Z.");
    expect([letters.length, warned]).toEqual([2, []]);
  });

  test("cannot be led to another head or receiver by what it tells", async () => {
    const { port, letters } = await mailServer();
    const { post } = posted(port);
    const place = "x.ts:1\r\nBcc: everybody@fees.example\r\n\r\n.\r\nMAIL FROM:<x@fees.example>";
    post.add([alert({ place, summary: place })]);
    await pollUntil(() => letters[0], 5_000);
    expect(letters[0]?.to).toEqual(["on-call@fees.example"]);
    const [head = ""] = letters[0]?.text.split("\n\n") ?? [];
    expect(head).not.toMatch(/^Bcc/im);
  });

  test("is tried again where the login is refused, and nothing that was said is logged", async () => {
    const { port, letters, logins } = await mailServer({
      login: (user, password, n) => (n < 2 ? `535 not ${user} with ${password}` : undefined),
    });
    const { post, warned } = posted(port, { login: LOGIN });
    post.add([alert()]);
    await pollUntil(() => letters[0], 5_000);
    expect(logins).toHaveLength(3);
    expect(warned).toEqual([
      '{"why":"EAUTH 535"} an alert could not be sent by OPENFEES_ALERT_MAIL_SERVER; it is tried again',
    ]);
  });

  test("reaches those whom the server takes it for, once; that others were refused is logged without their names", async () => {
    const { port, letters } = await mailServer({ takes: (to) => !to.startsWith("gone") });
    const { post, warned } = posted(port, { to: ["gone@fees.example", "here@fees.example"] });
    post.add([alert()]);
    await pollUntil(() => letters[0], 5_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(letters.map(({ to }) => to)).toEqual([["here@fees.example"]]);
    expect(warned).toEqual([expect.stringContaining('{"refused":1}')]);
  });
});

describe("a password", () => {
  test("goes over no connection that others can read, and the letter waits", async () => {
    const { port, letters, logins } = await mailServer({ login: () => undefined });
    const { post, warned } = posted(port, { host: ELSEWHERE, login: LOGIN });
    post.add([alert()]);
    await pollUntil(() => warned[0], 5_000);
    expect([letters, logins]).toEqual([[], []]);
  });

  test("nor to a server whose certificate says nothing", async () => {
    for (const [scheme, more] of [
      ["smtp", { disabledCommands: [] }],
      ["smtps", { secure: true }],
    ] as const) {
      const { port, letters, logins } = await mailServer({
        login: () => undefined,
        more: { ...more, disabledCommands: [] },
      });
      const { post, warned } = posted(port, { host: ELSEWHERE, scheme, login: LOGIN });
      post.add([alert()]);
      await pollUntil(() => warned[0], 5_000);
      expect([letters, logins], scheme).toEqual([[], []]);
    }
  });
});

test.each([
  ["says nothing", (_socket: Socket) => {}],
  [
    "says a letter now and then, for ever",
    (socket: Socket) => {
      const drip = setInterval(() => socket.write("2"), 50);
      socket.on("close", () => clearInterval(drip));
    },
  ],
  [
    "says more than can be read",
    (socket: Socket) => {
      const pour = () => {
        while (!socket.destroyed && socket.write("220-".padEnd(60_000, "x")));
      };
      socket.on("drain", pour);
      pour();
    },
  ],
])(
  "a server that %s harms nothing: it is given up, asked again, and holds one connection at most",
  async (_what, talk) => {
    const open = new Set<Socket>();
    let [most, calls] = [0, 0];
    const server = createServer((socket) => {
      open.add(socket);
      calls++;
      most = Math.max(most, open.size);
      socket.on("error", () => {});
      socket.on("close", () => open.delete(socket));
      socket.resume();
      talk(socket);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const at = server.address();
    const { post, warned } = posted(typeof at === "object" && at !== null ? at.port : 0, { answerMs: 400 });
    for (let i = 0; i < 1_000; i++) post.add([alert({ place: `x.ts:${i % 60}` })]);
    await pollUntil(() => (calls >= 3 ? true : undefined), 10_000);
    post.stop();
    await pollUntil(() => (open.size === 0 ? true : undefined), 2_000);
    server.close();
    // the server may hear of the old one's end only after the next has come
    expect(most).toBeLessThanOrEqual(2);
    expect(open.size).toBe(0);
    expect(warned.length).toBeGreaterThan(0);
  },
);

test("the subject names the worst: a page that began before a ticket, before what is over", () => {
  const over = alert({ status: "resolved", severity: "page", name: "A" });
  const page = alert({ severity: "page", name: "B" });
  expect(subjectOf([over, alert(), page], "i")).toBe("[openfees i] page: B src/app/x.ts:7, and 2 more");
  expect(subjectOf([over, alert()], "i")).toBe("[openfees i] ticket: LeakReclaimed src/app/x.ts:7, and 1 more");
});
