import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { HOSTILE_FILES } from "../../../test/support/hostile-files.ts";
import { inflatesBeyond } from "./inflated-size.ts";

const pdf = (...streams: readonly [dictionary: string, body: Uint8Array][]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      streams.flatMap(([dictionary, body], i) => [
        Buffer.from(`${i + 1} 0 obj <<${dictionary}>> stream\r\n`),
        body,
        Buffer.from("\nendstream endobj\n"),
      ]),
    ),
  );
const packed = (size: number, layers = 1): Uint8Array => {
  // digits of no order: they are packed to a half, not to nothing
  let seed = 1;
  let body: Uint8Array = Uint8Array.from({ length: size }, () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return 48 + ((seed >>> 16) % 10);
  });
  for (let i = 0; i < layers; i++) body = deflateSync(body);
  return body;
};

test("streams count together, and so do the layers of one", async () => {
  const two = pdf(["/Filter/FlateDecode", packed(600_000)], ["/Filter[/FlateDecode]", packed(600_000)]);
  expect(await inflatesBeyond(two, 1_200_000)).toBe(false);
  expect(await inflatesBeyond(two, 800_000)).toBe(true);
  const layered = pdf(["/Filter[/Fl/Fl]", packed(600_000, 2)]);
  expect(await inflatesBeyond(layered, 500_000)).toBe(true);
  expect(await inflatesBeyond(layered, 1_300_000)).toBe(false);
});

test("a length that lies, an early endstream and a body that breaks off hide nothing", async () => {
  const body = packed(600_000);
  expect(await inflatesBeyond(pdf(["/Length 3/Filter/FlateDecode", body]), 500_000)).toBe(true);
  const early = new Uint8Array(Buffer.concat([body.subarray(0, 20), body.subarray(20)]));
  expect(await inflatesBeyond(pdf(["/Filter /FlateDecode", early], ["/Filter/FlateDecode", body]), 700_000)).toBe(true);
  expect(await inflatesBeyond(pdf(["/Filter/FlateDecode", body.subarray(0, body.length - 9)]), 300_000)).toBe(true);
});

test("a stream that is not deflated counts nothing, and one of a hundred filters is refused", async () => {
  expect(await inflatesBeyond(pdf(["/Length 9", packed(600_000)]), 10)).toBe(false);
  expect(await inflatesBeyond(pdf([`/Filter[${"/FlateDecode".repeat(100)}]`, packed(10)]), 1_000_000)).toBe(true);
});

test.each(Object.keys(HOSTILE_FILES).filter((name) => /PDF that inflates/.test(name)))("%s is found", async (name) => {
  expect(await inflatesBeyond(HOSTILE_FILES[name]?.() as Uint8Array, 8 * 1024 * 1024)).toBe(true);
});
