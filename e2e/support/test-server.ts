import type { FastifyInstance } from "fastify";
import type { ReportBook } from "../../src/app/report-fee.ts";
import { browserBuild } from "../../src/build/browser-build.ts";
import { foreignBuild } from "../../src/build/foreign-build.ts";
import { shippedTimeZone } from "../../src/db/link/shipped-pack.ts";
import { createReportStore } from "../../src/db/report-store.ts";
import { readExamples } from "../../src/http/example-statements.ts";
import { askChildren } from "../../src/http/foreign/ask-children.ts";
import { foreignPool } from "../../src/http/foreign/foreign-pool.ts";
import { AUDIT_LIMITS, NO_LOG, type WebDeps } from "../../src/http/web-deps.ts";
import { createWebServer } from "../../src/http/web-server.ts";
import { sealer } from "../../src/server/seal.ts";
import { contextOf, factsOfPack, shippedLetter, shippedPack } from "./shipped-pack.ts";

/** Nothing is stored in tests without a database: they see what people see when it is away. */
const AWAY: ReportBook = createReportStore(() => undefined);

/** The children of all servers of a test file; they end with its process. */
export const CHILDREN = foreignPool({ atOnce: AUDIT_LIMITS.atOnce, build: foreignBuild });
export const SEALER = sealer("saved result", ["a secret of tests, which seals nothing else"]);

/** The server on the shipped pack, without a database; statements go through the real engine unless a test brings an audit. */
export function testServer(own: Partial<WebDeps> = {}): Promise<FastifyInstance> {
  const pack = shippedPack();
  const facts = factsOfPack(pack);
  return createWebServer({
    ctx: contextOf(pack),
    facts: () => facts,
    reports: AWAY,
    operator: { operator: null, funding: null, contact: null },
    log: NO_LOG,
    letter: shippedLetter(),
    examples: readExamples(new URL("../../data/ng/examples/", import.meta.url)),
    limits: AUDIT_LIMITS,
    engineVersion: "0.0.0-test",
    timeZone: shippedTimeZone("ng"),
    browser: browserBuild,
    ...askChildren({ pool: CHILDREN.pool, engineVersion: own.engineVersion ?? "0.0.0-test" }),
    sealer: SEALER,
    ...own,
  });
}
