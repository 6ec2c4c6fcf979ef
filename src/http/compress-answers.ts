import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance } from "fastify";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Below this a compressed answer is no shorter on the wire. */
const WORTH_BYTES = 600;
const QUALITY = 5;

/** Gives every readable answer an ETag, answers 304 to who has it, and compresses the rest as the asker can read it. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (payload === null || payload === undefined || (typeof payload !== "string" && !Buffer.isBuffer(payload)))
      return payload;
    // a script that was compressed once and kept
    if (reply.getHeader("content-encoding") !== undefined) return payload;
    const body = typeof payload === "string" ? Buffer.from(payload, "utf8") : payload;
    reply.header("vary", "accept-encoding");
    if (reply.statusCode === 200 && request.method !== "POST" && reply.getHeader("cache-control") !== "no-store") {
      const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
      reply.header("etag", etag);
      if (request.headers["if-none-match"]?.split(/,\s*/).includes(etag)) {
        reply.code(304).removeHeader("content-length");
        return "";
      }
    }
    if (body.length < WORTH_BYTES) return payload;
    const accepts = String(request.headers["accept-encoding"] ?? "");
    const packed = /\bbr\b/.test(accepts)
      ? { name: "br", bytes: await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }) }
      : /\bgzip\b/.test(accepts)
        ? { name: "gzip", bytes: await zip(body, { level: 7 }) }
        : null;
    if (!packed) return payload;
    reply.header("content-encoding", packed.name).header("content-length", packed.bytes.length);
    return packed.bytes;
  });
}
