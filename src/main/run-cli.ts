/** The commands of `openfees`, each wired to what it needs, and the exit status of the one that was asked for. */

import { runInScope } from "openfees-pool/scope";
import { auditCommand } from "../cli/audit.ts";
import { chargeCommand } from "../cli/charge.ts";
import type { Command, Terminal } from "../cli/command.ts";
import { compareCommand } from "../cli/compare.ts";
import { completionCommand } from "../cli/completion.ts";
import { dataCommand } from "../cli/data.ts";
import { dbCommand } from "../cli/db.ts";
import { banksCommand, type ContextOf, servicesCommand } from "../cli/lists.ts";
import { manCommand } from "../cli/man-page.ts";
import { helpText } from "../cli/manual.ts";
import { opsCommand } from "../cli/ops.ts";
import { parseCommand } from "../cli/parse.ts";
import { ratesCommand } from "../cli/rates.ts";
import { reportsCommand } from "../cli/reports.ts";
import { serveCommand } from "../cli/serve.ts";
import { snapshotCommand } from "../cli/snapshot.ts";
import { statusCommand } from "../cli/status.ts";
import {
  dataFolder,
  shippedJurisdictions,
  shippedLetter,
  shippedPack,
  shippedTimeZone,
} from "../db/link/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { didYouMean, nearestOf } from "../domain/search/nearest-names.ts";
import { civilDayIn } from "../platform/clock.ts";
import { runSafely } from "../platform/run-safely.ts";
import { withoutSecrets } from "../platform/secrets.ts";
import { VERSION } from "../platform/version.ts";

/** In the source tree TypeScript, in the published package JavaScript. */
const WEB_PROCESS = new URL(import.meta.url.endsWith(".ts") ? "./web-process.ts" : "./web-process.js", import.meta.url);

/** The packs that ship with this release, each read when it is first asked for. */
const shippedPacks = (): ((jurisdiction: string) => Pack | undefined) => {
  const packs = new Map<string, Pack | undefined>();
  return (jurisdiction) => {
    if (!packs.has(jurisdiction))
      packs.set(jurisdiction, shippedJurisdictions().includes(jurisdiction) ? shippedPack(jurisdiction) : undefined);
    return packs.get(jurisdiction);
  };
};

const today = (jurisdiction: string): CivilDate => civilDayIn(shippedTimeZone(jurisdiction))() as CivilDate;

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
  auditCommand(() => ({
    packOf: shippedPacks(),
    engineVersion: VERSION,
    page: async (answer, pack) => (await import("./audit-page.ts")).auditPage(answer, pack),
    letter: {
      today: () => today("ng"),
      template: shippedLetter,
      file: async (view, form, jurisdiction) => (await import("./letter-file.ts")).letterFile(view, form, jurisdiction),
      workbook: async (sheets) => (await import("../letters/schedule-workbook.ts")).workbookOf(sheets),
    },
  })),
  parseCommand((jurisdiction) => shippedPacks()(jurisdiction)),
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

/** What a shell reports of a program whose reader has gone, as `head` goes when it has seen enough. */
const READER_GONE = 128 + 13;

function leaveQuietly(cause: NodeJS.ErrnoException): void {
  if (cause.code === "EPIPE") process.exit(READER_GONE);
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  write: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (cause) => {
        if (cause) leaveQuietly(cause);
        return cause ? reject(cause) : resolve();
      });
    }),
  err: (text) => void process.stderr.write(withoutSecrets(text)),
  environment: process.env,
  isTerminal: process.stdout.isTTY === true,
};

const overview = (): string =>
  `openfees COMMAND [...]\n\n${COMMANDS.map((one) => `  ${one.name.padEnd(12)}${one.summary}\n`).join("")}\nopenfees COMMAND --help says more; openfees --version says which release this is.\n`;

/** A command owns the connections that it takes: what it did not give back is taken back at its end. */
export const runCommand = (command: Command, args: readonly string[], own: Terminal): Promise<number> =>
  command.lasting ? command.run(args, own) : runInScope(`openfees ${command.name}`, {}, () => command.run(args, own));

export async function runCli([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--version" && args.length === 0) {
    terminal.out(`${VERSION}\n`);
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const asked = name === undefined || name === "--help" || name === "help";
    if (asked) terminal.out(overview());
    else {
      const near = nearestOf(
        COMMANDS.map((one) => one.name),
        name,
      );
      terminal.err(`There is no command "${name}".${didYouMean(near)}\n\n${overview()}`);
    }
    return name === undefined || !asked ? 2 : 0;
  }
  if (args.includes("--help")) {
    terminal.out(helpText(command.manual));
    return 0;
  }
  if (!command.lasting)
    process.stdout.on("error", (cause) => {
      leaveQuietly(cause);
      throw cause;
    });
  return runSafely(() => runCommand(command, args, terminal));
}
