import { sha256Of } from "../canonical-json.ts";
import type { Snapshot } from "./snapshot.ts";

const FORMAT = 1;
/** What this release reads: its own format and the one before it, once there is one. */
const READS: readonly number[] = [FORMAT];

/** A snapshot as the text of a file: a line with its format and hash, then the snapshot. */
export function snapshotText(snapshot: Snapshot): { readonly text: string; readonly sha256: string } {
  const body = JSON.stringify(snapshot);
  const sha256 = sha256Of(body);
  return { text: `${JSON.stringify({ format: FORMAT, sha256 })}\n${body}`, sha256 };
}

/** undefined when the text is not whole, was changed, or is of a format that this release does not read. */
export function readSnapshot(text: string): Snapshot | undefined {
  try {
    const end = text.indexOf("\n");
    const head = JSON.parse(text.slice(0, end)) as { format?: number; sha256?: string };
    const body = text.slice(end + 1);
    if (head.format === undefined || !READS.includes(head.format) || head.sha256 !== sha256Of(body)) return undefined;
    return JSON.parse(body) as Snapshot;
  } catch {
    return undefined;
  }
}
