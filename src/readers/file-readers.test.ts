import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { asHtml, asPdf, asXlsx } from "../../test/support/made-files.ts";
import {
  asAlerts,
  asCamt,
  asMonoJson,
  asMt940,
  asOfx1,
  asOfx2,
  asQif,
  asRows,
  decimal,
  type MadeStatement,
} from "../../test/support/made-statement.ts";
import { zipOf } from "../../test/support/made-zip.ts";
import { parseCivilDate } from "../domain/dates/civil-date.ts";
import { READING } from "../words/say-reading.ts";
import { FILE_READERS } from "./file-readers.ts";
import { type FileAnswer, readStatementFile } from "./read-statement-file.ts";

// Whatever a file holds, the answer is a statement whose lines came from the file or a refusal that says what to
// try; never an exception, never a hang, never a sum that nobody printed.

const AROUND = { banks: [], layouts: [] };
const read = (bytes: Uint8Array, fileName = "statement"): Promise<FileAnswer> =>
  readStatementFile(bytes, { fileName }, AROUND, FILE_READERS);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const day = (text: string) => parseCivilDate(text) as NonNullable<ReturnType<typeof parseCivilDate>>;

const MADE: MadeStatement = {
  opening: 100_000n,
  lines: [
    { date: day("2026-01-14"), cents: -50_000n, narration: "NIP TRANSFER TO ADA OBI" },
    { date: day("2026-01-14"), cents: -1_075n, narration: "NIP CHARGE" },
    { date: day("2026-01-20"), cents: 250_000n, narration: "SALARY" },
    { date: day("2026-01-31"), cents: -600n, narration: "SMS ALERT FEE" },
  ],
};

const csv = (): Uint8Array =>
  utf8(
    asRows(MADE)
      .map((cells) => cells.map((cell) => `"${cell}"`).join(","))
      .join("\n"),
  );

const FILES: Readonly<Record<string, Uint8Array>> = {
  csv: csv(),
  "ofx 1": utf8(asOfx1(MADE)),
  "ofx 2": utf8(asOfx2(MADE)),
  qif: utf8(asQif(MADE)),
  mt940: utf8(asMt940(MADE)),
  camt: utf8(asCamt(MADE)),
  json: utf8(asMonoJson(MADE)),
  alerts: utf8(asAlerts(MADE)),
  html: utf8(asHtml(MADE)),
  xlsx: asXlsx(MADE),
  pdf: asPdf(MADE),
  "zip of camt": zipOf([{ name: "a/camt.xml", body: asCamt(MADE), deflate: true }]),
};

const amountsOf = (answer: FileAnswer): string[] =>
  answer.ok ? answer.file.statements.flatMap((one) => one.lines.map((line) => line.amount)) : [];

test.each(Object.keys(FILES))("%s is known by its content, whatever its name says", async (kind) => {
  for (const name of ["statement", "statement.pdf", "statement.csv", "x.xls"])
    expect(amountsOf(await read(FILES[kind] as Uint8Array, name)).map(Number)).toEqual(
      MADE.lines.map((line) => Number(decimal(line.cents))),
    );
});

/** Every answer is whole: amounts are decimals, days are days, rows are counted once, and a refusal says what to try. */
function expectSound(answer: FileAnswer): void {
  if (!answer.ok) {
    expect(READING.refusal(answer.refusal).tryThis.length).toBeGreaterThan(10);
    return;
  }
  for (const { lines, rejected } of answer.file.statements) {
    for (const line of lines) {
      expect(line.amount).toMatch(/^-?\d+(\.\d+)?$/);
      expect(parseCivilDate(line.date)).toBe(line.date);
    }
    const rows = [...lines, ...rejected].map((one) => one.row);
    expect(new Set(rows).size).toBe(rows.length);
  }
}

test.each(Object.keys(FILES))("%s cut off anywhere never crashes", async (kind) => {
  const bytes = FILES[kind] as Uint8Array;
  const step = Math.max(1, Math.floor(bytes.length / 40));
  for (let cut = 0; cut < bytes.length; cut += step) expectSound(await read(bytes.slice(0, cut)));
});

test.each(Object.keys(FILES))(
  "%s with flipped bits or shuffled pieces never crashes",
  async (kind) => {
    const bytes = FILES[kind] as Uint8Array;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 12 }),
        fc.nat(bytes.length - 1),
        fc.boolean(),
        async (flips, cut, shuffle) => {
          const broken = bytes.slice();
          for (const [at, bits] of flips) broken[at] = (broken[at] as number) ^ bits;
          if (shuffle) broken.set([...broken.slice(cut), ...broken.slice(0, cut)]);
          expectSound(await read(broken));
        },
      ),
      { numRuns: 30 },
    );
  },
  60_000,
);

test("bytes of chance, emptiness and pictures are refused in words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => expectSound(await read(bytes))),
    { numRuns: 60 },
  );
  expect(await read(new Uint8Array())).toMatchObject({ ok: false, refusal: { code: "empty" } });
  expect(await read(utf8("  \n "))).toMatchObject({ ok: false, refusal: { code: "empty" } });
  expect(await read(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2))).toMatchObject({
    ok: false,
    refusal: { code: "unsupported_format" },
  });
});

test("a bomb in a workbook, a bomb in an archive and an archive in archives are stopped", async () => {
  const zeros = deflateRawSync(new Uint8Array(160 * 1024 * 1024));
  const sheet = zipOf([
    { name: "xl/workbook.xml", body: "<x/>" },
    { name: "xl/worksheets/sheet1.xml", body: "", packed: zeros, said: 100 },
  ]);
  expect(await read(sheet)).toMatchObject({ ok: false, refusal: { code: "too_large" } });
  const twice = zipOf([
    { name: "a.csv", body: "", packed: zeros, said: 9 },
    { name: "b.csv", body: "", packed: zeros, said: 9 },
  ]);
  expect(await read(twice)).toMatchObject({ ok: false, refusal: { code: "too_large" } });
  const inner = zipOf([{ name: "a.xml", body: asCamt(MADE) }]);
  expect(await read(zipOf([{ name: "b.zip", body: zipOf([{ name: "c.zip", body: inner }]) }]))).toMatchObject({
    ok: false,
  });
}, 60_000);

test("entities that would grow are refused before they grow", async () => {
  const entities = Array.from({ length: 30 }, (_one, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join("");
  const bomb = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "x">${entities}]><Document>&e30;</Document>`;
  expect(await read(utf8(bomb))).toMatchObject({ ok: false, refusal: { code: "unsupported_format" } });
});

test("an archive of several statements gives each, and names the file that is none", async () => {
  const other = { ...MADE, lines: MADE.lines.map((line) => ({ ...line, cents: line.cents - 7n })) };
  const answer = await read(
    zipOf([
      { name: "a.xml", body: asCamt(MADE) },
      { name: "b.sta", body: asMt940(other), deflate: true },
      { name: "photo.jpg", body: Uint8Array.of(0xff, 0xd8, 0xff) },
    ]),
  );
  expect(answer).toMatchObject({ ok: true });
  if (!answer.ok) return;
  expect(answer.file.statements).toHaveLength(2);
  expect(answer.file.warnings.map((one) => one.code)).toEqual(["file_not_read"]);
});

test("an archive that holds the same statement in two formats gives it once, and says so", async () => {
  const answer = await read(
    zipOf([
      { name: "a.xml", body: asCamt(MADE) },
      { name: "b.sta", body: asMt940(MADE) },
    ]),
  );
  expect(answer).toMatchObject({ ok: true, file: { warnings: [{ code: "repeated_file" }] } });
  expect(answer.ok && answer.file.statements.map(({ lines }) => lines.length)).toEqual([MADE.lines.length]);
});
