import type { FastifyInstance } from "fastify";
import { datedPack } from "../../app/dated-pack.ts";
import { Refused } from "../../app/refused.ts";
import { answerChargeLine } from "../../domain/fees/charge-answer.ts";
import { readWhen } from "../read-question.ts";
import { sendJson } from "../site/fees.route.tsx";
import type { WebDeps } from "../web-deps.ts";

/**
 * `POST /api/v1/charge`: the charge contract, the same question and answer as `openfees charge`; `?known=` asks what we
 * knew then. The body is read as text here, so that one that is no JSON gets the contract's own fault.
 */
export function chargeApi(scope: FastifyInstance, deps: WebDeps): void {
  scope.removeContentTypeParser("application/json");
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  scope.post("/api/v1/charge", async (request, reply) => {
    const { pack } = await datedPack(deps.ctx, readWhen(request.query));
    const answer = answerChargeLine(String(request.body ?? ""), (id) => (id === pack.jurisdiction ? pack : undefined));
    if ("error" in answer) throw new Refused(answer.error.code, answer.error.param, answer.error.message);
    return sendJson(reply, answer);
  });
}
