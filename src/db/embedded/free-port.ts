import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** A free port on 127.0.0.1, below 32768 where outgoing connections do not take theirs. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
