import type { FastifyInstance } from "fastify";
import { datedPack } from "../../app/dated-pack.ts";
import { Refused } from "../../app/refused.ts";
import { answerCharge, answerChargeLine } from "../../domain/fees/charge-answer.ts";
import { questionOfTexts } from "../../domain/fees/question-of-texts.ts";
import { CHARGE_ENGLISH } from "../../words/charge-english.ts";
import { sayCharge } from "../../words/say-charge.ts";
import { readWhen } from "../read-question.ts";
import { NO_CACHE, sendJson } from "../site/fees.route.tsx";
import type { WebDeps } from "../web-deps.ts";

/**
 * `/api/v1/charge`: the charge contract, the same question and answer as `openfees charge`; `?known=` asks what we knew then.
 * By GET the question stands in the address: its day is today and its id 1 unless said otherwise. The body of a POST is read as text here, so that one that is no JSON gets the contract's own fault.
 */
export function chargeApi(scope: FastifyInstance, deps: WebDeps): void {
  scope.removeContentTypeParser("application/json");
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  scope.post("/api/v1/charge", async (request, reply) => {
    const { pack } = await datedPack(deps.ctx, readWhen(request.query));
    const answer = answerChargeLine(
      String(request.body ?? ""),
      (id) => (id === pack.jurisdiction ? pack : undefined),
      CHARGE_ENGLISH,
      sayCharge,
    );
    if ("error" in answer) throw new Refused(answer.error.code, answer.error.param, answer.error.message);
    return sendJson(reply, answer);
  });

  scope.get("/api/v1/charge", async (request, reply) => {
    const { known, ...fields } = lastOfEach(request.query);
    const { pack, today } = await datedPack(deps.ctx, readWhen({ known }));
    const question = { id: "1", jurisdiction: pack.jurisdiction, on: today, ...questionOfTexts(fields) };
    const answer = answerCharge(
      question,
      (id) => (id === pack.jurisdiction ? pack : undefined),
      CHARGE_ENGLISH,
      sayCharge,
    );
    if ("error" in answer) throw new Refused(answer.error.code, answer.error.param, answer.error.message);
    return sendJson(reply, answer, NO_CACHE);
  });
}

/** Each field of an address once, by its last value. */
function lastOfEach(query: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((query ?? {}) as Record<string, string | string[]>).map(([name, value]) => [
      name,
      (Array.isArray(value) ? (value.at(-1) ?? "") : value).trim(),
    ]),
  );
}
