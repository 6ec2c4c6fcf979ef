import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { zipOf } from "./made-zip.ts";

// Files that are made to hurt whoever reads them: each is small, and asks for much time or memory. None holds a real payment
// of anybody. They are made here, when they are wanted.

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const times = (count: number, one: (i: number) => string): string =>
  Array.from({ length: count }, (_x, i) => one(i)).join("");

const HEADER = "Trans Date,Value Date,Reference,Narration,Debit,Credit,Balance\n";
const row = (narration: string, i = 0): string =>
  `02/01/2026,02/01/2026,A${i},${narration},25.00,,"${100_000 - 25 * (i + 1)}.00"\n`;
const csvWith = (narration: string): Uint8Array => utf8(HEADER + times(3, (i) => row(narration, i)));

/** So many megabytes of zeros, deflated: one block again and again, which costs nothing to make. */
function zeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(new Uint8Array(1_000_000), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return new Uint8Array(
    Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync(new Uint8Array())]),
  );
}

const zipped = (entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipOf(Object.entries(entries).map(([name, body]) => ({ name, body, deflate: true })));

/** Archives whose list names the same packed bytes again and again. */
function overlapping(count: number, payload: Uint8Array): Uint8Array {
  const one = zipOf([{ name: "a.csv", body: payload, deflate: true }]);
  const view = new DataView(one.buffer);
  const listAt = view.getUint32(one.length - 6, true);
  const listed = one.slice(listAt, one.length - 22);
  const end = one.slice(one.length - 22);
  const ends = new DataView(end.buffer);
  ends.setUint16(8, count, true);
  ends.setUint16(10, count, true);
  ends.setUint32(12, listed.length * count, true);
  const whole = new Uint8Array(listAt + listed.length * count + 22);
  whole.set(one.subarray(0, listAt));
  for (let i = 0; i < count; i++) whole.set(listed, listAt + i * listed.length);
  whole.set(end, whole.length - 22);
  return whole;
}

function nested(levels: number, wide: number): Uint8Array {
  let inner = csvWith("NIP CHARGE");
  for (let i = 0; i < levels; i++)
    inner = zipped(Object.fromEntries(Array.from({ length: wide }, (_x, k) => [`${k}.zip`, inner])));
  return inner;
}

// Workbooks

const PARTS = {
  "[Content_Types].xml":
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
  "_rels/.rels":
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  "xl/workbook.xml":
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
};
const workbook = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipped({ ...PARTS, "xl/worksheets/sheet1.xml": sheet, ...more });

const sheetOf = (dimension: string, rows: string, behind = ""): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${dimension}"/><sheetData>${rows}</sheetData>${behind}</worksheet>`;
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const LABELS = ["Date", "Narration", "Debit", "Balance"];
const ROWS =
  `<row r="1">${LABELS.map((label, i) => cell(`${"ABCD"[i]}1`, label)).join("")}</row>` +
  times(
    4,
    (i) =>
      `<row r="${i + 2}">${["02/01/2026", "NIP CHARGE", "25.00", `${975 - 25 * i}.00`].map((text, k) => cell(`${"ABCD"[k]}${i + 2}`, text)).join("")}</row>`,
  );

/** A workbook whose archive claims another unpacked size for each of its parts. */
function claiming(size: number, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const files = Object.entries({ ...PARTS, "xl/worksheets/sheet1.xml": sheetOf("A1:D5", ROWS), ...more });
  return zipOf(files.map(([name, body]) => ({ name, body, deflate: true, said: size })));
}

// PDF

function pdfWith(objects: readonly (string | Uint8Array)[], trailer = "<</Root 1 0 R>>"): Uint8Array {
  const parts: Uint8Array[] = [utf8("%PDF-1.7\n")];
  const offsets: number[] = [];
  let at = 9;
  const push = (part: string | Uint8Array) => {
    const bytes = typeof part === "string" ? utf8(part) : part;
    parts.push(bytes);
    at += bytes.length;
  };
  objects.forEach((object, i) => {
    offsets.push(at);
    push(`${i + 1} 0 obj\n`);
    push(object);
    push("\nendobj\n");
  });
  const listAt = at;
  push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((one) => `${String(one).padStart(10, "0")} 00000 n \n`).join("")}trailer\n${trailer}\nstartxref\n${listAt}\n%%EOF`,
  );
  return new Uint8Array(Buffer.concat(parts));
}
const streamOf = (data: Uint8Array, more = ""): Uint8Array =>
  new Uint8Array(Buffer.concat([utf8(`<</Length ${data.length}${more}>>stream\n`), data, utf8("\nendstream")]));
const onePage = (content: string | Uint8Array, kids = "3 0 R ", count = 1): (string | Uint8Array)[] => [
  "<</Type/Catalog/Pages 2 0 R>>",
  `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
  content,
  "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
];

/** A stream that inflates to `megabytes`, behind as many filters as there are levels. */
function inflating(megabytes: number, levels: number, word = "BT /F1 9 Tf (a) Tj ET "): Uint8Array {
  let data: Uint8Array = deflateSync(word.repeat(Math.floor((megabytes * 1_000_000) / word.length)), { level: 9 });
  for (let i = 1; i < levels; i++) data = deflateSync(data, { level: 9 });
  return pdfWith(onePage(streamOf(data, `/Filter[${"/FlateDecode".repeat(levels)}]`)));
}

const camt = (body: string): Uint8Array =>
  utf8(
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>NGN</Ccy></Acct>${body}</Stmt></BkToCstmrStmt></Document>`,
  );
const entry = (text: string): string =>
  `<Ntry><Amt Ccy="NGN">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-02</Dt></BookgDt><AddtlNtryInf>${text}</AddtlNtryInf></Ntry>`;

/** Words that an expression may look at again and again. */
const LONG_NARRATIONS: Readonly<Record<string, string>> = {
  dashes: "-".repeat(900_000),
  digits: "1".repeat(900_000),
  blanks: `a${" ".repeat(900_000)}a`,
  dots: ".".repeat(900_000),
  strokes: "/".repeat(900_000),
  "strokes between words": "CHARGE/".repeat(128_000),
  brackets: "(".repeat(900_000),
  letters: "A".repeat(900_000),
  "the same word": "NIP ".repeat(225_000),
  months: "JAN ".repeat(225_000),
  "months with days": "01JAN-".repeat(150_000),
  "days with TO": "01/01/2026 TO ".repeat(60_000),
  "addresses without an end": "a@".repeat(400_000),
  stars: "*X".repeat(400_000),
  "card words": "CARD MAINT ".repeat(80_000),
  "words of a fee": "SMS ALERT CHARGE ".repeat(50_000),
  "accents on one letter": `e${"\u0301".repeat(450_000)}`,
  "joined letters": "\u200d".repeat(300_000),
  "hard blanks": "\u00a0".repeat(450_000),
  "sums without a mark": "1 ".repeat(450_000),
  "money marks": "NGN1 ".repeat(180_000),
};

/** Every hostile file by its name; each is made when it is asked for. */
export const HOSTILE_FILES: Readonly<Record<string, () => Uint8Array>> = {
  "an archive of one file that is a third of a gigabyte of zeros": () =>
    zipOf([{ name: "a.csv", body: "", packed: zeros(330), said: 10 }]),
  "archives in archives, ten wide and six deep": () => nested(6, 10),
  "an archive that lists one file two thousand times": () =>
    overlapping(2000, utf8(HEADER + times(1500, (i) => row("NIP CHARGE", i)))),
  "an archive that lists a megabyte of zeros 250 times": () => overlapping(250, new Uint8Array(1_000_000).fill(48)),
  "an archive of forty thousand empty files": () =>
    zipOf(Array.from({ length: 40_000 }, (_x, i) => ({ name: String(i), body: "" }))),
  "an archive of long names": () =>
    zipOf(Array.from({ length: 1990 }, (_x, i) => ({ name: `${"a".repeat(2000)}${i}.csv`, body: "x" }))),
  "an archive whose list points at itself": () => {
    const zip = zipOf([{ name: "a.csv", body: "x" }]);
    new DataView(zip.buffer).setUint32(zip.length - 6, zip.length - 22, true);
    return zip;
  },
  "a workbook that claims four gigabytes": () => claiming(0xfffffff0),
  "a workbook of 1,500 parts of a claimed gigabyte": () =>
    claiming(0x3ffffff0, Object.fromEntries(Array.from({ length: 1500 }, (_x, i) => [`xl/x${i}.xml`, "<a/>"]))),
  "a workbook that claims nothing": () => claiming(0),
  "a workbook with a dimension of all cells": () => workbook(sheetOf("A1:XFD1048576", ROWS)),
  "a workbook with a cell in the last corner": () =>
    workbook(sheetOf("A1:D5", `${ROWS}<row r="1048576">${cell("XFD1048576", "9")}</row>`)),
  "a workbook with a cell beyond every corner": () =>
    workbook(sheetOf("A1:D5", `${ROWS}<row r="9999999999">${cell("ZZZZZZ9999999999", "9")}</row>`)),
  "a workbook with five thousand merged sheets": () =>
    workbook(sheetOf("A1:D5", ROWS, `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(5000)}</mergeCells>`)),
  "a workbook with links over all cells": () =>
    workbook(
      sheetOf("A1:D5", ROWS, `<hyperlinks>${'<hyperlink ref="A1:XFD1048576" location="x"/>'.repeat(3)}</hyperlinks>`),
    ),
  "a workbook with columns without an end": () =>
    workbook(
      sheetOf("A1:D5", ROWS).replace(
        "<sheetData>",
        '<cols><col min="1" max="4000000000" width="9"/></cols><sheetData>',
      ),
    ),
  "a workbook with three million shared texts": () =>
    workbook(sheetOf("A1:D5", ROWS), {
      "xl/sharedStrings.xml": `<?xml version="1.0"?><sst>${"<si><t>aaaaaaaaaaaaaaaa</t></si>".repeat(3_500_000)}</sst>`,
    }),
  "a workbook with a text of thirty thousand letters in forty thousand cells": () =>
    workbook(
      sheetOf(
        "A1:D1",
        ROWS.slice(0, ROWS.indexOf('<row r="2"')) +
          times(
            40_000,
            (i) =>
              `<row r="${i + 2}">${cell(`A${i + 2}`, "02/01/2026")}<c r="B${i + 2}" t="s"><v>0</v></c>${cell(`C${i + 2}`, "25.00")}${cell(`D${i + 2}`, "25.00")}</row>`,
          ),
      ),
      { "xl/sharedStrings.xml": `<?xml version="1.0"?><sst><si><t>${"NIP CHARGE ".repeat(2800)}</t></si></sst>` },
    ),
  "a workbook of a million rows": () =>
    workbook(
      sheetOf(
        "A1:D1",
        times(1_000_000, (i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`),
      ),
    ),
  "a workbook with open cells": () =>
    workbook(`${sheetOf("A1", "").split("</sheetData>")[0]}<row r="1">${'<c r="A1">'.repeat(3_000_000)}`),
  "a workbook with open texts": () =>
    workbook(`${sheetOf("A1", "").split("</sheetData>")[0]}<row r="1"><c t="inlineStr">${"<is><t>".repeat(2_000_000)}`),
  "a workbook with open shared texts": () =>
    workbook(sheetOf("A1:D5", ROWS), { "xl/sharedStrings.xml": `<sst>${"<si><r>".repeat(1_500_000)}` }),
  "a workbook with open comments": () =>
    workbook(`${sheetOf("A1", "").split("</sheetData>")[0]}${"<!--".repeat(2_000_000)}`),
  "a workbook with blanks inside a tag": () =>
    workbook(sheetOf("A1", `<row ${" ".repeat(4_000_000)}><c ${" ".repeat(4_000_000)}/></row>`)),
  "a workbook with entities that grow": () =>
    workbook(
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${times(9, (i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`)}]>${sheetOf("A1:D5", ROWS.replaceAll("NIP CHARGE", "&j;"))}`,
    ),
  "an old workbook whose sectors go round": () => {
    const bytes = new Uint8Array(200_512).fill(0);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(
      [
        0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
        0x10,
      ],
      24,
    );
    for (let at = 512; at < bytes.length; at += 4) bytes[at] = 1;
    return bytes;
  },
  "camt with entities that grow": () =>
    utf8(
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY c "${"&b;".repeat(1000)}">]><Document>&c;</Document>`,
    ),
  "camt a million and a half elements deep": () => utf8(`<?xml version="1.0"?><Document>${"<a>".repeat(1_500_000)}`),
  "camt with four hundred thousand attributes": () =>
    utf8(`<?xml version="1.0"?><Document ${times(400_000, (i) => `a${i}="1" `)}></Document>`),
  "camt with details in details": () =>
    camt(
      `<Ntry>${"<NtryDtls><TxDtls>".repeat(25)}${"<AmtDtls/>".repeat(400_000)}${"</TxDtls></NtryDtls>".repeat(25)}</Ntry>`,
    ),
  "camt with a text of five million letters": () => camt(entry("A ".repeat(2_400_000))),
  "camt of five thousand entries with eighty details": () =>
    camt(
      `<Ntry><Amt Ccy="NGN">25.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls>${"<TxDtls/>".repeat(80)}</NtryDtls></Ntry>`.repeat(
        5000,
      ),
    ),
  "OFX of open payments": () => utf8(`OFXHEADER:100\n<OFX>${"<STMTTRN>".repeat(500_000)}`),
  "OFX of opened tags": () => utf8(`OFXHEADER:100\n<OFX>${"<".repeat(4_900_000)}`),
  "OFX of blanks": () => utf8(`OFXHEADER:100\n<OFX><STMTTRN><MEMO>${" ".repeat(4_900_000)}`),
  "OFX of ampersands": () => utf8(`OFXHEADER:100\n<OFX><STMTTRN><MEMO>${"&".repeat(4_900_000)}`),
  "a PDF that inflates to a hundred and forty megabytes of text": () => inflating(140, 1),
  "a PDF that inflates twice, to a hundred and forty megabytes": () => inflating(140, 2),
  "a PDF that inflates to a hundred and forty megabytes of line ends": () => inflating(140, 1, "\n"),
  "a PDF of a hundred thousand pages": () =>
    pdfWith(onePage(streamOf(utf8("BT (a) Tj ET")), "3 0 R ".repeat(100_000), 100_000)),
  "a PDF that counts two thousand million pages": () =>
    pdfWith(onePage(streamOf(utf8("BT (a) Tj ET")), "3 0 R", 2_000_000_000)),
  "a PDF whose pages hold themselves": () =>
    pdfWith(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
  "a PDF of a million open lists": () =>
    pdfWith([`<</Type/Catalog/Pages 2 0 R/X ${"[".repeat(1_000_000)}>>`, "<</Type/Pages/Kids[]/Count 0>>"]),
  "a PDF of twenty thousand filters": () =>
    pdfWith(onePage(streamOf(new Uint8Array(1000).fill(120), `/Filter[${"/ASCIIHexDecode".repeat(20_000)}]`))),
  "a PDF whose list of objects is two thousand million long": () =>
    utf8(
      Buffer.from(pdfWith(onePage(streamOf(utf8("")))))
        .toString("latin1")
        .replace("xref\n0 6", "xref\n0 2000000000"),
    ),
  "a PDF of many objects without a list": () => utf8(`%PDF-1.7\n${times(230_000, (i) => `${i} 0 obj<<>>endobj\n`)}`),
  "a PDF whose forms double 25 times": () =>
    pdfWith([
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
      streamOf(utf8("/I Do /I Do")),
      ...Array.from({ length: 25 }, (_x, i) =>
        streamOf(
          utf8("/I Do /I Do "),
          `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I ${6 + i} 0 R>>>>`,
        ),
      ),
      streamOf(utf8(""), "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ]),
  "a PDF with a letter for every number": () =>
    pdfWith([
      ...onePage(streamOf(utf8("BT /F1 9 Tf <00000001> Tj ET"))).slice(0, 4),
      "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>",
      streamOf(
        utf8(
          "/CIDInit begincmap 1 begincodespacerange <00000000><ffffffff> endcodespacerange 1 beginbfrange <00000000><ffffffff><0041> endbfrange endcmap",
        ),
      ),
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W[0 4000000000 500]>>",
    ]),
  "one line of a million cells": () => utf8("a,".repeat(2_450_000)),
  "four lines of a million cells": () => utf8(`${",".repeat(999_000)}\n`.repeat(4)),
  "four lines of quoted cells, a megabyte each": () => utf8(`${'"",'.repeat(333_000).slice(0, 999_990)}\n`.repeat(4)),
  "one quoted cell of a megabyte": () => utf8(`${HEADER}02/01/2026,,,"${"a".repeat(990_000)}",25.00,,\n`),
  "quoted cells that are never closed": () => utf8(HEADER + '02/01/2026,,,"NIP,25.00,,\n'.repeat(150_000)),
  "nothing but quotation marks": () => utf8('"'.repeat(4_900_000)),
  "quotation marks on lines of their own": () => utf8('"\n'.repeat(2_400_000)),
  "nothing but line ends": () => utf8("\n".repeat(4_900_000)),
  "more short lines than a sheet has": () => utf8("1,2\n".repeat(1_200_000)),
  "a table of 1,500 columns": () => utf8(`${HEADER.trim()}${",".repeat(1500)}\n${row("A")}`),
  "a thousand columns in five thousand rows": () => utf8(HEADER + `${"1,".repeat(1000)}\n`.repeat(2400)),
  "cells over 999 columns": () => utf8(`<html><table><tr>${"<td colspan=999>1</td>".repeat(200_000)}`),
  "rows of a cell over 999 columns": () =>
    utf8(`<html><table>${"<tr><td>1</td><td colspan=999>1</td></tr>".repeat(100_000)}`),
  "cells over 999 rows": () => utf8(`<html><table>${"<tr><td rowspan=999 colspan=900>1</td></tr>".repeat(100_000)}`),
  "a wide row of two million cells": () => utf8(`<html><table><tr>${"<td>".repeat(1_200_000)}`),
  "a table of open quotation marks": () => utf8(`<html><table>${'<td "'.repeat(900_000)}`),
  "a page of open tags": () => utf8(`<html>${"<a ".repeat(1_500_000)}`),
  "a page of open comments": () => utf8(`<html>${"<!--".repeat(1_200_000)}`),
  "a page of open declarations": () => utf8(`<html>${"<!".repeat(2_400_000)}`),
  "a page of open brackets": () => utf8(`<html>${"<".repeat(4_800_000)}`),
  "a page of open brackets with digits": () => utf8(`<html><table><tr><td>${"<1".repeat(2_400_000)}`),
  "a page of half entities": () => utf8(`<html><table><tr><td>${"&#x".repeat(1_600_000)}`),
  "a page of half script ends": () => utf8(`<html><script>${"</scrip ".repeat(600_000)}`),
  "an alert of digits": () => utf8(`Debit Alert NGN${"1".repeat(4_800_000)}`),
  "an alert of blanks": () => utf8(`Acct:${" ".repeat(4_800_000)}Amt:NGN1.00 CR`),
  "alerts glued together": () => utf8("Acct:XXX123 Amt:NGN25.00 DR Desc:NIP CHARGE Bal:NGN1.00 ".repeat(80_000)),
  "an alert of colons": () => utf8(`Amt: NGN25.00 DR\n${"a:".repeat(2_400_000)}`),
  "an alert of commas": () => utf8(`Amt: NGN${"1,".repeat(2_400_000)}`),
  "fifty thousand alerts": () =>
    utf8("Debit! Acct:XXX123 Amt:NGN25.00 DR Desc:NIP CHARGE Date:02-Jan-2026 Bal:NGN1.00\n\n".repeat(55_000)),
  "an alert that goes on": () => utf8(`Your account has been debited with NGN25.00 ${"on ".repeat(1_500_000)}`),
  "MT940 of marks": () =>
    utf8(`:20:1\n:25:1\n:28C:1\n:60F:C260101NGN1,\n:61:2601020102D25,NMSC1\n:86:${"?20".repeat(1_600_000)}`),
  "MT940 of digits": () => utf8(`:20:1\n:25:1\n:28C:1\n:60F:C260101NGN1,\n:61:260102${"1".repeat(4_800_000)}`),
  "MT940 of strokes": () =>
    utf8(`:20:1\n:25:1\n:28C:1\n:60F:C260101NGN1,\n:61:2601020102D25,NMSC1\n:86:${"/REMI/".repeat(800_000)}`),
  "MT940 of references": () => utf8(`:20:x\n${":21:a\n".repeat(800_000)}`),
  "QIF of blanks": () => utf8(`!Type:Bank\nD1/1/26\nT-25\nP${" ".repeat(4_800_000)}\n^\n`),
  "QIF of ends": () => utf8(`!Type:Bank\n${"^\n".repeat(2_400_000)}`),
  "QIF of splits": () => utf8(`!Type:Bank\nD1/1/26\nT-25\n${"SA\nE\n$1\n".repeat(450_000)}^\n`),
  "JSON two million lists deep": () => utf8("[".repeat(2_400_000)),
  "JSON of equal keys": () => utf8(`{${'"a":1,'.repeat(600_000)}"transactions":[]}`),
  "JSON of marks in a text": () => utf8(`{"a":"${'\\"'.repeat(2_400_000)}"}`),
  "JSON with a text that never ends": () => utf8(`["${"a".repeat(4_800_000)}`),
  "JSON with a number of five million digits": () =>
    utf8(`{"transactions":[{"date":"2026-01-02","amount":-${"9".repeat(4_700_000)},"description":"x"}]}`),
  "JSON with an exponent of a thousand million": () =>
    utf8('{"transactions":[{"date":"2026-01-02","amount":-1e999999999,"description":"x","currency":"NGN"}]}'),
  ...Object.fromEntries(
    Object.entries(LONG_NARRATIONS).map(([what, words]) => [`a narration of ${what}`, () => csvWith(words)]),
  ),
  "forty thousand rows of digits and blanks": () => utf8(HEADER + times(40_000, (i) => row("1 ".repeat(35), i))),
  "a thousand narrations of two thousand letters": () =>
    utf8(HEADER + times(1000, (i) => row("CARD MAINT SMS ALERT ".repeat(95), i))),
};
