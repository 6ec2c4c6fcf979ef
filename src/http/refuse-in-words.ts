/** Refusals that cost next to nothing, with what they say. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { type EarlyRefusal, refuseEarly } from "../server/refuse-early.ts";
import { doorWords } from "../words/door-words.ts";
import { TITLES } from "./problem-status.ts";

export const BUSY_WORDS: string = doorWords("busy.now");

type Wordless = Omit<EarlyRefusal, "words">;

/** Refuses at once; `detail` says why, else that many people are here. */
export function refuseInWords(
  request: FastifyRequest,
  reply: FastifyReply,
  it: Wordless,
  detail: string = BUSY_WORDS,
): void {
  const title = TITLES[it.status] as string;
  const heading = it.after === undefined ? title : doorWords("busy.back_in", { seconds: it.after });
  refuseEarly(request, reply, { ...it, words: { title, tab: doorWords("busy.back"), heading, detail } });
}

/** Refuses an unknown API key with a 401 that also says that no key is needed. */
export const refuseKey = (request: FastifyRequest, reply: FastifyReply, headers: Wordless["headers"] = []): void =>
  refuseInWords(request, reply, { status: 401, code: "unknown_key", headers }, doorWords("busy.unknown_key"));
