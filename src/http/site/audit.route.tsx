/** The audit behind the form and the API. The file is held in memory while it is judged; the result is sent, not stored. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { productChoices } from "../../app/product-choices.ts";
import { Refused } from "../../app/refused.ts";
import { asClient } from "../../server/client-address.ts";
import { soon } from "../../server/refuse-early.ts";
import { type AuditFormView, auditFormPage } from "../../web/pages/audit/audit-form.tsx";
import { sayIn } from "../../web/ui/say.tsx";
import { doorWords } from "../../words/door-words.ts";
import { stampOf } from "../cache-routes.ts";
import type { ForeignFacts } from "../foreign/foreign-question.ts";
import { goneSignal } from "../gone-signal.ts";
import { STATUS } from "../problem-status.ts";
import { readSave, sealed } from "../read-save.ts";
import { checkSaid, readUpload, type Upload, wrongOf } from "../read-upload.ts";
import { tongueOf, variesByLanguage } from "../tongue.ts";
import type { AuditAnswer, AuditQuestion, ExampleStatement, WebDeps } from "../web-deps.ts";
import { FACTS, type RenderPage } from "./render-page.tsx";

const PATH = "/audit/server";
const SAVE_PATH = "/audit/server/save";
const AGAIN_PATH = "/audit/server/again";

export function auditRoutes(
  app: FastifyInstance,
  deps: WebDeps,
  render: RenderPage,
  factsNow: () => Promise<ForeignFacts>,
): void {
  const form = async (reply: FastifyReply, given: Partial<AuditFormView> = {}) => {
    const say = sayIn(tongueOf(reply.request).language);
    const pack = await deps.ctx.packs.current("ng");
    const { bytes, rows, timeMs } = deps.limits;
    return render(
      reply,
      auditFormPage(
        {
          banks: pack.banks.map(({ id, name }) => ({ id, name })),
          products: productChoices(pack),
          examples: deps.examples,
          limits: {
            size: `${bytes / 1_000_000} MB`,
            rows: rows.toLocaleString("en"),
            time: `${timeMs / 1000} seconds`,
          },
          typed: {},
          wrong: {},
          refusal: null,
          ...given,
        },
        say,
      ),
    );
  };
  const ask = async (asked: Asked, signal?: AbortSignal): Promise<AuditAnswer> => {
    const given = await factsNow();
    checkSaid(asked.said, given.pack);
    const question = { example: null, ...asked, facts: given, on: deps.ctx.today(), signal };
    return deps.audit(question, deps.limits);
  };
  const made = new Map<string, Promise<AuditAnswer>>();
  /** What an example comes to: made once for each snapshot and day, whoever asks first, and not for one who asked. */
  const askExample = (example: ExampleStatement): Promise<AuditAnswer> => {
    const stamp = stampOf(deps);
    for (const key of made.keys()) if (!key.startsWith(stamp)) made.delete(key);
    const key = `${stamp}${example.id}`;
    const { name, bytes, fileName, bank, accountType } = example;
    const said = { bank: bank ?? undefined, accountType: accountType ?? undefined };
    const asked: Asked = { ask: "page", example: `${name}.`, bytes, fileName, said, told: [] };
    const answer = made.get(key) ?? asClient("the examples", () => ask(asked));
    made.set(key, answer);
    answer.catch(() => made.delete(key));
    return answer;
  };
  const page = (reply: FastifyReply, [before, carried, after]: readonly Buffer[], as: "bytes" | "text" = "bytes") => {
    if (!before || !carried || !after) throw new Error("the page of a result has three parts");
    if (!reply.getHeader("cache-control")) reply.header("cache-control", FACTS);
    const body = Buffer.concat([before, sealed(deps.sealer, carried), after]);
    return reply.type("text/html; charset=utf-8").send(as === "text" ? body.toString("utf8") : body);
  };

  const config = { cached: ["example"], spoken: true };
  app.get<{ Querystring: { example?: string | string[] } }>(PATH, { config }, async (request, reply) => {
    const id = [request.query.example].flat().at(-1);
    if (id === undefined) return form(reply);
    const example = deps.examples.find((one) => one.id === id);
    if (!example) throw new Refused("unknown_example", "example", doorWords("upload.no_example"));
    // it is judged in a child process
    request.endTurn();
    const answer = await askExample(example);
    if (!answer.ok) return form(reply.code(422), { refusal: answer.refusal });
    // as text it is kept as a page, for each language its own
    variesByLanguage(reply);
    return page(reply, answer.parts, "text");
  });

  app.post(PATH, { config: { spoken: true } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { typed, upload } = await readUpload(request, deps.limits);
    try {
      if (upload instanceof Refused) throw upload;
      const answer = await ask({ ask: "page", ...upload }, goneSignal(request, reply));
      if (!answer.ok) return form(reply.code(422), { typed, refusal: answer.refusal });
      return page(reply, answer.parts);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (STATUS[error.code] === 503) reply.header("retry-after", String(error.afterSeconds ?? soon()));
      return form(reply.code(STATUS[error.code]), { typed, wrong: wrongOf(error, typed, (await factsNow()).pack) });
    }
  });

  // who reloads a saved file has no result left to save
  app.get(SAVE_PATH, async (_request, reply) => reply.redirect(PATH, 303));
  app.post(SAVE_PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { what, carried } = await readSave(request, deps.limits, deps.sealer);
    const about = { facts: await factsNow(), on: deps.ctx.today(), signal: goneSignal(request, reply) };
    const file = await deps.save({ what, carried, ...about }, deps.limits);
    return reply
      .header("content-disposition", `attachment; filename="${file.name}"`)
      .type(`${file.type}; charset=utf-8`)
      .send(file.body);
  });

  app.get(AGAIN_PATH, async (_request, reply) => reply.redirect(PATH, 303));
  app.post(AGAIN_PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { told, carried } = await readSave(request, deps.limits, deps.sealer);
    const about = { facts: await factsNow(), on: deps.ctx.today(), signal: goneSignal(request, reply) };
    return page(reply, await deps.again({ told, carried, ...about }, deps.limits));
  });

  app.post("/api/v1/audit", async (request, reply) => {
    reply.header("cache-control", "no-store").header("access-control-allow-origin", "*");
    if (!request.isMultipart()) throw new Refused("no_file", "file", doorWords("upload.multipart"));
    const { upload } = await readUpload(request, deps.limits);
    if (upload instanceof Refused) throw upload;
    const answer = await ask({ ask: "json", ...upload }, goneSignal(request, reply));
    if (!answer.ok) throw new Refused("unreadable", "file", `${answer.refusal.message} ${answer.refusal.tryThis}`);
    return reply.type("application/json; charset=utf-8").send(answer.parts[0]);
  });
}

type Asked = Pick<AuditQuestion, "ask"> & Upload & { readonly example?: string };
