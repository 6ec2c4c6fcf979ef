import { connect, type Socket } from "node:net";
import { csv, line, lines, text, zipped } from "./bodies/body.ts";
import { formOf, send } from "./send.ts";
import { count, emptyTally, type Tally } from "./tally.ts";

// Attacks by number and by patience. Each goes on until it is told to end.

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export type Siege = (port: number, signal: AbortSignal) => Promise<Tally>;

/** Sends again and again from one address until the end. */
async function again(signal: AbortSignal, pauseMs: number, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await wait(pauseMs);
  }
}

const HEADS = [
  'POST /audit/server HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=zz\r\nContent-Length: 4000000\r\n\r\n--zz\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
  "POST /api/v1/audit HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=zz\r\nTransfer-Encoding: chunked\r\n\r\n",
  "POST /audit/server/save HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=zz\r\nContent-Length: 4000000\r\n\r\n--zz\r\n",
  "POST /report HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nwords=",
  "POST /api/v1/charge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{",
  "GET /fees HTTP/1.1\r\n",
];

/** Sockets that send a byte a second: 40 from one address to the statement door, and 160 from twenty to every door. */
export const slowSenders: Siege = async (port, signal) => {
  const tally = emptyTally();
  const sockets = new Set<Socket>();
  const open = (i: number): void => {
    if (signal.aborted) return;
    const localAddress = i < 40 ? "127.0.4.1" : `127.0.4.${2 + (i % 20)}`;
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    sockets.add(socket);
    tally.sent++;
    const head = i < 40 ? HEADS[0] : HEADS[i % HEADS.length];
    const chunked = head?.includes("chunked");
    socket.write(head ?? "");
    const timer = setInterval(() => socket.write(chunked ? "1\r\na\r\n" : "a"), 1_000);
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.on("close", () => {
      clearInterval(timer);
      sockets.delete(socket);
      // whoever is cut off comes again
      setTimeout(() => open(i), 500);
    });
  };
  for (let i = 0; i < 200; i++) open(i);
  while (!signal.aborted) await wait(100);
  for (const socket of sockets) socket.destroy();
  return tally;
};

/** Sockets that say nothing, that read nothing of much, and that hang up in the middle of an upload. */
export const manySockets: Siege = async (port, signal) => {
  const tally = emptyTally();
  const sockets = Array.from({ length: 900 }, (_, i) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: `127.0.5.${1 + (i % 9)}` });
    socket.on("error", () => {});
    tally.sent++;
    if (i % 3 === 0) {
      socket.pause();
      socket.write("GET /api/v1/rules?limit=200 HTTP/1.1\r\nHost: x\r\n\r\n".repeat(60));
    } else if (i % 3 === 1) socket.write("GET /");
    return socket;
  });
  const good = formOf({}, { name: "a.csv", bytes: text(lines(20_000, (i) => line("NIP CHARGE", i))) });
  const head = `POST /api/v1/audit HTTP/1.1\r\nHost: x\r\nContent-Type: ${good.headers["content-type"]}\r\nContent-Length: ${good.body.length}\r\n\r\n`;
  await again(signal, 100, async () => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: "127.0.5.99" });
    socket.on("error", () => {});
    socket.write(head);
    // half of it, or all of it and no wish to read the answer
    socket.write(tally.sent++ % 2 ? good.body.subarray(0, good.body.length >> 1) : good.body);
    setTimeout(() => socket.destroy(), 250);
  });
  for (const socket of sockets) socket.destroy();
  return tally;
};

const small = text(csv("NIP CHARGE"));
const BOMBS = [
  () => zipped([["a.csv", csv("-".repeat(900_000))]]),
  () => zipped([["a.csv", lines(49_999, (i) => line(i % 2 ? "NIP CHARGE" : "REVERSAL NIP CHARGE", i))]]),
  () => zipped([["a.xls", `<html><table><tr>${"<td colspan=999>1</td>".repeat(200_000)}`]]),
];

/** Twelve addresses keep sending small files that are long to read, a fresh one every few seconds another. */
export const heldPlaces: Siege = async (port, signal) => {
  const tally = emptyTally();
  const bombs = BOMBS.map((make) => formOf({}, { name: "a.zip", bytes: make() }));
  await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      again(signal, 200, async () => {
        // one in three comes from somewhere else each time
        const from = i % 3 === 0 ? `127.0.${20 + i}.${1 + (tally.sent % 250)}` : `127.0.6.${10 + i}`;
        const bomb = bombs[i % bombs.length];
        if (bomb)
          count(
            tally,
            "held place",
            await send(port, { path: "/api/v1/audit", method: "POST", from, signal, ...bomb }),
          );
      }),
    ),
  );
  return tally;
};

/** Twenty-four people press the example button without a pause, with ever other words behind it. */
export const exampleFlood: Siege = async (port, signal) => {
  const tally = emptyTally();
  await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      again(signal, 10, async () => {
        const more = i % 2 ? "" : `&q=${tally.sent}&known=2026-01-0${1 + (i % 9)}`;
        const from = `127.0.7.${1 + (i % 4)}`;
        count(tally, "example", await send(port, { path: `/audit/server?example=savings-2026${more}`, from, signal }));
      }),
    ),
  );
  return tally;
};

/** One address sends more small statements than can be read, and asks for ever other pages. */
export const oneCrowd: Siege = async (port, signal) => {
  const tally = emptyTally();
  const good = formOf({}, { name: "a.csv", bytes: small });
  await Promise.all(
    Array.from({ length: 16 }, (_, i) =>
      again(signal, i % 4 ? 5 : 50, async () => {
        const call =
          i % 4 ? { path: `/?q=transfer+${tally.sent}` } : { path: "/api/v1/audit", method: "POST", ...good };
        count(tally, "crowd", await send(port, { ...call, from: "127.0.8.1", signal }));
      }),
    ),
  );
  return tally;
};

/** Reports as fast as they are taken, from three addresses, and guesses at the numbers of others. */
export const reportSpam: Siege = async (port, signal) => {
  const tally = emptyTally();
  await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      again(signal, 0, async () => {
        const from = `127.0.9.${1 + (i % 3)}`;
        const n = tally.sent;
        const call =
          i % 2
            ? { path: `/api/v1/reports/${String(n).padStart(12, "0")}` }
            : {
                path: "/api/v1/reports",
                method: "POST",
                headers: { "content-type": "application/json" },
                body: JSON.stringify({
                  bank: "ng.gtbank",
                  service: "alert.sms",
                  amount: `${1 + (n % 99)}.01`,
                  on: "2026-11-01",
                  words: "x".repeat(999),
                }),
              };
        count(tally, "spam", await send(port, { ...call, from, signal }));
      }),
    ),
  );
  return tally;
};
