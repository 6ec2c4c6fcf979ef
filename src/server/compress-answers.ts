import type { FastifyInstance } from "fastify";
import { encodingOf, packQuickly, variesByEncoding, WORTH_BYTES } from "./encoding.ts";
import { etagOf, isHeld } from "./etag.ts";

/** Gives every readable answer an ETag, answers 304 to who has it, and compresses the rest as the asker can read it. */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (payload === null || payload === undefined || (typeof payload !== "string" && !Buffer.isBuffer(payload)))
      return payload;
    // the page cache has done it already
    if (reply.hasHeader("etag")) return payload;
    // a script that was compressed once and kept
    if (reply.getHeader("content-encoding") !== undefined) return payload;
    const body = typeof payload === "string" ? Buffer.from(payload, "utf8") : payload;
    variesByEncoding(reply);
    if (reply.statusCode === 200 && request.method !== "POST" && reply.getHeader("cache-control") !== "no-store") {
      const etag = etagOf(body);
      reply.header("etag", etag);
      if (isHeld(etag, request.headers["if-none-match"])) {
        reply.code(304).removeHeader("content-length");
        return "";
      }
    }
    // a font is packed by its format
    if (String(reply.getHeader("content-type")).startsWith("font/")) return payload;
    const encoding = body.length < WORTH_BYTES ? undefined : encodingOf(request.headers["accept-encoding"]);
    if (encoding === undefined) return payload;
    const bytes = await packQuickly(body, encoding);
    reply.header("content-encoding", encoding).header("content-length", bytes.length);
    return bytes;
  });
}
