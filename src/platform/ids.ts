import { randomBytes } from "node:crypto";

/** A password for a role of our own database: 256 bits, letters and digits of hex. */
export const newPassword = (): string => randomBytes(32).toString("hex");
