/** What is said of a statement by key, on the server and on a phone, in English: every table in one. */

import { BINDER, BINDER_FILES, BINDER_FINDINGS } from "./en/audit/binder.ts";
import { CHARGES } from "./en/audit/charges.ts";
import { COLUMN_ANSWERS, COLUMNS } from "./en/audit/columns.ts";
import { DEVICE, READERS, READING_FILES } from "./en/audit/device.ts";
import { ELSEWHERE } from "./en/audit/elsewhere.ts";
import { RESULT } from "./en/audit/result.ts";

export const AUDIT_TABLES = {
  ...RESULT,
  ...CHARGES,
  ...ELSEWHERE,
  ...COLUMNS,
  ...COLUMN_ANSWERS,
  ...DEVICE,
  ...READERS,
  ...READING_FILES,
  ...BINDER,
  ...BINDER_FILES,
  ...BINDER_FINDINGS,
};
