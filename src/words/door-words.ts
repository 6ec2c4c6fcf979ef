/** What the server's doors say. A program gets it in English. */
import { byKey } from "./by-key.ts";
import { DOORS } from "./en/doors.ts";
import { OPEN_DATA } from "./en/open-data.ts";
import { ENGLISH } from "./languages.ts";

export const doorWords = byKey(DOORS)(ENGLISH);
export const openDataWords = byKey(OPEN_DATA)(ENGLISH);
