import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { zipOf } from "../../test/support/made-zip.ts";
import { unzip } from "./unzip.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("stored and deflated files come out as they went in, in the order of the list", async () => {
  const zip = zipOf([
    { name: "a.xml", body: "<a/>" },
    { name: "b.txt", body: "b".repeat(5000), deflate: true },
  ]);
  const files = await unzip(zip, () => true);
  expect(typeof files === "string" ? files : files.map((one) => [one.name, text(one.bytes).length])).toEqual([
    ["a.xml", 4],
    ["b.txt", 5000],
  ]);
});

test("a bomb is stopped at the limit although its list says that it is small", async () => {
  const zip = zipOf([{ name: "bomb", body: "", packed: deflateRawSync(new Uint8Array(20_000_000)), said: 10 }]);
  expect(await unzip(zip, () => true, 1_000_000)).toBe("too_large");
});

test("a cut or scrambled archive is damaged, not a crash", async () => {
  const zip = zipOf([{ name: "b.txt", body: "b".repeat(5000), deflate: true }]);
  for (let cut = 0; cut < zip.length; cut += 7) expect(await unzip(zip.slice(0, cut), () => true)).toBe("damaged");
});
