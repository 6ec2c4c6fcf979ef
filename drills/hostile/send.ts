import { request } from "node:http";
import { connect } from "node:net";

// How an attacker sends: from an address of its own choice on this machine, whole requests or bytes as they are.

export type Reply = {
  /** 0: none came. -1: we hung up. */
  readonly status: number;
  readonly body: string;
  readonly ms: number;
  readonly headers: Readonly<Record<string, unknown>>;
};

export type Call = {
  readonly path: string;
  readonly method?: string;
  /** An address of 127.0.0.0/8, of which Linux has all. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly patienceMs?: number;
  /** Hangs up; what is answered says so by its status, -1. */
  readonly signal?: AbortSignal;
};

export function send(port: number, call: Call): Promise<Reply> {
  const { path, method = "GET", from = "127.0.0.1", headers = {}, body, patienceMs = 60_000, signal } = call;
  const began = performance.now();
  return new Promise((resolve) => {
    let answered = false;
    const done = (status: number, text: string, all: Readonly<Record<string, unknown>> = {}) => {
      if (answered) return;
      answered = true;
      resolve({ status, body: text, ms: performance.now() - began, headers: all });
    };
    const length: Record<string, string> =
      body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const out = request({
      host: "127.0.0.1",
      port,
      path,
      method,
      localAddress: from,
      agent: false,
      headers: { ...length, ...headers },
      timeout: patienceMs,
      ...(signal ? { signal } : {}),
    });
    const timer = setTimeout(() => out.destroy(new Error("no answer")), patienceMs);
    out.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      const ended = () => {
        clearTimeout(timer);
        done(answer.statusCode ?? 0, Buffer.concat(chunks).toString("utf8"), answer.headers);
      };
      answer.on("end", ended);
      answer.on("error", ended);
    });
    out.on("timeout", () => out.destroy(new Error("no answer")));
    out.on("error", (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      // a refusal ends the connection before all was sent: the answer may be on its way
      setTimeout(() => done(signal?.aborted ? -1 : 0, cause.code ?? cause.message), 50);
    });
    out.end(body);
  });
}

const BOUNDARY = "----of7f3a";
const quoted = (name: string): string => name.replaceAll('"', "%22").replaceAll("\r\n", "%0D%0A");

/** A form with a file, as a browser sends it. */
export function formOf(
  fields: Readonly<Record<string, string>>,
  file?: { readonly name: string; readonly bytes: Uint8Array },
): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } {
  const parts: Uint8Array[] = [];
  const add = (head: string, value: Uint8Array) =>
    parts.push(
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      value,
      Buffer.from("\r\n"),
    );
  for (const [name, value] of Object.entries(fields)) add(`name="${quoted(name)}"`, Buffer.from(value));
  if (file) add(`name="file"; filename="${quoted(file.name)}"\r\nContent-Type: application/octet-stream`, file.bytes);
  parts.push(Buffer.from(`--${BOUNDARY}--\r\n`));
  return {
    body: Buffer.concat(parts),
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

/** Sends bytes as they are; what was said back within the time, and its first status, 0 where there was none. */
export function sendRaw(
  port: number,
  bytes: Uint8Array | string,
  { from = "127.0.0.1", patienceMs = 2_500 } = {},
): Promise<{ readonly status: number; readonly said: string }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    let said = "";
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0), said });
    };
    const timer = setTimeout(end, patienceMs);
    socket.on("data", (chunk) => {
      if (said.length < 200_000) said += chunk.toString("latin1");
    });
    socket.on("error", end);
    socket.on("close", end);
    socket.write(bytes);
  });
}
