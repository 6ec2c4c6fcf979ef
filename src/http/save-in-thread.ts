/**
 * One idea: the server keeps no result, so the page carries it, packed once, and a button sends it back to have it
 * dressed as the file that was asked for. It was on the person's own device in between, so it is checked like any input,
 * and apart from the server's own thread, since it may be long.
 */
import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import type { FastifyRequest } from "fastify";
import { type RefusalCode, Refused } from "../app/refused.ts";
import type { LetterFile } from "../letters/letter-files.ts";
import type { LetterFacts } from "../letters/letter-view.ts";
import type { Site } from "../web/ui/document.tsx";
import type { AuditLimits } from "./web-deps.ts";
import { ThreadLimitReached, threadDoor, workInThread } from "./work-in-thread.ts";

const deflate = promisify(deflateRaw);

/** `what` is the name of a file, `carried` the result as `packResult` packed it. */
export type SaveQuestion = {
  readonly what: string;
  readonly carried: string;
  readonly facts: LetterFacts;
  readonly site: Site;
  readonly css: string;
};

export type SaveAnswer = { readonly file: LetterFile } | { readonly code: RefusalCode; param: string; words: string };

const BUSY = "Many files are being made right now. Please press the button again in a minute.";
const MEMORY_MB = 768;

/** The audit's JSON as it travels in the page: raw deflate in base64url. */
export async function packResult(printed: string): Promise<string> {
  return (await deflate(printed, { level: 9 })).toString("base64url");
}

/** Reads the form of the result page. @throws {Refused} when another site sent it: the file would carry our name and its words. */
export async function readSave(
  request: FastifyRequest,
  limits: AuditLimits,
): Promise<Pick<SaveQuestion, "what" | "carried">> {
  if (!["same-origin", "none", undefined].includes(request.headers["sec-fetch-site"] as string | undefined))
    throw new Refused("bad_field", "result", "Files of a result are saved from the page of that result only.");
  const fields: Record<string, string> = {};
  if (request.isMultipart())
    for await (const part of request.parts({ limits: { files: 0, fields: 2, fieldSize: 2 * limits.bytes } }))
      if (part.type === "field") fields[part.fieldname] = String(part.value);
  return { what: fields.what ?? "", carried: fields.result ?? "" };
}

/** `entry` is the file that the thread runs. */
export function saveInThread(entry: URL): (question: SaveQuestion, limits: AuditLimits) => Promise<LetterFile> {
  const door = threadDoor("result", BUSY);
  return async (question, limits) => {
    const answer = await door(limits, () =>
      workInThread<SaveAnswer>(entry, question, { timeMs: limits.timeMs, memoryMb: MEMORY_MB }),
    ).catch((cause: unknown) => {
      if (!(cause instanceof ThreadLimitReached)) throw cause;
      const words = `Making the file took longer than ${limits.timeMs / 1000} seconds. Check a shorter period and save from there.`;
      throw new Refused("too_slow", "result", words);
    });
    if ("file" in answer) return answer.file;
    throw new Refused(answer.code, answer.param, answer.words);
  };
}
