import { randomBytes } from "node:crypto";

/** A password for a role of our own database: 256 bits, letters and digits of hex. */
export const newPassword = (): string => randomBytes(32).toString("hex");

/** Letters that people copy without mistakes: no I, L, O or U (Crockford's base 32). */
const PLAIN_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number for a person to keep, twelve letters, 60 bits: it cannot be guessed. */
export const newReceipt = (): string => Array.from(randomBytes(12), (byte) => PLAIN_LETTERS[byte & 31]).join("");

/** A key that makes one write of a write sent twice. */
export const newRequestKey = (): string => randomBytes(18).toString("base64url");
