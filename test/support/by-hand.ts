import { connect, type Socket } from "node:net";

const sockets: Socket[] = [];

export type ByHand = { readonly socket: Socket; readonly said: () => string; readonly closed: Promise<void> };

/** A connection that somebody drives by hand: what it sends and when, and what was said to it. */
export function byHand(port: number): ByHand {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let said = "";
  socket.on("data", (chunk) => {
    said += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  return { socket, said: () => said, closed: new Promise((resolve) => socket.once("close", () => resolve())) };
}

/** Ends what this test opened. */
export function hangUpAll(): void {
  for (const socket of sockets.splice(0)) socket.destroy();
}
