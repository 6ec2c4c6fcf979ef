import { brotliCompressSync, gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { testServer } from "../e2e/support/test-server.ts";
import { browserBuild } from "../src/build/browser-build.ts";
import type { BrowserBuild } from "../src/http/browser-build.ts";

const KB = 1024;
let build: BrowserBuild;

beforeAll(async () => {
  build = await browserBuild();
});

const weigh = (names: readonly string[], compress: (bytes: Uint8Array) => Uint8Array = gzipped): number =>
  names.reduce((sum, name) => sum + compress(build.files.get(name) ?? new Uint8Array()).length, 0);
const gzipped = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9 });

test("all the script that a CSV file or pasted alerts need weighs at most 80 KB, under either compression", () => {
  expect(build.first).toEqual(expect.arrayContaining([build.page, build.worker]));
  for (const kind of ["csv", "openCsv", "alerts"] as const) {
    const scripts = [...build.first, ...build.besides[kind]];
    expect(scripts.length).toBeGreaterThan(build.first.length);
    expect(weigh(scripts), kind).toBeLessThanOrEqual(80 * KB);
    expect(weigh(scripts, brotliCompressSync), kind).toBeLessThanOrEqual(80 * KB);
  }
});

test("the words of rows that sum up, of statuses, of fees and of odd rows come beside a CSV file, and weigh at most 7 KB", () => {
  expect(build.besides.words.length).toBeGreaterThan(0);
  expect(build.first.filter((name) => build.besides.words.includes(name))).toEqual([]);
  process.stdout.write(`words of rows: ${weigh(build.besides.words)} bytes\n`);
  expect(weigh(build.besides.words)).toBeLessThanOrEqual(7 * KB);
});

test("what is said of how a file was read comes where something is, and with it CSV and alerts stay within 80 KB", () => {
  const { csv, notes, alerts, alertNotes } = build.besides;
  for (const [kind, said] of [
    [csv, notes],
    [alerts, alertNotes],
  ] as const) {
    expect(said.length).toBeGreaterThan(0);
    expect([...build.first, ...kind].filter((name) => said.includes(name))).toEqual([]);
    const all = weigh([...build.first, ...kind, ...said]);
    process.stdout.write(`with what is said of the reading: ${all} bytes\n`);
    expect(all).toBeLessThanOrEqual(80 * KB);
  }
});

test("the whole way of a CSV file weighs at most 140 KB: page, style, typeface, scripts, facts and letters", async () => {
  const app = await testServer({ browser: async () => build });
  const sizeOf = async (url: string) =>
    (await app.inject({ url, headers: { "accept-encoding": "gzip" } })).rawPayload.length;
  const { body } = await app.inject("/audit");
  const style = /href="(\/style-[^"]+)"/.exec(body)?.[1] as string;
  const facts = /data-facts="([^"]+)"/.exec(body)?.[1] as string;
  const fonts = [...(await app.inject(style)).body.matchAll(/url\((\/font-[^)]+)\)/g)].map(([, href]) => href ?? "");
  const rest = await Promise.all(["/audit", style, facts, ...fonts].map(sizeOf));
  expect(rest.every((size) => size > 0)).toBe(true);
  const { csv, words, letter } = build.besides;
  const scripts = new Set([...build.first, ...csv, ...words, ...letter]);
  const whole = rest.reduce((sum, size) => sum + size, 0) + weigh([...scripts]);
  process.stdout.write(`the whole way of a CSV file: ${whole} bytes\n`);
  expect(whole).toBeLessThanOrEqual(140 * KB);
  await app.close();
});

test("the binder for many files and what makes a pack come only when they are asked for", async () => {
  for (const part of ["binder", "pack"] as const) {
    expect(build[part].length).toBeGreaterThan(0);
    expect(build[part].every((name) => build.files.has(name))).toBe(true);
    expect([...build.first, ...build.small].filter((name) => build[part].includes(name))).toEqual([]);
  }
  expect(weigh(build.binder)).toBeLessThanOrEqual(20 * KB);
  expect(weigh(build.pack)).toBeLessThanOrEqual(150 * KB);
  const app = await testServer({ browser: async () => build });
  const [page, offline] = await Promise.all(["/audit", "/audit/offline.js"].map((url) => app.inject(url)));
  expect(page?.body).toContain(`data-pack-kb="${Math.ceil(weigh(build.pack) / KB)}"`);
  for (const name of [...build.binder, ...build.pack]) expect(offline?.body).toContain(`/audit/app/${name}`);
  await app.close();
});

test("the reader of PDFs weighs at most 900 KB and that of workbooks less, and neither comes along unasked", () => {
  for (const kind of ["pdf", "workbook"] as const) {
    expect(build.heavy[kind].length).toBeGreaterThan(0);
    expect(weigh(build.heavy[kind])).toBeLessThanOrEqual(900 * KB);
    expect(build.first.filter((name) => build.heavy[kind].includes(name))).toEqual([]);
  }
});

test("what a kept script imports is kept with it, so that no small reader fails without a network", () => {
  const kept = new Set([...build.first, ...build.small, ...build.binder]);
  // this one comes after a workbook was read, whose library is there by then
  const asked = [...kept].filter((name) => !name.startsWith("sheet-rows-"));
  const imported = (name: string) =>
    [...new TextDecoder().decode(build.files.get(name)).matchAll(/(?:from|import) ?"\.\/([^"]+)"/g)].map((it) => it[1]);
  expect(asked.flatMap(imported).length).toBeGreaterThan(asked.length);
  for (const name of asked)
    expect(
      imported(name).filter((it) => !kept.has(it as string)),
      name,
    ).toEqual([]);
});

test("the page says what it would fetch, as it weighs", async () => {
  const app = await testServer({ browser: async () => build });
  const { body } = await app.inject("/audit");
  for (const kind of ["pdf", "workbook"] as const)
    expect(body).toContain(`${Math.ceil(weigh(build.heavy[kind]) / KB)} KB`);
  await app.close();
});

test("no script has a library for Node, and none evaluates text", () => {
  for (const [name, bytes] of build.files) {
    if (build.heavy.pdf.includes(name)) continue;
    expect(new TextDecoder().decode(bytes), name).not.toMatch(/from ?"node:|\beval\(|new Function\(/);
  }
});

test("the page says how much follows after it for a CSV file, and how much in all, to the KB", async () => {
  const app = await testServer({ browser: async () => build });
  const { body } = await app.inject("/audit");
  const facts = /data-facts="([^"]+)"/.exec(body)?.[1] as string;
  const kbOf = async (names: readonly string[]) => {
    const addresses = [facts, ...[...new Set(names)].map((name) => `/audit/app/${name}`)];
    const sizes = addresses.map(
      async (url) => (await app.inject({ url, headers: { "accept-encoding": "gzip" } })).rawPayload.length,
    );
    return Math.ceil((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / KB);
  };
  const csv = await kbOf([...build.first, ...build.besides.csv, ...build.besides.words, ...build.besides.notes]);
  const kept = await kbOf([...build.first, ...build.small, ...build.binder]);
  process.stdout.write(`after the page: ${csv} KB for a CSV file, ${kept} KB in all\n`);
  expect(body).toContain(`For CSV this page loads ${csv} KB; with ${kept} KB it also works offline`);
  expect(csv).toBeGreaterThan(weigh(build.first) / KB);
  expect(kept).toBeGreaterThan(csv);
  await app.close();
});
