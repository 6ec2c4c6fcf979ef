import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { canReach } from "../../src/db/embedded/run-as.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Whom root runs things as, to see them as an ordinary user does. */
export const ORDINARY = { uid: 65_534, gid: 65_534, name: "nobody" };

export type Checkout = { readonly root: string; readonly node: string; remove(): void };

/** This checkout, or a copy of it where an ordinary user may not enter this one. */
export function checkoutForOrdinaryUser(): Checkout {
  const node = relative(ROOT, process.execPath);
  if (canReach(join(ROOT, "package.json"), ORDINARY)) return { root: ROOT, node: process.execPath, remove: () => {} };
  const root = mkdtempSync("/var/tmp/openfees-checkout-");
  const parts = ["package.json", "packages", "src", "data", "migrations", "node_modules"].map((part) =>
    join(ROOT, part),
  );
  execFileSync("cp", ["-a", "--reflink=auto", ...parts, root]);
  execFileSync("chmod", ["-R", "a+rX", root]);
  return { root, node: join(root, node), remove: () => rmSync(root, { recursive: true, force: true }) };
}
