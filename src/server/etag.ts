import { createHash } from "node:crypto";

/** A name for the content itself: the same on every machine, and weak, since it stands for each compressed form too. */
export const etagOf = (body: Buffer): string =>
  `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;

/** Whether the asker holds this content already. */
export const isHeld = (etag: string, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch === etag || ifNoneMatch.split(/,\s*/).includes(etag));
