import type { Command } from "./command.ts";
import { helpText, type Manual } from "./manual.ts";

const MANUAL: Manual = {
  forms: ["snapshot list", "snapshot pin NAME | --none", "snapshot rollback", "snapshot take --force"],
  says: "What public pages answer from, kept on this machine. Needs no database. A `serve` that runs sees each of these within seconds; else they count at its next start.",
  verbs: [
    {
      word: "list",
      says: "the snapshots kept on this machine, newest first: which is served, which is pinned, which is broken",
    },
    { word: "pin", says: "serves NAME whatever is published, until `pin --none`" },
    { word: "rollback", says: "pins the one before the one that is served" },
    {
      word: "take",
      says: "lets what is published in although more than 5 % of banks, fees or rules are gone from it: once, and only because you say so",
    },
  ],
  options: [
    { flag: "--none", says: "with pin: nothing is pinned any more" },
    { flag: "--force", says: "with take: you have looked at what is missing" },
  ],
  exit: "0 done, 2 wrong use or no such snapshot",
};
const HELP = helpText(MANUAL);

/** The snapshots kept on this machine, without a database. */
export type KeptSnapshots = {
  names(): Promise<string[]>;
  read(name: string): Promise<{ readonly madeAt: string; readonly published: string } | undefined>;
  pinned(): Promise<string | undefined>;
  best(): Promise<{ readonly name: string } | undefined>;
  pin(name: string | null): Promise<boolean>;
  force(on: boolean): Promise<void>;
};

export function snapshotCommand(
  open: (environment: Readonly<Record<string, string | undefined>>) => Promise<KeptSnapshots>,
): Command {
  return {
    name: "snapshot",
    summary: "list, pin or roll back what public pages answer from",
    manual: MANUAL,
    run: async ([verb, name, ...rest], terminal) => {
      if (verb === "take" && name === "--force" && rest.length === 0) {
        await (await open(terminal.environment)).force(true);
        terminal.out("What is published is taken as it is, once.\n");
        return 0;
      }
      const known =
        verb === "pin" ? name !== undefined : (verb === "list" || verb === "rollback") && name === undefined;
      if (!known || rest.length > 0) {
        terminal.err(HELP);
        return 2;
      }
      const kept = await open(terminal.environment);
      const [names, pinned, best] = await Promise.all([kept.names(), kept.pinned(), kept.best()]);
      if (verb === "list") {
        for (const one of names) {
          const snapshot = await kept.read(one);
          const signs = [one === best?.name ? "served" : "", one === pinned ? "pinned" : ""].filter(Boolean).join(", ");
          terminal.out(`${one}  ${snapshot ? snapshot.madeAt : "broken"}  ${signs}\n`.replace(/ +\n$/, "\n"));
        }
        return 0;
      }
      let target: string | null | undefined = name === "--none" ? null : name;
      if (verb === "rollback") {
        const older = best === undefined ? [] : names.slice(names.indexOf(best.name) + 1);
        target = undefined;
        for (const one of older) if (target === undefined && (await kept.read(one))) target = one;
      }
      if (target === undefined || !(await kept.pin(target))) {
        terminal.err("There is no such whole snapshot. `openfees snapshot list` shows those that are kept.\n");
        return 2;
      }
      terminal.out(target === null ? "No snapshot is pinned now.\n" : `Pinned ${target}.\n`);
      return 0;
    },
  };
}
