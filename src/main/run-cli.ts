/** Runs the command of `openfees` that was asked for, and gives its exit status. What the others need is not loaded for it. */
import { runInScope } from "openfees-pool/scope";
import type { Command, Terminal } from "../cli/command.ts";
import { helpText } from "../cli/manual.ts";
import { strangeOption, strangeOptionWords } from "../cli/strange-option.ts";
import { runSafely } from "../platform/run-safely.ts";
import { withoutSecrets } from "../platform/secrets.ts";
import { VERSION } from "../platform/version.ts";
import { commandWords } from "../words/command-words.ts";
import { STATEMENT_COMMANDS } from "./statement-commands.ts";

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

const overview = (commands: readonly Command[]): string =>
  `openfees COMMAND [...]\n\n${commands.map((one) => `  ${one.name.padEnd(12)}${one.summary}\n`).join("")}\n${commandWords("cli.overview")}\n`;

/** A command owns the connections that it takes: what it did not give back is taken back at its end. */
export const runCommand = (command: Command, args: readonly string[], own: Terminal): Promise<number> =>
  command.lasting ? command.run(args, own) : runInScope(`openfees ${command.name}`, {}, () => command.run(args, own));

async function commandNamed(name: string | undefined): Promise<Command | undefined> {
  const isIt = (one: Command): boolean => one.name === name;
  return STATEMENT_COMMANDS.find(isIt) ?? (await import("./commands.ts")).COMMANDS.find(isIt);
}

export async function runCli([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--version" && args.length === 0) {
    terminal.out(`${VERSION}\n`);
    return 0;
  }
  const command = await commandNamed(name);
  if (!command) {
    const { COMMANDS } = await import("./commands.ts");
    const [{ didYouMean }, { nearestOf }] = await Promise.all([
      import("../words/did-you-mean.ts"),
      import("../domain/search/nearest-names.ts"),
    ]);
    const asked = name === undefined || name === "--help" || name === "help";
    if (asked) terminal.out(overview(COMMANDS));
    else {
      const near = nearestOf(
        COMMANDS.map((one) => one.name),
        name,
      );
      terminal.err(`${commandWords("cli.no_command", { name, meant: didYouMean(near) })}\n\n${overview(COMMANDS)}`);
    }
    return name === undefined || !asked ? 2 : 0;
  }
  if (args.includes("--help")) {
    terminal.out(helpText(command.manual));
    return 0;
  }
  const flag = strangeOption(args, command.manual);
  if (flag !== undefined) {
    terminal.err(`${await strangeOptionWords(flag, command.manual)}\n\n${helpText(command.manual)}`);
    return 2;
  }
  if (!command.lasting)
    process.stdout.on("error", (cause) => {
      leaveQuietly(cause);
      throw cause;
    });
  return runSafely(() => runCommand(command, args, terminal));
}
