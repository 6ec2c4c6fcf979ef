/** Reads the form of the result page that asks for a file. The seal is checked first; only results that one of our servers sealed are accepted. */
import type { FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import type { Sealer } from "../server/seal.ts";
import { doorWords } from "../words/door-words.ts";
import { readForm } from "./read-form.ts";
import type { AuditLimits } from "./web-deps.ts";

export type SaveForm = {
  /** The file that is asked for; empty where none is. */
  readonly what: string;
  /** The other fields of the form: answers to the questions of the page. */
  readonly told: readonly (readonly [name: string, value: string])[];
  readonly carried: Uint8Array;
};

const MOST_NAME_BYTES = 100;
/** A page asks a few questions of each statement in a file. */
const MOST_FIELDS = 200;

/** A result as the page carries it: its seal, a dot, and what is sealed. */
export const sealed = (sealer: Sealer, carried: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${sealer.seal(carried)}.`), carried]);

/** @throws {Refused} when the seal is not ours; the content is then neither inflated nor parsed. */
export async function readSave(request: FastifyRequest, limits: AuditLimits, sealer: Sealer): Promise<SaveForm> {
  const fields: Record<string, string> = {};
  if (request.isMultipart())
    await readForm(request, { files: 0, fields: MOST_FIELDS, fieldSize: 2 * limits.bytes }, (part) => {
      if (part.type === "field" && !part.valueTruncated) fields[part.fieldname] = String(part.value);
    });
  const { what = "", result = "", ...answers } = fields;
  const dot = result.indexOf(".");
  const carried = Buffer.from(result.slice(dot + 1), "latin1");
  if (dot < 0 || !sealer.isOurs(result.slice(0, dot), carried))
    throw new Refused("bad_field", "result", doorWords("result.damaged"));
  if (what.length > MOST_NAME_BYTES) throw new Refused("bad_field", "what", doorWords("result.no_such_file"));
  const told = Object.entries(answers).filter(([name, value]) => name.length + value.length <= 2 * MOST_NAME_BYTES);
  return { what, told, carried };
}
