/**
 * `/audit`, the page that reads a statement on the person's own device, and its files under `/audit/app/`: the
 * scripts, the facts (pack and wording of letters) and the made-up statements, each under an address that holds its hash.
 * Facts and statements are scripts too, because the page may not connect to anything, this server included.
 */
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { productChoices } from "../../app/product-choices.ts";
import { clockOf, EXCESS_CHARGE } from "../../domain/complaints/complaint-clock.ts";
import { complaintContact } from "../../domain/complaints/complaint-contact.ts";
import type { LetterTemplate } from "../../domain/complaints/letter-template.ts";
import type { Bank, Pack } from "../../domain/fees/pack.ts";
import { encodingOf } from "../../server/encoding.ts";
import { KeptFiles } from "../../server/kept-files.ts";
import { DEVICE_POLICY, OFFLINE_POLICY, SCRIPT_POLICY } from "../../server/security-headers.ts";
import { auditDevicePage } from "../../web/pages/audit/audit-device.tsx";
import { sayIn } from "../../web/ui/say.tsx";
import { LANGUAGES } from "../../words/languages.ts";
import type { BrowserBuild } from "../browser-build.ts";
import { tongueOf } from "../tongue.ts";
import type { WebDeps } from "../web-deps.ts";
import type { RenderPage } from "./render-page.tsx";
import { ICON } from "./site-files.route.ts";

const FOLDER = "/audit/app/";
const FOREVER = "public, max-age=31536000, immutable";
const SCRIPT_TYPE = "text/javascript; charset=utf-8";
/** Facts of earlier packs that a page already open may still ask for. */
const KEPT_FACTS = 4;
/** The page as its addresses name a language, and as they name none. */
const PAGES = ["/audit", ...LANGUAGES.map((language) => `/audit?lang=${language}`)];
const OFFLINE_SCRIPT = "offline.js";

/** `style`: address of the style sheet, which a page without a line needs too. */
export function deviceAuditRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage, style: string): void {
  const files = new KeptFiles();
  const facts: string[] = [];
  const examples = deps.examples.map((one) => ({
    ...one,
    href: FOLDER + files.add(`example-${one.id}`, exampleOf(one)),
  }));

  const factsHref = async (): Promise<string> => {
    const name = files.add("facts", factsScript(await deps.ctx.packs.current("ng"), deps));
    if (!facts.includes(name)) facts.push(name);
    while (facts.length > KEPT_FACTS) files.drop(facts.shift() as string);
    return FOLDER + name;
  };
  let built = false;
  const scripts = async (request: FastifyRequest): Promise<BrowserBuild> => {
    // the first one waits for esbuild, which works elsewhere
    if (!built) request.endTurn();
    const build = await deps.browser();
    files.hold(build.files);
    built = true;
    return build;
  };
  const kbOf = async (names: readonly string[]): Promise<number> => {
    const sizes = await Promise.all(names.map(async (name) => (await files.packed(name, "gzip")).length));
    return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1024);
  };

  app.get("/audit", { config: { spoken: true } }, async (request, reply) => {
    const build = await scripts(request);
    const factsAddress = await factsHref();
    const [csv, kept, pdf, workbook, packKb, pack] = await Promise.all([
      kbOf([...forCsv(build), factsAddress.slice(FOLDER.length)]),
      kbOf([...atOnce(build), factsAddress.slice(FOLDER.length)]),
      kbOf(build.heavy.pdf),
      kbOf(build.heavy.workbook),
      kbOf(build.pack),
      deps.ctx.packs.current("ng"),
    ]);
    underPolicy(reply, DEVICE_POLICY).header("cache-control", "no-cache");
    return render(reply, {
      ...auditDevicePage(
        {
          banks: pack.banks.map(({ id, name }) => ({ id, name })),
          products: productChoices(pack),
          examples,
          addresses: { worker: FOLDER + build.worker, facts: factsAddress },
          kb: { csv, kept, pdf, workbook, pack: packKb },
        },
        sayIn(tongueOf(request).language),
      ),
      scripts: [FOLDER + build.page],
      icon: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
    });
  });

  app.get(`/audit/${OFFLINE_SCRIPT}`, async (request, reply) => {
    const build = await scripts(request);
    const inFolder = (names: readonly string[]) => names.map((name) => FOLDER + name);
    const first = [...PAGES, style, ...inFolder(atOnce(build)), await factsHref()];
    const later = [
      ...inFolder([...Object.values(build.heavy).flat(), ...build.pack]),
      ...examples.map(({ href }) => href),
    ];
    const name = createHash("sha256")
      .update([...first, ...later].join())
      .digest("hex")
      .slice(0, 12);
    const list = JSON.stringify({ name, first, later });
    return underPolicy(reply, OFFLINE_POLICY)
      .header("service-worker-allowed", "/audit")
      .header("cache-control", "no-cache")
      .type(SCRIPT_TYPE)
      .send(`const OFFLINE=${list};\n${Buffer.from(files.get(OFFLINE_SCRIPT) ?? []).toString("utf8")}`);
  });

  app.get<{ Params: { name: string } }>(`${FOLDER}:name`, async (request, reply) => {
    const { name } = request.params;
    if (!files.get(name)) await scripts(request);
    const file = name === OFFLINE_SCRIPT ? undefined : files.get(name);
    if (!file) return reply.callNotFound();
    underPolicy(reply, SCRIPT_POLICY)
      .header("cache-control", FOREVER)
      .header("vary", "accept-encoding")
      .type(SCRIPT_TYPE);
    const encoding = encodingOf(request.headers["accept-encoding"]);
    request.endTurn();
    if (!encoding) return reply.send(Buffer.from(file));
    return reply.header("content-encoding", encoding).send(Buffer.from(await files.packed(name, encoding)));
  });
}

/** The scripts that are fetched after the page until a CSV file is read and its rows are shown. */
const forCsv = ({ first, besides }: BrowserBuild): readonly string[] => [
  ...new Set([...first, ...besides.csv, ...besides.words, ...besides.notes]),
];

/** The scripts that are fetched after the page unasked, so that it works offline too. */
const atOnce = ({ first, small, binder }: BrowserBuild): readonly string[] => [
  ...new Set([...first, ...small, ...binder]),
];

/** A page in a sandbox may not ask for an opener policy of its own: browsers refuse to show it. */
const underPolicy = (reply: FastifyReply, policy: string): FastifyReply =>
  reply.header("content-security-policy", policy).removeHeader("cross-origin-opener-policy");

/** What the audit needs of a pack: everything but words that only pages and checks read. */
function factsScript(pack: Pack, deps: WebDeps): string {
  const { search: _search, compare: _compare, gaps: _gaps, streams: _streams, ...audited } = pack;
  const lean: Pack = {
    ...audited,
    services: pack.services.map(({ id, name, named }) => ({ id, name, aliases: [], ...(named ? { named } : {}) })),
    // in their order, which then need not be printed; only checks of a pack name one
    wordings: [...pack.wordings]
      .sort((a, b) => a.order - b.order)
      .map((one) => ({ ...one, id: "", order: 0, examples: [] })),
    narration: leanNarration(pack.narration),
    banks: pack.banks.map((bank) => leanBank(pack, bank)),
    rules: pack.rules.map(({ observed: _observed, reading: _reading, ...rule }) => ({ ...rule, conditions: "" })),
    listedFees: pack.listedFees.map(({ note: _note, ...fee }) => fee),
    layouts: pack.layouts.map(({ note: _note, ...layout }) => layout),
    // a letter names what a step stands in, and where that was read only of a step without it
    complaintClock: clockOf(pack.complaintClock, EXCESS_CHARGE).map((step) =>
      step.instrument ? { ...step, source: UNSAID } : step,
    ),
    products: (pack.products ?? []).map((product) => ({ ...product, source: UNSAID })),
  };
  const { letter, engineVersion, timeZone } = deps;
  return scriptOf({ pack: lean, letter: leanLetter(letter), engineVersion, timeZone });
}

const UNSAID = { title: "", ref: null, section: null, url: null };

/** The wording of letters, without where the regulator's own sentences were read: a letter does not print that. */
const leanLetter = (letter: LetterTemplate): LetterTemplate => ({
  ...letter,
  principles: letter.principles.map((one) => ({ ...one, source: UNSAID })),
});

/** How payments begin, without where that was seen. */
const leanNarration = (narration: Pack["narration"]): Pack["narration"] => ({
  ...narration,
  ...(narration.payments
    ? {
        payments: narration.payments.map(({ source: _source, grade: _grade, channel: _channel, ...head }) => ({
          ...head,
          examples: [],
        })),
      }
    : {}),
});

/** A bank's names and licence, how it ended, the one address a letter may go to, and where its statements are. */
function leanBank(pack: Pack, bank: Bank): Bank {
  const { id, name, aliases, licence, grade } = bank;
  const contact = complaintContact(pack.banks, bank);
  const { statementFile: file, ended } = bank;
  return {
    ...{ id, name, aliases, licence, grade },
    ...(contact ? { contacts: [{ ...contact, source: UNSAID }] } : {}),
    // a letter goes to whoever answers for the bank now
    ...(ended ? { ended: { ...ended, source: UNSAID } } : {}),
    // a scan is refused on the phone too
    ...(file ? { statementFile: { ...file, source: UNSAID } } : {}),
  };
}

const exampleOf = ({ fileName, bank, accountType, name, bytes }: WebDeps["examples"][number]): string =>
  scriptOf({ fileName, bank, accountType, name, base64: Buffer.from(bytes).toString("base64") });

/** Keys that a script may write without their quotes: in JSON no quote inside a text stands behind a brace or a comma. */
const PLAIN_KEY = /([{,])"([A-Za-z_]\w{0,40})":/g;

/**
 * A script that gives the value. Sources, which many rows share, stand in it once: that makes the facts a thirtieth smaller,
 * and keys without quotes another hundredth.
 */
function scriptOf(value: object): string {
  const shared = new Map<string, number>();
  const text = JSON.stringify(value, (key, part: unknown) => {
    if ((key !== "source" && key !== "instrument") || part === null || typeof part !== "object") return part;
    const printed = JSON.stringify(part);
    if (!shared.has(printed)) shared.set(printed, shared.size);
    return `\u0000${shared.get(printed)}`;
  });
  const plain = text.replace(/"\\u0000(\d{1,5})"/g, "s[$1]");
  return `const s=[${[...shared.keys()].join()}];export default ${plain}`.replace(PLAIN_KEY, "$1$2:").concat(";\n");
}
