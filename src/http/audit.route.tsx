/** One idea: the audit behind the form and the API. The file lives in memory while it is judged; the result goes back once and is kept by nobody. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refused } from "../app/refused.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { letterLinks } from "../letters/letter-links.ts";
import { type AuditFormView, auditFormPage } from "../web/pages/audit-form.tsx";
import { auditResultPage } from "../web/pages/audit-result.tsx";
import { auditViewOf } from "../web/pages/audit-view.ts";
import type { Site } from "../web/ui/document.tsx";
import { SAVE_FORM } from "../web/ui/save.tsx";
import { readUpload, type Upload } from "./read-upload.ts";
import type { RenderPage } from "./render-page.tsx";
import { packResult, readSave } from "./save-in-thread.ts";
import type { AuditAnswer, WebDeps } from "./web-deps.ts";

const PATH = "/audit/server";
const SAVE_PATH = "/audit/server/save";

export function auditRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage, site: Site, css: string): void {
  const form = async (reply: FastifyReply, given: Partial<AuditFormView> = {}) => {
    const pack = await deps.ctx.packs.current("ng");
    const { bytes, rows, timeMs } = deps.limits;
    return render(
      reply,
      auditFormPage({
        banks: pack.banks.map(({ id, name }) => ({ id, name })),
        examples: deps.examples,
        limits: { size: `${bytes / 1_000_000} MB`, rows: rows.toLocaleString("en"), time: `${timeMs / 1000} seconds` },
        typed: {},
        wrong: {},
        refusal: null,
        ...given,
      }),
    );
  };
  const result = async (
    reply: FastifyReply,
    pack: Pack,
    answer: Extract<AuditAnswer, { ok: true }>,
    example: string | null,
  ) => {
    const button = (value: string) => ({ form: SAVE_FORM, value });
    const keep = {
      html: button("statement-check.html"),
      json: button("statement-check.json"),
      carried: await packResult(answer.printed),
      letters: letterLinks(answer.result, { pack, template: deps.letter, on: deps.ctx.today() }, button),
    };
    return render(reply, auditResultPage({ ...auditViewOf(pack, answer.result, example), keep }));
  };

  app.get<{ Querystring: { example?: string } }>(PATH, async (request, reply) => {
    const id = request.query.example;
    if (id === undefined) return form(reply);
    const example = deps.examples.find((one) => one.id === id);
    if (!example) throw new Refused("unknown_example", "example", "We have no made-up statement of that name.");
    // it is judged in a thread
    request.endTurn();
    const answer = await ask(deps, {
      bytes: example.bytes,
      fileName: example.fileName,
      ...(example.bank === null ? {} : { bank: example.bank }),
      ...(example.accountType === null ? {} : { accountType: example.accountType }),
    });
    if (!answer.ok) return form(reply.code(422), { refusal: answer.refusal });
    return result(reply, await deps.ctx.packs.current("ng"), answer, `${example.name}.`);
  });

  app.post(PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { typed, upload } = await readUpload(request, deps.limits);
    try {
      if (upload instanceof Refused) throw upload;
      const answer = await ask(deps, upload);
      if (!answer.ok) return form(reply.code(422), { typed, refusal: answer.refusal });
      return result(reply, await deps.ctx.packs.current("ng"), answer, null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const status = { too_large: 413, busy: 503, too_slow: 422 }[error.code as string] ?? 400;
      return form(reply.code(status), { typed, wrong: { [error.param ?? "file"]: error.message } });
    }
  });

  // who reloads a saved file has no result left to save
  app.get(SAVE_PATH, async (_request, reply) => reply.redirect(PATH, 303));
  app.post(SAVE_PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const asked = await readSave(request, deps.limits);
    const facts = { pack: await deps.ctx.packs.current("ng"), template: deps.letter, on: deps.ctx.today() };
    const file = await deps.save({ ...asked, facts, site, css }, deps.limits);
    return reply
      .header("content-disposition", `attachment; filename="${file.name}"`)
      .type(`${file.type}; charset=utf-8`)
      .send(file.body);
  });

  app.post("/api/v1/audit", async (request, reply) => {
    reply.header("cache-control", "no-store").header("access-control-allow-origin", "*");
    if (!request.isMultipart())
      throw new Refused("no_file", "file", "Send the statement as multipart form data, in the field file.");
    const { upload } = await readUpload(request, deps.limits);
    if (upload instanceof Refused) throw upload;
    const answer = await ask(deps, upload);
    if (!answer.ok) throw new Refused("unreadable", "file", `${answer.refusal.message} ${answer.refusal.tryThis}`);
    return reply.type("application/json; charset=utf-8").send(answer.printed);
  });
}

async function ask(deps: WebDeps, upload: Upload): Promise<AuditAnswer> {
  const pack = await deps.ctx.packs.current("ng");
  if (upload.bank !== undefined && !pack.banks.some((bank) => bank.id === upload.bank))
    throw new Refused("bad_field", "bank", "We list no such bank. Pick one from the list, or leave it out.");
  return deps.audit({ pack, ...upload }, deps.limits);
}
