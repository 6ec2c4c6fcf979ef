import type { AddressInfo, Server } from "node:net";
import { afterEach } from "vitest";

export type Listening = {
  /** Starts it on loopback and gives its port; it is closed after the test. */
  listening(server: Server): Promise<number>;
  /** What else is to be closed after the test, the last one first. */
  closing(close: () => unknown): void;
};

/** Servers of a test file, which end with the test that started them. */
export function testServers(): Listening {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  return {
    closing: (close) => void open.push(close),
    listening: async (server) => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      open.push(() => {
        (server as Server & { closeAllConnections?: () => void }).closeAllConnections?.();
        return new Promise((resolve) => server.close(resolve));
      });
      return (server.address() as AddressInfo).port;
    },
  };
}
