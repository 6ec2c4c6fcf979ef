/** One idea: the audit behind the form and the API. The file lives in memory while it is judged; the result goes back once and is kept by nobody. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refused } from "../app/refused.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { type AuditFormView, auditFormPage } from "../web/pages/audit-form.tsx";
import { type AuditView, auditResultPage } from "../web/pages/audit-result.tsx";
import type { Site } from "../web/ui/document.tsx";
import { keptPage } from "../web/ui/kept-page.tsx";
import { SAVE_FORM } from "../web/ui/save.tsx";
import { letterLinks } from "./letter-links.ts";
import { readUpload, type Upload } from "./read-upload.ts";
import type { RenderPage } from "./render-page.tsx";
import { savedFile } from "./saved-file.ts";
import { packResult, readSaved } from "./saved-result.ts";
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
  const viewOf = (pack: Pack, result: AuditView["result"], example: string | null): AuditView => ({
    result,
    services: namesOf(pack.services),
    banks: namesOf(pack.banks),
    example,
    keep: null,
  });
  const result = async (
    reply: FastifyReply,
    pack: Pack,
    answer: Extract<AuditAnswer, { ok: true }>,
    example: string | null,
  ) => {
    const keep = {
      html: { form: SAVE_FORM, value: "statement-check.html" },
      json: { form: SAVE_FORM, value: "statement-check.json" },
      carried: await packResult(answer.printed),
      letters: letterLinks(answer.result, { pack, template: deps.letter, on: deps.ctx.today() }),
    };
    return render(reply, auditResultPage({ ...viewOf(pack, answer.result, example), keep }));
  };

  app.get<{ Querystring: { example?: string } }>(PATH, async (request, reply) => {
    const id = request.query.example;
    if (id === undefined) return form(reply);
    const example = deps.examples.find((one) => one.id === id);
    if (!example) throw new Refused("unknown_example", "example", "We have no made-up statement of that name.");
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
    const saved = await readSaved(request, deps.limits);
    const pack = await deps.ctx.packs.current("ng");
    const kept = () => keptPage(site, css, auditResultPage(viewOf(pack, saved.result, null)));
    const file = savedFile(saved, kept, { pack, template: deps.letter, on: deps.ctx.today() });
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

const namesOf = (list: readonly { readonly id: string; readonly name: string }[]): Record<string, string> =>
  Object.fromEntries(list.map(({ id, name }) => [id, name]));
