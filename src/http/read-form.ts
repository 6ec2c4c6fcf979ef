import type { FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import { doorWords } from "../words/door-words.ts";

type Limits = NonNullable<Parameters<FastifyRequest["parts"]>[0]>["limits"];
type Part = ReturnType<FastifyRequest["parts"]> extends AsyncIterableIterator<infer P> ? P : never;

const BROKEN = doorWords("problem.broken_form");

/**
 * Hands on the parts of a form, one after the other, as they come. @throws {Refused} where it is no form, breaks off, or is
 * written wrongly: whatever the parser says of that, it is the sender's to mend. Its limits keep their own errors.
 */
export async function readForm(
  request: FastifyRequest,
  limits: Limits,
  take: (part: Part) => Promise<void> | void,
): Promise<void> {
  try {
    for await (const part of request.parts({ limits })) await take(part);
  } catch (cause) {
    const { statusCode } = cause as { statusCode?: number };
    throw cause instanceof Refused || (statusCode !== undefined && statusCode < 500)
      ? cause
      : new Refused("bad_field", "file", BROKEN);
  }
}
