/** Every command of `openfees`, wired to what it needs. */
import { chargeCommand } from "../cli/charge.ts";
import type { Command } from "../cli/command.ts";
import { compareCommand } from "../cli/compare.ts";
import { completionCommand } from "../cli/completion.ts";
import { dataCommand } from "../cli/data.ts";
import { dbCommand } from "../cli/db.ts";
import { banksCommand, type ContextOf, servicesCommand } from "../cli/lists.ts";
import { manCommand } from "../cli/man-page.ts";
import { opsCommand } from "../cli/ops.ts";
import { ratesCommand } from "../cli/rates.ts";
import { reportsCommand } from "../cli/reports.ts";
import { serveCommand } from "../cli/serve.ts";
import { snapshotCommand } from "../cli/snapshot.ts";
import { statusCommand } from "../cli/status.ts";
import { dataFolder, shippedJurisdictions, shippedPack, shippedTimeZone } from "../db/link/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { civilDayIn } from "../platform/clock.ts";
import { VERSION } from "../platform/version.ts";
import { shippedPacks, today } from "./shipped-packs.ts";
import { STATEMENT_COMMANDS } from "./statement-commands.ts";

/** In the source tree TypeScript, in the published package JavaScript. */
const WEB_PROCESS = new URL(import.meta.url.endsWith(".ts") ? "./web-process.ts" : "./web-process.js", import.meta.url);

/** The shipped pack of one jurisdiction as the verbs want it: what we know is what ships, whenever one asks. */
const shippedContext = (): ContextOf => {
  const packOf = shippedPacks();
  return (jurisdiction) => {
    const pack = packOf(jurisdiction);
    if (!pack) return undefined;
    return {
      packs: { current: async () => pack, knownAt: async () => pack },
      today: () => today(jurisdiction),
    };
  };
};

// Commands that need much (the server, the database, readers) fetch it when they run, so that the others start at once.
export const COMMANDS: readonly Command[] = [
  ...STATEMENT_COMMANDS,
  ratesCommand((jurisdiction) => shippedPacks()(jurisdiction)),
  chargeCommand(shippedPacks, today, () => process.stdin),
  compareCommand((jurisdiction) => shippedContext()(jurisdiction)),
  servicesCommand((jurisdiction) => shippedContext()(jurisdiction)),
  banksCommand((jurisdiction) => shippedContext()(jurisdiction)),
  serveCommand(async (environment, print, handover) =>
    (await import("../serving/keep-serving.ts")).keepServing({ environment, print, handover, webProcess: WEB_PROCESS }),
  ),
  dataCommand({
    folder: dataFolder(),
    shipped: shippedJurisdictions,
    schemas: async () => (await import("../cli/pack-schema.ts")).packSchemas(`${dataFolder()}schema`),
    reference: `${dataFolder()}../docs/reference`,
    tariff: {
      packOf: (jurisdiction) => shippedPacks()(jurisdiction),
      today: civilDayIn(shippedTimeZone("ng")) as () => CivilDate,
    },
  }),
  dbCommand({
    migrate: async (environment) => (await import("./db-commands.ts")).dbMigrate(environment),
    status: async (environment) => (await import("./db-commands.ts")).dbStatus(environment),
  }),
  opsCommand(),
  reportsCommand(async (environment, work) => (await import("./report-commands.ts")).withReports(environment, work)),
  snapshotCommand(async (environment) => (await import("../db/link/open-snapshots.ts")).openSnapshots(environment)),
  statusCommand(async () => (await import("./status-work.ts")).statusWork()),
  completionCommand(
    () => COMMANDS,
    () => {
      const packs = shippedJurisdictions().map(shippedPack);
      return {
        banks: packs.flatMap(({ banks }) => banks.map(({ id }) => id)),
        services: packs.flatMap(({ services }) => services.map(({ id }) => id)).filter((id) => id !== "unknown"),
      };
    },
  ),
  manCommand(() => COMMANDS, VERSION),
];
