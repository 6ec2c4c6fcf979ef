import { crc32, deflateRawSync } from "node:zlib";
import { zipOf } from "../../../test/support/made-zip.ts";
import { type Body, csv, HEAD, latin, line, packedAgain, text, zipped, zippedAgain } from "./body.ts";

const MEGABYTE = Buffer.alloc(1_000_000, "0");

const u16 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) out.writeUInt16LE(value & 0xffff, i * 2);
  return out;
};
const u32 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) out.writeUInt32LE(value >>> 0, i * 4);
  return out;
};
/** The end of an archive: what it says of its list (APPNOTE 4.3.16). */
const end = (count: number, size: number, offset: number): Buffer =>
  Buffer.concat([u32(0x06054b50), u16(0, 0, count, count), u32(size, offset), u16(0)]);

/** `count` names in the list of an archive, all of them the same packed bytes. */
function overlapping(count: number, payload: Uint8Array): Uint8Array {
  const packed = deflateRawSync(payload, { level: 9 });
  const sizes = u32(crc32(payload), packed.length, payload.length);
  const local = Buffer.concat([u32(0x04034b50), u16(20, 0, 8, 0, 0), sizes, u16(5, 0), latin("a.csv"), packed]);
  const list = Array.from({ length: count }, (_, i) => {
    const name = latin(`${String(i).padStart(5, "0")}.csv`);
    return Buffer.concat([
      u32(0x02014b50),
      u16(20, 20, 0, 8, 0, 0),
      sizes,
      u16(name.length, 0, 0, 0, 0),
      u32(0, 0),
      name,
    ]);
  });
  const size = list.reduce((sum, one) => sum + one.length, 0);
  return Buffer.concat([local, ...list, end(count, size, local.length)]);
}

/** Each archive holds the next, `wide` of them, `deep` levels. */
function nested(deep: number, wide: number, core: Uint8Array): Uint8Array {
  let inside = core;
  for (let i = 0; i < deep; i++) inside = zipped(Array.from({ length: wide }, (_, j) => [`${j}.zip`, inside] as const));
  return inside;
}

const WIDE_CELLS = (count: number): string =>
  `<html><table><tr>${"<td colspan=999>1</td>".repeat(count)}</tr></table></html>`;

export const ARCHIVES: readonly Body[] = [
  { name: "zip of 1 GB", fileName: "b.zip", bytes: () => zipOf([zippedAgain("a.csv", MEGABYTE, 1_000)]) },
  {
    name: "zip of 1 GB that says 10 KB",
    fileName: "b.zip",
    bytes: () => zipOf([{ name: "a.csv", body: "", packed: packedAgain(MEGABYTE, 1_000), said: 10_000 }]),
  },
  {
    name: "zip of 200 files of 20 MB",
    fileName: "b.zip",
    bytes: () => zipOf(Array.from({ length: 200 }, (_, i) => zippedAgain(`${i}.csv`, MEGABYTE, 20))),
  },
  { name: "zips in zips, 10 wide and 6 deep", fileName: "n.zip", bytes: () => nested(6, 10, text(csv("NIP CHARGE"))) },
  {
    name: "zips in zips, one wide and 200 deep",
    fileName: "n.zip",
    bytes: () => nested(200, 1, text(csv("NIP CHARGE"))),
  },
  {
    name: "workbooks in zips in zips",
    fileName: "n.zip",
    bytes: () => nested(2, 12, zipped([["a.xls", WIDE_CELLS(5_000)]])),
  },
  {
    name: "2,000 names for one file of 120 KB",
    fileName: "o.zip",
    bytes: () => overlapping(2_000, text(csv("NIP CHARGE").repeat(600))),
  },
  { name: "2,000 names for one small file", fileName: "o.zip", bytes: () => overlapping(2_000, text(csv("X"))) },
  { name: "250 names for one file of 1 MB", fileName: "o.zip", bytes: () => overlapping(250, MEGABYTE) },
  {
    name: "2,000 names for one small PDF",
    fileName: "o.zip",
    bytes: () =>
      overlapping(2_000, latin(`%PDF-1.4\n${"1 0 obj<<>>endobj\n".repeat(50)}trailer<</Root 1 0 R>>\n%%EOF`)),
  },
  {
    name: "65,535 names for one empty file",
    fileName: "o.zip",
    bytes: () => overlapping(65_535, new Uint8Array(0)),
  },
  {
    name: "1,200 names of 2,000 letters",
    fileName: "l.zip",
    bytes: () => zipped(Array.from({ length: 1_200 }, (_, i) => [`${"a".repeat(2_000)}${i}.csv`, "x"] as const)),
  },
  {
    name: "8,000 empty files",
    fileName: "m.zip",
    bytes: () => zipped(Array.from({ length: 8_000 }, (_, i) => [`${i}`, ""] as const)),
  },
  {
    name: "names that climb out of the folder",
    fileName: "t.zip",
    bytes: () =>
      zipped([
        ["../../../../out/evil.csv", csv("NIP CHARGE")],
        ["/evil.csv", csv("NIP CHARGE")],
        ["C:\\evil.csv", csv("NIP CHARGE")],
        ["a\0.csv", csv("NIP CHARGE")],
      ]),
  },
  { name: "a list that begins in itself", fileName: "q.zip", bytes: () => end(2_000, 2_000, 22) },
  {
    name: "a list that says 65,535 and has none",
    fileName: "q.zip",
    bytes: () => Buffer.concat([latin("PK\x03\x04"), Buffer.alloc(100), end(65_535, 65_535, 22)]),
  },
  {
    name: "an end that points 4 GB ahead",
    fileName: "q.zip",
    bytes: () =>
      Buffer.concat([Buffer.from(zipped([["a.csv", csv("X")]])).subarray(0, -22), end(1, 0xffffffff, 0xfffffff0)]),
  },
  {
    name: "200,000 wide cells of HTML in a zip",
    fileName: "s.zip",
    bytes: () => zipped([["a.xls", WIDE_CELLS(200_000)]]),
    killer: true,
  },
  {
    name: "100,000 wide rows of HTML in a zip",
    fileName: "s.zip",
    bytes: () => zipped([["a.xls", `<html><table>${"<tr><td>1</td><td colspan=999>1</td></tr>".repeat(100_000)}`]]),
    killer: true,
  },
  {
    name: "30 zipped files of 900,000 dashes",
    fileName: "d.zip",
    bytes: () => zipped(Array.from({ length: 30 }, (_, i) => [`${i}.csv`, csv("-".repeat(900_000))] as const)),
    killer: true,
  },
  {
    name: "20 zipped files of 40,000 rows",
    fileName: "r.zip",
    bytes: () => {
      const many = HEAD + Array.from({ length: 40_000 }, (_, i) => line("NIP CHARGE", i)).join("");
      const packed = deflateRawSync(many);
      return zipOf(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.csv`, body: "", packed, said: many.length })));
    },
  },
  {
    name: "a zip that stops in the middle",
    fileName: "h.zip",
    bytes: () => {
      const whole = zipped([["a.csv", csv("NIP CHARGE").repeat(500)]]);
      return whole.subarray(0, whole.length >> 1);
    },
  },
];
