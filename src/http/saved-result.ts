/**
 * One idea: the server keeps no result, so the page carries it, packed once, and a button sends it back to have it
 * dressed as the file that was asked for. It was on the person's own device in between, so it is checked like any input.
 */
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import type { AuditBundle, AuditResult } from "../domain/audit/audit-result.ts";
import { auditShape } from "./audit-shape.ts";
import type { AuditLimits } from "./web-deps.ts";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** No result of the most rows that we judge comes near; a bomb ends here. */
const MOST_RESULT_BYTES = 64_000_000;
const MOST_WHAT_BYTES = 60;

export type SavedResult = {
  readonly what: string;
  readonly result: AuditResult | AuditBundle;
  /** The JSON as it was printed, byte for byte. */
  readonly printed: string;
};

/** The audit's JSON as it travels in the page: raw deflate in base64url. */
export async function packResult(printed: string): Promise<string> {
  return (await deflate(printed, { level: 9 })).toString("base64url");
}

/**
 * Reads the form of the result page. @throws {Refused} when it comes from another site, is damaged or is no result; such a
 * page would carry our name and somebody else's words.
 */
export async function readSaved(request: FastifyRequest, limits: AuditLimits): Promise<SavedResult> {
  if (!["same-origin", "none", undefined].includes(request.headers["sec-fetch-site"] as string | undefined))
    throw new Refused("bad_field", "result", "Files of a result are saved from the page of that result only.");
  const fields: Record<string, string> = {};
  if (request.isMultipart())
    for await (const part of request.parts({ limits: { files: 0, fields: 2, fieldSize: 2 * limits.bytes } }))
      if (part.type === "field") fields[part.fieldname] = String(part.value);
  const what = (fields.what ?? "").slice(0, MOST_WHAT_BYTES);
  const printed = await unpack(fields.result ?? "");
  const read = auditShape.safeParse(printed === null ? null : parsed(printed));
  if (printed === null || !read.success)
    throw new Refused(
      "bad_field",
      "result",
      "The result in this page is damaged, so no file can be made of it. Check the statement again and save from there.",
    );
  return { what, result: read.data as AuditResult | AuditBundle, printed };
}

async function unpack(text: string): Promise<string | null> {
  try {
    return (await inflate(Buffer.from(text, "base64url"), { maxOutputLength: MOST_RESULT_BYTES })).toString("utf8");
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
