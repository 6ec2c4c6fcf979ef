/** What is said of a site from outside. It loads nothing but tables, since nothing of the site may take that page down. */
import { byKey } from "./by-key.ts";
import { STATUS } from "./en/status.ts";
import { ENGLISH } from "./languages.ts";

export const statusWords = byKey(STATUS)(ENGLISH);
