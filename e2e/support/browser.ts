import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Debian's Chromium on the PATH; undefined where there is none, and browser tests then say that they were skipped. */
export function chromiumPath(): string | undefined {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"])
    for (const name of NAMES) {
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  return undefined;
}

/** A quiet browser: nothing of its own goes over the network. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
