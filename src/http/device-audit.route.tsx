/**
 * One idea: `/audit`, the page that reads a statement on the person's own device, and its files under `/audit/app/`: the
 * scripts and the facts (pack and wording of letters), each under an address that holds its hash. Facts are a script too,
 * because the page may not connect to anything, this server included.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Pack } from "../domain/fees/pack.ts";
import { auditDevicePage } from "../web/pages/audit-device.tsx";
import type { Site } from "../web/ui/document.tsx";
import type { BrowserBuild } from "./browser-build.ts";
import type { RenderPage } from "./render-page.tsx";
import { DEVICE_POLICY, SCRIPT_POLICY } from "./security-headers.ts";
import { ICON } from "./site-files.route.ts";
import type { WebDeps } from "./web-deps.ts";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const FOLDER = "/audit/app/";
const FOREVER = "public, max-age=31536000, immutable";
/** Facts that a page already open may still ask for. */
const KEPT_FACTS = 4;
/** Above this the best compression takes seconds. */
const LARGE_BYTES = 250_000;

export function deviceAuditRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage, site: Site): void {
  const facts = new Map<string, Uint8Array>();
  const packed = new Map<string, Promise<Uint8Array>>();
  const compressed = (name: string, bytes: Uint8Array, how: "br" | "gzip"): Promise<Uint8Array> => {
    const key = `${how} ${name}`;
    const known = packed.get(key) ?? pack(bytes, how);
    packed.set(key, known);
    return known;
  };
  const factsFile = async (): Promise<string> => {
    const bytes = Buffer.from(factsScript(await deps.ctx.packs.current("ng"), deps, site));
    const name = `facts-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}.js`;
    facts.delete(name);
    facts.set(name, bytes);
    for (const old of [...facts.keys()].slice(0, -KEPT_FACTS)) {
      facts.delete(old);
      packed.delete(`br ${old}`);
      packed.delete(`gzip ${old}`);
    }
    return name;
  };
  const weightOf = async (build: BrowserBuild, names: readonly string[]): Promise<number> => {
    const sizes = await Promise.all(
      names.map(async (name) => (await compressed(name, fileOf(build, name), "gzip")).length),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  app.get("/audit", async (_request, reply) => {
    const [build, factsName, current] = await Promise.all([deps.browser(), factsFile(), deps.ctx.packs.current("ng")]);
    const [pdf, workbook] = await Promise.all([
      weightOf(build, build.heavy.pdf),
      weightOf(build, build.heavy.workbook),
    ]);
    underPolicy(reply, DEVICE_POLICY).header("cache-control", "no-cache");
    return render(reply, {
      ...auditDevicePage({
        banks: current.banks.map(({ id, name }) => ({ id, name })),
        addresses: { worker: FOLDER + build.worker, facts: FOLDER + factsName },
        kb: { pdf: Math.ceil(pdf / 1024), workbook: Math.ceil(workbook / 1024) },
      }),
      scripts: [FOLDER + build.page],
      icon: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
    });
  });

  app.get<{ Params: { name: string } }>(`${FOLDER}:name`, async (request, reply) => {
    const { name } = request.params;
    const bytes = facts.get(name) ?? (await deps.browser()).files.get(name);
    if (!bytes) return reply.callNotFound();
    underPolicy(reply, SCRIPT_POLICY)
      .header("cache-control", FOREVER)
      .header("vary", "accept-encoding")
      .type("text/javascript; charset=utf-8");
    const how = encodingFor(request);
    if (!how) return reply.send(Buffer.from(bytes));
    return reply.header("content-encoding", how).send(Buffer.from(await compressed(name, bytes, how)));
  });
}

/** A page in a sandbox may not ask for an opener policy of its own: browsers refuse to show it. */
const underPolicy = (reply: FastifyReply, policy: string): FastifyReply =>
  reply.header("content-security-policy", policy).removeHeader("cross-origin-opener-policy");

function encodingFor(request: FastifyRequest): "br" | "gzip" | null {
  const accepts = String(request.headers["accept-encoding"] ?? "");
  return /\bbr\b/.test(accepts) ? "br" : /\bgzip\b/.test(accepts) ? "gzip" : null;
}

const pack = (bytes: Uint8Array, how: "br" | "gzip"): Promise<Uint8Array> =>
  how === "gzip"
    ? zip(bytes, { level: 9 })
    : brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE_BYTES ? 9 : 11 } });

function fileOf(build: BrowserBuild, name: string): Uint8Array {
  const bytes = build.files.get(name);
  if (!bytes) throw new Error(`the browser's scripts lack ${name}`);
  return bytes;
}

/** What the audit needs of a pack: everything but words that only pages and checks read. */
function factsScript(pack: Pack, deps: WebDeps, { operator, funding, contact }: Site): string {
  const lean: Pack = {
    ...pack,
    services: pack.services.map(({ id, name }) => ({ id, name, aliases: [] })),
    wordings: pack.wordings.map((one) => ({ ...one, examples: [] })),
  };
  const facts = {
    pack: lean,
    letter: deps.letter,
    site: { operator, funding, contact },
    engineVersion: deps.engineVersion,
  };
  return `export default ${JSON.stringify(facts)};\n`;
}
