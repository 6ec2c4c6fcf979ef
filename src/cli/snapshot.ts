import { commandWords } from "../words/command-words.ts";
import { SNAPSHOT_MANUAL } from "../words/en/manuals/servers.ts";
import type { Command } from "./command.ts";
import { helpText, type Manual, optionsOf, verbsOf } from "./manual.ts";

const MANUAL: Manual = {
  ...SNAPSHOT_MANUAL,
  verbs: verbsOf(SNAPSHOT_MANUAL.verbs),
  options: optionsOf({ none: { type: "boolean" }, force: { type: "boolean" } }, SNAPSHOT_MANUAL.options, {}),
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
    summary: SNAPSHOT_MANUAL.summary,
    manual: MANUAL,
    run: async ([verb, name, ...rest], terminal) => {
      if (verb === "take" && name === "--force" && rest.length === 0) {
        await (await open(terminal.environment)).force(true);
        terminal.out(`${commandWords("snapshot.forced")}\n`);
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
          const signs = [
            one === best?.name ? commandWords("snapshot.is_served") : "",
            one === pinned ? commandWords("snapshot.is_pinned") : "",
          ]
            .filter(Boolean)
            .join(", ");
          terminal.out(
            `${one}  ${snapshot ? snapshot.madeAt : commandWords("snapshot.broken")}  ${signs}\n`.replace(
              / +\n$/,
              "\n",
            ),
          );
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
        terminal.err(`${commandWords("snapshot.none_such")}\n`);
        return 2;
      }
      const pinnedNow =
        target === null ? commandWords("snapshot.unpinned") : commandWords("snapshot.pinned", { name: target });
      terminal.out(`${pinnedNow}\n`);
      return 0;
    },
  };
}
