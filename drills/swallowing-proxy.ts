import net, { type AddressInfo } from "node:net";

type Pair = { readonly inner: net.Socket; readonly outer: net.Socket; lost: boolean };

/**
 * A proxy to one server on this machine. Told to swallow, it takes every byte of both sides and passes none, and neither
 * side hears that the other has closed: sockets that are half open. What was open then stays so for ever; what is opened
 * after `pass` works.
 */
export class SwallowingProxy {
  readonly #server: net.Server;
  readonly #pairs = new Set<Pair>();
  #swallows = false;

  private constructor(host: string, port: number) {
    this.#server = net.createServer({ allowHalfOpen: true }, (inner) => {
      const pair: Pair = { inner, outer: net.connect({ host, port, allowHalfOpen: true }), lost: this.#swallows };
      this.#pairs.add(pair);
      this.#join(pair, inner, pair.outer);
      this.#join(pair, pair.outer, inner);
    });
  }

  static async open(host: string, port: number): Promise<SwallowingProxy> {
    const proxy = new SwallowingProxy(host, port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  swallow(): void {
    this.#swallows = true;
    for (const pair of this.#pairs) pair.lost = true;
  }

  pass(): void {
    this.#swallows = false;
  }

  #join(pair: Pair, from: net.Socket, to: net.Socket): void {
    from.on("data", (bytes) => {
      if (!pair.lost) to.write(bytes);
    });
    from.on("end", () => {
      if (!pair.lost) to.end();
    });
    from.on("error", () => {});
    from.on("close", () => {
      if (pair.lost) return;
      to.destroy();
      this.#pairs.delete(pair);
    });
  }

  async close(): Promise<void> {
    for (const { inner, outer } of this.#pairs) {
      inner.destroy();
      outer.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
