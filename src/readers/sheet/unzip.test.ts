import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { HOSTILE_FILES } from "../../../test/support/hostile-files.ts";
import { zipOf } from "../../../test/support/made-zip.ts";
import { allowanceOf, unzip } from "./unzip.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("stored and deflated files come out as they went in, in the order of the list", () => {
  const zip = zipOf([
    { name: "a.xml", body: "<a/>" },
    { name: "b.txt", body: "b".repeat(5000), deflate: true },
  ]);
  const files = unzip(zip, () => true);
  expect(typeof files === "string" ? files : files.map((one) => [one.name, text(one.bytes).length])).toEqual([
    ["a.xml", 4],
    ["b.txt", 5000],
  ]);
});

test("a bomb is stopped at the limit although its list says that it is small", () => {
  const zip = zipOf([{ name: "bomb", body: "", packed: deflateRawSync(new Uint8Array(20_000_000)), said: 10 }]);
  expect(unzip(zip, () => true, allowanceOf(1_000_000))).toBe("too_large");
});

test("a cut or scrambled archive is damaged, not a crash", () => {
  const zip = zipOf([{ name: "b.txt", body: "b".repeat(5000), deflate: true }]);
  for (let cut = 0; cut < zip.length; cut += 7) expect(unzip(zip.slice(0, cut), () => true)).toBe("damaged");
});

test("an archive that lists one file many times is refused after one", () => {
  const zip = HOSTILE_FILES["an archive that lists one file two thousand times"]?.() as Uint8Array;
  const allowance = allowanceOf(1_000_000);
  expect(unzip(zip, () => true, allowance)).toBe("damaged");
  expect(allowance.left).toBeGreaterThan(800_000);
});

test("archives that are read one after the other share what may come out of them", () => {
  const zip = zipOf([{ name: "a", body: "a".repeat(600), deflate: true }]);
  const allowance = allowanceOf(1000);
  expect(unzip(zip, () => true, allowance)).toHaveLength(1);
  expect(unzip(zip, () => true, allowance)).toBe("too_large");
});
