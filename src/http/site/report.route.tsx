/**
 * Telling what a bank took, by form and by API. Whatever stops it, people get their form back as they filled it
 * in, with the key that makes sending it again safe.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { Refused } from "../../app/refused.ts";
import { type ReportFields, type ReportReceipt, readReport, reportFee, showReport } from "../../app/report-fee.ts";
import { newRequestKey } from "../../platform/ids.ts";
import { currentClient } from "../../server/client-address.ts";
import { soon } from "../../server/refuse-early.ts";
import { reportFormPage, reportPage, reportSentPage } from "../../web/pages/facts/report.tsx";
import { doorWords } from "../../words/door-words.ts";
import type { Language } from "../../words/languages.ts";
import { reasonWords, type Sayable } from "../../words/page-words.ts";
import { STATUS } from "../problem-status.ts";
import { readQuestion } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { type RenderPage, sayFor } from "./render-page.tsx";

const FIELDS = ["bank", "service", "amount", "on", "words"] as const;
const LONGEST = 4_000;
const SEALED_AS = "key of a report: ";
const KEY = /^[\x21-\x7e]{8,200}$/;

/** A key that a program or a form made up itself is that client's own: the same one of another client is another key. */
const ownKey = (key: string): string => `${currentClient()} ${key}`;

type Typed = Readonly<Record<string, unknown>>;

/** Each field as text, its last value where it was sent twice; line ends as one character, as the limit counts them. */
function fieldsOf(typed: unknown): ReportFields {
  const given = (typed ?? {}) as Typed;
  const text = (name: string) => {
    const value = Array.isArray(given[name]) ? given[name].at(-1) : given[name];
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim().slice(0, LONGEST) : "";
  };
  return Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as ReportFields;
}

const bodyShape = z.object({
  bank: z.string().max(100),
  service: z.string().max(100),
  amount: z.string().max(40),
  on: z.string().max(40),
  words: z.string().max(LONGEST).optional(),
});

/** What is wrong beside its field, in the language of the form. */
const said = (
  wrong: Readonly<Partial<Record<keyof ReportFields, Sayable>>>,
  language: Language,
): Partial<ReportFields> =>
  Object.fromEntries(Object.entries(wrong).map(([field, reason]) => [field, reasonWords(language, reason).text]));

export function reportRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  const ctx = { ...deps.ctx, reports: deps.reports };
  /** The key of a form is sealed: it cannot be guessed, and is accepted from any address. */
  const newKey = (): string => {
    const key = newRequestKey();
    return `${key}.${deps.sealer.seal(Buffer.from(SEALED_AS + key))}`;
  };
  const scoped = (key: string): string => {
    const dot = key.indexOf(".");
    const ours = dot > 0 && deps.sealer.isOurs(key.slice(dot + 1), Buffer.from(SEALED_AS + key.slice(0, dot)));
    return ours ? key : ownKey(key);
  };
  const names = async () => {
    const pack = await deps.ctx.packs.current("ng");
    return {
      banks: pack.banks.map(({ id, name }) => ({ id, name })),
      services: pack.services.filter(({ id }) => id !== "unknown").map(({ id, name }) => ({ id, name })),
    };
  };
  const form = async (
    reply: FastifyReply,
    typed: ReportFields,
    key: string,
    trouble: { readonly wrong?: Partial<ReportFields>; readonly stopped?: string } = {},
  ) =>
    render(
      reply.header("cache-control", "no-store"),
      reportFormPage(
        {
          ...(await names()),
          typed,
          key,
          today: deps.ctx.today(),
          wrong: trouble.wrong ?? {},
          stopped: trouble.stopped ?? null,
        },
        sayFor(reply.request, "tell"),
      ),
    );

  app.get("/report", { config: { spoken: true } }, (request, reply) => form(reply, fieldsOf(request.query), newKey()));

  app.register(async (scope) => {
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.post("/report", { config: { spoken: true } }, async (request, reply) => {
      const typed = fieldsOf(request.body);
      const given = (request.body as Typed | null)?.key;
      const key = typeof given === "string" && KEY.test(given) ? given : newKey();
      const read = readReport(await deps.ctx.packs.current("ng"), deps.ctx.today(), typed);
      if ("wrong" in read)
        return form(reply.code(400), typed, key, {
          wrong: said(read.wrong, sayFor(request, "tell").language),
        });
      try {
        const receipt = await reportFee(ctx, typed, scoped(key));
        reply.code(201).header("cache-control", "no-store");
        return render(reply, reportSentPage({ ...receipt, ...(await names()) }, sayFor(request, "tell")));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const status = STATUS[error.code];
        const after = error.afterSeconds ?? (error.code === "busy" ? soon() : RETRY_S);
        if (status === 503) reply.header("retry-after", String(after));
        // a key that was used for another report is of no more use
        const next = error.code === "key_reused" ? newKey() : key;
        return form(reply.code(status), typed, next, { stopped: error.in(sayFor(request, "tell").language) });
      }
    });
  });

  app.get<{ Params: { receipt: string } }>("/report/:receipt", { config: { spoken: true } }, async (request, reply) => {
    const view = await showReport(ctx, request.params.receipt);
    reply.header("cache-control", "no-store").header("x-robots-tag", "noindex");
    return render(reply, reportPage({ ...view, ...(await names()) }, sayFor(request, "tell")));
  });

  app.post("/api/v1/reports", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    if (key !== undefined && !KEY.test(String(key)))
      throw new Refused("bad_field", "Idempotency-Key", doorWords("problem.key"));
    const body = readQuestion(bodyShape, request.body);
    const { again, ...receipt } = await reportFee(
      ctx,
      fieldsOf(body),
      key === undefined ? newRequestKey() : ownKey(String(key)),
    );
    reply.code(again ? 200 : 201).header("location", `/api/v1/reports/${receipt.receipt}`);
    return sendReport(reply, receipt);
  });

  app.get<{ Params: { receipt: string } }>("/api/v1/reports/:receipt", async (request, reply) =>
    sendReport(reply, await showReport(ctx, request.params.receipt)),
  );
}

const RETRY_S = "30";

const sendReport = (reply: FastifyReply, view: ReportReceipt | Awaited<ReturnType<typeof showReport>>): FastifyReply =>
  reply
    .header("access-control-allow-origin", "*")
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(`${JSON.stringify(view)}\n`);
