import { randomBytes, randomUUID } from "node:crypto";

/** An id nobody can guess, for a request or an instance. */
export const newId = (): string => randomUUID();

/** A password for a role of our own database: 256 bits, letters and digits of hex. */
export const newPassword = (): string => randomBytes(32).toString("hex");
