/** What the command says, apart from the pages: no page and no phone has it. */
import { byKey } from "./by-key.ts";
import { COMMAND_ANSWERS } from "./en/command-answers.ts";
import { COMMAND_USE } from "./en/command-use.ts";
import { ENGLISH } from "./languages.ts";

export const commandWordsIn = byKey({ ...COMMAND_USE, ...COMMAND_ANSWERS } as const);
export const commandWords = commandWordsIn(ENGLISH);
