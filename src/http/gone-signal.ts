import type { FastifyReply, FastifyRequest } from "fastify";

/** Aborted when the connection ends before the answer is out, since the work is not needed then. */
export function goneSignal(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => reply.raw.writableFinished || gone.abort());
  if (request.raw.destroyed && !request.raw.complete) gone.abort();
  return gone.signal;
}
