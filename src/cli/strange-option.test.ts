import { describe, expect, test } from "vitest";
import { COMMANDS } from "../main/commands.ts";
import type { Manual } from "./manual.ts";
import { strangeOption, strangeOptionWords } from "./strange-option.ts";

const manual = COMMANDS.find(({ name }) => name === "charge")?.manual as Manual;

describe("an option that a command does not have", () => {
  test.each([
    [["alert.sms", "--ammount", "4"], "--ammount"],
    [["alert.sms", "--ammount=4"], "--ammount"],
    [["--jsn"], "--jsn"],
    [["alert.sms", "--amount", "4", "--json"], undefined],
    [["--on=2026-02-01"], undefined],
    // a value, and what stands behind the end of the options, are none
    [["--fact", "--odd"], undefined],
    [["--", "--odd"], undefined],
  ])("%j: %s", (args, flag) => {
    expect(strangeOption(args, manual)).toBe(flag);
  });

  test("is answered with the nearest one", async () => {
    expect(await strangeOptionWords("--ammount", manual)).toBe(
      "There is no option --ammount. Did you mean --amount or --account?",
    );
    expect(await strangeOptionWords("--colour", manual)).toBe("There is no option --colour.");
  });
});
