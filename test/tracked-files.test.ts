import { describe, expect, test } from "vitest";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

const isText = (path: string) => !/\.(png|ico|woff2|pdf|xlsx|zip|gz)$/.test(path);
const files = trackedFiles().filter(isText);

/** Folders of somebody's machine. Split in the pattern, so that this file does not find itself. */
const MACHINE_PATH = /(?:^|[\s"'`(=:,])\/(?:wor[k]|roo[t]|hom[e]|User[s])\/[A-Za-z0-9_.-]/m;
const machinePaths = (text: string) => MACHINE_PATH.test(text);

/** Where a registry is named: in an address of a package or in a setting. A workspace's `resolved` is its folder here. */
const REGISTRY =
  /"resolved"\s*:(?!\s*"packages\/[a-z-]+",\s*"link": true)|registry\.npmj[s]|registry\s*=\s*http|\/-\/[a-z0-9.-]+\.tgz/;
const namesRegistry = (text: string) => REGISTRY.test(text);

describe("what is tracked", () => {
  test("holds no path of one machine", () => {
    expect(files.filter((path) => machinePaths(textOf(path)))).toEqual([]);
  });

  test("names no registry: the lockfile works behind any mirror", () => {
    expect(files.filter((path) => namesRegistry(textOf(path)))).toEqual([]);
  });

  test("pins every dependency exactly", () => {
    const manifest = JSON.parse(textOf("package.json")) as Record<string, Record<string, string>>;
    const loose = ["dependencies", "optionalDependencies", "devDependencies", "overrides"].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    );
    expect(loose).toEqual([]);
  });

  test("opens no comment with a formula: what it does is its first word", () => {
    expect(files.filter((path) => textOf(path).includes(`One ${"idea:"}`))).toEqual([]);
  });

  test("a machine's path, a registry's address and a `resolved` are found", () => {
    expect(machinePaths(`const x = "${["", "home", "ada", "x.csv"].join("/")}";`)).toBe(true);
    expect(machinePaths(`see ${["", "root", ".npmrc"].join("/")}`)).toBe(true);
    expect(machinePaths("https://example.org/home/page and src/work/queue.ts")).toBe(false);
    expect(namesRegistry(`"${"resol"}ved": "x"`)).toBe(true);
    expect(namesRegistry(`"${"resol"}ved": "packages/pool",\n      "link": true`)).toBe(false);
    expect(namesRegistry(`"${"resol"}ved": "packages/pool",\n      "integrity": "x"`)).toBe(true);
    expect(namesRegistry(`https://${"registry.npm"}js.org/x`)).toBe(true);
  });
});
