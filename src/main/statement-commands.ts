/**
 * The commands that read statements, apart from the others: they are started many times, and what the others need would be
 * half of their time on a small file.
 */
import { auditCommand } from "../cli/audit.ts";
import type { Command } from "../cli/command.ts";
import { parseCommand } from "../cli/parse.ts";
import { shippedLetter } from "../db/link/shipped-pack.ts";
import { VERSION } from "../platform/version.ts";
import { shippedPacks, today } from "./shipped-packs.ts";

export const STATEMENT_COMMANDS: readonly Command[] = [
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
];
