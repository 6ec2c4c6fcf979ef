/**
 * Seals what is given out and comes back, so that it is known for our own before anything of it is read. A seal is an
 * HMAC-SHA256 over the exact bytes, by a key that is derived from a secret for one purpose and one day (UTC). So the key is
 * another one each day without anybody changing it, every process that holds the secret knows it, and a seal ends by itself:
 * those of the last `DAYS` days are accepted. Where several secrets are given, the first one seals and all are accepted, so
 * that a secret can be replaced while pages of the old one are still open.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** How many days a seal is accepted after the day on which it was made. */
export const DAYS = 7;

export type Sealer = {
  /** One word without dots at its ends: the day and the code. */
  seal(bytes: Uint8Array): string;
  /** Whether this is the seal of exactly these bytes, by one of our secrets, and not too old. Takes as long for every wrong one. */
  isOurs(seal: string, bytes: Uint8Array): boolean;
};

const DAY_MS = 86_400_000;
const SEAL = /^([0-9a-z]{1,6})-([\w-]{43})$/;

/** `purpose` is part of the key: what is sealed for one is no seal for another. At least one secret, of 32 bytes or more. */
export function sealer(purpose: string, secrets: readonly string[], now: () => number = Date.now): Sealer {
  const [first] = secrets;
  if (first === undefined) throw new RangeError("a sealer needs a secret");
  const macOf = (secret: string, day: number, bytes: Uint8Array): Buffer => {
    const key = Buffer.from(hkdfSync("sha256", secret, "", `openfees ${purpose} ${day}`, 32));
    return createHmac("sha256", key).update(bytes).digest();
  };
  const today = () => Math.floor(now() / DAY_MS);
  return {
    seal: (bytes) => `${today().toString(36)}-${macOf(first, today(), bytes).toString("base64url")}`,
    isOurs: (seal, bytes) => {
      const [, day = "", mac = ""] = SEAL.exec(seal) ?? [];
      const age = today() - Number.parseInt(day, 36);
      // one day ahead is a clock that is a little fast
      if (!(age >= -1 && age <= DAYS)) return false;
      const given = Buffer.from(mac, "base64url");
      const macs = secrets.map((secret) => macOf(secret, today() - age, bytes));
      return given.length === 32 && macs.map((one) => timingSafeEqual(one, given)).includes(true);
    },
  };
}
