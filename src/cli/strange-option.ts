/** An option that a command does not have is answered with the nearest that it has, whatever parses its arguments. */
import { commandWords } from "../words/command-words.ts";
import type { Manual } from "./manual.ts";

/** The first option among the arguments that the manual does not have. What stands behind `--`, or is the value of an option, is none. */
export function strangeOption(args: readonly string[], { options }: Manual): string | undefined {
  const known = new Map<string, boolean>(options.map(({ flag, takes }) => [flag, takes !== undefined]));
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end))
    .filter((arg, i) => /^--[a-z]/.test(arg) && known.get(args[i - 1] ?? "") !== true)
    .map((arg) => arg.split("=", 1)[0] as string)
    .find((flag) => !known.has(flag));
}

/** That there is no such option, and which one was probably meant. */
export async function strangeOptionWords(flag: string, { options }: Manual): Promise<string> {
  const [{ didYouMean }, { nearestOf }] = await Promise.all([
    import("../words/did-you-mean.ts"),
    import("../domain/search/nearest-names.ts"),
  ]);
  const names = options.map((option) => option.flag.slice("--".length));
  const near = nearestOf(names, flag.slice("--".length)).map((name) => `--${name}`);
  return commandWords("cli.no_option", { flag, meant: didYouMean(near) });
}
