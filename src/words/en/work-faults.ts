import type { WorkFault } from "../../domain/audit/claim/work-file.ts";

/** Why saved work cannot be opened. */
export const WORK_FAULTS: Readonly<Record<WorkFault, string>> = {
  not_ours: "This file is not work that was saved on this page.",
  newer: "This file was saved by a newer openfees. Load the page again while you are online, and try once more.",
  damaged: "This file is damaged, or was changed after it was saved. Try another copy of it.",
};
