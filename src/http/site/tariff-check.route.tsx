/** The door for a bank's next tariff. The file lives in memory while a child process checks it, and is not stored. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { Refused } from "../../app/refused.ts";
import { csvText } from "../../domain/csv-text.ts";
import { tariffTemplate } from "../../domain/tariff-check/check-tariff.ts";
import { TARIFF_COLUMNS } from "../../domain/tariff-check/tariff-rows.ts";
import { soon } from "../../server/refuse-early.ts";
import { type TariffFormView, tariffFormPage } from "../../web/pages/facts/tariff-check.tsx";
import { noticeWords } from "../../web/ui/tariff-words.ts";
import { doorWords } from "../../words/door-words.ts";
import type { ForeignFacts } from "../foreign/foreign-question.ts";
import { goneSignal } from "../gone-signal.ts";
import { STATUS } from "../problem-status.ts";
import { checkBank, readUpload, wrongOf } from "../read-upload.ts";
import type { WebDeps } from "../web-deps.ts";
import { sendCsv } from "./fees.route.tsx";
import { type RenderPage, sayFor } from "./render-page.tsx";

const PATH = "/tariff-check";
/** A tariff of thousands of rows has less. */
const MOST_BYTES = 1_000_000;
const WORDS = {
  none: doorWords("upload.tariff_none"),
  tooBig: doorWords("upload.tariff_big"),
};

export function tariffRoutes(
  app: FastifyInstance,
  deps: WebDeps,
  render: RenderPage,
  factsNow: () => Promise<ForeignFacts>,
): void {
  const limits = { ...deps.limits, bytes: Math.min(deps.limits.bytes, MOST_BYTES) };
  const form = async (reply: FastifyReply, given: Partial<TariffFormView> = {}) => {
    const say = sayFor(reply.request, "tariff");
    const pack = await deps.ctx.packs.current("ng");
    const banks = pack.banks.map(({ id, name }) => ({ id, name }));
    const size = `${limits.bytes / 1_000_000} MB`;
    const view = { banks, limits: { size }, notice: noticeWords(pack, say), typed: {}, wrong: {}, ...given };
    return render(reply, tariffFormPage(view, say));
  };

  const config = { cached: [] };
  app.get(PATH, { config: { ...config, spoken: true } }, (_request, reply) => form(reply));
  app.get(`${PATH}.csv`, { config }, async (_request, reply) => {
    const pack = await deps.ctx.packs.current("ng");
    return sendCsv(reply, csvText(TARIFF_COLUMNS, tariffTemplate(pack)));
  });

  app.post(PATH, { config: { spoken: true } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const { typed, upload } = await readUpload(request, limits, WORDS);
    try {
      if (upload instanceof Refused) throw upload;
      const facts = await factsNow();
      const { bytes, said } = upload;
      checkBank(said.bank, facts.pack);
      const asked = { facts, bytes, bank: said.bank, on: deps.ctx.today(), signal: goneSignal(request, reply) };
      return reply.type("text/html; charset=utf-8").send(await deps.tariff(asked, limits));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (STATUS[error.code] === 503) reply.header("retry-after", String(error.afterSeconds ?? soon()));
      return form(reply.code(STATUS[error.code]), { typed, wrong: wrongOf(error, typed, (await factsNow()).pack) });
    }
  });
}
